-- The name of `claimant` and every other spelling of it.
CREATE OR REPLACE FUNCTION claimant_names(claimant bigint) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE down AS (
        SELECT id, name FROM annotations_claimant WHERE id = claimant
        UNION SELECT c.id, c.name FROM annotations_claimant c JOIN down ON c.merged_into_id = down.id
    ) SELECT string_agg(name, ' ' ORDER BY id <> claimant, id) FROM down
$$;
