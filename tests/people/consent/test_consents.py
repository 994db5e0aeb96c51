"""Bo decides what his data is used for: told once, changed with one tap, and a no takes effect at the place of use."""

import hashlib
from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from tests.social.relationships.event_factory import happens
from tests.trade import buying
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.identify_buyer import identify_buyer
from webapp.journeys.make_share import make_share
from webapp.kernel import clock
from webapp.kernel.db import rows
from webapp.people import consent
from webapp.people.consent import purposes, queries
from webapp.people.consent.flows.decide_consent import give_consent, withdraw_consent
from webapp.people.consent.purposes import protocol
from webapp.people.consent.service import NoSuchPurpose
from webapp.people.identity.flows.login import login
from webapp.people.privacy.flows.delete_purpose_data import delete_purpose_data
from webapp.social import relationships
from webapp.social.relationships import EventKind, contact_preferences_of
from webapp.social.relationships.facts import AdviceReason
from webapp.social.relationships.flows.mute_or_block_shopkeeper import block
from webapp.social.relationships.service.share_audience import AudienceHeldBack

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
    found = rows(
        dict, "SELECT purpose, given, channel FROM consent_decision WHERE person_id = :p ORDER BY id", p=who.id
    )
    return [(each["purpose"], each["given"], each["channel"]) for each in found]


@pytest.mark.parametrize("purpose", list(purposes), ids=lambda purpose: purpose.key)
def test_other_words_are_another_version(purpose: protocol.Purpose) -> None:
    words = "\n".join((*purpose.name, *purpose.description, *purpose.if_refused, str(purpose.opt_out)))
    assert AGREED[purpose.key, purpose.version] == hashlib.sha256(words.encode()).hexdigest()[:16]


def test_whoever_logs_in_or_buys_is_told_once_and_it_is_written_down(app: APIFlask, fake_wechat: FakeWechat) -> None:
    first = login(fake_wechat.mini.code_for("o-new", "u-new")).person_id
    assert identify_buyer(fake_wechat.official.code_for("h-new", "u-new"), 5).person_id == first
    login(fake_wechat.mini.code_for("o-new", "u-new"))
    found = rows(dict, "SELECT purpose, given, channel, version FROM consent_decision ORDER BY purpose")
    assert [tuple(each.values()) for each in found] == [
        ("outreach", True, "login", purposes["outreach"].version),
        ("relationship", True, "login", purposes["relationship"].version),
    ]
    other = identify_buyer(fake_wechat.official.code_for("h-other"), 6).person_id
    assert scalar("SELECT count(*) FROM consent_decision WHERE person_id = :p AND channel = 'purchase'", p=other) == 2


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


def test_nobody_is_asked_again_at_a_login_after_a_no(fake_wechat: FakeWechat, bo: Somebody) -> None:
    withdraw_consent(bo.id, "relationship", "mini")
    login(fake_wechat.mini.code_for(bo.mini, bo.unionid))
    assert not standing(bo)["relationship"]


def test_other_words_need_a_new_yes(
    bo: Somebody, ada: Keeper, fake_wechat: FakeWechat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purposes["relationship"], "version", "2027-01")
    login(fake_wechat.mini.code_for(bo.mini, bo.unionid))
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
    assert scalar("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'delete_purpose_data'") == 1
    delete_purpose_data(bo.id, "relationship")
    for table in ("relationship", "relationship_event"):
        assert [each["person_id"] for each in rows(dict, f"SELECT person_id FROM {table}")] == [cy.id]
    assert delete_purpose_data(bo.id, "relationship") == 0


def test_who_says_yes_again_before_the_job_came_keeps_what_there_is(ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    withdraw_consent(bo.id, "relationship", "mini")
    give_consent(bo.id, "relationship", "mini")
    assert delete_purpose_data(bo.id, "relationship") == 0
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
    delete_purpose_data(bo.id, "relationship")
    assert contact_preferences_of(bo.id)[0].blocked_at is not None
    give_consent(bo.id, "relationship", "mini")
    assert relationships.pair_for(ada.id, bo.id, now=clock.now()).blocked


def test_nobody_is_chosen_who_does_not_want_shares(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    make_share(ada.id, tea.product_code, audience=[bo.id])
    withdraw_consent(bo.id, "outreach", "mini")
    delete_purpose_data(bo.id, "outreach")
    assert scalar("SELECT count(*) FROM share_audience") == 0
    (held,) = relationships.advise(ada.id, [bo.id], now=clock.now()).held_back
    assert held.reason is AdviceReason.NO_OUTREACH
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


def test_buying_goes_on_whatever_is_refused(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    for purpose in purposes:
        withdraw_consent(bo.id, purpose.key, "mini")
    no = buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea))
    assert scalar("SELECT shopkeeper_id FROM orders WHERE no = :no", no=no) == ada.id


def test_two_who_are_one_refuse_what_either_refused(app: APIFlask, fake_wechat: FakeWechat) -> None:
    first = login(fake_wechat.mini.code_for("o-late")).person_id
    identify_buyer(fake_wechat.official.code_for("h-late", "u-late"), 9)
    withdraw_consent(first, "outreach", "mini")
    kept = login(fake_wechat.mini.code_for("o-late", "u-late")).person_id
    found = {each.purpose.key: each.on for each in consent.consents_of(kept)}
    assert found == {"open_name": False, "outreach": False, "relationship": True}


def test_staff_see_how_many_allow_what(bo: Somebody, cy: Somebody) -> None:
    withdraw_consent(cy.id, "outreach", "mini")
    found = {each.purpose.key: (each.on, each.refused, each.outdated) for each in queries.consent_counts()}
    assert found == {"open_name": (0, 0, 0), "outreach": (1, 1, 0), "relationship": (2, 0, 0)}
