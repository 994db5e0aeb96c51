"""What Bo is handed is everything held about him, nothing of anybody else, and nothing that opens a door."""

import csv
import io
import json
import zipfile
from collections import Counter

import pytest
from apiflask import APIFlask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Keeper, ListedProduct, Somebody
from tests.privacy.life import MARK, Surroundings, rows_of
from tests.social.relationships.event_factory import happens
from tests.trade import buying
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock, data_subject
from webapp.kernel.data_subject import personal_tables
from webapp.kernel.db import execute, transaction
from webapp.kernel.errors import TooMany
from webapp.kernel.schema import metadata
from webapp.kernel.words import vocabulary
from webapp.people.moderation import TextKind, submit_text
from webapp.people.privacy import export_person
from webapp.people.privacy.flows.export_file import json_chunks, zip_chunks
from webapp.people.privacy.service.exports import MAX_PER_HOUR
from webapp.social.relationships import EventKind


def exported(who: Somebody, language: str = "zh") -> dict[str, list[dict[str, object]]]:
    found = json.loads(b"".join(json_chunks(export_person(who.id), who.id, language)))
    assert found["person_id"] == str(who.id)
    return {each["table"]: each["rows"] for each in found["tables"]}


def test_everything_held_is_in_it(canary: Somebody) -> None:
    found = exported(canary)
    assert {name: len(rows) for name, rows in found.items() if name != "rate_count"} == {
        each.name: len(rows_of(each, canary.id)) for each in personal_tables(metadata) if each.name != "rate_count"
    }
    assert found["person"][0]["nickname"] == canary.name
    assert MARK in str(found["orders"][0]["address"])


def test_no_key_and_no_colleague_is_in_it(canary: Somebody) -> None:
    text = b"".join(json_chunks(export_person(canary.id), canary.id, "en")).decode()
    assert not any(f'"{secret}"' in text for secret in ("token_hash", "session_key", "staff_id", "password_hash"))
    assert "staff:" not in text
    assert '"actor": "staff"' in text


def test_the_zip_holds_the_same_rows_and_says_what_each_column_is_for(canary: Somebody) -> None:
    rows = exported(canary)
    with zip_chunks(export_person(canary.id), "zh") as whole, zipfile.ZipFile(whole) as archive:
        tables = {
            name: list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig")))) for name in archive.namelist()
        }
    readme = tables.pop("README.csv")
    assert ["orders", "address", "收货地址", "寄送", "交易完成后 3 年，或直到注销"] in readme
    assert {f"{name}.csv": len(found) + 1 for name, found in rows.items()} == {
        name: len(found) for name, found in tables.items()
    }


def test_a_spreadsheet_takes_no_text_for_a_formula(surroundings: Surroundings, bo: Somebody) -> None:
    with transaction():
        execute("UPDATE person SET nickname = '=1+1' WHERE id = :p", p=bo.id)
    with zip_chunks(export_person(bo.id), "en") as whole, zipfile.ZipFile(whole) as archive:
        assert "'=1+1" in archive.read("person.csv").decode("utf-8-sig")


def test_every_table_has_words(app: APIFlask) -> None:
    tables, known = personal_tables(metadata), vocabulary()
    assert [each.name for each in tables if f"held.table.{each.name}" not in known] == []
    assert [
        each.name for each in tables if each.policy.postpone_where and f"held.blocker.{each.name}" not in known
    ] == []


def test_words_are_of_what_is_held(app: APIFlask) -> None:
    """A table, column, purpose or lifetime that is gone, or was renamed, leaves no words behind."""
    tables = list(metadata.tables.values())
    declared = [column.info["personal"] for table in tables for column in table.columns if "personal" in column.info]
    held = {
        "table": {table.name for table in tables},
        "blocker": {table.name for table in tables},
        "column": {column.name for table in tables for column in table.columns},
        "purpose": {each["purpose"] for each in declared},
        "kept": {each["kept"] for each in declared},
    }
    said = [key.split(".", 2)[1:] for key, _ in vocabulary().items() if key.startswith("held.") and key.count(".") > 1]
    assert [f"{what}.{name}" for what, name in said if name not in held[what]] == []
    assert {purpose for purpose in held["purpose"] if f"held.purpose.{purpose}" not in vocabulary()} == set()
    assert {kept for kept in held["kept"] if f"held.kept.{kept}" not in vocabulary()} == set()


def test_many_rows_come_a_portion_at_a_time(ada: Keeper, bo: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_subject, "BATCH_SIZE", 2)
    for n in range(5):
        happens(ada, bo, EventKind.SHARE_OPENED, f"touch:{n}")
    (held,) = (each for each in personal_tables(metadata) if each.name == "relationship_event")
    portions = list(data_subject.row_batches(held, bo.id))
    assert [len(each) for each in portions] == [2, 2, 1]
    assert len(exported(bo)["relationship_event"]) == 5


def test_nobody_asks_all_day(bo: Somebody) -> None:
    for _ in range(MAX_PER_HOUR):
        export_person(bo.id)
    with pytest.raises(TooMany):
        export_person(bo.id)


DEEDS = ("order", "told", "said", "share_seen")


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["bo", "cy"]), st.sampled_from(DEEDS)), max_size=6))
def test_whatever_two_people_do_each_gets_their_own_and_only_that(
    app: APIFlask,
    fake_wechat: FakeWechat,
    ada: Keeper,
    bo: Somebody,
    cy: Somebody,
    tea: ListedProduct,
    deeds: list[tuple[str, str]],
) -> None:
    people = {"bo": bo, "cy": cy}
    for number, (name, deed) in enumerate(deeds):
        _do(deed, people[name], ada, tea, number)
    mine = {name: exported(who) for name, who in people.items()}
    with transaction():
        execute("DELETE FROM rate_count")
    for name, other in (("bo", "cy"), ("cy", "bo")):
        text = json.dumps(mine[name], ensure_ascii=False)
        assert people[other].mini not in text
        assert f"words of {other}" not in text
        for table, rows in mine[name].items():
            keys = [column.name for column in metadata.tables[table].primary_key.columns]
            theirs = Counter(tuple(each[key] for key in keys) for each in mine[other].get(table, []))
            assert not theirs & Counter(tuple(each[key] for key in keys) for each in rows), table
    for name, who in people.items():
        for each in personal_tables(metadata):
            if each.name != "rate_count":
                assert len(mine[name].get(each.name, [])) == len(rows_of(each, who.id))


def _do(action: str, who: Somebody, ada: Keeper, tea: ListedProduct, number: int) -> None:
    if action == "order":
        with transaction():
            execute("UPDATE sku SET on_hand = 10, reserved = 0")
        buying.order(who, tea, token=buying.share(ada, tea))
    elif action == "told":
        happens(ada, who, EventKind.SHARE_OPENED, f"touch:{who.id}:{number}:{clock.now().timestamp()}")
    elif action == "said":
        with transaction():
            submit_text(TextKind.QUESTION, who.id, f"words of {who.name.lower()}", now=clock.now())
    else:
        buying.share(ada, tea)
