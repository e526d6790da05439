-- After an entry changed, its words are known. A word that nothing holds any more stays until `reindex_search`,
-- but for those of a removed text.
CREATE OR REPLACE FUNCTION search_learn() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO annotations_searchword (word)
    SELECT w FROM search_spellings(NEW.words) w
    WHERE NOT EXISTS (SELECT FROM annotations_searchword known WHERE known.word = w)
    ORDER BY w ON CONFLICT DO NOTHING;
    INSERT INTO annotations_searchlanguage (name)
    SELECT w FROM search_languages(NEW.words) w
    WHERE NOT EXISTS (SELECT FROM annotations_searchlanguage known WHERE known.name = w)
    ORDER BY w ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER search_learn AFTER INSERT OR UPDATE ON annotations_articleentry
    FOR EACH ROW WHEN (current_setting('factcheck.reindexing', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION search_learn();

CREATE OR REPLACE TRIGGER search_learn AFTER INSERT OR UPDATE ON annotations_checkentry
    FOR EACH ROW WHEN (current_setting('factcheck.reindexing', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION search_learn();

CREATE OR REPLACE TRIGGER search_learn AFTER INSERT OR UPDATE ON annotations_claimantentry
    FOR EACH ROW WHEN (current_setting('factcheck.reindexing', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION search_learn();

CREATE OR REPLACE TRIGGER search_learn AFTER INSERT OR UPDATE ON annotations_claimentry
    FOR EACH ROW WHEN (current_setting('factcheck.reindexing', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION search_learn();

CREATE OR REPLACE TRIGGER search_learn AFTER INSERT OR UPDATE ON annotations_copyentry
    FOR EACH ROW WHEN (current_setting('factcheck.reindexing', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION search_learn();

CREATE OR REPLACE TRIGGER search_learn AFTER INSERT OR UPDATE ON annotations_sourceentry
    FOR EACH ROW WHEN (current_setting('factcheck.reindexing', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION search_learn();
