"""Reviews of real purchases, and which lines have had theirs."""

import sqlalchemy as sa
from alembic import op
revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reviewed_line',
    sa.Column('order_line_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['order_line_id'], ['order_line.id'], name=op.f('fk_reviewed_line_order_line_id')),
    sa.PrimaryKeyConstraint('order_line_id', name=op.f('pk_reviewed_line'))
    )
    op.create_table('review',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('order_line_id', sa.BigInteger(), nullable=False),
    sa.Column('product_id', sa.BigInteger(), nullable=False),
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=True),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('stars', sa.SmallInteger(), nullable=False),
    sa.Column('text_id', sa.BigInteger(), nullable=True),
    sa.Column('reply_id', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('stars BETWEEN 1 AND 5', name=op.f('review_has_one_to_five_stars')),
    sa.CheckConstraint('reply_id IS NULL OR shopkeeper_id IS NOT NULL', name=op.f('review_is_answered_by_who_sold_it')),
    sa.ForeignKeyConstraint(['order_line_id'], ['reviewed_line.order_line_id'], name=op.f('fk_review_order_line_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_review_person_id')),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_review_product_id')),
    sa.ForeignKeyConstraint(['reply_id'], ['public_text.id'], name=op.f('fk_review_reply_id')),
    sa.ForeignKeyConstraint(['shopkeeper_id'], ['shopkeeper.id'], name=op.f('fk_review_shopkeeper_id')),
    sa.ForeignKeyConstraint(['text_id'], ['public_text.id'], name=op.f('fk_review_text_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review'))
    )
    op.create_index('uq_review_once_per_line', 'review', ['order_line_id'], unique=True)
    op.create_index('uq_review_text_id', 'review', ['text_id'], unique=True)
    op.create_index('uq_review_reply_id', 'review', ['reply_id'], unique=True)
    op.create_index('ix_review_product_id_id', 'review', ['product_id', 'id'], unique=False, postgresql_include=['stars'])
    op.create_index('ix_review_product_id_id_said', 'review', ['product_id', 'id'], unique=False, postgresql_where='text_id IS NOT NULL')
    op.create_index('ix_review_shopkeeper_id_id', 'review', ['shopkeeper_id', 'id'], unique=False)
    op.create_index('ix_review_person_id', 'review', ['person_id'], unique=False)
    op.create_index('ix_orders_shopkeeper_id_received_at', 'orders', ['shopkeeper_id', 'received_at'], unique=False, postgresql_where='received_at IS NOT NULL')


def downgrade() -> None:
    op.drop_index('ix_orders_shopkeeper_id_received_at', table_name='orders', postgresql_where='received_at IS NOT NULL')
    op.drop_index('ix_review_person_id', table_name='review')
    op.drop_index('ix_review_shopkeeper_id_id', table_name='review')
    op.drop_index('ix_review_product_id_id_said', table_name='review', postgresql_where='text_id IS NOT NULL')
    op.drop_index('ix_review_product_id_id', table_name='review', postgresql_include=['stars'])
    op.drop_index('uq_review_reply_id', table_name='review')
    op.drop_index('uq_review_text_id', table_name='review')
    op.drop_index('uq_review_once_per_line', table_name='review')
    op.drop_table('review')
    op.drop_table('reviewed_line')
