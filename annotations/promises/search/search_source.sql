-- After a source changed.
CREATE OR REPLACE FUNCTION search_source() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO annotations_sourceentry (source_id, words)
    VALUES (NEW.id, source_words(NEW))
    ON CONFLICT (source_id) DO UPDATE SET words = EXCLUDED.words;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER search_source AFTER INSERT OR UPDATE OF title, publisher, authors, url ON annotations_source
    FOR EACH ROW EXECUTE FUNCTION search_source();
