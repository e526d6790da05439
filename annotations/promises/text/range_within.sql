-- A highlight lies within its text and over some words.
CREATE OR REPLACE FUNCTION range_within() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.start >= NEW."end" OR NEW.exact = '' OR NEW."end" > (
        SELECT char_length(v.text) FROM annotations_annotation a
        JOIN annotations_articleversion v ON v.id = a.version_id WHERE a.id = NEW.annotation_id) THEN
        PERFORM refuse('range_exact', 'a highlight lies over words of its text');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER range_within BEFORE INSERT ON annotations_annotationrange
    FOR EACH ROW EXECUTE FUNCTION range_within();
