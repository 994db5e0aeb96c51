"""Bo decides what his data is used for: told once, changed with one tap, and a no takes effect at the place of use."""

import hashlib
from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, Shelf, Somebody, scalar
from tests.domain.social.happening import happens
from tests.flows import buying
from webapp.domain.identity import consent
from webapp.domain.identity.consent import NoSuchPurpose, purposes
from webapp.domain.social import relationships
from webapp.domain.social.relationships import EventKind, Reason
from webapp.domain.social.relationships.audience import AudienceHeldBack
from webapp.flows.choose_about_shopkeeper import block, choices_of
from webapp.flows.decide_consent import forget_purpose, give_consent, withdraw_consent
from webapp.flows.login import login
from webapp.flows.make_share import make_share
from webapp.flows.meet_buyer import meet_buyer
from webapp.gateways.wechat.twin import Twin
from webapp.kernel import clock
from webapp.kernel.db import rows

pytestmark = pytest.mark.usefixtures("noon")

# The words people agreed to. Whoever changes them changes the version, and adds the new line here.
AGREED = {
    ("open_name", "2026-07"): "915caac8fb8912f6",
    ("outreach", "2026-07"): "4de6105d9625ffeb",
    ("relationship", "2026-07"): "e230c16e8b19c585",
}


def standing(who: Somebody) -> dict[str, bool]:
    return {each.purpose.key: each.on for each in consent.consents_of(who.id)}


def decisions(who: Somebody) -> list[tuple[str, bool, str]]:
    found = rows("SELECT purpose, given, how FROM consent_decision WHERE person_id = :p ORDER BY id", p=who.id)
    return [(each["purpose"], each["given"], each["how"]) for each in found]


@pytest.mark.parametrize("purpose", list(purposes), ids=lambda purpose: purpose.key)
def test_other_words_are_another_version(purpose: consent.Purpose) -> None:
    words = "\n".join((*purpose.name, *purpose.means, *purpose.without, str(purpose.by_informing)))
    assert AGREED[purpose.key, purpose.version] == hashlib.sha256(words.encode()).hexdigest()[:16]


def test_whoever_logs_in_or_buys_is_told_once_and_it_is_written_down(app: APIFlask, twin: Twin) -> None:
    first = login(twin.mini.code_for("o-new", "u-new")).person_id
    assert meet_buyer(twin.official.code_for("h-new", "u-new"), 5).person_id == first
    login(twin.mini.code_for("o-new", "u-new"))
    found = rows("SELECT purpose, given, how, version FROM consent_decision ORDER BY purpose")
    assert [tuple(each.values()) for each in found] == [
        ("outreach", True, "login", purposes["outreach"].version),
        ("relationship", True, "login", purposes["relationship"].version),
    ]
    other = meet_buyer(twin.official.code_for("h-other"), 6).person_id
    assert scalar("SELECT count(*) FROM consent_decision WHERE person_id = :p AND how = 'purchase'", p=other) == 2


def test_a_no_is_as_easy_as_a_yes_and_neither_counts_twice(bo: Somebody) -> None:
    for _ in range(2):
        withdraw_consent(bo.id, "outreach", "mini")
    assert standing(bo) == {"open_name": False, "outreach": False, "relationship": True}
    for _ in range(2):
        give_consent(bo.id, "outreach", "h5")
    assert standing(bo)["outreach"]
    assert decisions(bo)[2:] == [("outreach", False, "mini"), ("outreach", True, "h5")]
    with pytest.raises(NoSuchPurpose):
        give_consent(bo.id, "everything", "mini")


def test_nobody_is_asked_again_at_a_login_after_a_no(twin: Twin, bo: Somebody) -> None:
    withdraw_consent(bo.id, "relationship", "mini")
    login(twin.mini.code_for(bo.mini, bo.unionid))
    assert not standing(bo)["relationship"]


def test_other_words_need_a_new_yes(bo: Somebody, ada: Keeper, twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purposes["relationship"], "version", "2027-01")
    login(twin.mini.code_for(bo.mini, bo.unionid))
    (held,) = (each for each in consent.consents_of(bo.id) if each.purpose.key == "relationship")
    assert (held.on, held.outdated) == (False, True)
    assert not happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    give_consent(bo.id, "relationship", "mini")
    assert happens(ada, bo, EventKind.SHARE_OPENED, "touch:2")


