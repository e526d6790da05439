-- What of a version's own row counts as a change.
CREATE OR REPLACE FUNCTION review_content(r annotations_claimreview) RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT jsonb_build_array(/* version columns */)
$$;
