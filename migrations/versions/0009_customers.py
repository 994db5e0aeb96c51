"""Tags and notes a shopkeeper keeps about a customer, and the material library."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
revision = '0009'
down_revision = '0008'
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
    op.create_table('material',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('product_id', sa.BigInteger(), nullable=True),
    sa.Column('stage', sa.String(length=12), nullable=True),
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=True),
    sa.Column('current', sa.SmallInteger(), server_default='0', nullable=False),
    sa.Column('shown', sa.SmallInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("kind IN ('copy', 'pictures', 'talk', 'value')", name=op.f('material_kind_is_known')),
    sa.CheckConstraint("stage IN ('stranger', 'acquaintance', 'familiar', 'friend', 'partner', 'cooling')", name=op.f('material_stage_is_known')),
    sa.CheckConstraint("kind <> 'pictures' OR product_id IS NOT NULL", name=op.f('material_pictures_show_a_product')),
    sa.CheckConstraint('current >= 0 AND shown BETWEEN 1 AND current', name=op.f('material_shows_a_version_it_has')),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_material_product_id')),
    sa.ForeignKeyConstraint(['shopkeeper_id'], ['shopkeeper.id'], name=op.f('fk_material_shopkeeper_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_material'))
    )
    op.create_index('ix_material_product_id_id', 'material', ['product_id', 'id'], unique=False)
    op.create_index('ix_material_shopkeeper_id_id', 'material', ['shopkeeper_id', 'id'], unique=False)
    op.create_index('ix_material_shown', 'material', ['id'], unique=False, postgresql_where='shown IS NOT NULL AND withdrawn_at IS NULL')
    op.create_table('material_version',
    sa.Column('material_id', sa.BigInteger(), nullable=False),
    sa.Column('number', sa.SmallInteger(), autoincrement=False, nullable=False),
    sa.Column('words', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('pictures', postgresql.ARRAY(sa.Text()), server_default='{}', nullable=False),
    sa.Column('text_id', sa.BigInteger(), nullable=True),
    sa.Column('staff_id', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('number >= 1', name=op.f('material_version_counts_from_one')),
    sa.ForeignKeyConstraint(['material_id'], ['material.id'], name=op.f('fk_material_version_material_id')),
    sa.ForeignKeyConstraint(['text_id'], ['public_text.id'], name=op.f('fk_material_version_text_id')),
    sa.PrimaryKeyConstraint('material_id', 'number', name=op.f('pk_material_version'))
    )
    op.create_index('ix_material_version_text_id', 'material_version', ['text_id'], unique=False, postgresql_where='text_id IS NOT NULL')
    op.create_table('material_use',
    sa.Column('share_id', sa.BigInteger(), nullable=False),
    sa.Column('material_id', sa.BigInteger(), nullable=False),
    sa.Column('number', sa.SmallInteger(), nullable=False),
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['material_id', 'number'], ['material_version.material_id', 'material_version.number'], name=op.f('fk_material_use_material_id_number')),
    sa.ForeignKeyConstraint(['share_id'], ['share.id'], name=op.f('fk_material_use_share_id')),
    sa.PrimaryKeyConstraint('share_id', name=op.f('pk_material_use'))
    )
    op.create_index('ix_material_use_material_id_at', 'material_use', ['material_id', 'at'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_material_use_material_id_at', table_name='material_use')
    op.drop_table('material_use')
    op.drop_index('ix_material_version_text_id', table_name='material_version', postgresql_where='text_id IS NOT NULL')
    op.drop_table('material_version')
    op.drop_index('ix_material_shown', table_name='material', postgresql_where='shown IS NOT NULL AND withdrawn_at IS NULL')
    op.drop_index('ix_material_shopkeeper_id_id', table_name='material')
    op.drop_index('ix_material_product_id_id', table_name='material')
    op.drop_table('material')
    op.drop_index('ix_customer_note_shopkeeper_id_person_id', table_name='customer_note')
    op.drop_index('ix_customer_note_person_id', table_name='customer_note')
    op.drop_table('customer_note')
    op.drop_index('ix_customer_tag_shopkeeper_id_tag', table_name='customer_tag')
    op.drop_index('ix_customer_tag_person_id', table_name='customer_tag')
    op.drop_table('customer_tag')
