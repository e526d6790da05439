-- After a copy was kept or removed; copies of sources only.
CREATE OR REPLACE FUNCTION search_copy() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.source_id IS NOT NULL AND NEW.blob_id IS NOT NULL THEN
        INSERT INTO annotations_copyentry (snapshot_id, words) VALUES (NEW.id, search_vector(NEW.language, NEW.text))
        ON CONFLICT (snapshot_id) DO UPDATE SET words = EXCLUDED.words;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM search_forget(search_vector('', OLD.text));
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER search_copy AFTER INSERT OR UPDATE OF text ON annotations_snapshot
    FOR EACH ROW EXECUTE FUNCTION search_copy();
