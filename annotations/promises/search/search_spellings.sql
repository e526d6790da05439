-- Words that a typing error may have been meant for: long enough, and no numbers.
CREATE OR REPLACE FUNCTION search_spellings(found tsvector) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT lexeme FROM unnest(found) WHERE length(lexeme) BETWEEN 4 AND 40 AND lexeme ~ '^[[:alpha:]]+$' AND positions IS NOT NULL
$$;
