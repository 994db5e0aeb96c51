"""The books: nothing twice, nothing changed, nothing lost, and the check that would notice."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError, IntegrityError

from webapp.kernel.db import execute, rows, transaction
from webapp.money import ledger
from webapp.money.ledger import Leg, staff_queries
from webapp.money.ledger.queries import entries
from webapp.money.ledger.rules import Unbalanced

AT = datetime(2026, 6, 1, 4, tzinfo=UTC)
ADA = "shopkeeper:1"

pytestmark = pytest.mark.usefixtures("app")


def accrue(key: str, fen: int = 990, *, owner: str = ADA) -> int | None:
    legs = [Leg("commission_expense", "", -fen), Leg("commission_pending", owner, fen)]
    return post("accrual", key, legs)


def settle(key: str, fen: int = 990, *, resolves: str) -> int | None:
    legs = [Leg("commission_pending", ADA, -fen), Leg("commission_payable", ADA, fen)]
    return post("settlement", key, legs, resolves=resolves)


def post(kind: str, key: str, legs: list[Leg], **more: Any) -> int | None:
    with transaction():
        return ledger.post(
            kind, key=key, reference="order:G1", legs=legs, explanation={"why": key}, event_at=AT, **more
        )


def test_a_promise_moves_the_cached_balance_and_its_version() -> None:
    accrue("a")
    accrue("b", 10)
    assert entries.balance("commission_pending", ADA) == 1_000
    assert [entry.balance_after_fen for entry in entries.entries(ADA, "commission_pending").items] == [1_000, 990]
    assert ledger.verify() == []


def test_a_key_is_posted_once() -> None:
    assert accrue("a") is not None
    assert accrue("a") is None
    assert entries.balance("commission_pending", ADA) == 990


def test_platform_accounts_are_sums_and_never_updated() -> None:
    accrue("a")
    accrue("b")
    assert entries.balance("commission_expense", "") == -1_980
    assert rows(dict, "SELECT version, balance_fen FROM account WHERE owner = ''") == [
        {"version": 0, "balance_fen": None}
    ]


def test_nothing_of_zero_fen_moves_but_its_reason_stands() -> None:
    assert accrue("a", 0) is not None
    assert ledger.transactions_about("order:G1")[0].legs == []


def test_a_promise_is_kept_or_broken_only_once() -> None:
    accrue("a")
    settle("s", resolves="a")
    with pytest.raises(IntegrityError):
        settle("again", resolves="a")
    assert entries.balance("commission_payable", ADA) == 990


@pytest.mark.parametrize(
    ("kind", "legs"),
    [
        ("accrual", [Leg("commission_expense", "", -1), Leg("commission_pending", ADA, 2)]),
        ("accrual", [Leg("wx_clearing", "", -1), Leg("commission_pending", ADA, 1)]),
        ("accrual", [Leg("commission_expense", "", -1), Leg("commission_pending", "", 1)]),
        ("accrual", [Leg("commission_expense", ADA, -1), Leg("commission_pending", ADA, 1)]),
        ("gift", [Leg("sales", "", -1), Leg("commission_pending", ADA, 1)]),
    ],
    ids=["off by one", "an account it may not touch", "nobody's", "the platform's own", "an unknown kind"],
)
def test_a_posting_that_does_not_fit_is_refused(kind: str, legs: list[Leg]) -> None:
    with pytest.raises(Unbalanced):
        post(kind, "k", legs)
    assert staff_queries.journal().items == []


def test_the_database_refuses_one_fen_too_much_at_commit() -> None:
    posted = accrue("a")
    with pytest.raises(DatabaseError, match="is off by 1 fen"), transaction():
        execute("INSERT INTO account (kind) VALUES ('sales')")
        execute(
            """INSERT INTO entry (transaction_id, account_id, amount_fen)
               SELECT :tx, id, 1 FROM account WHERE kind = 'sales'""",
            tx=posted,
        )


@pytest.mark.parametrize("table", ["entry", "ledger_transaction"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_what_is_written_stays_written(table: str, change: str) -> None:
    accrue("a")
    with pytest.raises(DatabaseError, match="only grows"), transaction():
        execute(change.format(table))


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE account SET balance_fen = balance_fen + 1 WHERE owner <> ''", "caches"),
        ("UPDATE account SET version = version + 1 WHERE owner <> ''", "version"),
        ("UPDATE entry SET amount_fen = amount_fen + 1 WHERE account_version = 1", "sum to zero"),
        ("UPDATE entry SET balance_after_fen = 0 WHERE account_version = 2", "does not follow"),
        ("UPDATE entry SET account_version = 3 WHERE account_version = 2", "up to version 3"),
        ("DELETE FROM entry WHERE account_version = 1", "sums to"),
    ],
)
def test_the_check_notices_damage_done_behind_the_triggers(damage: str, words: str) -> None:
    accrue("a")
    accrue("b")
    with transaction():
        execute("SET LOCAL session_replication_role = replica")
        execute(damage)
    assert any(words in breach for breach in ledger.verify())


def test_the_journal_goes_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff_queries, "PER_PAGE", 2)
    for key in "abc":
        accrue(key)
    first = staff_queries.journal()
    assert [tx.key for tx in first.items] == ["c", "b"]
    assert [tx.key for tx in staff_queries.journal(cursor=first.next_cursor).items] == ["a"]
    assert [tx.key for tx in staff_queries.journal(kind="payment").items] == []
    assert entries.entries(ADA, "commission_pending", limit=2).next_cursor is not None


def test_an_account_nobody_used_is_empty() -> None:
    assert entries.balance("commission_payable", "shopkeeper:99") == 0
    assert entries.balance("sales", "") == 0
