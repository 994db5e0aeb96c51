"""Rows of pairs, more than memory should hold, dealt out so that each parcel has everything of its pairs."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import IO

import numpy as np
from numpy.typing import NDArray

from webapp.kernel.numpy_io import Rows

Ints = NDArray[np.int64]
# What all parcels of one kind may keep in memory before they go to files without a name.
MAX_MEMORY_BYTES = 64 * 2**20


class Partitions:
    """So many parcels of rows; each keeps the order they came in."""

    def __init__(self, files: Sequence[IO[bytes]], form: "np.dtype[np.void]") -> None:
        self.number, self._files, self._form = len(files), files, form

    def append(self, rows: Rows, shopkeeper: Ints, person: Ints) -> None:
        """Lay each row into the parcel of its pair."""
        if self.number == 1:
            self._files[0].write(rows.tobytes())
            return
        parcel = _parcel(shopkeeper, person, self.number)
        dealt = rows.take(np.argsort(parcel, kind="stable")).view(np.uint8)  # take is ten times as fast as [] here
        ends = np.cumsum(np.bincount(parcel, minlength=self.number)) * rows.itemsize
        for file, begin, end in zip(self._files, [0, *ends.tolist()], ends.tolist(), strict=False):
            file.write(dealt[begin:end].data)

    def read(self, number: int) -> Rows:
        """Everything in one parcel."""
        file = self._files[number]
        file.seek(0)
        return np.frombuffer(file.read(), self._form)


@contextmanager
def make_partitions(number: int, form: "np.dtype[np.void]") -> Iterator[Partitions]:
    """So many empty parcels; nothing of them is left afterwards."""
    with ExitStack() as stack:
        most = max(1, MAX_MEMORY_BYTES // number)
        files = [stack.enter_context(tempfile.SpooledTemporaryFile(max_size=most)) for _ in range(number)]
        yield Partitions(files, form)


def _parcel(shopkeeper: Ints, person: Ints, number: int) -> NDArray[np.uint16]:
    """Where a pair belongs: its two numbers, well mixed (the finishing steps of splitmix64)."""
    mixed = shopkeeper.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) ^ person.astype(np.uint64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    # The upper half is a fraction of 2^32: this is cheaper than a remainder.
    return ((mixed >> np.uint64(32)) * np.uint64(number) >> np.uint64(32)).astype(np.uint16)


def pair_keys(*sides: tuple[Ints, Ints]) -> list[Ints]:
    """A number for each (shopkeeper, person), the same for the same pair on all sides, and in the pairs' order."""
    shopkeeper, person = (np.concatenate(column) for column in zip(*sides, strict=True))
    if not len(person):
        return [person for _ in sides]
    shopkeeper, _ = _from_zero(shopkeeper)
    person, width = _from_zero(person)
    return np.split(shopkeeper * width + person, np.cumsum([len(side[0]) for side in sides])[:-1])


def _from_zero(numbers: Ints) -> tuple[Ints, int]:
    """The same order in numbers from zero, and how many there may be; below 2^31, so that two make one."""
    least, width = int(numbers.min()), int(numbers.max()) - int(numbers.min()) + 1
    if width < 2**31:
        return numbers - least, width
    known, places = np.unique(numbers, return_inverse=True)
    return places.astype(np.int64), len(known)


def sort_order(keys: Ints) -> Ints:
    """The order that sorts by these keys, not negative; equal ones stay as they stand."""
    room = max(len(keys) - 1, 1).bit_length()
    if int(keys.max(initial=0)) >= 2 ** (63 - room):
        return np.argsort(keys, kind="stable")
    # A key with its place in one number sorts ten times as fast as a key that takes its place along.
    order: Ints = np.sort((keys << room) | np.arange(len(keys))) & (2**room - 1)
    return order


def places(known: Ints, wanted: Ints) -> Ints:
    """Where these numbers stand among the known ones, which are in order; -1 where they do not."""
    place = np.searchsorted(known, wanted)
    there = place < len(known)
    there[there] = known[place[there]] == wanted[there]
    return np.where(there, place, -1)
