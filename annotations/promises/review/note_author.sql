-- Enters somebody as an author of a version; once is enough.
CREATE OR REPLACE FUNCTION note_author(review bigint, writer bigint) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO annotations_reviewauthor (review_id, user_id, created_at)
    VALUES (review, writer, now()) ON CONFLICT DO NOTHING
$$;
