-- After an article got a new text, or lost one by law, whose words are forgotten with it.
CREATE OR REPLACE FUNCTION search_version() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM search_article(NEW.article_id);
    IF TG_OP = 'UPDATE' THEN
        PERFORM search_forget(search_vector('', OLD.text));
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER search_version AFTER INSERT OR UPDATE OF text ON annotations_articleversion
    FOR EACH ROW EXECUTE FUNCTION search_version();
