"""Pairs and the funnel, filtered; what shops hold; and whole columns for the recomputation."""

from functools import partial

import numpy as np

from tests.databases import NOON
from webapp.kernel import numpy_io
from webapp.social.relationships import Stage
from webapp.social.relationships.queries import pairs, shops_holding_data
from webapp.social.relationships.service import recompute, scores


def write_anew() -> None:
    numpy_io.load_temporary_table("anew", recompute._PAIR, np.zeros(0, numpy_io.record_dtype(recompute._PAIR_COLUMNS)))


CALLS = [
    partial(pairs.pairs_of, 1, limit=2, now=NOON),
    partial(pairs.pairs_of, 1, stage=Stage.FRIEND, limit=2, now=NOON),
    partial(pairs.funnel, None),
    partial(pairs.funnel, 1),
    partial(shops_holding_data.shops_holding_data_of, 1, limit=2, now=NOON),
    partial(shops_holding_data.shops_holding_data_of, 1, after=(NOON, 1), limit=2, now=NOON),
    lambda: list(recompute._pairs_in_portions()),
    partial(recompute._events_between, 0, 1),
    write_anew,
    partial(scores.score_shopkeepers, [], now=NOON),
]
