-- The words of a source.
CREATE OR REPLACE FUNCTION source_words(s annotations_source) RETURNS tsvector LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT search_vector('', s.title, concat_ws(' ', s.publisher, s.authors), s.url)
$$;
