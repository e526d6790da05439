-- What each of `asked` is looked for as: its words one after the other and in any order, the stem of a single word in
-- every language that some text is in (nobody says in which one they ask; stems that nothing can hold would only
-- mislead the planner), and whether one of these languages takes it for a word of no meaning.
CREATE OR REPLACE FUNCTION search_terms(asked text[])
RETURNS TABLE (folded text, phrase text, anywhere text, stems text[], is_stop boolean)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT trim(f.t), phraseto_tsquery('simple', f.t)::text, plainto_tsquery('simple', f.t)::text, s.stems, s.is_stop
    FROM unnest(asked) WITH ORDINALITY AS a(t, n)
    CROSS JOIN LATERAL (SELECT search_fold(a.t) AS t) f
    CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT stem[1]) FILTER (WHERE cardinality(stem) = 1) AS stems,
               bool_or(cardinality(stem) = 0) AS is_stop
        FROM unnest(ARRAY['english', 'spanish', 'arabic', 'german', 'french', 'portuguese', 'italian', 'dutch', 'russian',
                          'turkish', 'swedish', 'danish', 'norwegian', 'finnish', 'hungarian', 'romanian', 'greek',
                          'indonesian', 'irish', 'lithuanian', 'nepali', 'tamil']::regconfig[]) c
        JOIN annotations_searchlanguage used ON used.name = left(c::text, 2)
        CROSS JOIN LATERAL (SELECT search_stems(left(c::text, 2), c, f.t)) stemmed(stem)
    ) s ORDER BY a.n
$$;
