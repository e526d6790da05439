-- Every word as it stands, with its place and the weight of its part, and the stems.
-- The first 200,000 characters of each part; fewer where that is more than an entry of the index can hold.
CREATE OR REPLACE FUNCTION search_vector(language text, VARIADIC parts text[]) RETURNS tsvector LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    most int := 200000;
    weights constant "char"[] := ARRAY['A', 'B', 'C', 'D'];
    config constant regconfig := search_config(language);
    named constant text := left(config::text, 2);
    folded text;
    found tsvector;
BEGIN
    LOOP
        BEGIN
            found := '';
            FOR i IN 1 .. cardinality(parts) LOOP
                CONTINUE WHEN coalesce(parts[i], '') = '';
                folded := search_fold(left(parts[i], most));
                found := found || setweight(to_tsvector('simple', folded), weights[i]);
                IF folded ~ '\d \d\d\d' THEN  -- "4 100" is one number as well as two
                    found := found || strip(to_tsvector('simple',
                        regexp_replace(folded, '(?<!\d)(\d{1,3}) (\d{3})(?: (\d{3}))?(?!\d)', '\1\2\3', 'g')));
                END IF;
                IF config <> 'simple'::regconfig THEN
                    found := found || array_to_tsvector(search_stems(named, config, folded));
                END IF;
            END LOOP;
            RETURN found;
        EXCEPTION WHEN program_limit_exceeded THEN
            most := most / 2;
        END;
    END LOOP;
END $$;
