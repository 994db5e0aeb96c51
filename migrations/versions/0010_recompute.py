"""How often each pair has bought to satisfaction, and that an event weighs for or against."""

import sqlalchemy as sa
from alembic import op
revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Filled by the next recomputation, as everything of a pair is.
    op.add_column('relationship', sa.Column('purchases', sa.Integer(), server_default='0', nullable=False))
    op.create_check_constraint(op.f('relationship_event_is_good_or_bad'), 'relationship_event', 'gain = 0 OR cost = 0')


def downgrade() -> None:
    op.drop_constraint(op.f('relationship_event_is_good_or_bad'), 'relationship_event', type_='check')
    op.drop_column('relationship', 'purchases')
