"""Questions about a product and the one answer each gets."""

import sqlalchemy as sa
from alembic import op
revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('question',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('product_id', sa.BigInteger(), nullable=False),
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=False),
    sa.Column('share_id', sa.BigInteger(), nullable=True),
    sa.Column('asker_id', sa.BigInteger(), nullable=False),
    sa.Column('text_id', sa.BigInteger(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('shown_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answer_shown_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('set_aside_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['asker_id'], ['person.id'], name=op.f('fk_question_asker_id')),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_question_product_id')),
    sa.ForeignKeyConstraint(['share_id'], ['share.id'], name=op.f('fk_question_share_id')),
    sa.ForeignKeyConstraint(['shopkeeper_id'], ['shopkeeper.id'], name=op.f('fk_question_shopkeeper_id')),
    sa.ForeignKeyConstraint(['text_id'], ['public_text.id'], name=op.f('fk_question_text_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question'))
    )
    op.create_index('ix_question_asker_id', 'question', ['asker_id', 'id'], unique=False)
    op.create_index('ix_question_open', 'question', ['shopkeeper_id', 'id'], unique=False, postgresql_where='answer_shown_at IS NULL')
    op.create_index('ix_question_shopkeeper_id', 'question', ['shopkeeper_id', 'id'], unique=False)
    op.create_index('ix_question_shopkeeper_id_shown_at', 'question', ['shopkeeper_id', 'shown_at'], unique=False, postgresql_where='shown_at IS NOT NULL')
    op.create_index('uq_question_text_id', 'question', ['text_id'], unique=True)
    op.create_table('answer',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('question_id', sa.BigInteger(), nullable=False),
    sa.Column('product_id', sa.BigInteger(), nullable=False),
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=False),
    sa.Column('text_id', sa.BigInteger(), nullable=False),
    sa.Column('reused_id', sa.BigInteger(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('shown_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_answer_product_id')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_answer_question_id')),
    sa.ForeignKeyConstraint(['reused_id'], ['answer.id'], name=op.f('fk_answer_reused_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['shopkeeper_id'], ['shopkeeper.id'], name=op.f('fk_answer_shopkeeper_id')),
    sa.ForeignKeyConstraint(['text_id'], ['public_text.id'], name=op.f('fk_answer_text_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer'))
    )
    op.create_index('ix_answer_product_id', 'answer', ['product_id', 'id'], unique=False, postgresql_where='shown_at IS NOT NULL')
    op.create_index('ix_answer_product_id_shopkeeper_id', 'answer', ['product_id', 'shopkeeper_id', 'id'], unique=False, postgresql_where='shown_at IS NOT NULL')
    op.create_index('ix_answer_reused_id', 'answer', ['reused_id'], unique=False)
    op.create_index('ix_answer_text_id', 'answer', ['text_id'], unique=False)
    op.create_index('uq_answer_once_per_question', 'answer', ['question_id'], unique=True)


def downgrade() -> None:
    op.drop_index('uq_answer_once_per_question', table_name='answer')
    op.drop_index('ix_answer_reused_id', table_name='answer')
    op.drop_index('ix_answer_text_id', table_name='answer')
    op.drop_index('ix_answer_product_id_shopkeeper_id', table_name='answer', postgresql_where='shown_at IS NOT NULL')
    op.drop_index('ix_answer_product_id', table_name='answer', postgresql_where='shown_at IS NOT NULL')
    op.drop_table('answer')
    op.drop_index('uq_question_text_id', table_name='question')
    op.drop_index('ix_question_shopkeeper_id_shown_at', table_name='question', postgresql_where='shown_at IS NOT NULL')
    op.drop_index('ix_question_shopkeeper_id', table_name='question')
    op.drop_index('ix_question_open', table_name='question', postgresql_where='answer_shown_at IS NULL')
    op.drop_index('ix_question_asker_id', table_name='question')
    op.drop_table('question')
