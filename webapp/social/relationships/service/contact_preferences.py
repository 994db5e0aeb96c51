"""What a consumer decides about one shopkeeper: muted (no pushes) or blocked (trust at its lowest)."""

from webapp.kernel.db import execute, row, rows
from webapp.social.relationships.facts import ContactPreference


def contact_preferences_of(person_id: int) -> list[ContactPreference]:
    """Everything a consumer has decided, by shopkeeper."""
    return rows(
        ContactPreference,
        """SELECT shopkeeper_id, muted_at, blocked_at FROM contact_preference
           WHERE person_id = :person AND (muted_at IS NOT NULL OR blocked_at IS NOT NULL) ORDER BY shopkeeper_id""",
        person=person_id,
    )


def lock_contact_preference(person_id: int, shopkeeper_id: int) -> ContactPreference:
    """What stands now, and nobody changes it before the open transaction ends."""
    execute(
        """INSERT INTO contact_preference (shopkeeper_id, person_id) VALUES (:shopkeeper, :person)
           ON CONFLICT (shopkeeper_id, person_id) DO NOTHING""",
        shopkeeper=shopkeeper_id,
        person=person_id,
    )
    found = row(
        ContactPreference,
        """SELECT shopkeeper_id, muted_at, blocked_at FROM contact_preference
           WHERE shopkeeper_id = :shopkeeper AND person_id = :person FOR UPDATE""",
        shopkeeper=shopkeeper_id,
        person=person_id,
    )
    assert found is not None  # noqa: S101 - it was put there a moment ago, and nobody takes it away
    return found


def save_contact_preference(person_id: int, choice: ContactPreference) -> None:
    """Write what stands from now on."""
    execute(
        """UPDATE contact_preference SET muted_at = :muted, blocked_at = :blocked
           WHERE shopkeeper_id = :shopkeeper AND person_id = :person""",
        shopkeeper=choice.shopkeeper_id,
        person=person_id,
        muted=choice.muted_at,
        blocked=choice.blocked_at,
    )
