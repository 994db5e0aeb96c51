"""What becomes true when somebody wants to be forgotten, and what is handed to who wants to read it all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webapp.kernel.data_subject import PersonalTable
from webapp.kernel.db import Row
from webapp.kernel.facts import Fact

# Each table with somebody's rows, some hundreds at a time.
PersonExport = Iterator[tuple[PersonalTable, Iterator[Sequence[Row]]]]


@dataclass(frozen=True, kw_only=True, slots=True)
class ErasureRequested(Fact):
    """Somebody asked to be erased, and confirmed it; nothing is erased yet."""

    request_id: int
