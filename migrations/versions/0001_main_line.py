"""The main line: people, catalog, referral, orders, ledger, commission, jobs."""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy.dialects import postgresql

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None



# What has happened is never rewritten, not even by the owner of the tables.
APPEND_ONLY = (
    """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'table % only grows: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'GX002';
    END $$
    """,
    *(
        f"""
        CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
        """
        for table in ("ledger_transaction", "entry", "order_event", "audit_entry", "bind_decision", "attribution")
    ),
)

# Each transaction sums to zero per currency at commit, and has at least two entries.
ZERO_SUM = (
    """
    CREATE FUNCTION ledger_sums_to_zero() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        off record;
    BEGIN
        SELECT currency, sum(amount_fen) AS total INTO off
        FROM entry WHERE transaction_id = NEW.transaction_id
        GROUP BY currency HAVING sum(amount_fen) <> 0 LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'ledger transaction % is off by % fen', NEW.transaction_id, off.total
                USING ERRCODE = 'GX003';
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE CONSTRAINT TRIGGER sums_to_zero AFTER INSERT ON entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_sums_to_zero()
    """,
)

# The chain: path, sort_path and depth follow from parent_id. A new shopkeeper takes the tree's lock shared, a move
# takes it alone, so that two moves at once cannot close a loop that neither sees.
CHAIN = (
    """
    CREATE FUNCTION shopkeeper_place() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        upline shopkeeper%ROWTYPE;
    BEGIN
        IF TG_OP = 'INSERT' THEN
            PERFORM pg_advisory_xact_lock_shared(hashtext('shopkeeper tree'));
        ELSE
            PERFORM pg_advisory_xact_lock(hashtext('shopkeeper tree'));
        END IF;
        IF NEW.parent_id IS NULL THEN
            NEW.path := ARRAY[NEW.id];
        ELSE
            SELECT * INTO upline FROM shopkeeper WHERE id = NEW.parent_id;
            IF NEW.id = NEW.parent_id OR NEW.id = ANY (upline.path) THEN
                RAISE EXCEPTION 'shopkeeper % cannot stand below themselves', NEW.id USING ERRCODE = 'GX001';
            END IF;
            NEW.path := upline.path || NEW.id;
        END IF;
        NEW.depth := cardinality(NEW.path);
        NEW.sort_path := (SELECT string_agg(lpad(step::text, 12, '0') || '/', '' ORDER BY place)
                          FROM unnest(NEW.path) WITH ORDINALITY AS steps (step, place));
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER place BEFORE INSERT OR UPDATE OF parent_id ON shopkeeper
    FOR EACH ROW EXECUTE FUNCTION shopkeeper_place()
    """,
    """
    CREATE FUNCTION shopkeeper_move_subtree() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE shopkeeper SET
            path = NEW.path || path[OLD.depth + 1 :],
            sort_path = NEW.sort_path || substr(sort_path, length(OLD.sort_path) + 1),
            depth = NEW.depth + depth - OLD.depth
        WHERE sort_path LIKE OLD.sort_path || '%' AND id <> NEW.id;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER move_subtree AFTER UPDATE OF parent_id ON shopkeeper
    FOR EACH ROW WHEN (OLD.sort_path IS DISTINCT FROM NEW.sort_path)
    EXECUTE FUNCTION shopkeeper_move_subtree()
    """,
)

# Procrastinate has no way back of its own: everything it owns carries its name.
DROP_JOBS = """
DO $$
DECLARE
    statement text;
BEGIN
    FOR statement IN
        SELECT format('DROP TABLE IF EXISTS %%I CASCADE', tablename) FROM pg_tables
            WHERE schemaname = current_schema() AND tablename LIKE 'procrastinate%%'
        UNION ALL
        SELECT format('DROP FUNCTION IF EXISTS %%s CASCADE', oid::regprocedure) FROM pg_proc
            WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 'procrastinate%%'
        UNION ALL
        SELECT format('DROP TYPE IF EXISTS %%I CASCADE', typname) FROM pg_type
            WHERE typnamespace = current_schema()::regnamespace AND typname LIKE 'procrastinate%%'
              AND (typtype = 'e' OR typrelid IN (SELECT oid FROM pg_class WHERE relkind = 'c'))
    LOOP
        EXECUTE statement;
    END LOOP;
END $$
"""


