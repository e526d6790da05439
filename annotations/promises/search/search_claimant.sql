-- With those that it was and is merged into, and the claims of theirs, which are found by every spelling, too.
CREATE OR REPLACE FUNCTION search_claimant() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    named bigint[] := ARRAY[NEW.id, claimant_standing(NEW.merged_into_id)];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        named := named || claimant_standing(OLD.merged_into_id);
    END IF;
    INSERT INTO annotations_claimantentry (claimant_id, words)
    SELECT c.id, claimant_words(c) FROM annotations_claimant c WHERE c.id = ANY (named) ORDER BY c.id
    ON CONFLICT (claimant_id) DO UPDATE SET words = EXCLUDED.words;
    IF TG_OP = 'UPDATE' OR NEW.merged_into_id IS NOT NULL THEN
        INSERT INTO annotations_claimentry (claim_id, words)
        SELECT c.id, claim_words(c) FROM annotations_claim c WHERE c.claimant_id = ANY (named) ORDER BY c.id
        ON CONFLICT (claim_id) DO UPDATE SET words = EXCLUDED.words;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER search_claimant AFTER INSERT OR UPDATE OF name, "group", office, merged_into_id ON annotations_claimant
    FOR EACH ROW EXECUTE FUNCTION search_claimant();
