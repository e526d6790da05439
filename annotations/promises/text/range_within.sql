-- A highlight lies within its text and over some words: as many as it quotes, which `range_guard` finds there.
CREATE OR REPLACE FUNCTION range_within() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.exact = '' OR char_length(NEW.exact) <> NEW."end" - NEW.start THEN
        PERFORM refuse('range_exact', 'a highlight lies over words of its text');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER range_within BEFORE INSERT ON annotations_annotationrange
    FOR EACH ROW EXECUTE FUNCTION range_within();
