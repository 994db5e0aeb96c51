"""Public words and what became of their check."""

import sqlalchemy as sa
from alembic import op
revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('public_text',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('author_id', sa.BigInteger(), nullable=True),
    sa.Column('words', sa.String(length=1000), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('label', sa.SmallInteger(), nullable=True),
    sa.Column('tries', sa.SmallInteger(), server_default='0', nullable=False),
    sa.Column('reason', sa.String(length=200), server_default='', nullable=False),
    sa.Column('staff_id', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('judged_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('checking', 'waiting', 'shown', 'refused')", name=op.f('public_text_state_is_known')),
    sa.CheckConstraint("words <> ''", name=op.f('public_text_says_something')),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_public_text_author_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_public_text'))
    )
    op.create_index('ix_public_text_author_id_id', 'public_text', ['author_id', 'id'], unique=False)
    op.create_index('ix_public_text_waiting', 'public_text', ['id'], unique=False, postgresql_where="state = 'waiting'")


def downgrade() -> None:
    op.drop_index('ix_public_text_waiting', table_name='public_text', postgresql_where="state = 'waiting'")
    op.drop_index('ix_public_text_author_id_id', table_name='public_text')
    op.drop_table('public_text')
