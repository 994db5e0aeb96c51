"""Tables, columns, stored values and queued jobs carry the field's terms."""

import sqlalchemy as sa
from alembic import op
revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

TABLES = (
    ('relationship_strike', 'relationship_event_void'),
    ('consumer_choice', 'contact_preference'),
    ('contest', 'objection'),
)

# Table (as it is called after TABLES), old name, new name.
CONSTRAINTS = (
    ('relationship_event_void', 'pk_relationship_strike', 'pk_relationship_event_void'),
    ('contact_preference', 'pk_consumer_choice', 'pk_contact_preference'),
    ('contact_preference', 'fk_consumer_choice_person_id', 'fk_contact_preference_person_id'),
    ('contact_preference', 'fk_consumer_choice_shopkeeper_id', 'fk_contact_preference_shopkeeper_id'),
    ('objection', 'pk_contest', 'pk_objection'),
    ('objection', 'fk_contest_person_id', 'fk_objection_person_id'),
    ('objection', 'contest_state_is_known', 'objection_state_is_known'),
    ('share', 'fk_share_words_id', 'fk_share_text_id'),
    ('share', 'uq_share_words_id', 'uq_share_text_id'),
    ('answer', 'fk_answer_reused_id', 'fk_answer_reused_answer_id'),
)

INDEXES = (
    ('ix_consumer_choice_person_id', 'ix_contact_preference_person_id'),
    ('ix_contest_open', 'ix_objection_open'),
    ('ix_contest_person_id_id', 'ix_objection_person_id_id'),
    ('uq_contest_once_per_event', 'uq_objection_once_per_event'),
    ('ix_answer_reused_id', 'ix_answer_reused_answer_id'),
)

COLUMNS = (
    ('public_text', 'words', 'text'),
    ('refund', 'words', 'text'),
    ('share', 'words_id', 'text_id'),
    ('complaint_message', 'words', 'text'),
    ('complaint_message', 'deed', 'action'),
    ('complaint_step', 'deed', 'action'),
    ('customer_note', 'words', 'text'),
    ('material_version', 'words', 'texts'),
    ('objection', 'words', 'text'),
    ('question', 'set_aside_at', 'hidden_at'),
    ('answer', 'reused_id', 'reused_answer_id'),
    ('consent', 'how', 'channel'),
    ('consent_decision', 'how', 'channel'),
    ('erasure_request', 'how', 'channel'),
    ('erasure_request', 'waits_for', 'blocked_by'),
    ('erasure_request', 'looked_at', 'checked_at'),
)

# Table, column, old value, new value.
VALUES = (
    ('complaint', 'state', 'settled', 'resolved'),
    ('complaint_step', 'from_state', 'settled', 'resolved'),
    ('complaint_step', 'to_state', 'settled', 'resolved'),
    ('complaint_message', 'party', 'keeper', 'shopkeeper'),
    ('public_text', 'kind', 'share_words', 'share_text'),
    ('consent', 'channel', 'joined', 'merged'),
    ('consent_decision', 'channel', 'joined', 'merged'),
    ('erasure_request', 'state', 'taken_back', 'cancelled'),
    ('material', 'kind', 'value', 'value_content'),
    ('material', 'kind', 'talk', 'script'),
    ('relationship_event_void', 'reason', 'opened in time', 'opened_in_time'),
)

# What voids an event is named before the colon: 'contest:7'.
REASONS = (('contest', 'objection'), ('review_taken_back', 'review_withdrawn'))

# Table, constraint, condition before, condition after.
CHECKS = (
    ('complaint', 'complaint_state_is_known',
     "state IN ('open', 'answered', 'with_staff', 'settled', 'upheld', 'dismissed')",
     "state IN ('open', 'answered', 'with_staff', 'resolved', 'upheld', 'dismissed')"),
    ('complaint', 'complaint_end_has_a_time',
     "(state IN ('settled', 'upheld', 'dismissed')) = (closed_at IS NOT NULL)",
     "(state IN ('resolved', 'upheld', 'dismissed')) = (closed_at IS NOT NULL)"),
    ('complaint_message', 'complaint_message_party_is_known',
     "party IN ('buyer', 'keeper', 'staff')", "party IN ('buyer', 'shopkeeper', 'staff')"),
    ('erasure_request', 'erasure_request_state_is_known',
     "state IN ('waiting', 'done', 'taken_back')", "state IN ('waiting', 'done', 'cancelled')"),
    ('material', 'material_kind_is_known',
     "kind IN ('copy', 'pictures', 'talk', 'value')", "kind IN ('copy', 'pictures', 'script', 'value_content')"),
)

