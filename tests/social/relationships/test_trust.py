"""Trust is earned and spent as the formulas say; the numbers are worked by hand."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from webapp.social.relationships import EventKind, Stage, kinds
from webapp.social.relationships.rules import stages, trust
from webapp.social.relationships.rules.parameters import BOUNDS, DEFAULTS, Parameters, parse
from webapp.social.relationships.rules.trust import WeightedEvent

P = DEFAULTS
NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)
DAY = timedelta(days=1)


def log(*happened: tuple[float, EventKind]) -> list[WeightedEvent]:
    """A log of one pair: how many days before now each event lies, in any order."""
    events: list[WeightedEvent] = []
    for days, kind in sorted(happened, key=lambda each: -each[0]):
        at = NOW - days * DAY
        ignored = [each.at for each in events if each.kind is EventKind.SHARE_IGNORED]
        weight = trust.weigh(kind, at, ignored, P)
        events.append(WeightedEvent(at, kind, weight.gain, weight.cost))
    return events


@pytest.mark.parametrize(
    ("r", "s", "mean"), [(0, 0, 0.5), (8, 2, 0.75), (1, 0, 2 / 3), (40, 1, 0.9535), (10, 0, 11 / 12), (8, 5, 0.6)]
)
def test_the_mean_is_that_of_the_beta_distribution(r: float, s: float, mean: float) -> None:
    assert trust.mean_of(r, s) == pytest.approx(mean, abs=5e-5)


def test_nine_satisfied_purchases_make_one_complaint_good() -> None:
    after = [trust.mean_of(8 + bought, 2 + P.complaint_cost) for bought in range(10)]
    assert after[0] == pytest.approx(0.6)
    assert [mean >= 0.75 - 1e-9 for mean in after] == [False] * 9 + [True]


def test_five_ignored_shares_cost_a_sixth_and_one_good_sale_earns_it_back() -> None:
    ignored = [trust.weigh(EventKind.SHARE_IGNORED, NOW + n * 2 * DAY, [], P).cost for n in range(5)]
    assert trust.mean_of(0, sum(ignored)) == pytest.approx(1 / 3)
    assert trust.mean_of(P.satisfied_gain, sum(ignored)) == pytest.approx(1 / 2)


def test_the_third_ignored_share_within_a_day_costs_half_as_much_again() -> None:
    costs = [event.cost for event in log(*((1 - n / 10, EventKind.SHARE_IGNORED) for n in range(5)))]
    assert costs == pytest.approx([0.2, 0.2, 0.3, 0.3, 0.3])


def test_evidence_is_half_forgotten_after_a_half_life() -> None:
    found = trust.trust_of_events(log((30, EventKind.PURCHASE_SATISFIED)), NOW, P)
    assert (found.r, found.s) == pytest.approx((0.5, 0))


def test_a_block_holds_trust_at_its_lowest_until_the_consumer_lifts_it() -> None:
    bought = ((3.0, EventKind.PURCHASE_SATISFIED), (2.0, EventKind.BLOCK))
    assert trust.trust_of_events(log(*bought, (1, EventKind.PURCHASE_SATISFIED)), NOW, P).mean == P.blocked_mean
    assert trust.trust_of_events(log(*bought, (1, EventKind.UNBLOCK)), NOW, P).mean > 0.5


def test_ability_changes_what_a_share_costs_and_never_what_a_complaint_costs() -> None:
    shares = [trust.weigh(EventKind.SHARE_IGNORED, NOW, [], P, ability=able).cost for able in (0, 0.5, 1)]
    complaints = {trust.weigh(EventKind.COMPLAINT_UPHELD, NOW, [], P, ability=able).cost for able in (0, 0.5, 1)}
    assert shares == pytest.approx([0.3, 0.2, 0.1])
    assert complaints == {3.0}


def test_the_interval_holds_the_mean_and_narrows_with_evidence() -> None:
    wide, narrow = trust.interval_of(1, 1, P), trust.interval_of(30, 30, P)
    assert wide[0] < narrow[0] < 0.5 < narrow[1] < wide[1]
    assert trust.interval_of(0, 0, P) == pytest.approx((0.025, 0.975))


@pytest.mark.parametrize(
    ("happened", "stage"),
    [
        ([], Stage.STRANGER),
        ([(1, EventKind.SHARE_IGNORED)], Stage.STRANGER),
        ([(1, EventKind.SHARE_OPENED)], Stage.ACQUAINTANCE),
        ([(5, EventKind.SHARE_OPENED), (1, EventKind.SHARE_OPENED)], Stage.FAMILIAR),
        ([(20, EventKind.SHARE_OPENED), (1, EventKind.SHARE_OPENED)], Stage.ACQUAINTANCE),
        ([(1, EventKind.ASKED)], Stage.FAMILIAR),
        ([(9, EventKind.PURCHASE_SATISFIED), (1, EventKind.PURCHASE_SATISFIED)], Stage.FRIEND),
        ([(n, EventKind.PURCHASE_SATISFIED) for n in (40, 30, 20, 9)], Stage.FRIEND),
        ([(8, EventKind.REVIEWED), *((n, EventKind.PURCHASE_SATISFIED) for n in (40, 30, 20, 9))], Stage.PARTNER),
        ([(60, EventKind.SHARE_OPENED)], Stage.COOLING),
        ([(9, EventKind.PURCHASE_SATISFIED), (1, EventKind.COMPLAINT_UPHELD)], Stage.COOLING),
        ([(2, EventKind.SHARE_OPENED), (1, EventKind.BLOCK)], Stage.COOLING),
    ],
)
def test_the_stage_follows_what_has_happened(happened: list[tuple[float, EventKind]], stage: Stage) -> None:
    assert stages.stage_evidence(log(*happened), NOW, P).stage is stage


def test_a_stage_falls_only_after_two_evaluations_a_day_apart() -> None:
    two_visits = log((14.5, EventKind.SHARE_OPENED), (1, EventKind.SHARE_OPENED))
    assert stages.level_at(two_visits, NOW, P) == 1
    assert stages.stage_evidence(two_visits, NOW, P).stage is Stage.FAMILIAR
    assert stages.stage_evidence(two_visits, NOW + DAY, P).stage is Stage.ACQUAINTANCE


def test_a_relationship_goes_one_rung_at_a_time_except_into_cooling() -> None:
    events = log((99, EventKind.SHARE_OPENED), *((n, EventKind.PURCHASE_SATISFIED) for n in (90, 85, 80)))
    changes = stages.stage_changes(events, NOW, P)
    rungs = {stage: number for number, stage in enumerate(kinds.STAGE_LADDER)}
    on_the_ladder = [each for each in changes if Stage.COOLING not in (each.before, each.after)]
    assert all(abs(rungs[each.before] - rungs[each.after]) == 1 for each in on_the_ladder)
    assert changes[-1].after is Stage.COOLING


def test_every_kind_of_event_has_one_rule_whose_weights_are_parameters() -> None:
    assert list(kinds.EVENT_RULES) == list(EventKind)
    named = {word for rule in kinds.EVENT_RULES.values() for word in (rule.gain, rule.cost) if word}
    assert named <= {each.name for each in fields(Parameters)}
    assert not [rule for rule in kinds.EVENT_RULES.values() if rule.gain and rule.cost]


@pytest.mark.parametrize("name", [each.name for each in fields(Parameters)])
def test_every_parameter_has_bounds_and_is_refused_outside_them(name: str) -> None:
    least, most = BOUNDS[name]
    for value in (least - 1, most + 1):
        with pytest.raises(ValueError, match=name):
            parse(f"{name}={value}")


def test_an_unknown_parameter_is_named() -> None:
    with pytest.raises(ValueError, match="no trust parameter 'halflife'"):
        parse("halflife=3")
