-- Stems of folded words as their language has them: "en:ship". Under the name of the language, as a stem in one is
-- often a word in another.
CREATE OR REPLACE FUNCTION search_stems(language text, config regconfig, folded text) RETURNS text[] LANGUAGE sql STABLE
PARALLEL SAFE AS $$
    SELECT ARRAY(SELECT language || ':' || stem FROM unnest(tsvector_to_array(to_tsvector(config,
        -- After an article the stemmer knows the ending only as it was before search_fold.
        CASE language WHEN 'ar' THEN regexp_replace(folded, 'ه\M', 'ة', 'g') ELSE folded END))) stem)
$$;