def test_who_does_not_want_to_be_remembered_is_not(ada: Keeper, bo: Somebody) -> None:
    withdraw_consent(bo.id, "relationship", "mini")
    assert not happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    assert scalar("SELECT count(*) FROM relationship") == 0


def test_a_no_also_ends_what_was_remembered_and_leaves_others_alone(ada: Keeper, bo: Somebody, cy: Somebody) -> None:
    for who in (bo, cy):
        happens(ada, who, EventKind.SHARE_OPENED, "touch:1")
    withdraw_consent(bo.id, "relationship", "mini")
    assert scalar("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'forget_purpose'") == 1
    forget_purpose(bo.id, "relationship")
    for table in ("relationship", "relationship_event"):
        assert [each["person_id"] for each in rows(f"SELECT person_id FROM {table}")] == [cy.id]
    assert forget_purpose(bo.id, "relationship") == 0


def test_who_says_yes_again_before_the_job_came_keeps_what_there_is(ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    withdraw_consent(bo.id, "relationship", "mini")
    give_consent(bo.id, "relationship", "mini")
    assert forget_purpose(bo.id, "relationship") == 0
    assert scalar("SELECT count(*) FROM relationship") == 1


def test_what_happened_while_it_was_off_is_not_remembered_later(ada: Keeper, bo: Somebody) -> None:
    withdraw_consent(bo.id, "relationship", "mini")
    clock.advance(timedelta(days=1))
    give_consent(bo.id, "relationship", "mini")
    assert not happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=0.5)
    assert happens(ada, bo, EventKind.SHARE_OPENED, "touch:2")


def test_whom_bo_blocked_stays_blocked_all_the_while(ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    block(bo.id, ada.id)
    withdraw_consent(bo.id, "relationship", "mini")
    forget_purpose(bo.id, "relationship")
    assert choices_of(bo.id)[0].blocked_at is not None
    give_consent(bo.id, "relationship", "mini")
    assert relationships.pair_for(ada.id, bo.id, now=clock.now()).blocked


def test_nobody_is_chosen_who_does_not_want_shares(ada: Keeper, bo: Somebody, tea: Shelf) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    make_share(ada.id, tea.product_code, audience=[bo.id])
    withdraw_consent(bo.id, "outreach", "mini")
    forget_purpose(bo.id, "outreach")
    assert scalar("SELECT count(*) FROM share_audience") == 0
    (held,) = relationships.advise(ada.id, [bo.id], now=clock.now()).held_back
    assert held.reason is Reason.NO_OUTREACH
    with pytest.raises(AudienceHeldBack):
        make_share(ada.id, tea.product_code, audience=[bo.id])
    assert scalar("SELECT count(*) FROM relationship") == 1


def test_shops_see_the_name_only_of_who_opened_it(ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")

    def seen() -> str:
        return relationships.pair_for(ada.id, bo.id, now=clock.now()).nickname

    assert seen() == "B**"
    give_consent(bo.id, "open_name", "mini")
    assert seen() == "Bo"
    withdraw_consent(bo.id, "open_name", "mini")
    assert seen() == "B**"


def test_buying_goes_on_whatever_is_refused(twin: Twin, ada: Keeper, bo: Somebody, tea: Shelf) -> None:
    for purpose in purposes:
        withdraw_consent(bo.id, purpose.key, "mini")
    no = buying.buy(twin, bo, tea, token=buying.share(ada, tea))
    assert scalar("SELECT shopkeeper_id FROM orders WHERE no = :no", no=no) == ada.id


def test_two_who_are_one_refuse_what_either_refused(app: APIFlask, twin: Twin) -> None:
    first = login(twin.mini.code_for("o-late")).person_id
    meet_buyer(twin.official.code_for("h-late", "u-late"), 9)
    withdraw_consent(first, "outreach", "mini")
    kept = login(twin.mini.code_for("o-late", "u-late")).person_id
    found = {each.purpose.key: each.on for each in consent.consents_of(kept)}
    assert found == {"open_name": False, "outreach": False, "relationship": True}


def test_staff_see_how_many_allow_what(bo: Somebody, cy: Somebody) -> None:
    withdraw_consent(cy.id, "outreach", "mini")
    found = {each.purpose.key: (each.on, each.refused, each.outdated) for each in consent.tallies()}
    assert found == {"open_name": (0, 0, 0), "outreach": (1, 1, 0), "relationship": (2, 0, 0)}
