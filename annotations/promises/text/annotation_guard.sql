-- A highlight stays in its version of the text.
CREATE OR REPLACE FUNCTION annotation_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.version_id <> OLD.version_id THEN
        PERFORM refuse('annotation_version', 'a highlight stays in its version of the text');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER annotation_guard BEFORE UPDATE ON annotations_annotation
    FOR EACH ROW EXECUTE FUNCTION annotation_guard();
