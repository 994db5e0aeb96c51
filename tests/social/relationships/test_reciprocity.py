"""Value goes both ways when a consumer was served well and gave more than money."""

from datetime import UTC, datetime

from webapp.social.relationships import EventKind, reciprocity_of
from webapp.social.relationships.rules.trust import WeightedEvent
from webapp.social.relationships.words.sentences import reciprocity_text

NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)


def log(*kinds: EventKind) -> list[WeightedEvent]:
    return [WeightedEvent(NOON, kind, 0.0, 0.0) for kind in kinds]


def test_buying_alone_is_a_sale_and_not_yet_an_exchange() -> None:
    found = reciprocity_of(log(EventKind.SHARE_OPENED, EventKind.PURCHASE_SATISFIED, EventKind.PURCHASE_SATISFIED))
    assert (found.kept, found.is_mutual) == (2, False)


def test_who_was_served_and_brings_somebody_or_reviews_exchanges_value() -> None:
    assert reciprocity_of(log(EventKind.PURCHASE_SATISFIED, EventKind.REFERRED)).is_mutual
    assert reciprocity_of(log(EventKind.ASKED, EventKind.ANSWERED, EventKind.REVIEWED)).is_mutual


def test_bringing_somebody_without_having_been_served_is_one_way() -> None:
    assert not reciprocity_of(log(EventKind.REFERRED)).is_mutual


def test_both_faces_say_it_in_one_sentence_and_nothing_about_nothing() -> None:
    told = reciprocity_of(log(EventKind.PURCHASE_SATISFIED, EventKind.REVIEWED))
    assert reciprocity_text(told, "zh") == "店主给了：1 件留下的东西。顾客给了：1 条评价。"
    assert reciprocity_text(told, "en") == "Given: 1 thing kept. Given back: 1 review."
    assert reciprocity_text(reciprocity_of(log(EventKind.SHARE_OPENED)), "en") == ""
