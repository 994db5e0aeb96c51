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
Numbers = NDArray[np.int64]
TOLERANCE = 1e-13
MAX_STEPS = 10_000


@dataclass(frozen=True, slots=True)
class LocalTrust:
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


@dataclass(frozen=True, slots=True)
class LocalTrustTable:
    """The same of many pairs, by column; who is a shopkeeper and a consumer has the same number as both."""

    shopkeeper: Numbers
    consumer: Numbers
    local: Vector
    bought: NDArray[np.bool_]


def stationary(local: csr_array, anchors: Vector, a: float) -> Vector:
    """The trust of every node; rows are normalised here, and who trusts nobody trusts the anchors."""
    totals = np.asarray(local.sum(axis=1)).ravel()
    silent = totals == 0
    spread = csr_array(local.multiply(np.where(silent, 0.0, 1.0 / np.where(silent, 1.0, totals))[:, None])).T.tocsr()
    p = anchors / anchors.sum()
    # Where nobody is both shopkeeper and consumer this already is the answer, and near it where few are.
    t: Vector = p + (1 - a) * (spread @ p)
    t /= t.sum()
    for _ in range(MAX_STEPS):
        following: Vector = np.asarray((1 - a) * (spread @ t + t[silent].sum() * p) + a * p)
        if np.abs(following - t).sum() < TOLERANCE:
            return following
        t = following
    return t


def scores_by_number(opinions: LocalTrustTable, a: float) -> tuple[Numbers, Vector]:
    """All shopkeepers by number and their shares of the trust that shopkeepers enjoy: sum 1, or all 0 without any.

    Trusted beforehand are consumers who are no shopkeepers themselves and have bought to their satisfaction: for want
    of those any consumer who is no shopkeeper, for want of these any consumer.
    """
    nodes, place = np.unique(np.concatenate([opinions.shopkeeper, opinions.consumer]), return_inverse=True)
    if not len(nodes):
        return nodes, np.zeros(0)
    shopkeeper, consumer = np.split(place.astype(np.int64), 2)
    local = np.where(shopkeeper == consumer, 0.0, opinions.local)  # what one thinks of oneself is nobody's opinion
    keeps, anchors = _among(shopkeeper, len(nodes)), _anchors(opinions, shopkeeper, consumer, len(nodes))
    trusts = csr_array((local, (consumer, shopkeeper)), shape=(len(nodes), len(nodes)))
    t = stationary(trusts, anchors.astype(np.float64), a)
    # An anchor's own head start is no opinion of anybody.
    received = np.where(anchors, 0.0, t)[keeps]
    total = received.sum()
    return nodes[keeps], received / total if total > 0 else np.zeros(len(received))


def scores(opinions: Sequence[LocalTrust], a: float) -> Mapping[str, float]:
    """The same of nodes that have names."""
    names = sorted({name for each in opinions for name in (each.shopkeeper, each.consumer)})
    place = {name: number for number, name in enumerate(names)}
    found, values = scores_by_number(
        LocalTrustTable(
            np.array([place[each.shopkeeper] for each in opinions], np.int64),
            np.array([place[each.consumer] for each in opinions], np.int64),
            np.array([each.local for each in opinions], np.float64),
            np.array([each.bought for each in opinions], np.bool_),
        ),
        a,
    )
    return {names[number]: value for number, value in zip(found.tolist(), values.tolist(), strict=True)}


def _anchors(opinions: LocalTrustTable, shopkeeper: Numbers, consumer: Numbers, nodes: int) -> NDArray[np.bool_]:
    consumers = _among(consumer, nodes)
    alone = consumers & ~_among(shopkeeper, nodes)
    buyers = _among(consumer[opinions.bought], nodes) & alone
    return next(group for group in (buyers, alone, consumers) if group.any())


def _among(places: Numbers, nodes: int) -> NDArray[np.bool_]:
    found = np.zeros(nodes, np.bool_)
    found[places] = True
    return found
