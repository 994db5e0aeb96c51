"""Rows of pairs come back whole, pair by pair, whatever numbers people have."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.social.relationships.rules import partitions
from webapp.social.relationships.rules.partitions import pair_keys, places, sort_order

FORM = np.dtype([("shopkeeper", "i8"), ("person", "i8"), ("turn", "i8")])
# Neighbours, and numbers so far apart that two of them do not fit beside each other.
ids = st.one_of(st.integers(1, 9), st.integers(0, 2**63 - 1), st.sampled_from([2**31, 2**32, 2**62]))
pairs = st.lists(st.tuples(ids, ids), max_size=40)


def rows_of(found: list[tuple[int, int]]) -> np.ndarray:
    return np.array([(*pair, turn) for turn, pair in enumerate(found)], FORM)


@pytest.mark.parametrize("in_memory", [1, 2**20], ids=["in files", "in memory"])
@pytest.mark.parametrize("number", [1, 3])
@given(found=pairs)
def test_a_pair_lies_in_one_parcel_in_the_order_it_came(
    number: int, in_memory: int, found: list[tuple[int, int]]
) -> None:
    rows = rows_of(found)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partitions, "MAX_MEMORY_BYTES", in_memory)
        with partitions.make_partitions(number, FORM) as dealt:
            for some in (rows[:10], rows[10:]):
                dealt.append(some, some["shopkeeper"], some["person"])
            taken = [dealt.read(n).tolist() for n in range(number)]
    assert sorted(each for some in taken for each in some) == sorted(rows.tolist())
    homes = [{each[:2] for each in some} for some in taken]
    assert sum(map(len, homes)) == len(set(found))
    assert all([each[2] for each in some] == sorted(each[2] for each in some) for some in taken)


@given(one=pairs, other=pairs)
def test_keys_tell_the_same_pairs_on_both_sides_and_sort_as_they_do(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    sides = [rows_of(one), rows_of(other)]
    keys = np.concatenate(pair_keys(*((side["shopkeeper"], side["person"]) for side in sides))).tolist()
    by_key = dict(zip(keys, [*one, *other], strict=True))
    assert [by_key[key] for key in keys] == [*one, *other]
    assert [by_key[key] for key in sorted(by_key)] == sorted({*one, *other})


@given(keys=st.lists(st.one_of(st.integers(0, 5), st.integers(0, 2**62)), max_size=50))
def test_equal_keys_stay_as_they_stand(keys: list[int]) -> None:
    assert sort_order(np.array(keys, np.int64)).tolist() == sorted(range(len(keys)), key=lambda n: (keys[n], n))


def test_who_is_not_known_has_no_place() -> None:
    assert places(np.array([2, 5, 9]), np.array([9, 1, 5, 10])).tolist() == [2, -1, 1, -1]
    assert places(np.array([], np.int64), np.array([3])).tolist() == [-1]
