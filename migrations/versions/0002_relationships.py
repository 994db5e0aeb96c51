"""Relationships: one record per shopkeeper and consumer, and the ledger of events it is a function of."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('relationship',
    sa.Column('shopkeeper_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('person_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('stage', sa.String(length=12), server_default='stranger', nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('r', sa.Double(), server_default='0', nullable=False),
    sa.Column('s', sa.Double(), server_default='0', nullable=False),
    sa.Column('as_of', sa.DateTime(timezone=True), nullable=False),
    sa.Column('blocked', sa.Boolean(), server_default='false', nullable=False),
    sa.Column('events', sa.Integer(), server_default='0', nullable=False),
    sa.Column('first_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_act_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('acquaintance_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('familiar_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('friend_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('partner_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("stage IN ('stranger', 'acquaintance', 'familiar', 'friend', 'partner', 'cooling')", name=op.f('relationship_stage_is_known')),
    sa.CheckConstraint('r >= 0 AND s >= 0', name=op.f('relationship_evidence_is_not_negative')),
    sa.PrimaryKeyConstraint('shopkeeper_id', 'person_id', name=op.f('pk_relationship'))
    )
    op.create_index('ix_relationship_person_id', 'relationship', ['person_id'], unique=False)
    op.create_index('ix_relationship_shopkeeper_id_stage', 'relationship', ['shopkeeper_id', 'stage', 'person_id'], unique=False)
    op.create_table('relationship_event',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('kind', sa.SmallInteger(), nullable=False),
    sa.Column('gain', sa.Double(), nullable=False),
    sa.Column('cost', sa.Double(), nullable=False),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('detail', postgresql.JSONB(astext_type=sa.Text()), server_default='{}', nullable=False),
    sa.CheckConstraint('gain >= 0 AND cost >= 0', name=op.f('relationship_event_weighs_nothing_negative')),
    sa.CheckConstraint('kind BETWEEN 1 AND 12', name=op.f('relationship_event_kind_is_known')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_relationship_event'))
    )
    op.create_index('ix_relationship_event_person_id', 'relationship_event', ['person_id'], unique=False)
    op.create_index('ix_relationship_event_source', 'relationship_event', ['source'], unique=False)
    op.create_index('uq_relationship_event_told_once', 'relationship_event', ['shopkeeper_id', 'person_id', 'kind', 'source'], unique=True)
    op.create_table('relationship_strike',
    sa.Column('event_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_relationship_strike'))
    )
    op.create_table('shopkeeper_score',
    sa.Column('shopkeeper_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('score', sa.Double(), nullable=False),
    sa.Column('ability', sa.Double(), server_default='0.5', nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('shopkeeper_id', name=op.f('pk_shopkeeper_score'))
    )
    op.create_table('contest',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('event_id', sa.BigInteger(), nullable=False),
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('words', sa.String(length=500), nullable=False),
    sa.Column('state', sa.String(length=10), server_default='open', nullable=False),
    sa.Column('answer', sa.String(length=500), server_default='', nullable=False),
    sa.Column('staff_id', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('open', 'upheld', 'dismissed')", name=op.f('contest_state_is_known')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_contest_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest'))
    )
    op.create_index('ix_contest_open', 'contest', ['id'], unique=False, postgresql_where="state = 'open'")
    op.create_index('ix_contest_person_id_id', 'contest', ['person_id', 'id'], unique=False)
    op.create_index('uq_contest_once_per_event', 'contest', ['event_id'], unique=True)
    op.create_table('consumer_choice',
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('muted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('blocked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_consumer_choice_person_id')),
    sa.ForeignKeyConstraint(['shopkeeper_id'], ['shopkeeper.id'], name=op.f('fk_consumer_choice_shopkeeper_id')),
    sa.PrimaryKeyConstraint('shopkeeper_id', 'person_id', name=op.f('pk_consumer_choice'))
    )
    op.create_index('ix_consumer_choice_person_id', 'consumer_choice', ['person_id'], unique=False)
    op.create_table('share_audience',
    sa.Column('share_id', sa.BigInteger(), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('outcome', sa.String(length=8), nullable=True),
    sa.CheckConstraint("outcome IN ('opened', 'ignored')", name=op.f('share_audience_outcome_is_known')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_share_audience_person_id')),
    sa.ForeignKeyConstraint(['share_id'], ['share.id'], name=op.f('fk_share_audience_share_id')),
    sa.PrimaryKeyConstraint('share_id', 'person_id', name=op.f('pk_share_audience'))
    )
    op.create_index('ix_share_audience_due_at', 'share_audience', ['due_at'], unique=False, postgresql_where='outcome IS NULL')
    op.create_index('ix_share_audience_person_id', 'share_audience', ['person_id'], unique=False)
    # What has happened is never rewritten; only the erasure of a person removes it (PIPL art. 47).
    op.execute(
        """
        CREATE TRIGGER never_rewritten BEFORE UPDATE OR TRUNCATE ON relationship_event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
        """
    )


def downgrade() -> None:
    op.drop_index('ix_share_audience_person_id', table_name='share_audience')
    op.drop_index('ix_share_audience_due_at', table_name='share_audience', postgresql_where='outcome IS NULL')
    op.drop_table('share_audience')
    op.drop_index('ix_consumer_choice_person_id', table_name='consumer_choice')
    op.drop_table('consumer_choice')
    op.drop_index('uq_contest_once_per_event', table_name='contest')
    op.drop_index('ix_contest_person_id_id', table_name='contest')
    op.drop_index('ix_contest_open', table_name='contest', postgresql_where="state = 'open'")
    op.drop_table('contest')
    op.drop_table('shopkeeper_score')
    op.drop_table('relationship_strike')
    op.drop_index('uq_relationship_event_told_once', table_name='relationship_event')
    op.drop_index('ix_relationship_event_source', table_name='relationship_event')
    op.drop_index('ix_relationship_event_person_id', table_name='relationship_event')
    op.drop_table('relationship_event')
    op.drop_index('ix_relationship_shopkeeper_id_stage', table_name='relationship')
    op.drop_index('ix_relationship_person_id', table_name='relationship')
    op.drop_table('relationship')
