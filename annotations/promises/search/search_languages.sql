-- The languages of its stems.
CREATE OR REPLACE FUNCTION search_languages(found tsvector) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT DISTINCT left(lexeme, 2) FROM unnest(found) WHERE lexeme LIKE '__:%'
$$;
