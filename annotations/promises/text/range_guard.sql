-- A highlight quotes the words of the text at its place, to the letter.
CREATE OR REPLACE FUNCTION range_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    words text;
BEGIN
    SELECT substr(v.text, NEW.start + 1, NEW."end" - NEW.start) INTO words
        FROM annotations_annotation a JOIN annotations_articleversion v ON v.id = a.version_id
        WHERE a.id = NEW.annotation_id;
    IF words IS DISTINCT FROM NEW.exact THEN
        PERFORM refuse('range_exact', 'the quoted words are not the words of the text at that place');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER range_guard BEFORE INSERT ON annotations_annotationrange
    FOR EACH ROW EXECUTE FUNCTION range_guard();
