-- A claim that goes over to another spelling of who said it changes no word.
CREATE OR REPLACE FUNCTION claim_content(c annotations_claim) RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT jsonb_build_array(/* claim columns */)
$$;
