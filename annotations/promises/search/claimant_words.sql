-- The words of a speaker.
CREATE OR REPLACE FUNCTION claimant_words(c annotations_claimant) RETURNS tsvector LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT search_vector('', claimant_names(c.id), concat_ws(' ', c."group", c.office))
$$;
