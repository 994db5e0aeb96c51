"""Complaints about lines of orders, their threads and their history."""

import sqlalchemy as sa
from alembic import op
revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('complaint',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('order_line_id', sa.BigInteger(), nullable=False),
    sa.Column('order_id', sa.BigInteger(), nullable=False),
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=True),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer_due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("kind IN ('quality', 'not_as_described', 'delivery', 'service', 'other')", name=op.f('complaint_kind_is_known')),
    sa.CheckConstraint("state IN ('open', 'answered', 'with_staff', 'settled', 'upheld', 'dismissed')", name=op.f('complaint_state_is_known')),
    sa.CheckConstraint("(state = 'open') = (answer_due_at IS NOT NULL)", name=op.f('complaint_open_is_due')),
    sa.CheckConstraint("(state IN ('settled', 'upheld', 'dismissed')) = (closed_at IS NOT NULL)", name=op.f('complaint_end_has_a_time')),
    sa.CheckConstraint("shopkeeper_id IS NOT NULL OR state NOT IN ('open', 'answered')", name=op.f('complaint_waits_for_somebody')),
    sa.ForeignKeyConstraint(['order_line_id'], ['order_line.id'], name=op.f('fk_complaint_order_line_id')),
    sa.ForeignKeyConstraint(['order_id'], ['orders.id'], name=op.f('fk_complaint_order_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_complaint_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint'))
    )
    op.create_index('uq_complaint_once_per_line', 'complaint', ['order_line_id'], unique=True)
    op.create_index('ix_complaint_order_id', 'complaint', ['order_id'], unique=False)
    op.create_index('ix_complaint_person_id_id', 'complaint', ['person_id', 'id'], unique=False)
    op.create_index('ix_complaint_shopkeeper_id_id', 'complaint', ['shopkeeper_id', 'id'], unique=False)
    op.create_index('ix_complaint_shopkeeper_id_created_at', 'complaint', ['shopkeeper_id', 'created_at'], unique=False)
    op.create_index('ix_complaint_shopkeeper_id_due', 'complaint', ['shopkeeper_id', 'answer_due_at'], unique=False, postgresql_where="state = 'open'")
    op.create_index('ix_complaint_answer_due_at', 'complaint', ['answer_due_at'], unique=False, postgresql_where="state = 'open'")
    op.create_index('ix_complaint_state_since_id', 'complaint', ['state', 'since', 'id'], unique=False)
    op.create_table('complaint_message',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('complaint_id', sa.BigInteger(), nullable=False),
    sa.Column('party', sa.String(length=6), nullable=False),
    sa.Column('staff_id', sa.BigInteger(), nullable=True),
    sa.Column('deed', sa.String(length=12), server_default='', nullable=False),
    sa.Column('words', sa.String(length=500), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("party IN ('buyer', 'keeper', 'staff')", name=op.f('complaint_message_party_is_known')),
    sa.CheckConstraint("words <> ''", name=op.f('complaint_message_says_something')),
    sa.CheckConstraint("(party = 'staff') = (staff_id IS NOT NULL)", name=op.f('complaint_message_names_its_colleague')),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_complaint_message_complaint_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_message'))
    )
    op.create_index('ix_complaint_message_complaint_id_id', 'complaint_message', ['complaint_id', 'id'], unique=False)
    op.create_table('complaint_step',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('complaint_id', sa.BigInteger(), nullable=False),
    sa.Column('deed', sa.String(length=12), nullable=False),
    sa.Column('from_state', sa.String(length=12), nullable=True),
    sa.Column('to_state', sa.String(length=12), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_complaint_step_complaint_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_step'))
    )
    op.create_index('ix_complaint_step_complaint_id_id', 'complaint_step', ['complaint_id', 'id'], unique=False)
    # What the after-sale desk and its figures ask of orders.
    op.create_index('ix_orders_shopkeeper_id_paid_at', 'orders', ['shopkeeper_id', 'paid_at'], unique=False)
    op.create_index('ix_orders_refunding', 'orders', ['shopkeeper_id'], unique=False, postgresql_where="state = 'refunding'")
    # What was said and done is never rewritten; only the erasure of a person removes it (PIPL art. 47).
    for table in ('complaint_message', 'complaint_step'):
        op.execute(
            f"""
            CREATE TRIGGER never_rewritten BEFORE UPDATE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
            """
        )


def downgrade() -> None:
    op.drop_index('ix_orders_refunding', table_name='orders', postgresql_where="state = 'refunding'")
    op.drop_index('ix_orders_shopkeeper_id_paid_at', table_name='orders')
    op.drop_index('ix_complaint_step_complaint_id_id', table_name='complaint_step')
    op.drop_table('complaint_step')
    op.drop_index('ix_complaint_message_complaint_id_id', table_name='complaint_message')
    op.drop_table('complaint_message')
    op.drop_index('ix_complaint_state_since_id', table_name='complaint')
    op.drop_index('ix_complaint_answer_due_at', table_name='complaint', postgresql_where="state = 'open'")
    op.drop_index('ix_complaint_shopkeeper_id_due', table_name='complaint', postgresql_where="state = 'open'")
    op.drop_index('ix_complaint_shopkeeper_id_created_at', table_name='complaint')
    op.drop_index('ix_complaint_shopkeeper_id_id', table_name='complaint')
    op.drop_index('ix_complaint_person_id_id', table_name='complaint')
    op.drop_index('ix_complaint_order_id', table_name='complaint')
    op.drop_index('uq_complaint_once_per_line', table_name='complaint')
    op.drop_table('complaint')
