-- With its newest text.
CREATE OR REPLACE FUNCTION search_article(article bigint) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO annotations_articleentry (article_id, words)
    SELECT a.id, search_vector(a.language, a.title, concat_ws(' ', a.publisher, a.authors), a.url, v.text)
    FROM annotations_article a
    LEFT JOIN LATERAL (SELECT text FROM annotations_articleversion WHERE article_id = a.id ORDER BY number DESC LIMIT 1) v
        ON true
    WHERE a.id = article
    ON CONFLICT (article_id) DO UPDATE SET words = EXCLUDED.words
$$;
