"""A shopkeeper's global score: trust that counts by whom it comes from; pure.

EigenTrust (Kamvar, Schlosser and Garcia-Molina, WWW 2003): t = (1 - a) C^T t + a p, where c_ij is how i's positive
trust is spread over those i has dealt with, and p are the nodes trusted beforehand. Who receives nothing from outside a
ring gives nothing to it, however much its members praise each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Vector = NDArray[np.float64]
CLOSE = 1e-13
MOST_STEPS = 10_000


@dataclass(frozen=True, slots=True)
class Opinion:
    """One consumer's account with one shopkeeper: the evidence left now, and whether they have bought well."""

    shopkeeper: str
    consumer: str
    good: float
    bad: float
    blocked: bool
    bought: bool

    @property
    def local(self) -> float:
        return 0.0 if self.blocked else max(self.good - self.bad, 0.0)


def stationary(local: csr_array, anchors: Vector, a: float) -> Vector:
    """The trust of every node; rows are normalised here, and who trusts nobody trusts the anchors."""
    totals = np.asarray(local.sum(axis=1)).ravel()
    silent = totals == 0
    spread = csr_array(local.multiply(np.where(silent, 0.0, 1.0 / np.where(silent, 1.0, totals))[:, None])).T.tocsr()
    p = anchors / anchors.sum()
    t: Vector = p
    for _ in range(MOST_STEPS):
        following: Vector = np.asarray((1 - a) * (spread @ t + t[silent].sum() * p) + a * p)
        if np.abs(following - t).sum() < CLOSE:
            return following
        t = following
    return t


def scores(opinions: Sequence[Opinion], a: float) -> Mapping[str, float]:
    """Every shopkeeper's share of the trust that shopkeepers enjoy, summing to 1, or all 0 when there is none.

    Trusted beforehand are consumers who are no shopkeepers themselves and have bought to their satisfaction: for want
    of those any consumer who is no shopkeeper, for want of these any consumer.
    """
    shopkeepers = sorted({each.shopkeeper for each in opinions})
    names = sorted({*shopkeepers, *(each.consumer for each in opinions)})
    place = {name: number for number, name in enumerate(names)}
    anchored = _anchors(opinions, set(shopkeepers))
    if not anchored:
        return {}
    local = csr_array(
        (
            np.array([each.local for each in opinions]),
            (
                np.array([place[each.consumer] for each in opinions]),
                np.array([place[each.shopkeeper] for each in opinions]),
            ),
        ),
        shape=(len(names), len(names)),
    )
    anchors = np.zeros(len(names))
    anchors[[place[name] for name in anchored]] = 1.0
    t = stationary(local, anchors, a)
    # An anchor's own head start is no opinion of anybody.
    received = {name: float(t[place[name]]) if name not in anchored else 0.0 for name in shopkeepers}
    total = sum(received.values())
    return {name: value / total if total > 0 else 0.0 for name, value in received.items()}


def _anchors(opinions: Sequence[Opinion], shopkeepers: set[str]) -> set[str]:
    consumers = {each.consumer for each in opinions}
    alone = consumers - shopkeepers
    buyers = {each.consumer for each in opinions if each.bought} & alone
    return buyers or alone or consumers
