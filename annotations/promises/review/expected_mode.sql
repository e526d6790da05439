-- How many have to agree on a version, as the newsroom asks for it.
CREATE OR REPLACE FUNCTION expected_mode(r annotations_claimreview) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE
        WHEN r.number > 1 AND r.correction_kind IN ('typo', 'clarification') THEN 'one'
        WHEN c.sensitive <> '' THEN coalesce(n.sensitive_mode, 'two')
        ELSE coalesce(n.mode, 'one') END
    FROM annotations_claim c LEFT JOIN annotations_newsroom n ON n.id = 1 WHERE c.id = r.claim_id
$$;
