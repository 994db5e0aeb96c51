"""The laws of the books, checked over everything: sums of zero, cached balances, gapless versions."""

from webapp.kernel.db import rows

_LAWS = {
    "the ledger does not sum to zero: {fen} fen": """
        SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM entry HAVING coalesce(sum(amount_fen), 0) <> 0""",
    "transaction {id} sums to {fen} fen": """
        SELECT transaction_id AS id, sum(amount_fen)::bigint AS fen FROM entry
        GROUP BY transaction_id HAVING sum(amount_fen) <> 0""",
    "account {id} caches {cached} fen but its entries sum to {fen}": """
        SELECT account.id, balance_fen AS cached, coalesce(sum(amount_fen), 0)::bigint AS fen
        FROM account LEFT JOIN entry ON entry.account_id = account.id WHERE owner <> ''
        GROUP BY account.id HAVING balance_fen <> coalesce(sum(amount_fen), 0)""",
    "account {id} is at version {version} but has {entries} entries up to version {last}": """
        SELECT account.id, version, count(entry.id) AS entries, coalesce(max(account_version), 0) AS last
        FROM account LEFT JOIN entry ON entry.account_id = account.id WHERE owner <> ''
        GROUP BY account.id HAVING version <> count(entry.id) OR version <> coalesce(max(account_version), 0)""",
    "entry {id} does not follow the balance before it": """
        SELECT id FROM (
            SELECT entry.id, amount_fen, balance_after_fen,
                   lag(balance_after_fen, 1, 0::bigint) OVER account AS before
            FROM entry WHERE account_version IS NOT NULL
            WINDOW account AS (PARTITION BY account_id ORDER BY account_version)
        ) AS chain WHERE before + amount_fen <> balance_after_fen""",
}


def verify() -> list[str]:
    """Every breach of the books' laws in words; an empty list is the proof that they hold."""
    return [words.format(**breach) for words, sql in _LAWS.items() for breach in rows(dict, sql)]
