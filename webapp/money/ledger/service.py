"""Posting: one statement writes transactions, their entries and the cached balances of people."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.kernel import clock
from webapp.kernel.db import execute, rows
from webapp.money.ledger.rules import Leg, Posting, check

# People's accounts are locked and moved in the order (kind, owner), so two postings never wait for each other in a
# circle. The platform's accounts are only read: their balance is a sum, so no row is hot.
_POST = """
WITH tx AS (
    SELECT * FROM jsonb_to_recordset(CAST(:postings AS jsonb)) AS tx (
        n integer, kind text, key text, reference text, resolves text, explanation jsonb, event_at timestamptz)
), leg AS (
    SELECT * FROM unnest(CAST(:numbers AS integer[]), CAST(:kinds AS text[]), CAST(:owners AS text[]),
                         CAST(:amounts AS bigint[])) AS leg (n, kind, owner, amount_fen)
), posted AS (
    INSERT INTO ledger_transaction (kind, idempotency_key, reference, resolves_id, explanation, event_at, created_at)
    SELECT kind, key, reference, (SELECT id FROM ledger_transaction WHERE idempotency_key = resolves), explanation,
           event_at, :now
    FROM tx ORDER BY n
    ON CONFLICT (idempotency_key) DO NOTHING
    RETURNING id, idempotency_key
), fresh AS (
    SELECT tx.n, posted.id FROM tx JOIN posted ON posted.idempotency_key = tx.key
), moved AS (
    INSERT INTO account AS mine (kind, owner, balance_fen, version)
    SELECT kind, owner, amount_fen, 1 FROM leg JOIN fresh USING (n) WHERE owner <> '' ORDER BY kind, owner
    ON CONFLICT (kind, owner) DO UPDATE
        SET balance_fen = mine.balance_fen + EXCLUDED.balance_fen, version = mine.version + 1
    RETURNING mine.id, mine.kind, mine.owner, mine.version, mine.balance_fen
), touched AS (
    SELECT fresh.id AS transaction_id, moved.id, leg.amount_fen, moved.version, moved.balance_fen
    FROM leg JOIN fresh USING (n) JOIN moved USING (kind, owner)
    UNION ALL
    SELECT fresh.id, account.id, leg.amount_fen, NULL, NULL
    FROM leg JOIN fresh USING (n) JOIN account ON account.kind = leg.kind AND account.owner = ''
    WHERE leg.owner = ''
), entered AS (
    INSERT INTO entry (transaction_id, account_id, amount_fen, account_version, balance_after_fen)
    SELECT * FROM touched
    RETURNING transaction_id
)
SELECT n, id, (SELECT count(*) FROM entered WHERE transaction_id = fresh.id) AS entries FROM fresh ORDER BY n
"""

# Only the very first posting to a platform account comes here: the account is opened and its entry follows.
_OPEN = "INSERT INTO account (kind) SELECT unnest(CAST(:kinds AS text[])) ON CONFLICT DO NOTHING"
_ENTER = """
INSERT INTO entry (transaction_id, account_id, amount_fen)
SELECT :id, account.id, leg.amount_fen
FROM unnest(CAST(:kinds AS text[]), CAST(:amounts AS bigint[])) AS leg (kind, amount_fen)
JOIN account ON account.kind = leg.kind AND account.owner = ''
ON CONFLICT ON CONSTRAINT entry_posted_once DO NOTHING
"""


def post(
    kind: str,
    /,
    *,
    key: str,
    reference: str,
    legs: Sequence[Leg],
    explanation: dict[str, Any],
    event_at: datetime,
    resolves: str | None = None,
) -> int | None:
    """Post a transaction inside the flow's own; returns its id, or None when `key` was posted before.

    `resolves` is the key of the transaction this one ends (a settlement or void ends an accrual): at most one may.
    Legs of zero fen move nothing and are left out; a posting of nothing still stands in the books with its reason.
    """
    posting = Posting(
        kind=kind,
        key=key,
        reference=reference,
        legs=legs,
        explanation=explanation,
        event_at=event_at,
        resolves=resolves,
    )
    return next(iter(post_all([posting])), None)


def post_all(postings: Sequence[Posting]) -> list[int]:
    """Post several transactions; returns the ids of those that were new."""
    return [posted for batch in _batches(postings) for posted in _post(batch)]


def _batches(postings: Sequence[Posting]) -> Iterator[list[Posting]]:
    """One statement moves an account of a person once, so a second posting to it opens the next batch."""
    batch: list[Posting] = []
    moved: set[tuple[str, str]] = set()
    for posting in postings:
        mine = {(leg.account_kind, leg.owner) for leg in posting.legs if leg.owner}
        if mine & moved:
            yield batch
            batch, moved = [], set()
        batch.append(posting)
        moved |= mine
    if batch:
        yield batch


@dataclass(frozen=True, kw_only=True, slots=True)
class _Posted:
    n: int
    id: int
    entries: int


def _post(postings: Sequence[Posting]) -> list[int]:
    for posting in postings:
        check(posting.kind, posting.legs)
    moving = [[leg for leg in posting.legs if leg.amount_fen] for posting in postings]
    numbered = [(n, leg) for n, legs in enumerate(moving) for leg in legs]
    posted = rows(
        _Posted,
        _POST,
        postings=json.dumps([_row(n, posting) for n, posting in enumerate(postings)], ensure_ascii=False),
        numbers=[n for n, _ in numbered],
        kinds=[leg.account_kind for _, leg in numbered],
        owners=[leg.owner for _, leg in numbered],
        amounts=[leg.amount_fen for _, leg in numbered],
        now=clock.now(),
    )
    for each in posted:
        if each.entries < len(moving[each.n]):
            _open_platform_accounts(each.id, [leg for leg in moving[each.n] if not leg.owner])
    return [each.id for each in posted]


def _row(n: int, posting: Posting) -> dict[str, Any]:
    return {
        "n": n,
        "kind": posting.kind,
        "key": posting.key,
        "reference": posting.reference,
        "resolves": posting.resolves,
        "explanation": posting.explanation,
        "event_at": posting.event_at.isoformat(),
    }


def _open_platform_accounts(transaction_id: int, legs: Sequence[Leg]) -> None:
    kinds = [leg.account_kind for leg in legs]
    execute(_OPEN, kinds=kinds)
    execute(_ENTER, id=transaction_id, kinds=kinds, amounts=[leg.amount_fen for leg in legs])
