"""The global score is the one the definition gives, for names in a file and for pairs in the database alike."""

import numpy as np
import pytest
from apiflask import APIFlask
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import add_person, add_shopkeeper
from tests.social.relationships.event_factory import happens
from webapp.kernel.db import rows
from webapp.social.relationships import EventKind
from webapp.social.relationships.flows.recompute_relationships import recompute_relationships
from webapp.social.relationships.rules import eigentrust
from webapp.social.relationships.rules.eigentrust import LocalTrust

A = 0.15
people = st.sampled_from("abcdefg")
opinions = st.builds(
    LocalTrust, people, people, st.integers(0, 9).map(float), st.integers(0, 9).map(float), st.booleans(), st.booleans()
).filter(lambda each: each.shopkeeper != each.consumer)
many_opinions = st.lists(opinions, min_size=1, max_size=25, unique_by=lambda each: (each.shopkeeper, each.consumer))


def solved(found: list[LocalTrust], a: float) -> dict[str, float]:
    """Solve the equation of the definition, in the few names there are: t = (1 - a) C^T t + a p."""
    keepers, consumers = {each.shopkeeper for each in found}, {each.consumer for each in found}
    alone = consumers - keepers
    anchors = ({each.consumer for each in found if each.bought} & alone) or alone or consumers
    names = sorted(keepers | consumers)
    p = np.array([name in anchors for name in names]) / len(anchors)
    c = np.zeros((len(names), len(names)))
    for each in found:
        if not each.blocked and each.good > each.bad:
            c[names.index(each.consumer), names.index(each.shopkeeper)] = each.good - each.bad
    for line in c:
        line[:] = line / line.sum() if line.sum() else p
    t = np.linalg.solve(np.eye(len(names)) - (1 - a) * c.T, a * p)
    received = {name: 0.0 if name in anchors else float(t[names.index(name)]) for name in sorted(keepers)}
    total = sum(received.values())
    return {name: value / total if total > 1e-12 else 0.0 for name, value in received.items()}


@settings(max_examples=200)
@given(found=many_opinions)
def test_scores_are_the_solution_of_the_definition(found: list[LocalTrust]) -> None:
    assert eigentrust.scores(found, A) == pytest.approx(solved(found, A), abs=1e-9)


def test_no_opinions_make_no_scores() -> None:
    assert eigentrust.scores([], A) == {}


@pytest.mark.usefixtures("noon")
def test_a_shopkeeper_who_also_buys_is_one_and_the_same(app: APIFlask) -> None:
    """Eve and Ada keep shops and buy from each other; Bo only buys, and Eve has lost his trust."""
    ada, eve, bo = add_shopkeeper(add_person("Ada")), add_shopkeeper(add_person("Eve")), add_person("Bo")
    bought = EventKind.PURCHASE_SATISFIED
    for n in range(3):
        happens(eve, ada.person, bought, f"order:{n}")
    happens(ada, eve.person, bought, "order:7")
    happens(ada, bo, bought, "order:8")
    happens(eve, bo, EventKind.COMPLAINT_UPHELD, "complaint:9")
    recompute_relationships()
    found = {str(each["shopkeeper_id"]): each["score"] for each in rows(dict, "SELECT * FROM shopkeeper_score")}
    a, e = str(ada.id), str(eve.id)
    expected = solved(
        [
            LocalTrust(e, a, 3, 0, blocked=False, bought=True),
            LocalTrust(a, e, 1, 0, blocked=False, bought=True),
            LocalTrust(a, "bo", 1, 0, blocked=False, bought=True),
            LocalTrust(e, "bo", 0, 3, blocked=False, bought=False),
        ],
        A,
    )
    assert found == pytest.approx(expected, abs=1e-9)
    assert 0 < found[e] < found[a]
