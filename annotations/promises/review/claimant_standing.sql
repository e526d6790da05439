-- Who `claimant` is after all mergers; UNION ends it even where rows lead in a circle.
CREATE OR REPLACE FUNCTION claimant_standing(claimant bigint) RETURNS bigint LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE up AS (
        SELECT id, merged_into_id FROM annotations_claimant WHERE id = claimant
        UNION SELECT c.id, c.merged_into_id FROM annotations_claimant c JOIN up ON c.id = up.merged_into_id
    ) SELECT id FROM up WHERE merged_into_id IS NULL
$$;
