-- An opinion is by no author, on the version in review, in its mode, and no more of them than are asked for.
CREATE OR REPLACE FUNCTION opinion_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    review annotations_claimreview;
BEGIN
    SELECT * INTO review FROM annotations_claimreview WHERE id = NEW.review_id FOR UPDATE;
    IF review.status <> 'in_review' OR review.mode <> NEW.phase OR review.submitted_at IS DISTINCT FROM NEW.submitted_at
       OR review.rating <> NEW.proposed THEN
        PERFORM refuse('opinion_in_review', 'an opinion is on the version that is in review, in its mode');
    END IF;
    IF EXISTS (SELECT 1 FROM annotations_reviewauthor WHERE review_id = NEW.review_id AND user_id = NEW.by_id) THEN
        PERFORM refuse('opinion_four_eyes', 'an author has no second opinion');
    END IF;
    IF (SELECT count(*) FROM review_voices(review)) >= (CASE review.mode WHEN 'panel' THEN 3 ELSE 1 END) THEN
        PERFORM refuse('opinion_enough', 'all opinions are in');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER opinion_guard BEFORE INSERT ON annotations_opinion
    FOR EACH ROW EXECUTE FUNCTION opinion_guard();
