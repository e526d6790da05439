-- Citations change in draft and returned only, and who changes one is an author.
CREATE OR REPLACE FUNCTION citation_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    review annotations_claimreview;
    origin annotations_citation;
BEGIN
    SELECT * INTO review FROM annotations_claimreview WHERE id = NEW.review_id FOR UPDATE;
    IF TG_OP = 'UPDATE' AND NEW.review_id <> OLD.review_id THEN
        PERFORM refuse('citation_identity', 'a citation stays with its version');
    END IF;
    IF TG_OP = 'UPDATE' AND citation_content(NEW) = citation_content(OLD)
       AND NEW.removed_at IS NOT DISTINCT FROM OLD.removed_at
       AND NEW.carried_from_id IS NOT DISTINCT FROM OLD.carried_from_id
       AND review.status IN ('draft', 'returned', 'in_review') THEN
        -- Only where the quoted words were found in our copy: a fact, not content.
        RETURN NEW;
    END IF;
    IF review.status NOT IN ('draft', 'returned') THEN
        PERFORM refuse('citation_frozen', 'citations change in draft and returned only');
    END IF;
    IF TG_OP = 'INSERT' AND NEW.carried_from_id IS NOT NULL THEN
        SELECT c.* INTO origin FROM annotations_citation c
            JOIN annotations_claimreview r ON r.id = c.review_id
            WHERE c.id = NEW.carried_from_id AND c.removed_at IS NULL
              AND r.claim_id = review.claim_id AND r.number = review.number - 1;
        IF citation_content(NEW) = citation_content(origin) THEN
            RETURN NEW;
        END IF;
    END IF;
    PERFORM note_author(NEW.review_id, NEW.changed_by_id);
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER citation_guard BEFORE INSERT OR UPDATE ON annotations_citation
    FOR EACH ROW EXECUTE FUNCTION citation_guard();
