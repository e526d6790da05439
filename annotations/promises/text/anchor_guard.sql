-- Where a highlight stands in a later text: what a person decided is changed by a person only.
CREATE OR REPLACE FUNCTION anchor_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.decided_at IS NOT NULL
       AND (NEW.status, NEW.start, NEW."end", NEW.decided_by_id)
           IS DISTINCT FROM (OLD.status, OLD.start, OLD."end", OLD.decided_by_id)
       AND (NEW.decided_at IS NULL OR NEW.decided_at <= OLD.decided_at) THEN
        PERFORM refuse('anchor_decided', 'what a person decided is not overwritten by the machine');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER anchor_guard BEFORE UPDATE ON annotations_anchor
    FOR EACH ROW EXECUTE FUNCTION anchor_guard();
