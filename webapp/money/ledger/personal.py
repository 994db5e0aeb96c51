"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, retained

BOOKS = {"because": "books are never rewritten (会计法 art. 23)", "until": "as long as the books"}

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "account": retained(
        "owner IN (SELECT 'shopkeeper:' || id FROM shopkeeper WHERE person_id = :person)",
        **BOOKS,
        postpone_where="balance_fen <> 0",
    ),
    "entry": retained(
        """account_id IN (SELECT id FROM account WHERE owner IN (
                   SELECT 'shopkeeper:' || id FROM shopkeeper WHERE person_id = :person))""",
        **BOOKS,
    ),
}
