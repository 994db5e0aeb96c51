"""The words of shares and the introductions of shops are public texts; queues have their indexes."""

import sqlalchemy as sa
from alembic import op
revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

# Table, old column, new column, kind, whose words they are.
MOVED = (
    ('share', 'words', 'words_id', 'share_words',
     '(SELECT person_id FROM shopkeeper WHERE shopkeeper.id = owner.shopkeeper_id)'),
    ('shopkeeper', 'introduction', 'introduction_id', 'introduction', 'owner.person_id'),
)
LONGEST = {'share': 120, 'shopkeeper': 200}


def upgrade() -> None:
    op.create_index('ix_public_text_checking', 'public_text', ['created_at'], unique=False, postgresql_where="state = 'checking'")
    op.create_index('ix_public_text_judged', 'public_text', ['judged_at', 'id'], unique=False, postgresql_where="state = 'refused' OR staff_id IS NOT NULL")
    for table, old, new, kind, author in MOVED:
        op.add_column(table, sa.Column(new, sa.BigInteger(), nullable=True))
        # Nobody has checked these yet, and WeChat judges only words of people it has just seen: a colleague looks.
        op.execute(f"UPDATE {table} SET {new} = nextval(pg_get_serial_sequence('public_text', 'id')) WHERE {old} <> ''")
        op.execute(
            f"""
            INSERT INTO public_text (id, kind, author_id, words, state, created_at)
            SELECT {new}, '{kind}', {author}, {old}, 'waiting', created_at FROM {table} AS owner WHERE {new} IS NOT NULL
            """
        )
        op.create_foreign_key(op.f(f'fk_{table}_{new}'), table, 'public_text', [new], ['id'])
        op.create_unique_constraint(op.f(f'uq_{table}_{new}'), table, [new])
        op.drop_column(table, old)


def downgrade() -> None:
    for table, old, new, kind, _ in reversed(MOVED):
        op.add_column(table, sa.Column(old, sa.String(length=LONGEST[table]), server_default='', nullable=False))
        op.execute(f"UPDATE {table} SET {old} = said.words FROM public_text AS said WHERE said.id = {table}.{new}")
        op.drop_constraint(op.f(f'uq_{table}_{new}'), table, type_='unique')
        op.drop_constraint(op.f(f'fk_{table}_{new}'), table, type_='foreignkey')
        op.drop_column(table, new)
        op.execute(f"DELETE FROM public_text WHERE kind = '{kind}'")
    op.drop_index('ix_public_text_judged', table_name='public_text', postgresql_where="state = 'refused' OR staff_id IS NOT NULL")
    op.drop_index('ix_public_text_checking', table_name='public_text', postgresql_where="state = 'checking'")
