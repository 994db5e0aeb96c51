"""An event weighs for or against, never both."""

from alembic import op
revision = '0010'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_check_constraint(op.f('relationship_event_is_good_or_bad'), 'relationship_event', 'gain = 0 OR cost = 0')


def downgrade() -> None:
    op.drop_constraint(op.f('relationship_event_is_good_or_bad'), 'relationship_event', type_='check')
