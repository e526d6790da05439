-- The words of a fact-check that readers find it by.
CREATE OR REPLACE FUNCTION check_words(r annotations_claimreview) RETURNS tsvector LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT search_vector(r.content->>'language', r.content->>'wording',
        concat_ws(' ', r.content->'claimant'->>'name', r.content->'claimant'->>'group', r.content->>'topic'),
        r.content->>'summary',
        concat_ws(' ', r.content->>'context', r.content->>'how_checked', r.content->>'not_established'))
$$;
