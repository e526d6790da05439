-- After a claim changed.
CREATE OR REPLACE FUNCTION search_claim() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO annotations_claimentry (claim_id, words)
    VALUES (NEW.id, claim_words(NEW))
    ON CONFLICT (claim_id) DO UPDATE SET words = EXCLUDED.words;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER search_claim
    AFTER INSERT OR UPDATE OF wording, language, claimant_id, context, topic ON annotations_claim
    FOR EACH ROW EXECUTE FUNCTION search_claim();
