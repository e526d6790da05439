-- Reviews know who said the claim, so that lists by speaker need no join.
CREATE OR REPLACE FUNCTION claim_speaker() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE annotations_claimreview SET speaker_id = NEW.claimant_id WHERE claim_id = NEW.id;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER claim_speaker AFTER UPDATE ON annotations_claim
    FOR EACH ROW WHEN (NEW.claimant_id IS DISTINCT FROM OLD.claimant_id)
    EXECUTE FUNCTION claim_speaker();
