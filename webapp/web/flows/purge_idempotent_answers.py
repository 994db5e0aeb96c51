"""Stored answers past their time are forgotten: nobody repeats those requests any more."""

from datetime import timedelta

from webapp.kernel import idempotency
from webapp.kernel.db import transaction
from webapp.kernel.settings import settings


def purge_idempotent_answers() -> int:
    """Forget answers to keyed requests after the configured time; returns how many."""
    with transaction():
        return idempotency.forget(timedelta(seconds=settings().idempotency_seconds))