# Table, column, length before, length after.
LENGTHS = (('complaint_message', 'party', 6, 10), ('material', 'kind', 10, 16))

JOBS = (
    ('hand_over_complaints', 'escalate_overdue_complaints'),
    ('count_ignored', 'record_ignored_shares'),
    ('count_service', 'recompute_service_records'),
    ('note_openings', 'record_share_openings'),
    ('rescue_texts', 'escalate_stuck_text_checks'),
    ('forget_answers', 'purge_idempotent_answers'),
    ('forget_logins', 'purge_logins'),
    ('forget_visits', 'purge_old_visits'),
    ('forget_jobs', 'purge_jobs'),
    ('forget_purpose', 'delete_purpose_data'),
    ('carry_out_erasures', 'process_erasures'),
)

# These refuse change; only their owner can lay that down, and does so for this transaction.
APPEND_ONLY = (('complaint_message', 'never_rewritten'), ('complaint_step', 'never_rewritten'), ('consent_decision', 'only_grows'))


def upgrade() -> None:
    for old, new in TABLES:
        op.rename_table(old, new)
    op.execute('ALTER SEQUENCE contest_id_seq RENAME TO objection_id_seq')
    for table, old, new in CONSTRAINTS:
        op.execute(f'ALTER TABLE {table} RENAME CONSTRAINT {old} TO {new}')
    for old, new in INDEXES:
        op.execute(f'ALTER INDEX {old} RENAME TO {new}')
    for table, old, new in COLUMNS:
        op.alter_column(table, old, new_column_name=new)
    for table, column, before, after in LENGTHS:
        op.alter_column(table, column, type_=sa.String(after), existing_type=sa.String(before))
    _rewrite([(t, c, old, new) for t, c, old, new in VALUES], REASONS, [(t, n, after) for t, n, _, after in CHECKS])
    _due_index('cancelled')
    _rename_jobs(JOBS)


def downgrade() -> None:
    _rename_jobs([(new, old) for old, new in JOBS])
    _rewrite([(t, c, new, old) for t, c, old, new in VALUES], [(new, old) for old, new in REASONS],
             [(t, n, before) for t, n, before, _ in CHECKS])
    _due_index('taken_back')
    for table, column, before, after in LENGTHS:
        op.alter_column(table, column, type_=sa.String(before), existing_type=sa.String(after))
    for table, old, new in COLUMNS:
        op.alter_column(table, new, new_column_name=old)
    for old, new in INDEXES:
        op.execute(f'ALTER INDEX {new} RENAME TO {old}')
    for table, old, new in CONSTRAINTS:
        op.execute(f'ALTER TABLE {table} RENAME CONSTRAINT {new} TO {old}')
    op.execute('ALTER SEQUENCE objection_id_seq RENAME TO contest_id_seq')
    for old, new in TABLES:
        op.rename_table(new, old)


def _rewrite(values, reasons, checks) -> None:
    for table, name, _ in checks:
        op.drop_constraint(op.f(name), table, type_='check')
    for table, trigger in APPEND_ONLY:
        op.execute(f'ALTER TABLE {table} DISABLE TRIGGER {trigger}')
    for table, column, old, new in values:
        op.execute(sa.text(f'UPDATE {table} SET {column} = :new WHERE {column} = :old').bindparams(old=old, new=new))
    for old, new in reasons:
        op.execute(
            sa.text(
                """UPDATE relationship_event_void SET reason = :new || substr(reason, :start)
                   WHERE split_part(reason, ':', 1) = :old"""
            ).bindparams(old=old, new=new, start=len(old) + 1)
        )
    for table, trigger in APPEND_ONLY:
        op.execute(f'ALTER TABLE {table} ENABLE TRIGGER {trigger}')
    for table, name, condition in checks:
        op.create_check_constraint(op.f(name), table, condition)


def _due_index(cancelled: str) -> None:
    op.drop_index('ix_erasure_request_due', table_name='erasure_request')
    op.create_index('ix_erasure_request_due', 'erasure_request', ['checked_at'], unique=False,
                    postgresql_where=f"swept_at IS NULL AND state <> '{cancelled}'")


def _rename_jobs(jobs) -> None:
    for old, new in jobs:
        op.execute(
            sa.text(
                """UPDATE procrastinate_jobs SET task_name = :new,
                          queueing_lock = CASE queueing_lock WHEN :old THEN :new ELSE queueing_lock END
                   WHERE task_name = :old"""
            ).bindparams(old=old, new=new)
        )
        op.execute(
            sa.text('UPDATE procrastinate_periodic_defers SET task_name = :new WHERE task_name = :old').bindparams(
                old=old, new=new
            )
        )
