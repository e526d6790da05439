-- Four eyes: an approval is by no author, on what is in review, exactly as it was submitted.
CREATE OR REPLACE FUNCTION approval_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    review annotations_claimreview;
BEGIN
    SELECT * INTO review FROM annotations_claimreview WHERE id = NEW.review_id FOR UPDATE;
    IF review.status <> 'in_review' THEN
        PERFORM refuse('approval_in_review', 'only a version in review can be approved');
    END IF;
    IF review.digest <> NEW.digest OR review.submitted_at <> NEW.submitted_at THEN
        PERFORM refuse('approval_digest', 'this is not the content that was submitted');
    END IF;
    IF EXISTS (SELECT 1 FROM annotations_reviewauthor WHERE review_id = NEW.review_id AND user_id = NEW.by_id) THEN
        PERFORM refuse('approval_four_eyes', 'an author cannot approve this version');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER approval_guard BEFORE INSERT ON annotations_approval
    FOR EACH ROW EXECUTE FUNCTION approval_guard();
