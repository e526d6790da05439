-- The first publication of a claim, kept in each of its versions for lists in order of time.
CREATE OR REPLACE FUNCTION review_first_published() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    NEW.first_published_at := CASE WHEN NEW.published_at IS NULL THEN NULL ELSE least(NEW.published_at, (
        SELECT min(published_at) FROM annotations_claimreview WHERE claim_id = NEW.claim_id AND id <> NEW.id
    )) END;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER review_first_published BEFORE INSERT OR UPDATE ON annotations_claimreview
    FOR EACH ROW EXECUTE FUNCTION review_first_published();
