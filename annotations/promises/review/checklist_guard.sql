-- The check-list is answered in draft and returned only, and who answers is an author.
CREATE OR REPLACE FUNCTION checklist_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    review annotations_claimreview;
    origin annotations_checklistanswer;
BEGIN
    SELECT * INTO review FROM annotations_claimreview WHERE id = NEW.review_id FOR UPDATE;
    IF TG_OP = 'UPDATE' AND (NEW.review_id, NEW.question_id) <> (OLD.review_id, OLD.question_id) THEN
        PERFORM refuse('answer_identity', 'an answer stays with its version and question');
    END IF;
    IF review.status NOT IN ('draft', 'returned') THEN
        PERFORM refuse('answer_frozen', 'the check-list is answered in draft and returned only');
    END IF;
    IF TG_OP = 'INSERT' THEN
        SELECT a.* INTO origin FROM annotations_checklistanswer a
            JOIN annotations_claimreview r ON r.id = a.review_id
            WHERE r.claim_id = review.claim_id AND r.number = review.number - 1 AND a.question_id = NEW.question_id;
        -- Carried over from the version before: that makes nobody an author.
        IF origin.id IS NOT NULL AND checklist_content(NEW) = checklist_content(origin) THEN
            RETURN NEW;
        END IF;
    ELSIF checklist_content(NEW) = checklist_content(OLD) THEN
        RETURN NEW;
    END IF;
    PERFORM note_author(NEW.review_id, NEW.changed_by_id);
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER checklist_guard BEFORE INSERT OR UPDATE ON annotations_checklistanswer
    FOR EACH ROW EXECUTE FUNCTION checklist_guard();
