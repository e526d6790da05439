-- The other side of claim_speaker: for new versions.
CREATE OR REPLACE FUNCTION review_speaker() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    NEW.speaker_id := (SELECT claimant_id FROM annotations_claim WHERE id = NEW.claim_id);
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER review_speaker BEFORE INSERT OR UPDATE ON annotations_claimreview
    FOR EACH ROW EXECUTE FUNCTION review_speaker();
