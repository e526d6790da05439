-- A removal names the bytes of the very copy or text it is about, so that nobody's "yes" to one removes another.
CREATE OR REPLACE FUNCTION removal_subject() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.sha256 IS DISTINCT FROM coalesce(
        (SELECT blob_id FROM annotations_snapshot WHERE id = NEW.snapshot_id),
        (SELECT sha256 FROM annotations_articleversion WHERE id = NEW.version_id)) THEN
        PERFORM refuse('removal_subject', 'a removal names the hash of what it is about');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER removal_subject BEFORE INSERT ON annotations_removal
    FOR EACH ROW EXECUTE FUNCTION removal_subject();
