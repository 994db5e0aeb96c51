"""How each shop has served people lately."""

import sqlalchemy as sa
from alembic import op
revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('service_record',
    sa.Column('shopkeeper_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('sales', sa.Integer(), nullable=False),
    sa.Column('asked', sa.Integer(), nullable=False),
    sa.Column('answered', sa.Integer(), nullable=False),
    sa.Column('answer_seconds', sa.Integer(), nullable=True),
    sa.Column('complaints', sa.Integer(), nullable=False),
    sa.Column('in_time', sa.Integer(), nullable=False),
    sa.Column('upheld', sa.Integer(), nullable=False),
    sa.Column('returns', sa.Integer(), nullable=False),
    sa.Column('return_seconds', sa.Integer(), nullable=True),
    sa.Column('rated', sa.Integer(), nullable=False),
    sa.Column('satisfied', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('answered <= asked', name=op.f('service_record_answers_are_asked_for')),
    sa.CheckConstraint('in_time <= complaints AND upheld <= complaints', name=op.f('service_record_complaints_add_up')),
    sa.CheckConstraint('satisfied <= rated', name=op.f('service_record_satisfied_have_rated')),
    sa.PrimaryKeyConstraint('shopkeeper_id', name=op.f('pk_service_record'))
    )
    op.alter_column('shopkeeper_score', 'score', server_default='0')


def downgrade() -> None:
    op.alter_column('shopkeeper_score', 'score', server_default=None)
    op.drop_table('service_record')
