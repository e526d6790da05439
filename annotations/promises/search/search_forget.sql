-- Words that stood in a removed text and now in nothing.
CREATE OR REPLACE FUNCTION search_forget(gone tsvector) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, public, pg_temp AS $$
    DELETE FROM annotations_searchword WHERE word IN (
        SELECT w FROM search_spellings(gone) w
        WHERE NOT EXISTS (SELECT FROM annotations_claimentry e WHERE e.words @@ quote_literal(w)::tsquery)
          AND NOT EXISTS (SELECT FROM annotations_articleentry e WHERE e.words @@ quote_literal(w)::tsquery)
          AND NOT EXISTS (SELECT FROM annotations_sourceentry e WHERE e.words @@ quote_literal(w)::tsquery)
          AND NOT EXISTS (SELECT FROM annotations_copyentry e WHERE e.words @@ quote_literal(w)::tsquery)
          AND NOT EXISTS (SELECT FROM annotations_claimantentry e WHERE e.words @@ quote_literal(w)::tsquery)
          AND NOT EXISTS (SELECT FROM annotations_checkentry e WHERE e.words @@ quote_literal(w)::tsquery))
$$;
