-- Of each word: known words that begin with it, known words of like letters, and whether it is known itself.
CREATE OR REPLACE FUNCTION search_like(asked text[], most int)
RETURNS TABLE (word text, begun text[], like_it text[], known boolean) LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM set_limit(0.2);  -- two letters changed about leave a short word no more likeness
    RETURN QUERY SELECT a.w,
        ARRAY(SELECT k.word::text FROM annotations_searchword k WHERE k.word LIKE a.w || '%'
              ORDER BY length(k.word), k.word LIMIT most),
        ARRAY(SELECT k.word::text FROM annotations_searchword k WHERE k.word % a.w
              ORDER BY similarity(k.word, a.w) DESC, k.word LIMIT 30),
        EXISTS (SELECT FROM annotations_searchword k WHERE k.word = a.w)
    FROM unnest(asked) AS a(w);
END $$;
