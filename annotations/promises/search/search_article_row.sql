-- After an article changed.
CREATE OR REPLACE FUNCTION search_article_row() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM search_article(NEW.id);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER search_article AFTER INSERT OR UPDATE OF title, publisher, authors, url, language ON annotations_article
    FOR EACH ROW EXECUTE FUNCTION search_article_row();
