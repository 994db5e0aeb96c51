"""Every column that may hold personal data says why it is kept, and every table how its people are found and erased."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Table

from webapp.kernel.data_subject import personal_tables
from webapp.kernel.privacy import POLICY_KEY, Erasure, PersonalDataPolicy
from webapp.kernel.schema import metadata

SUSPICIOUS = ("openid", "unionid", "phone", "nickname", "address", "recipient", "avatar", "session_key", "visitor_id")
# Columns that name a person, whether or not a foreign key says so.
POINTERS = re.compile(
    r"(person|buyer|author|asker|consumer|customer|visitor|recipient|helper|member|owner_person|shopkeeper|keeper)_id"
)
THE_LINE = """
These tables hold something about people and do not say how it is found and erased. Add one line to `personal.py`:
    deleted("person_id = :person")                                   erasure deletes the rows
    blanked("author_id = :person", "words")                          the rows stay, these columns are emptied
    retained("buyer_id = :person", "note", because="…", until="…")   the law wants the rows, under a number
(webapp/kernel/privacy.py has the rest)"""


def is_about_people(table: Table) -> bool:
    return any(
        "personal" in column.info
        or POINTERS.fullmatch(column.name)
        or any(key.column.table.name in ("person", "shopkeeper") for key in column.foreign_keys)
        for column in table.columns
    )


def test_every_personal_column_names_its_purpose_and_lifetime() -> None:
    unnamed = [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name in SUSPICIOUS and "personal" not in column.info
    ]
    assert unnamed == []


def test_every_table_about_people_says_how_they_are_found_and_erased() -> None:
    silent = [table.name for table in metadata.sorted_tables if is_about_people(table) and POLICY_KEY not in table.info]
    assert silent == [], THE_LINE


def test_no_personal_column_outlives_erasure_without_a_reason() -> None:
    left = {each.name: each.unerased_columns for each in personal_tables(metadata) if each.unerased_columns}
    assert left == {}, "blank these columns, or say with retained(…, because=…, until=…) why the law wants them"


@pytest.mark.parametrize(
    "table", [t for t in metadata.sorted_tables if POLICY_KEY in t.info], ids=lambda table: table.name
)
def test_what_is_kept_names_the_law_and_the_end(table: Table) -> None:
    policy: PersonalDataPolicy = table.info[POLICY_KEY]
    if policy.erasure in (Erasure.RETAINS, Erasure.EXEMPT):
        assert policy.because
        assert policy.until
    assert set(policy.blank) | set(policy.secret_columns) <= set(table.columns.keys())
    assert ":person" in policy.where or policy.erasure is Erasure.EXEMPT or ":audited" in policy.where


def test_whoever_is_found_through_another_table_is_erased_before_it() -> None:
    order = [each.name for each in personal_tables(metadata)]
    for earlier, later in (
        ("relationship_event_void", "relationship_event"),
        ("visit", "touch"),
        ("touch", "visitor"),
        ("rate_count", "wechat_identity"),
        ("audit_entry", "objection"),
    ):
        assert order.index(earlier) < order.index(later)


def test_jobs_are_given_numbers_and_never_words() -> None:
    """What a job carries lies in the queue for days, where erasure does not look."""
    allowed = {"name", "lock", "once"}
    given = {
        argument
        for path in (Path(__file__).parents[2] / "webapp").rglob("*.py")
        if "sandbox" not in path.parts
        for call in re.findall(r"enqueue\(([^)]*)\)", path.read_text(encoding="utf-8"))
        for argument in re.findall(r"(\w+)=", call)
    } - allowed
    assert {each for each in given if not re.search(r"(_id|_no|purpose)$", each)} == set()
