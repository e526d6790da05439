-- The configuration for a language as BCP 47 names it; English where none is named.
CREATE OR REPLACE FUNCTION search_config(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE split_part(lower(coalesce(language, '')), '-', 1)
        WHEN '' THEN 'english' WHEN 'en' THEN 'english' WHEN 'es' THEN 'spanish' WHEN 'ar' THEN 'arabic'
        WHEN 'de' THEN 'german' WHEN 'fr' THEN 'french' WHEN 'pt' THEN 'portuguese' WHEN 'it' THEN 'italian'
        WHEN 'nl' THEN 'dutch' WHEN 'ru' THEN 'russian' WHEN 'tr' THEN 'turkish' WHEN 'sv' THEN 'swedish'
        WHEN 'da' THEN 'danish' WHEN 'no' THEN 'norwegian' WHEN 'nb' THEN 'norwegian' WHEN 'nn' THEN 'norwegian'
        WHEN 'fi' THEN 'finnish' WHEN 'hu' THEN 'hungarian' WHEN 'ro' THEN 'romanian' WHEN 'el' THEN 'greek'
        WHEN 'id' THEN 'indonesian' WHEN 'ga' THEN 'irish' WHEN 'lt' THEN 'lithuanian' WHEN 'ne' THEN 'nepali'
        WHEN 'ta' THEN 'tamil'
        ELSE 'simple' END::regconfig
$$;
