-- What is removed is emptied and takes no other facts.
CREATE OR REPLACE FUNCTION removed_facts() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (NEW.title, NEW.publisher, NEW.authors, NEW.canonical_url, NEW.words, NEW.headers, NEW.cuts, NEW.date_guesses,
        NEW.other_text, NEW.ruled, NEW.redirects, NEW.why, NEW.why_params)
       IS DISTINCT FROM (''::text, ''::text, ''::text, ''::text, 0, '[]'::jsonb, '[]'::jsonb, '[]'::jsonb,
                         ''::text, ''::text, '[]'::jsonb, 'copy_removed'::text, '{}'::jsonb)
       OR NEW.published_on IS NOT NULL THEN
        PERFORM refuse('annotations_snapshot_kept', 'what is removed is emptied, and told in one sentence');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER removed_facts BEFORE UPDATE ON annotations_snapshot
    FOR EACH ROW EXECUTE FUNCTION removed_facts();