def upgrade() -> None:
    op.create_table('account',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('owner', sa.String(length=40), server_default='', nullable=False),
    sa.Column('balance_fen', sa.BigInteger(), nullable=True),
    sa.Column('version', sa.BigInteger(), server_default='0', nullable=False),
    sa.CheckConstraint("(owner = '') = (balance_fen IS NULL)", name=op.f('account_of_people_caches_balance')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('kind', 'owner', name='account_is_one_per_owner')
    )
    op.create_table('attribution',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('reference', sa.String(length=40), nullable=False),
    sa.Column('outcome', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('policy', sa.String(length=40), nullable=False),
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=True),
    sa.Column('chain', postgresql.ARRAY(sa.BigInteger()), nullable=False),
    sa.Column('share_id', sa.BigInteger(), nullable=True),
    sa.Column('visit_ref', sa.BigInteger(), nullable=True),
    sa.Column('forwards', postgresql.ARRAY(sa.BigInteger()), nullable=False),
    sa.Column('considered', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(outcome = 'credited') = (shopkeeper_id IS NOT NULL)", name=op.f('attribution_credits_somebody')),
    sa.CheckConstraint("outcome IN ('credited', 'platform')", name=op.f('attribution_outcome_is_known')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attribution')),
    sa.UniqueConstraint('reference', name=op.f('uq_attribution_reference'))
    )
    op.create_index('ix_attribution_share_id', 'attribution', ['share_id'], unique=False)
    op.create_index('ix_attribution_shopkeeper_id_id', 'attribution', ['shopkeeper_id', 'id'], unique=False)
    op.create_table('brand',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('name_zh', sa.String(length=60), nullable=False),
    sa.Column('name_en', sa.String(length=60), nullable=False),
    sa.Column('story_zh', sa.Text(), server_default='', nullable=False),
    sa.Column('story_en', sa.Text(), server_default='', nullable=False),
    sa.Column('picture', sa.String(length=255), server_default='', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_brand')),
    sa.UniqueConstraint('code', name=op.f('uq_brand_code'))
    )
    op.create_table('idempotent_answer',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('caller', sa.String(length=80), nullable=False),
    sa.Column('key', sa.String(length=255), nullable=False),
    sa.Column('request_hash', sa.String(length=64), nullable=False),
    sa.Column('status', sa.SmallInteger(), nullable=True),
    sa.Column('answer', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idempotent_answer')),
    sa.UniqueConstraint('caller', 'key', name='idempotency_key_used_once')
    )
    op.create_index('ix_idempotent_answer_created_at', 'idempotent_answer', ['created_at'], unique=False)
    op.create_table('ledger_transaction',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('idempotency_key', sa.String(length=80), nullable=False),
    sa.Column('reference', sa.String(length=64), nullable=False),
    sa.Column('resolves_id', sa.BigInteger(), nullable=True),
    sa.Column('explanation', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('event_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['resolves_id'], ['ledger_transaction.id'], name=op.f('fk_ledger_transaction_resolves_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ledger_transaction')),
    sa.UniqueConstraint('idempotency_key', name=op.f('uq_ledger_transaction_idempotency_key')),
    sa.UniqueConstraint('resolves_id', name=op.f('uq_ledger_transaction_resolves_id'))
    )
    op.create_index('ix_ledger_transaction_created_at', 'ledger_transaction', ['created_at'], unique=False)
    op.create_index('ix_ledger_transaction_reference', 'ledger_transaction', ['reference'], unique=False)
    op.create_table('person',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('unionid', sa.String(length=64), nullable=True),
    sa.Column('nickname', sa.String(length=64), server_default='', nullable=False),
    sa.Column('avatar', sa.String(length=255), server_default='', nullable=False),
    sa.Column('language', sa.String(length=2), server_default='zh', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("language IN ('zh', 'en')", name=op.f('person_language_is_known')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('unionid', name=op.f('uq_person_unionid'))
    )
    op.create_table('rate_count',
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('window_number', sa.BigInteger(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('subject', 'window_number', name=op.f('pk_rate_count')),
    prefixes=['UNLOGGED']
    )
    op.create_table('shared_value',
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_shared_value'))
    )
    op.create_table('staff',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('login', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.Column('role', sa.String(length=12), nullable=False),
    sa.Column('password_hash', sa.String(length=255), nullable=False),
    sa.Column('totp_secret', sa.String(length=64), nullable=False),
    sa.Column('totp_last_step', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('failed_logins', sa.SmallInteger(), server_default='0', nullable=False),
    sa.Column('locked_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('session_epoch', sa.Integer(), server_default='0', nullable=False),
    sa.Column('disabled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_login_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("role IN ('admin', 'operator', 'finance', 'auditor')", name=op.f('staff_role_is_known')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staff')),
    sa.UniqueConstraint('login', name=op.f('uq_staff_login'))
    )
    op.create_table('touch',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('visitor_id', sa.BigInteger(), nullable=False),
    sa.Column('token_ref', sa.BigInteger(), nullable=False),
    sa.Column('window_number', sa.BigInteger(), nullable=False),
    sa.Column('visit_ref', sa.BigInteger(), nullable=False),
    sa.Column('share_id', sa.BigInteger(), nullable=False),
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_touch')),
    sa.UniqueConstraint('visitor_id', 'token_ref', 'window_number', name='touch_counted_once')
    )
    op.create_index('ix_touch_at', 'touch', ['at'], unique=False, postgresql_using='brin')
    op.create_index('ix_touch_share_id', 'touch', ['share_id'], unique=False)
    op.create_index('ix_touch_visitor_id_at', 'touch', ['visitor_id', 'at'], unique=False)
    op.create_table('visit',
    sa.Column('ref', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('share_id', sa.BigInteger(), nullable=False),
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=False),
    sa.Column('parent_ref', sa.BigInteger(), nullable=True),
    sa.Column('visitor_id', sa.BigInteger(), nullable=False),
    sa.Column('source', sa.String(length=8), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('ref', name=op.f('pk_visit'))
    )
    op.create_index('ix_visit_parent_ref', 'visit', ['parent_ref'], unique=False, postgresql_where='parent_ref IS NOT NULL')
    op.create_index('ix_visit_at', 'visit', ['at'], unique=False, postgresql_using='brin')
    op.create_index('ix_visit_share_id_at', 'visit', ['share_id', 'at'], unique=False)
    op.create_index('ix_visit_shopkeeper_id_at', 'visit', ['shopkeeper_id', 'at'], unique=False)
    op.create_table('wechat_notice',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('notice_id', sa.String(length=64), nullable=False),
    sa.Column('reference', sa.String(length=32), nullable=False),
    sa.Column('outcome', sa.String(length=24), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wechat_notice')),
    sa.UniqueConstraint('kind', 'notice_id', name='notice_taken_once')
    )
    op.create_index(op.f('ix_wechat_notice_received_at'), 'wechat_notice', ['received_at'], unique=False)
    op.create_table('api_session',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('session_key', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_api_session_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_session')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_api_session_token_hash'))
    )
    op.create_index(op.f('ix_api_session_expires_at'), 'api_session', ['expires_at'], unique=False)
    op.create_index(op.f('ix_api_session_person_id'), 'api_session', ['person_id'], unique=False)
    op.create_table('audit_entry',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('staff_id', sa.BigInteger(), nullable=True),
    sa.Column('action', sa.String(length=40), nullable=False),
    sa.Column('subject', sa.String(length=64), nullable=False),
    sa.Column('detail', postgresql.JSONB(astext_type=sa.Text()), server_default='{}', nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_audit_entry_staff_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entry'))
    )
    op.create_index(op.f('ix_audit_entry_staff_id'), 'audit_entry', ['staff_id'], unique=False)
    op.create_index('ix_audit_entry_subject_id', 'audit_entry', ['subject', 'id'], unique=False)
    op.create_table('entry',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('transaction_id', sa.BigInteger(), nullable=False),
    sa.Column('account_id', sa.BigInteger(), nullable=False),
    sa.Column('amount_fen', sa.BigInteger(), nullable=False),
    sa.Column('currency', sa.String(length=3), server_default='CNY', nullable=False),
    sa.Column('account_version', sa.BigInteger(), nullable=True),
    sa.Column('balance_after_fen', sa.BigInteger(), nullable=True),
    sa.CheckConstraint("currency = 'CNY'", name=op.f('entry_currency_is_known')),
    sa.CheckConstraint('amount_fen <> 0', name=op.f('entry_moves_money')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_entry_account_id')),
    sa.ForeignKeyConstraint(['transaction_id'], ['ledger_transaction.id'], name=op.f('fk_entry_transaction_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry')),
    sa.UniqueConstraint('account_id', 'account_version', name='entry_version_is_gapless'),
    sa.UniqueConstraint('transaction_id', 'account_id', name='entry_posted_once')
    )
    op.create_index('ix_entry_account_id_id', 'entry', ['account_id', 'id'], unique=False)
    op.create_table('forward_credit',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('attribution_id', sa.BigInteger(), nullable=False),
    sa.Column('position', sa.SmallInteger(), nullable=False),
    sa.Column('visit_ref', sa.BigInteger(), nullable=False),
    sa.Column('visitor_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['attribution_id'], ['attribution.id'], name=op.f('fk_forward_credit_attribution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_forward_credit')),
    sa.UniqueConstraint('attribution_id', 'position', name='forward_credited_once')
    )
    op.create_index(op.f('ix_forward_credit_visitor_id'), 'forward_credit', ['visitor_id'], unique=False)
    op.create_table('orders',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('no', sa.String(length=32), nullable=False),
    sa.Column('buyer_id', sa.BigInteger(), nullable=False),
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=True),
    sa.Column('attribution_id', sa.BigInteger(), nullable=True),
    sa.Column('chain', postgresql.ARRAY(sa.BigInteger()), nullable=False),
    sa.Column('scene_key', sa.String(length=20), nullable=False),
    sa.Column('rule_version', sa.String(length=20), nullable=False),
    sa.Column('source', sa.String(length=8), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('total_fen', sa.Integer(), nullable=False),
    sa.Column('address', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('note', sa.String(length=200), server_default='', nullable=False),
    sa.Column('carrier', sa.String(length=20), server_default='', nullable=False),
    sa.Column('tracking_no', sa.String(length=40), server_default='', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('paid_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('shipped_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('receipt_due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settle_due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('refunded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('pending_payment', 'paid', 'shipped', 'received', 'settled', 'refunding', 'refunded', 'closed')", name=op.f('order_state_is_known')),
    sa.CheckConstraint('total_fen > 0', name=op.f('order_costs_something')),
    sa.ForeignKeyConstraint(['buyer_id'], ['person.id'], name=op.f('fk_orders_buyer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_orders')),
    sa.UniqueConstraint('no', name=op.f('uq_orders_no'))
    )
    op.create_index(op.f('ix_orders_attribution_id'), 'orders', ['attribution_id'], unique=False)
    op.create_index('ix_orders_buyer_id_id', 'orders', ['buyer_id', 'id'], unique=False)
    op.create_index('ix_orders_created_at', 'orders', ['created_at'], unique=False, postgresql_using='brin')
    op.create_index('ix_orders_expires_at', 'orders', ['expires_at'], unique=False, postgresql_where="state = 'pending_payment'")
    op.create_index('ix_orders_receipt_due_at', 'orders', ['receipt_due_at'], unique=False, postgresql_where="state = 'shipped'")
    op.create_index('ix_orders_settle_due_at', 'orders', ['settle_due_at'], unique=False, postgresql_where="state = 'received'")
    op.create_index('ix_orders_shopkeeper_id_id', 'orders', ['shopkeeper_id', 'id'], unique=False)
    op.create_index('ix_orders_state_id', 'orders', ['state', 'id'], unique=False)
    op.create_table('product',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('brand_id', sa.BigInteger(), nullable=False),
    sa.Column('name_zh', sa.String(length=80), nullable=False),
    sa.Column('name_en', sa.String(length=120), nullable=False),
    sa.Column('summary_zh', sa.String(length=200), server_default='', nullable=False),
    sa.Column('summary_en', sa.String(length=300), server_default='', nullable=False),
    sa.Column('story_zh', sa.Text(), server_default='', nullable=False),
    sa.Column('story_en', sa.Text(), server_default='', nullable=False),
    sa.Column('pictures', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('card_picture', sa.String(length=255), server_default='', nullable=False),
    sa.Column('commission_rate_bp', sa.Integer(), server_default='0', nullable=False),
    sa.Column('status', sa.String(length=10), server_default='on_sale', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("status IN ('on_sale', 'off')", name=op.f('product_status_is_known')),
    sa.CheckConstraint('commission_rate_bp BETWEEN 0 AND 3000', name=op.f('product_commission_within_law')),
    sa.ForeignKeyConstraint(['brand_id'], ['brand.id'], name=op.f('fk_product_brand_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_product')),
    sa.UniqueConstraint('code', name=op.f('uq_product_code'))
    )
    op.create_index(op.f('ix_product_brand_id'), 'product', ['brand_id'], unique=False)
    op.create_index('ix_product_status_id', 'product', ['status', 'id'], unique=False)
    op.create_table('shopkeeper',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('code', sa.String(length=16), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('shop_name', sa.String(length=40), nullable=False),
    sa.Column('avatar', sa.String(length=255), server_default='', nullable=False),
    sa.Column('introduction', sa.String(length=200), server_default='', nullable=False),
    sa.Column('parent_id', sa.BigInteger(), nullable=True),
    sa.Column('path', postgresql.ARRAY(sa.BigInteger()), nullable=False),
    sa.Column('sort_path', sa.Text(collation='C'), nullable=False),
    sa.Column('depth', sa.Integer(), nullable=False),
    sa.Column('invitation_id', sa.BigInteger(), nullable=True),
    sa.Column('agreement_version', sa.String(length=16), nullable=False),
    sa.Column('agreement_accepted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('status', sa.String(length=10), server_default='active', nullable=False),
    sa.Column('suspended_reason', sa.String(length=200), server_default='', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("status IN ('active', 'suspended')", name=op.f('shopkeeper_status_is_known')),
    sa.CheckConstraint('depth = cardinality(path)', name=op.f('shopkeeper_depth_is_path_length')),
    sa.CheckConstraint('parent_id IS DISTINCT FROM id', name=op.f('shopkeeper_is_not_their_own_upline')),
    sa.ForeignKeyConstraint(['parent_id'], ['shopkeeper.id'], name=op.f('fk_shopkeeper_parent_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_shopkeeper_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shopkeeper')),
    sa.UniqueConstraint('code', name=op.f('uq_shopkeeper_code')),
    sa.UniqueConstraint('person_id', name=op.f('uq_shopkeeper_person_id'))
    )
    op.create_index(op.f('ix_shopkeeper_parent_id'), 'shopkeeper', ['parent_id'], unique=False)
    op.create_index(op.f('ix_shopkeeper_sort_path'), 'shopkeeper', ['sort_path'], unique=False)
    op.create_table('visitor',
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('linked_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_visitor_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visitor'))
    )
    op.create_index(op.f('ix_visitor_person_id'), 'visitor', ['person_id'], unique=False)
    op.create_table('wechat_identity',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('appid', sa.String(length=32), nullable=False),
    sa.Column('openid', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_wechat_identity_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wechat_identity')),
    sa.UniqueConstraint('appid', 'openid', name='openid_belongs_to_one_person')
    )
    op.create_index(op.f('ix_wechat_identity_person_id'), 'wechat_identity', ['person_id'], unique=False)
    op.create_table('accrual',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('order_no', sa.String(length=32), nullable=False),
    sa.Column('order_line_id', sa.BigInteger(), nullable=False),
    sa.Column('beneficiary_id', sa.BigInteger(), nullable=False),
    sa.Column('level', sa.SmallInteger(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('plan', sa.String(length=20), nullable=False),
    sa.Column('rule_version', sa.String(length=20), nullable=False),
    sa.Column('base_fen', sa.Integer(), nullable=False),
    sa.Column('rate_bp', sa.Integer(), nullable=False),
    sa.Column('amount_fen', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('accrued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('pending', 'payable', 'void', 'clawed_back')", name=op.f('accrual_state_is_known')),
    sa.CheckConstraint('amount_fen >= 0 AND amount_fen <= base_fen', name=op.f('accrual_within_its_base')),
    sa.CheckConstraint('level BETWEEN 1 AND 2', name=op.f('accrual_never_pays_a_third_level')),
    sa.CheckConstraint('rate_bp BETWEEN 0 AND 3000', name=op.f('accrual_rate_within_law')),
    sa.ForeignKeyConstraint(['beneficiary_id'], ['shopkeeper.id'], name=op.f('fk_accrual_beneficiary_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accrual')),
    sa.UniqueConstraint('order_line_id', 'beneficiary_id', 'level', 'kind', name='accrual_made_once')
    )
    op.create_index('ix_accrual_beneficiary_id_id', 'accrual', ['beneficiary_id', 'id'], unique=False)
    op.create_index('ix_accrual_order_no', 'accrual', ['order_no'], unique=False)
    op.create_table('bind_decision',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('inviter_id', sa.BigInteger(), nullable=True),
    sa.Column('outcome', sa.String(length=16), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['inviter_id'], ['shopkeeper.id'], name=op.f('fk_bind_decision_inviter_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_bind_decision_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bind_decision'))
    )
    op.create_index(op.f('ix_bind_decision_inviter_id'), 'bind_decision', ['inviter_id'], unique=False)
    op.create_index('ix_bind_decision_person_id_id', 'bind_decision', ['person_id', 'id'], unique=False)
    op.create_table('invitation',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('ref', sa.BigInteger(), nullable=False),
    sa.Column('inviter_id', sa.BigInteger(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['inviter_id'], ['shopkeeper.id'], name=op.f('fk_invitation_inviter_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('ref', name=op.f('uq_invitation_ref'))
    )
    op.create_index(op.f('ix_invitation_inviter_id'), 'invitation', ['inviter_id'], unique=False)
    op.create_table('order_event',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('order_id', sa.BigInteger(), nullable=False),
    sa.Column('event', sa.String(length=24), nullable=False),
    sa.Column('from_state', sa.String(length=16), nullable=True),
    sa.Column('to_state', sa.String(length=16), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('detail', postgresql.JSONB(astext_type=sa.Text()), server_default='{}', nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['order_id'], ['orders.id'], name=op.f('fk_order_event_order_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_order_event'))
    )
    op.create_index('ix_order_event_order_id_id', 'order_event', ['order_id', 'id'], unique=False)
    op.create_table('payment',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('order_id', sa.BigInteger(), nullable=False),
    sa.Column('out_trade_no', sa.String(length=32), nullable=False),
    sa.Column('appid', sa.String(length=32), nullable=False),
    sa.Column('mchid', sa.String(length=32), nullable=False),
    sa.Column('openid', sa.String(length=64), nullable=False),
    sa.Column('amount_fen', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('prepay_id', sa.String(length=64), nullable=True),
    sa.Column('transaction_id', sa.String(length=64), nullable=True),
    sa.Column('trouble', sa.String(length=200), server_default='', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('succeeded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('created', 'prepared', 'succeeded', 'closed', 'quarantined')", name=op.f('payment_state_is_known')),
    sa.CheckConstraint('amount_fen > 0', name=op.f('payment_asks_for_something')),
    sa.ForeignKeyConstraint(['order_id'], ['orders.id'], name=op.f('fk_payment_order_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payment')),
    sa.UniqueConstraint('out_trade_no', name=op.f('uq_payment_out_trade_no')),
    sa.UniqueConstraint('transaction_id', name=op.f('uq_payment_transaction_id'))
    )
    op.create_index('ix_payment_open', 'payment', ['created_at'], unique=False, postgresql_where="state IN ('created', 'prepared')")
    op.create_index('ix_payment_quarantined', 'payment', ['id'], unique=False, postgresql_where="state = 'quarantined'")
    op.create_index('ix_payment_order_id_id', 'payment', ['order_id', 'id'], unique=False)
    op.create_table('share',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('ref', sa.BigInteger(), nullable=False),
    sa.Column('shopkeeper_id', sa.BigInteger(), nullable=False),
    sa.Column('product_id', sa.BigInteger(), nullable=False),
    sa.Column('scene_key', sa.String(length=20), server_default='plain', nullable=False),
    sa.Column('words', sa.String(length=120), server_default='', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_share_product_id')),
    sa.ForeignKeyConstraint(['shopkeeper_id'], ['shopkeeper.id'], name=op.f('fk_share_shopkeeper_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_share')),
    sa.UniqueConstraint('ref', name=op.f('uq_share_ref'))
    )
    op.create_index(op.f('ix_share_product_id'), 'share', ['product_id'], unique=False)
    op.create_index('ix_share_shopkeeper_id_id', 'share', ['shopkeeper_id', 'id'], unique=False)
    op.create_table('sku',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('product_id', sa.BigInteger(), nullable=False),
    sa.Column('position', sa.SmallInteger(), server_default='0', nullable=False),
    sa.Column('name_zh', sa.String(length=60), nullable=False),
    sa.Column('name_en', sa.String(length=80), nullable=False),
    sa.Column('price_fen', sa.Integer(), nullable=False),
    sa.Column('on_hand', sa.Integer(), nullable=False),
    sa.Column('reserved', sa.Integer(), server_default='0', nullable=False),
    sa.Column('sold', sa.Integer(), server_default='0', nullable=False),
    sa.Column('most_per_order', sa.Integer(), server_default='20', nullable=False),
    sa.CheckConstraint('on_hand >= 0 AND reserved >= 0 AND sold >= 0', name=op.f('sku_counts_are_not_negative')),
    sa.CheckConstraint('on_hand >= reserved', name=op.f('sku_is_not_oversold')),
    sa.CheckConstraint('price_fen > 0', name=op.f('sku_has_a_price')),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_sku_product_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sku')),
    sa.UniqueConstraint('code', name=op.f('uq_sku_code'))
    )
    op.create_index(op.f('ix_sku_product_id'), 'sku', ['product_id'], unique=False)
    op.create_table('order_line',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('order_id', sa.BigInteger(), nullable=False),
    sa.Column('position', sa.SmallInteger(), nullable=False),
    sa.Column('product_id', sa.BigInteger(), nullable=False),
    sa.Column('sku_id', sa.BigInteger(), nullable=False),
    sa.Column('name_zh', sa.String(length=160), nullable=False),
    sa.Column('name_en', sa.String(length=220), nullable=False),
    sa.Column('picture', sa.String(length=255), server_default='', nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('unit_price_fen', sa.Integer(), nullable=False),
    sa.Column('amount_fen', sa.Integer(), nullable=False),
    sa.Column('plan', sa.String(length=20), nullable=False),
    sa.Column('commission_base_fen', sa.Integer(), nullable=False),
    sa.Column('commission_rates_bp', postgresql.ARRAY(sa.Integer()), nullable=False),
    sa.CheckConstraint('amount_fen = unit_price_fen * quantity', name=op.f('order_line_adds_up')),
    sa.CheckConstraint('quantity > 0', name=op.f('order_line_has_a_quantity')),
    sa.ForeignKeyConstraint(['order_id'], ['orders.id'], name=op.f('fk_order_line_order_id')),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_order_line_product_id')),
    sa.ForeignKeyConstraint(['sku_id'], ['sku.id'], name=op.f('fk_order_line_sku_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_order_line')),
    sa.UniqueConstraint('order_id', 'position', name='order_line_position_is_unique')
    )
    op.create_index(op.f('ix_order_line_product_id'), 'order_line', ['product_id'], unique=False)
    op.create_index(op.f('ix_order_line_sku_id'), 'order_line', ['sku_id'], unique=False)
    op.create_table('refund',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('order_id', sa.BigInteger(), nullable=False),
    sa.Column('payment_id', sa.BigInteger(), nullable=False),
    sa.Column('out_refund_no', sa.String(length=32), nullable=False),
    sa.Column('refund_id', sa.String(length=64), nullable=True),
    sa.Column('amount_fen', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=24), nullable=False),
    sa.Column('words', sa.String(length=80), server_default='', nullable=False),
    sa.Column('requested_by', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('trouble', sa.String(length=200), server_default='', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('requested', 'processing', 'succeeded', 'closed', 'abnormal')", name=op.f('refund_state_is_known')),
    sa.CheckConstraint('amount_fen > 0', name=op.f('refund_gives_something')),
    sa.ForeignKeyConstraint(['order_id'], ['orders.id'], name=op.f('fk_refund_order_id')),
    sa.ForeignKeyConstraint(['payment_id'], ['payment.id'], name=op.f('fk_refund_payment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_refund')),
    sa.UniqueConstraint('out_refund_no', name=op.f('uq_refund_out_refund_no')),
    sa.UniqueConstraint('refund_id', name=op.f('uq_refund_refund_id'))
    )
    op.create_index('ix_refund_open', 'refund', ['created_at'], unique=False, postgresql_where="state IN ('requested', 'processing')")
    op.create_index('ix_refund_order_id_id', 'refund', ['order_id', 'id'], unique=False)
    op.create_index('uq_refund_payment_once', 'refund', ['payment_id'], unique=True, postgresql_where="state IN ('requested', 'processing', 'succeeded')")
    # An invitation names its inviter and a shopkeeper their invitation: this one closes the circle.
    op.create_foreign_key('fk_shopkeeper_invitation_id', 'shopkeeper', 'invitation', ['invitation_id'], ['id'])
    for statement in (*APPEND_ONLY, *ZERO_SUM, *CHAIN):
        op.execute(statement)
    op.get_bind().exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))


def downgrade() -> None:
    op.get_bind().exec_driver_sql(DROP_JOBS)
    op.drop_constraint('fk_shopkeeper_invitation_id', 'shopkeeper', type_='foreignkey')
    op.drop_index('uq_refund_payment_once', table_name='refund', postgresql_where="state IN ('requested', 'processing', 'succeeded')")
    op.drop_index('ix_refund_order_id_id', table_name='refund')
    op.drop_index('ix_refund_open', table_name='refund', postgresql_where="state IN ('requested', 'processing')")
    op.drop_table('refund')
    op.drop_index(op.f('ix_order_line_sku_id'), table_name='order_line')
    op.drop_index(op.f('ix_order_line_product_id'), table_name='order_line')
    op.drop_table('order_line')
    op.drop_index(op.f('ix_sku_product_id'), table_name='sku')
    op.drop_table('sku')
    op.drop_index('ix_share_shopkeeper_id_id', table_name='share')
    op.drop_index(op.f('ix_share_product_id'), table_name='share')
    op.drop_table('share')
    op.drop_index('ix_payment_quarantined', table_name='payment', postgresql_where="state = 'quarantined'")
    op.drop_index('ix_payment_order_id_id', table_name='payment')
    op.drop_index('ix_payment_open', table_name='payment', postgresql_where="state IN ('created', 'prepared')")
    op.drop_table('payment')
    op.drop_index('ix_order_event_order_id_id', table_name='order_event')
    op.drop_table('order_event')
    op.drop_index(op.f('ix_invitation_inviter_id'), table_name='invitation')
    op.drop_table('invitation')
    op.drop_index('ix_bind_decision_person_id_id', table_name='bind_decision')
    op.drop_index(op.f('ix_bind_decision_inviter_id'), table_name='bind_decision')
    op.drop_table('bind_decision')
    op.drop_index('ix_accrual_order_no', table_name='accrual')
    op.drop_index('ix_accrual_beneficiary_id_id', table_name='accrual')
    op.drop_table('accrual')
    op.drop_index(op.f('ix_wechat_identity_person_id'), table_name='wechat_identity')
    op.drop_table('wechat_identity')
    op.drop_index(op.f('ix_visitor_person_id'), table_name='visitor')
    op.drop_table('visitor')
    op.drop_index(op.f('ix_shopkeeper_sort_path'), table_name='shopkeeper')
    op.drop_index(op.f('ix_shopkeeper_parent_id'), table_name='shopkeeper')
    op.drop_table('shopkeeper')
    op.drop_index('ix_product_status_id', table_name='product')
    op.drop_index(op.f('ix_product_brand_id'), table_name='product')
    op.drop_table('product')
    op.drop_index('ix_orders_state_id', table_name='orders')
    op.drop_index('ix_orders_shopkeeper_id_id', table_name='orders')
    op.drop_index('ix_orders_settle_due_at', table_name='orders', postgresql_where="state = 'received'")
    op.drop_index('ix_orders_receipt_due_at', table_name='orders', postgresql_where="state = 'shipped'")
    op.drop_index('ix_orders_created_at', table_name='orders', postgresql_using='brin')
    op.drop_index('ix_orders_expires_at', table_name='orders', postgresql_where="state = 'pending_payment'")
    op.drop_index('ix_orders_buyer_id_id', table_name='orders')
    op.drop_index(op.f('ix_orders_attribution_id'), table_name='orders')
    op.drop_table('orders')
    op.drop_index(op.f('ix_forward_credit_visitor_id'), table_name='forward_credit')
    op.drop_table('forward_credit')
    op.drop_index('ix_entry_account_id_id', table_name='entry')
    op.drop_table('entry')
    op.drop_index('ix_audit_entry_subject_id', table_name='audit_entry')
    op.drop_index(op.f('ix_audit_entry_staff_id'), table_name='audit_entry')
    op.drop_table('audit_entry')
    op.drop_index(op.f('ix_api_session_person_id'), table_name='api_session')
    op.drop_index(op.f('ix_api_session_expires_at'), table_name='api_session')
    op.drop_table('api_session')
    op.drop_index(op.f('ix_wechat_notice_received_at'), table_name='wechat_notice')
    op.drop_table('wechat_notice')
    op.drop_index('ix_visit_shopkeeper_id_at', table_name='visit')
    op.drop_index('ix_visit_share_id_at', table_name='visit')
    op.drop_index('ix_visit_at', table_name='visit', postgresql_using='brin')
    op.drop_index('ix_visit_parent_ref', table_name='visit', postgresql_where='parent_ref IS NOT NULL')
    op.drop_table('visit')
    op.drop_index('ix_touch_visitor_id_at', table_name='touch')
    op.drop_index('ix_touch_share_id', table_name='touch')
    op.drop_index('ix_touch_at', table_name='touch', postgresql_using='brin')
    op.drop_table('touch')
    op.drop_table('staff')
    op.drop_table('shared_value')
    op.drop_table('rate_count')
    op.drop_table('person')
    op.drop_index('ix_ledger_transaction_reference', table_name='ledger_transaction')
    op.drop_index('ix_ledger_transaction_created_at', table_name='ledger_transaction')
    op.drop_table('ledger_transaction')
    op.drop_index('ix_idempotent_answer_created_at', table_name='idempotent_answer')
    op.drop_table('idempotent_answer')
    op.drop_table('brand')
    op.drop_index('ix_attribution_shopkeeper_id_id', table_name='attribution')
    op.drop_index('ix_attribution_share_id', table_name='attribution')
    op.drop_table('attribution')
    op.drop_table('account')
    op.execute("DROP FUNCTION refuse_change, ledger_sums_to_zero, shopkeeper_place, shopkeeper_move_subtree")
