-- A decision is made once, and a tombstone stays.
CREATE OR REPLACE FUNCTION removal_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.decided_at IS NOT NULL
       OR (NEW.snapshot_id, NEW.version_id, NEW.sha256, NEW.ground, NEW.asked_by_id, NEW.asked_at)
          IS DISTINCT FROM (OLD.snapshot_id, OLD.version_id, OLD.sha256, OLD.ground, OLD.asked_by_id, OLD.asked_at) THEN
        PERFORM refuse('removal_kept', 'a removal is decided once and its tombstone stays');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER removal_guard BEFORE UPDATE OR DELETE ON annotations_removal
    FOR EACH ROW EXECUTE FUNCTION removal_guard();
