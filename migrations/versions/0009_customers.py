"""Tags and notes a shopkeeper keeps about a customer."""

import sqlalchemy as sa
from alembic import op
revision = '0009'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('customer_tag',
    sa.Column('shopkeeper_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('person_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('tag', sa.String(length=12), nullable=False),
    sa.Column('position', sa.SmallInteger(), nullable=False),
    sa.CheckConstraint('position BETWEEN 1 AND 12', name=op.f('customer_tag_is_one_of_twelve')),
    sa.CheckConstraint("tag <> ''", name=op.f('customer_tag_says_something')),
    sa.ForeignKeyConstraint(['shopkeeper_id', 'person_id'], ['relationship.shopkeeper_id', 'relationship.person_id'], name=op.f('fk_customer_tag_shopkeeper_id_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('shopkeeper_id', 'person_id', 'tag', name=op.f('pk_customer_tag')),
    sa.UniqueConstraint('shopkeeper_id', 'person_id', 'position', name='customer_tag_has_its_own_place')
    )
    op.create_index('ix_customer_tag_person_id', 'customer_tag', ['person_id'], unique=False)
    op.create_index('ix_customer_tag_shopkeeper_id_tag', 'customer_tag', ['shopkeeper_id', 'tag', 'person_id'], unique=False)
    op.create_table('customer_note',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('words', sa.String(length=500), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("words <> ''", name=op.f('customer_note_says_something')),
    sa.ForeignKeyConstraint(['shopkeeper_id', 'person_id'], ['relationship.shopkeeper_id', 'relationship.person_id'], name=op.f('fk_customer_note_shopkeeper_id_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_customer_note'))
    )
    op.create_index('ix_customer_note_person_id', 'customer_note', ['person_id'], unique=False)
    op.create_index('ix_customer_note_shopkeeper_id_person_id', 'customer_note', ['shopkeeper_id', 'person_id', 'id'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_customer_note_shopkeeper_id_person_id', table_name='customer_note')
    op.drop_index('ix_customer_note_person_id', table_name='customer_note')
    op.drop_table('customer_note')
    op.drop_index('ix_customer_tag_shopkeeper_id_tag', table_name='customer_tag')
    op.drop_index('ix_customer_tag_person_id', table_name='customer_tag')
    op.drop_table('customer_tag')
