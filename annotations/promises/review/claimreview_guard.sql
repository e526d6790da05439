-- A version goes from state to state as review/states.py says, and what was submitted is frozen.
CREATE OR REPLACE FUNCTION claimreview_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'draft' OR num_nonnulls(NEW.content, NEW.submitted_at, NEW.approved_at, NEW.published_at,
            NEW.superseded_at, NEW.retracted_at, NEW.retraction_confirmed_at) > 0 THEN
            PERFORM refuse('review_starts_as_draft', 'a version starts as a draft');
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.claim_id, NEW.number, NEW.author_id, NEW.created_at)
       IS DISTINCT FROM (OLD.id, OLD.claim_id, OLD.number, OLD.author_id, OLD.created_at) THEN
        PERFORM refuse('review_identity', 'a version stays the version of its claim and author');
    END IF;
    IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (/* steps */) THEN
        PERFORM refuse('review_step', format('a version cannot go from %s to %s', OLD.status, NEW.status));
    END IF;
    IF review_content(NEW) IS DISTINCT FROM review_content(OLD)
       AND NOT (OLD.status IN ('draft', 'returned') AND NEW.status = OLD.status) THEN
        PERFORM refuse('review_content_frozen', 'content changes in draft and returned only');
    END IF;
    IF (NEW.content, NEW.digest, NEW.submitted_at) IS DISTINCT FROM (OLD.content, OLD.digest, OLD.submitted_at)
       AND NOT (OLD.status IN ('draft', 'returned') AND NEW.status = 'in_review') THEN
        PERFORM refuse('review_content_frozen', 'what was submitted is frozen');
    END IF;
    IF NEW.status = 'in_review' AND OLD.status <> 'in_review' THEN
        PERFORM check_submission(NEW, OLD.submitted_at);
    END IF;
    IF OLD.status NOT IN ('draft', 'returned') AND NEW.changed_by_id <> OLD.changed_by_id THEN
        PERFORM refuse('review_content_frozen', 'who changed it last is part of what is frozen');
    END IF;
    IF (NEW.retracted_at, NEW.retracted_by_id, NEW.retraction_reason)
       IS DISTINCT FROM (OLD.retracted_at, OLD.retracted_by_id, OLD.retraction_reason)
       AND NOT (OLD.status = 'published' AND NEW.status = 'retracted') THEN
        PERFORM refuse('review_retraction_kept', 'a retraction is written once, as it happens');
    END IF;
    IF (NEW.retraction_confirmed_at, NEW.retraction_confirmed_by_id)
       IS DISTINCT FROM (OLD.retraction_confirmed_at, OLD.retraction_confirmed_by_id)
       AND NOT (OLD.status = 'retracted' AND OLD.retraction_confirmed_at IS NULL) THEN
        PERFORM refuse('review_retraction_kept', 'a retraction is confirmed once');
    END IF;
    IF NEW.published_at IS DISTINCT FROM OLD.published_at
       AND NOT (OLD.status = 'approved' AND NEW.status = 'published') THEN
        PERFORM refuse('review_times_kept', 'the time of publication is written as it happens');
    END IF;
    IF NEW.status IN ('approved', 'published') AND NEW.status <> OLD.status AND NOT review_approved(NEW) THEN
        PERFORM refuse('review_four_eyes', 'nobody but its authors approved this content');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER claimreview_guard BEFORE INSERT OR UPDATE ON annotations_claimreview
    FOR EACH ROW EXECUTE FUNCTION claimreview_guard();
