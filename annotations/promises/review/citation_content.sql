-- What of a citation counts as a change.
CREATE OR REPLACE FUNCTION citation_content(c annotations_citation) RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT jsonb_build_array(c.source_id, c.stance, c.quoted_words, c.shows, c.locator, c.no_copy_because)
$$;
