"""What is stored keeps its meaning when tables, columns, values and jobs are renamed, up and down."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from apiflask import APIFlask
from flask_migrate import downgrade, upgrade

from tests.databases import create_migrated, drop, make_shop
from webapp.kernel.db import db

STORED = """
INSERT INTO person (language, created_at) VALUES ('zh', now());
INSERT INTO relationship_event_void (event_id, reason, at)
    VALUES (1, 'objection:7', now()), (2, 'review_withdrawn:7', now()), (3, 'opened_in_time', now());
INSERT INTO contact_preference (shopkeeper_id, person_id) SELECT 1, id FROM person;
INSERT INTO public_text (kind, text, state, created_at) VALUES ('share_text', '自己在喝', 'shown', now());
INSERT INTO consent_decision (person_id, purpose, version, given, channel, at)
    SELECT id, 'relationship', '2026-07', true, 'merged', now() FROM person;
INSERT INTO complaint_message (complaint_id, party, action, text, at)
    VALUES (1, 'shopkeeper', 'answered', '换一罐', now());
INSERT INTO complaint_step (complaint_id, action, from_state, to_state, actor, at)
    VALUES (1, 'solved', 'answered', 'resolved', 'person:1', now());
INSERT INTO erasure_request (person_id, channel, state, blocked_by, requested_at, checked_at)
    SELECT id, 'mini', 'cancelled', '{orders}', now(), now() FROM person;
INSERT INTO material (kind, created_at) VALUES ('script', now()), ('value_content', now());
INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock)
    VALUES ('default', 'purge_logins', 'purge_logins'), ('default', 'delete_purpose_data', NULL);
"""
NOW = {
    "SELECT reason FROM relationship_event_void ORDER BY event_id": [
        "objection:7",
        "review_withdrawn:7",
        "opened_in_time",
    ],
    "SELECT kind || ' ' || text FROM public_text": ["share_text 自己在喝"],
    "SELECT channel FROM consent_decision": ["merged"],
    "SELECT party || ' ' || action || ' ' || text FROM complaint_message": ["shopkeeper answered 换一罐"],
    "SELECT from_state || ' ' || to_state FROM complaint_step": ["answered resolved"],
    "SELECT state || ' ' || blocked_by::text FROM erasure_request": ["cancelled {orders}"],
    "SELECT kind FROM material ORDER BY id": ["script", "value_content"],
    "SELECT task_name || ' ' || coalesce(queueing_lock, '-') FROM procrastinate_jobs ORDER BY id": [
        "purge_logins purge_logins",
        "delete_purpose_data -",
    ],
}
BEFORE = {
    "SELECT reason FROM relationship_strike ORDER BY event_id": [
        "contest:7",
        "review_taken_back:7",
        "opened in time",
    ],
    "SELECT count(*)::text FROM consumer_choice": ["1"],
    "SELECT kind || ' ' || words FROM public_text": ["share_words 自己在喝"],
    "SELECT how FROM consent_decision": ["joined"],
    "SELECT party || ' ' || deed || ' ' || words FROM complaint_message": ["keeper answered 换一罐"],
    "SELECT from_state || ' ' || to_state FROM complaint_step": ["answered settled"],
    "SELECT state || ' ' || waits_for::text FROM erasure_request": ["taken_back {orders}"],
    "SELECT kind FROM material ORDER BY id": ["talk", "value"],
    "SELECT task_name || ' ' || coalesce(queueing_lock, '-') FROM procrastinate_jobs ORDER BY id": [
        "forget_logins forget_logins",
        "forget_purpose -",
    ],
}


@pytest.fixture
def url(worker_id: str) -> Iterator[str]:
    """A migrated database of this test's own, for it changes the tables themselves."""
    name = f"guanxi_terms_{worker_id}"
    yield create_migrated(name)
    drop(name)


@pytest.mark.database
def test_what_is_stored_follows_the_field_terms_up_and_down(url: str, tmp_path: Path) -> None:
    app = make_shop(url, tmp_path)
    with psycopg.connect(url) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")  # no complaint stands behind these rows
        connection.execute(STORED)
    with _migrating(app):
        downgrade(revision="0011")
    assert _read(url, BEFORE) == BEFORE
    with psycopg.connect(url) as connection, pytest.raises(psycopg.DatabaseError, match="only grows"):
        connection.execute("UPDATE complaint_step SET to_state = 'open'")  # still nobody rewrites what was done
    with _migrating(app):
        upgrade()
    assert _read(url, NOW) == NOW


@contextmanager
def _migrating(app: APIFlask) -> Iterator[None]:
    with app.app_context():
        yield
        db.engine.dispose()


def _read(url: str, statements: dict[str, list[str]]) -> dict[str, list[str]]:
    with psycopg.connect(url) as connection:
        return {sql: [row[0] for row in connection.execute(sql).fetchall()] for sql in statements}
