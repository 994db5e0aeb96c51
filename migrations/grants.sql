-- Least privilege for the shop's own login: what has happened can be added to and read, never changed or removed.
-- Run after `flask db upgrade`, as the owner of the tables:  psql "$OWNER_URL" -v ON_ERROR_STOP=1 -f migrations/grants.sql
-- Then let the shop log in as a member of guanxi_app; migrations go on under the owner.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guanxi_app') THEN
        CREATE ROLE guanxi_app NOLOGIN;
    END IF;
END $$;

GRANT USAGE ON SCHEMA public TO guanxi_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO guanxi_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO guanxi_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO guanxi_app;

-- The nightly look at all relationships puts what differs aside in a table of its own transaction.
DO $$
BEGIN
    EXECUTE 'GRANT TEMPORARY ON DATABASE ' || quote_ident(current_database()) || ' TO guanxi_app';
END $$;

REVOKE UPDATE, DELETE ON ledger_transaction, entry, order_event, audit_entry, bind_decision, attribution FROM guanxi_app;
REVOKE UPDATE, DELETE ON consent_decision FROM guanxi_app;
-- The erasure of a person takes words out of the audit log; a trigger lets nothing else change there.
GRANT UPDATE (detail) ON audit_entry TO guanxi_app;
-- A person may be erased (PIPL art. 47), so these go but never change.
REVOKE UPDATE ON relationship_event, relationship_event_void, complaint_message, complaint_step FROM guanxi_app;
REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM guanxi_app;
