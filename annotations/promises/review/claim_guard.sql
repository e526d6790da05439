-- The words of a claim change while no version of it is in review or approved; who changes them is an author.
CREATE OR REPLACE FUNCTION claim_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    review annotations_claimreview;
BEGIN
    IF NEW.article_id IS DISTINCT FROM OLD.article_id OR (OLD.slug <> '' AND NEW.slug <> OLD.slug) THEN
        PERFORM refuse('claim_address', 'a claim keeps its article and its public address');
    END IF;
    IF claim_content(NEW) = claim_content(OLD) THEN
        RETURN NEW;
    END IF;
    SELECT * INTO review FROM annotations_claimreview
        WHERE claim_id = NEW.id AND status IN ('draft', 'in_review', 'returned', 'approved') FOR UPDATE;
    IF review.id IS NOT NULL AND review.status IN ('draft', 'returned') THEN
        PERFORM note_author(review.id, NEW.changed_by_id);
    ELSIF review.id IS NOT NULL THEN
        PERFORM refuse('claim_frozen', 'the words of a claim do not change while it is in review or approved');
    ELSIF EXISTS (SELECT 1 FROM annotations_claimreview WHERE claim_id = NEW.id) THEN
        PERFORM refuse('claim_frozen', 'the words of a published claim change by a correction only');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER claim_guard BEFORE UPDATE ON annotations_claim
    FOR EACH ROW EXECUTE FUNCTION claim_guard();
