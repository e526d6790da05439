-- How many have to agree does not change while a claim is in review.
CREATE OR REPLACE FUNCTION sensitive_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM annotations_claimreview
               WHERE claim_id = NEW.id AND status IN ('in_review', 'approved')) THEN
        PERFORM refuse('claim_frozen', 'how many have to agree does not change while a claim is in review');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER sensitive_guard BEFORE UPDATE ON annotations_claim
    FOR EACH ROW WHEN (NEW.sensitive <> OLD.sensitive)
    EXECUTE FUNCTION sensitive_guard();
