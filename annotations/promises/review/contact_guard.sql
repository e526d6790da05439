-- An attempt to ask somebody stays as it was logged, and gets one outcome.
CREATE OR REPLACE FUNCTION contact_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (NEW.claim_id, NEW.whom, NEW.channel, NEW.asked_at, NEW.question, NEW.due_at, NEW.created_by_id, NEW.created_at)
       IS DISTINCT FROM
       (OLD.claim_id, OLD.whom, OLD.channel, OLD.asked_at, OLD.question, OLD.due_at, OLD.created_by_id, OLD.created_at)
       OR OLD.outcome <> '' THEN
        PERFORM refuse('contact_kept', 'an attempt stays as it was logged; log another one');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER contact_guard BEFORE UPDATE ON annotations_contact
    FOR EACH ROW EXECUTE FUNCTION contact_guard();
