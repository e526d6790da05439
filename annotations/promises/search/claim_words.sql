-- The words of a claim, with every spelling of who said it.
CREATE OR REPLACE FUNCTION claim_words(c annotations_claim) RETURNS tsvector LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT search_vector(c.language, c.wording,
        (SELECT concat_ws(' ', claimant_names(id), "group", office) FROM annotations_claimant WHERE id = c.claimant_id),
        concat_ws(' ', c.context, c.topic))
$$;
