"""Every shopkeeper's global score, from what each consumer's account with each shopkeeper has come to."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from webapp.kernel import numpy_io
from webapp.kernel.db import execute
from webapp.kernel.numpy_io import Rows, timestamp_micros
from webapp.social.relationships.rules import eigentrust
from webapp.social.relationships.rules.batch_history import Ints, faded
from webapp.social.relationships.rules.batch_rules import PairStates
from webapp.social.relationships.rules.parameters import parameters
from webapp.social.relationships.rules.partitions import places

LOCAL_TRUST = np.dtype([("shopkeeper", "i8"), ("person", "i8"), ("as_of", "i8"), ("local", "f8"), ("bought", "?")])


def local_trust_of(pairs: Rows, found: PairStates) -> Rows:
    """What the global score needs to know of each pair; the evidence is that of its last event."""
    opinions = np.empty(len(pairs), LOCAL_TRUST)
    opinions["shopkeeper"], opinions["person"] = pairs["shopkeeper"], pairs["person"]
    opinions["as_of"] = np.where(found.events > 0, found.as_of, pairs["as_of"])
    opinions["local"] = np.where(found.blocked, 0.0, np.maximum(found.r - found.s, 0.0))
    opinions["bought"] = found.bought
    return opinions


def score_shopkeepers(opinions: Sequence[Rows], *, now: datetime) -> int:
    """Write every shopkeeper's global score (EigenTrust) inside the open transaction; returns how many."""
    p, all_ = parameters(), np.concatenate([np.empty(0, LOCAL_TRUST), *opinions])
    keepers = numpy_io.fetch_records(
        {"id": ("id", "bigint"), "person": ("person_id", "bigint")}, "SELECT * FROM shopkeeper"
    )
    found, scores = eigentrust.scores_by_number(
        eigentrust.LocalTrustTable(
            shopkeeper=all_["shopkeeper"],
            consumer=_as_shopkeepers(all_["person"], keepers),
            local=all_["local"] * faded(timestamp_micros(now) - all_["as_of"], p),
            bought=all_["bought"],
        ),
        p.eigen_anchor,
    )
    execute(
        """INSERT INTO shopkeeper_score (shopkeeper_id, score, at)
           SELECT id, score, :now FROM unnest(CAST(:ids AS bigint[]), CAST(:scores AS float8[])) AS found (id, score)
           ON CONFLICT (shopkeeper_id) DO UPDATE SET score = excluded.score, at = excluded.at""",
        ids=found.tolist(),
        scores=scores.tolist(),
        now=now,
    )
    return len(found)


def _as_shopkeepers(people: Ints, shopkeepers: Rows) -> Ints:
    """Whoever keeps a shop by their shop's number, everybody else by minus their own."""
    shopkeepers = shopkeepers[np.argsort(shopkeepers["person"])]
    place = places(shopkeepers["person"], people)
    numbers = -people
    numbers[place >= 0] = shopkeepers["id"][place[place >= 0]]
    return numbers
