"""After erasure nobody finds anything of a person, wherever they look; and they would, had one table been left out."""

import logging

import pytest
from apiflask import APIFlask
from sqlalchemy.exc import IntegrityError

from tests.cast import Somebody, scalar
from tests.privacy import traces
from tests.privacy.life import BROWSER, Surroundings, rows_of
from tests.web.admin.staff_browser import StaffBrowser
from tests.web.running_jobs import run_jobs
from webapp.kernel import data_subject, db
from webapp.kernel.data_subject import PersonalTable, personal_tables
from webapp.kernel.db import transaction
from webapp.kernel.schema import metadata
from webapp.people.identity.flows.login import login
from webapp.people.privacy import erasures
from webapp.people.privacy.flows.request_erasure import request_erasure
from webapp.referral.visits.service import visits as visits_service
from webapp.web.flows.enqueue_scans import enqueue_scans

PAGES = (
    "/admin/",
    "/admin/orders",
    "/admin/shopkeepers",
    "/admin/relationships",
    "/admin/objections",
    "/admin/audit",
    "/admin/jobs",
    "/admin/shares",
)


def test_nothing_of_a_person_is_left_anywhere(
    app: APIFlask,
    surroundings: Surroundings,
    canary: Somebody,
    database_url: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.INFO)
    signs, keys = traces.signs_of(canary), traces.keys_to_delete(canary)
    books = scalar("SELECT sum(amount_fen) FILTER (WHERE amount_fen > 0) FROM entry")
    before = traces.in_tables(signs)
    assert {"person", "orders", "payment", "refund", "audit_entry", "idempotent_answer", "visit"} <= before
    assert traces.in_files(signs)
    request_erasure(canary.id, "注销", "mini")
    run_jobs(database_url)
    enqueue_scans()
    run_jobs(database_url)
    assert scalar("SELECT state FROM erasure_request ORDER BY id DESC LIMIT 1") == "done"
    assert traces.in_tables(signs) == set()
    assert traces.in_files(signs) == set()
    assert traces.still_there(keys) == set()
    assert traces.in_texts(signs, pages_of(app)) == set()
    said = capfd.readouterr()
    assert traces.in_texts(signs, {"logged": caplog.text, "err": said.err, "out": said.out}) == set()
    # What the law wants kept is kept, and the books are as they were.
    assert scalar("SELECT count(*) FROM orders WHERE buyer_id = :p", p=canary.id) == 3
    assert scalar("SELECT sum(amount_fen) FILTER (WHERE amount_fen > 0) FROM entry") == books


def pages_of(app: APIFlask) -> dict[str, str]:
    """Everything staff can open about orders, shops and the log, by address."""
    desk = StaffBrowser(app).log_in()
    numbers = [str(each["no"]) for each in db.rows(dict, "SELECT no FROM orders")]
    shops = [str(each["code"]) for each in db.rows(dict, "SELECT code FROM shopkeeper")]
    places = [*PAGES, *(f"/admin/orders/{no}" for no in numbers), *(f"/admin/shopkeepers/{n}" for n in shops)]
    found = {place: desk.get(place) for place in places}
    assert {place: answer.status_code for place, answer in found.items() if answer.status_code != 200} == {}
    return {place: answer.text for place, answer in found.items()}


class Undone(Exception):
    """Nothing was meant to last."""


def test_one_table_left_out_is_found(canary: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: each table in turn is forgotten by erasure, and each time somebody finds it."""
    signs, keys, really = traces.signs_of(canary), traces.keys_to_delete(canary), data_subject.erase
    acting = [each for each in personal_tables(metadata) if each.policy.erasure == "deletes" or names_people(each)]
    # What hangs on another row goes with it, whether erasure thinks of it or not.
    acting = [each for each in acting if not any(key.ondelete == "CASCADE" for key in each.table.foreign_keys)]
    unseen = []
    for left_out in acting:
        # Where other rows point at what is left, the database itself refuses: that is noticed, too.
        with pytest.raises((Undone, IntegrityError)), transaction():
            erasures.allow_audit_redaction()
            for each in personal_tables(metadata):
                if each is not left_out:
                    really(each, canary.id)
            if not (traces.in_tables(signs) | traces.still_there(keys)):
                unseen.append(left_out.name)
            raise Undone
    # What goes with the rows it hangs on, the database itself takes along.
    taken_along = {each.name for each in acting if any(key.ondelete == "CASCADE" for key in each.table.foreign_keys)}
    assert set(unseen) <= taken_along
    assert len(acting) > 20


def names_people(personal: PersonalTable) -> bool:
    """Whether what erasure empties here could have told of somebody."""
    return any("personal" in personal.table.columns[name].info for name in personal.policy.blank)


def test_every_table_has_something_of_the_canary(canary: Somebody) -> None:
    assert [each.name for each in personal_tables(metadata) if not rows_of(each, canary.id)] == []


def test_whoever_comes_back_is_somebody_new(surroundings: Surroundings, canary: Somebody, database_url: str) -> None:
    request_erasure(canary.id, "erase", "h5")
    run_jobs(database_url)
    back = login(surroundings.fake_wechat.mini.code_for(canary.mini, canary.unionid))
    assert back.person_id != canary.id


def test_a_damaged_line_of_the_spool_names_no_browser_in_the_log(
    app: APIFlask, caplog: pytest.LogCaptureFixture
) -> None:
    with transaction():
        visits_service.ingest_lines(f"1\t2\t3\t{BROWSER}\tcut off".encode())
    assert "damaged line" in caplog.text
    assert str(BROWSER) not in caplog.text
