-- A retraction gives way only to a version that says so, approved by somebody else.
CREATE OR REPLACE FUNCTION retraction_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM annotations_claimreview n
        WHERE n.claim_id = NEW.claim_id AND n.number > NEW.number AND n.status = 'approved'
          AND n.correction_kind = 'reinstated'
          AND (NEW.retraction_confirmed_at IS NOT NULL OR NOT EXISTS (
              SELECT 1 FROM annotations_approval a
              WHERE a.review_id = n.id AND a.submitted_at = n.submitted_at AND a.by_id = NEW.retracted_by_id))
    ) THEN
        PERFORM refuse('review_reinstated', 'a retraction gives way to a version that says so, approved by others');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER retraction_guard BEFORE UPDATE ON annotations_claimreview
    FOR EACH ROW WHEN (OLD.status = 'retracted' AND NEW.status = 'superseded')
    EXECUTE FUNCTION retraction_guard();
