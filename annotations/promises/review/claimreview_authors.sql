-- Whoever changes what a version says is an author of it.
CREATE OR REPLACE FUNCTION claimreview_authors() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    before annotations_claimreview;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF review_content(NEW) IS DISTINCT FROM review_content(OLD) THEN
            PERFORM note_author(NEW.id, NEW.changed_by_id);
        END IF;
    ELSIF NEW.number = 1 THEN
        PERFORM note_author(NEW.id, NEW.author_id);
        PERFORM note_author(NEW.id, NEW.changed_by_id);
    ELSE
        -- Text carried over from the version before makes nobody an author; a reason of correction is new text.
        SELECT * INTO before FROM annotations_claimreview
            WHERE claim_id = NEW.claim_id AND number = NEW.number - 1;
        IF review_content(NEW) IS DISTINCT FROM review_content(before) THEN
            PERFORM note_author(NEW.id, NEW.changed_by_id);
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER claimreview_authors AFTER INSERT OR UPDATE ON annotations_claimreview
    FOR EACH ROW EXECUTE FUNCTION claimreview_authors();
