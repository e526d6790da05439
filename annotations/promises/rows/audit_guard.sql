-- An audit event continues its chain: the next number, over the hash of the one before.
CREATE OR REPLACE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    tip annotations_auditevent;
BEGIN
    SELECT * INTO tip FROM annotations_auditevent
        WHERE chain_kind = NEW.chain_kind AND chain_id = NEW.chain_id ORDER BY seq DESC LIMIT 1;
    IF NEW.seq <> coalesce(tip.seq, 0) + 1 OR NEW.prev_hash <> coalesce(tip.hash, '') THEN
        PERFORM refuse('audit_chain', 'an audit event continues its chain');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER audit_guard BEFORE INSERT ON annotations_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_guard();
