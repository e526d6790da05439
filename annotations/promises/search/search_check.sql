-- What readers see of a fact-check, while they see it.
CREATE OR REPLACE FUNCTION search_check() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.status IN ('published', 'retracted') THEN
        INSERT INTO annotations_checkentry (review_id, words)
        VALUES (NEW.id, check_words(NEW))
        ON CONFLICT (review_id) DO UPDATE SET words = EXCLUDED.words;
    ELSIF TG_OP = 'UPDATE' THEN
        DELETE FROM annotations_checkentry WHERE review_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER search_check AFTER INSERT OR UPDATE OF status, content ON annotations_claimreview
    FOR EACH ROW EXECUTE FUNCTION search_check();
