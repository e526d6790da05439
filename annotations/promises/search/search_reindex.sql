-- Every entry anew, and the words that are left; what the migration and `manage.py reindex_search` do.
CREATE OR REPLACE FUNCTION search_reindex() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM set_config('factcheck.reindexing', 'on', true);  -- all words at once, at the end
    INSERT INTO annotations_claimentry (claim_id, words)
    SELECT c.id, claim_words(c) FROM annotations_claim c
    ON CONFLICT (claim_id) DO UPDATE SET words = EXCLUDED.words;
    PERFORM search_article(id) FROM annotations_article;
    INSERT INTO annotations_sourceentry (source_id, words)
    SELECT s.id, source_words(s) FROM annotations_source s
    ON CONFLICT (source_id) DO UPDATE SET words = EXCLUDED.words;
    INSERT INTO annotations_copyentry (snapshot_id, words)
    SELECT id, search_vector(language, text) FROM annotations_snapshot
    WHERE source_id IS NOT NULL AND blob_id IS NOT NULL
    ON CONFLICT (snapshot_id) DO UPDATE SET words = EXCLUDED.words;
    INSERT INTO annotations_claimantentry (claimant_id, words)
    SELECT c.id, claimant_words(c) FROM annotations_claimant c
    ON CONFLICT (claimant_id) DO UPDATE SET words = EXCLUDED.words;
    INSERT INTO annotations_checkentry (review_id, words)
    SELECT r.id, check_words(r) FROM annotations_claimreview r WHERE status IN ('published', 'retracted')
    ON CONFLICT (review_id) DO UPDATE SET words = EXCLUDED.words;
    DELETE FROM annotations_searchword;
    INSERT INTO annotations_searchword (word)
    SELECT search_spellings(words) FROM annotations_claimentry UNION
    SELECT search_spellings(words) FROM annotations_articleentry UNION
    SELECT search_spellings(words) FROM annotations_sourceentry UNION
    SELECT search_spellings(words) FROM annotations_copyentry UNION
    SELECT search_spellings(words) FROM annotations_claimantentry UNION
    SELECT search_spellings(words) FROM annotations_checkentry
    ON CONFLICT DO NOTHING;
    DELETE FROM annotations_searchlanguage;
    INSERT INTO annotations_searchlanguage (name)
    SELECT search_languages(words) FROM annotations_claimentry UNION
    SELECT search_languages(words) FROM annotations_articleentry UNION
    SELECT search_languages(words) FROM annotations_sourceentry UNION
    SELECT search_languages(words) FROM annotations_copyentry UNION
    SELECT search_languages(words) FROM annotations_claimantentry UNION
    SELECT search_languages(words) FROM annotations_checkentry
    ON CONFLICT DO NOTHING;
    PERFORM set_config('factcheck.reindexing', '', true);
END $$;
