"""What people allow, their wish to be forgotten, and an audit log that can lose words but never change them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

# Only the erasure of a person takes words out of the audit log, and only out of `detail`.
AUDIT_FORGETS = (
    "DROP TRIGGER only_grows ON audit_entry",
    """
    CREATE TRIGGER only_grows BEFORE DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
    """
    CREATE TRIGGER only_erasure_changes BEFORE UPDATE ON audit_entry
    FOR EACH STATEMENT WHEN (coalesce(current_setting('guanxi.erasing', true), '') <> 'on')
    EXECUTE FUNCTION refuse_change()
    """,
    """
    CREATE TRIGGER only_forgets BEFORE UPDATE ON audit_entry
    FOR EACH ROW WHEN (NOT OLD.detail @> NEW.detail OR (OLD.id, OLD.staff_id, OLD.action, OLD.subject, OLD.at)
                       IS DISTINCT FROM (NEW.id, NEW.staff_id, NEW.action, NEW.subject, NEW.at))
    EXECUTE FUNCTION refuse_change()
    """,
)
DECISIONS_STAND = """
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_decision
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    op.add_column('person', sa.Column('erased_at', sa.DateTime(timezone=True), nullable=True))
    op.create_table('consent',
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('purpose', sa.String(length=24), nullable=False),
    sa.Column('version', sa.String(length=16), nullable=False),
    sa.Column('given', sa.Boolean(), nullable=False),
    sa.Column('how', sa.String(length=12), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_consent_person_id')),
    sa.PrimaryKeyConstraint('person_id', 'purpose', name=op.f('pk_consent'))
    )
    op.create_index('ix_consent_purpose', 'consent', ['purpose', 'given'], unique=False)
    op.create_table('consent_decision',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('purpose', sa.String(length=24), nullable=False),
    sa.Column('version', sa.String(length=16), nullable=False),
    sa.Column('given', sa.Boolean(), nullable=False),
    sa.Column('how', sa.String(length=12), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consent_decision'))
    )
    op.create_index('ix_consent_decision_person_id_id', 'consent_decision', ['person_id', 'id'], unique=False)
    op.create_table('erasure_request',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('how', sa.String(length=12), nullable=False),
    sa.Column('state', sa.String(length=12), server_default='waiting', nullable=False),
    sa.Column('waits_for', postgresql.ARRAY(sa.Text()), server_default='{}', nullable=False),
    sa.Column('rows_touched', postgresql.JSONB(astext_type=sa.Text()), server_default='{}', nullable=False),
    sa.Column('requested_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('looked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('swept_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('waiting', 'done', 'taken_back')", name=op.f('erasure_request_state_is_known')),
    sa.CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name=op.f('erasure_request_done_has_a_moment')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_erasure_request_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasure_request'))
    )
    op.create_index('ix_erasure_request_due', 'erasure_request', ['looked_at'], unique=False, postgresql_where="swept_at IS NULL AND state <> 'taken_back'")
    op.create_index('ix_erasure_request_person_id', 'erasure_request', ['person_id'], unique=False)
    op.create_index('uq_erasure_request_open_once', 'erasure_request', ['person_id'], unique=True, postgresql_where="state = 'waiting'")
    for statement in (*AUDIT_FORGETS, DECISIONS_STAND):
        op.execute(statement)


def downgrade() -> None:
    for trigger in ('only_forgets', 'only_erasure_changes', 'only_grows'):
        op.execute(f"DROP TRIGGER {trigger} ON audit_entry")
    op.execute(
        """
        CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
        """
    )
    op.drop_index('uq_erasure_request_open_once', table_name='erasure_request', postgresql_where="state = 'waiting'")
    op.drop_index('ix_erasure_request_person_id', table_name='erasure_request')
    op.drop_index('ix_erasure_request_due', table_name='erasure_request', postgresql_where="swept_at IS NULL AND state <> 'taken_back'")
    op.drop_table('erasure_request')
    op.drop_index('ix_consent_decision_person_id_id', table_name='consent_decision')
    op.drop_table('consent_decision')
    op.drop_index('ix_consent_purpose', table_name='consent')
    op.drop_table('consent')
    op.drop_column('person', 'erased_at')
