"""What is put together of what tables declare about people."""

from collections.abc import Callable
from functools import partial

from tests.databases import NOON
from webapp.kernel import data_subject
from webapp.kernel.data_subject import personal_tables
from webapp.kernel.db import row
from webapp.kernel.schema import metadata
from webapp.people.privacy.service import erasures

PURPOSES = {purpose for each in personal_tables(metadata) for purpose in each.policy.purposes}


def erase(call: Callable[[], object]) -> None:
    """Tables that only grow give way to who says that somebody is being erased."""
    erasures.allow_audit_redaction()
    call()


def read_in_portions() -> None:
    """Somebody with more rows than are read at once: of all tables, the one that needs nothing else."""
    person = row(int, "INSERT INTO person (created_at) VALUES (:now) RETURNING id", now=NOON)
    few = data_subject.BATCH_SIZE
    (people,) = (each for each in personal_tables(metadata) if each.name == "person")
    data_subject.BATCH_SIZE = 1
    try:
        list(data_subject.row_batches(people, person or 0))
    finally:
        data_subject.BATCH_SIZE = few


CALLS = [
    *(partial(lambda table: list(data_subject.row_batches(table, 1)), each) for each in personal_tables(metadata)),
    *(partial(data_subject.blocks_erasure, each, 1) for each in personal_tables(metadata)),
    *(partial(erase, partial(data_subject.erase, each, 1)) for each in personal_tables(metadata)),
    *(partial(erase, partial(data_subject.forget, metadata, purpose, 1)) for purpose in sorted(PURPOSES)),
    read_in_portions,
]
