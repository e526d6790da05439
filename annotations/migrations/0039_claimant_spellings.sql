-- Who `claimant` is after all mergers; UNION ends it even where rows lead in a circle.
CREATE FUNCTION claimant_standing(claimant bigint) RETURNS bigint LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE up AS (
        SELECT id, merged_into_id FROM annotations_claimant WHERE id = claimant
        UNION SELECT c.id, c.merged_into_id FROM annotations_claimant c JOIN up ON c.id = up.merged_into_id
    ) SELECT id FROM up WHERE merged_into_id IS NULL
$$;

-- The name of `claimant` and every other spelling of it.
CREATE FUNCTION claimant_names(claimant bigint) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE down AS (
        SELECT id, name FROM annotations_claimant WHERE id = claimant
        UNION SELECT c.id, c.name FROM annotations_claimant c JOIN down ON c.merged_into_id = down.id
    ) SELECT string_agg(name, ' ' ORDER BY id <> claimant, id) FROM down
$$;

CREATE OR REPLACE FUNCTION claim_words(c annotations_claim) RETURNS tsvector LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT search_vector(c.language, c.wording,
        (SELECT concat_ws(' ', claimant_names(id), "group", office) FROM annotations_claimant WHERE id = c.claimant_id),
        concat_ws(' ', c.context, c.topic))
$$;

CREATE OR REPLACE FUNCTION claimant_words(c annotations_claimant) RETURNS tsvector LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT search_vector('', claimant_names(c.id), concat_ws(' ', c."group", c.office))
$$;

-- With those that it was and is merged into, and the claims of theirs, which are found by every spelling, too.
CREATE OR REPLACE FUNCTION search_claimant() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    named bigint[] := ARRAY[NEW.id, claimant_standing(NEW.merged_into_id)];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        named := named || claimant_standing(OLD.merged_into_id);
    END IF;
    INSERT INTO annotations_claimantentry (claimant_id, words)
    SELECT c.id, claimant_words(c) FROM annotations_claimant c WHERE c.id = ANY (named) ORDER BY c.id
    ON CONFLICT (claimant_id) DO UPDATE SET words = EXCLUDED.words;
    IF TG_OP = 'UPDATE' OR NEW.merged_into_id IS NOT NULL THEN
        INSERT INTO annotations_claimentry (claim_id, words)
        SELECT c.id, claim_words(c) FROM annotations_claim c WHERE c.claimant_id = ANY (named) ORDER BY c.id
        ON CONFLICT (claim_id) DO UPDATE SET words = EXCLUDED.words;
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER search_claimant ON annotations_claimant;
CREATE TRIGGER search_claimant AFTER INSERT OR UPDATE OF name, "group", office, merged_into_id
    ON annotations_claimant FOR EACH ROW EXECUTE FUNCTION search_claimant();

-- "Person" was what stood there when nobody had said anything.
UPDATE annotations_claimant c SET kind = '' WHERE kind = 'Person' AND NOT EXISTS (
    SELECT FROM annotations_auditevent e
    WHERE e.chain_kind = 'claimant' AND e.chain_id = c.id AND e.verb = 'claimant.edited' AND e.data->'after' ? 'kind');
