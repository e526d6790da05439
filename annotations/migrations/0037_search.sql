-- What search knows of each row, kept by the database itself, so that no way of writing a row can forget it.
-- Both sides, the texts and what is looked for, go through search_fold and the same configurations.

-- Case, accents, vowel signs, digits of other scripts, thousands, possessives and what joins words, folded:
-- words and numbers are left, with blanks between them.
CREATE FUNCTION search_fold(t text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    -- Scripts without blanks between words, and Korean, whose particles are glued to them.
    glued constant text := '[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]';
BEGIN
    IF t ~ '[^\u0001-\u007f]' THEN
        t := regexp_replace(t, '(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d)', ',', 'g');
        t := lower(normalize(t, NFKD));
        -- Accents, Arabic vowel signs with the hamza of an alef, the stretching sign, characters of no width.
        t := regexp_replace(t, '[\u0300-\u036f\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060]', '', 'g');
        t := translate(normalize(t, NFC),
            'ىةٱ٬٫٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙',
            'يها,.01234567890123456789012345678901234567890123456789');
        t := unaccent(t);
    ELSE
        t := lower(t);
    END IF;
    t := regexp_replace(t, '(?<=\d)[,.''’](?=\d\d\d(?!\d))', '', 'g');
    t := regexp_replace(t, '[''’‘ʼ`]s\M', '', 'g');
    -- A dot or comma between two digits is a decimal; everything else of this kind stands between words.
    t := regexp_replace(t, '(?<=\d),(?=\d)', '.', 'g');
    t := regexp_replace(t, '(?<!\d)[.,]|[.,](?!\d)|[-_/\\@:;&=?!#''’‘ʼ`"“”„«»()…–—+*~^%$|<>\[\]{}]', ' ', 'g');
    -- There, every two signs that adjoin are a word, and so is the last one.
    IF t ~ glued THEN
        SELECT string_agg(
            CASE WHEN NOT here THEN c WHEN follows THEN ' ' || c || next || ' ' ELSE ' ' || c || ' ' END, '' ORDER BY n) INTO t
        FROM (
            SELECT n, c, here, lead(c) OVER w AS next, coalesce(lead(here) OVER w, false) AS follows
            FROM (SELECT n, c, c ~ glued AS here FROM unnest(string_to_array(t, NULL)) WITH ORDINALITY AS u(c, n)) letters
            WINDOW w AS (ORDER BY n)
        ) pairs;
    END IF;
    RETURN t;
END $$;

-- The configuration for a language as BCP 47 names it; English where none is named.
CREATE FUNCTION search_config(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
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

-- Stems of folded words as their language has them: "en:ship". Under the name of the language, as a stem in one is
-- often a word in another.
CREATE FUNCTION search_stems(language text, config regconfig, folded text) RETURNS text[] LANGUAGE sql STABLE
PARALLEL SAFE AS $$
    SELECT ARRAY(SELECT language || ':' || stem FROM unnest(tsvector_to_array(to_tsvector(config,
        -- After an article the stemmer knows the ending only as it was before search_fold.
        CASE language WHEN 'ar' THEN regexp_replace(folded, 'ه\M', 'ة', 'g') ELSE folded END))) stem)
$$;

-- Every word as it stands, with its place and the weight of its part, and the stems.
-- The first 200,000 characters of each part; fewer where that is more than an entry of the index can hold.
CREATE FUNCTION search_vector(language text, VARIADIC parts text[]) RETURNS tsvector LANGUAGE plpgsql STABLE PARALLEL SAFE
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

-- What each of `asked` is looked for as: its words one after the other and in any order, the stem of a single word in
-- every language that some text is in (nobody says in which one they ask; stems that nothing can hold would only
-- mislead the planner), and whether one of these languages takes it for a word of no meaning.
CREATE FUNCTION search_terms(asked text[])
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

-- Words that a typing error may have been meant for: long enough, and no numbers.
CREATE FUNCTION search_spellings(found tsvector) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT lexeme FROM unnest(found) WHERE length(lexeme) BETWEEN 4 AND 40 AND lexeme ~ '^[[:alpha:]]+$' AND positions IS NOT NULL
$$;

-- The languages of its stems.
CREATE FUNCTION search_languages(found tsvector) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT DISTINCT left(lexeme, 2) FROM unnest(found) WHERE lexeme LIKE '__:%'
$$;

-- Of each word: known words that begin with it, known words of like letters, and whether it is known itself.
CREATE FUNCTION search_like(asked text[], most int)
RETURNS TABLE (word text, begun text[], like_it text[], known boolean) LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM set_limit(0.2);  -- two letters changed about leave a short word no more likeness
    RETURN QUERY SELECT a.w,
        ARRAY(SELECT k.word::text FROM annotations_searchword k WHERE k.word LIKE a.w || '%'
              ORDER BY length(k.word), k.word LIMIT most),
        ARRAY(SELECT k.word::text FROM annotations_searchword k WHERE k.word % a.w
              ORDER BY similarity(k.word, a.w) DESC, k.word LIMIT 30),
        EXISTS (SELECT FROM annotations_searchword k WHERE k.word = a.w)
    FROM unnest(asked) AS a(w);
END $$;

-- After an entry changed, its words are known. A word that nothing holds any more stays until `reindex_search`,
-- but for those of a removed text.
CREATE FUNCTION search_learn() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO annotations_searchword (word)
    SELECT w FROM search_spellings(NEW.words) w
    WHERE NOT EXISTS (SELECT FROM annotations_searchword known WHERE known.word = w)
    ORDER BY w ON CONFLICT DO NOTHING;
    INSERT INTO annotations_searchlanguage (name)
    SELECT w FROM search_languages(NEW.words) w
    WHERE NOT EXISTS (SELECT FROM annotations_searchlanguage known WHERE known.name = w)
    ORDER BY w ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE FUNCTION search_forget(gone tsvector) RETURNS void LANGUAGE sql
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

-- What is known of a row, said once for the trigger and for search_reindex.
CREATE FUNCTION claim_words(c annotations_claim) RETURNS tsvector LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT search_vector(c.language, c.wording,
        (SELECT concat_ws(' ', name, "group", office) FROM annotations_claimant WHERE id = c.claimant_id),
        concat_ws(' ', c.context, c.topic))
$$;

CREATE FUNCTION source_words(s annotations_source) RETURNS tsvector LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT search_vector('', s.title, concat_ws(' ', s.publisher, s.authors), s.url)
$$;

CREATE FUNCTION claimant_words(c annotations_claimant) RETURNS tsvector LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT search_vector('', c.name, concat_ws(' ', c."group", c.office))
$$;

CREATE FUNCTION check_words(r annotations_claimreview) RETURNS tsvector LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT search_vector(r.content->>'language', r.content->>'wording',
        concat_ws(' ', r.content->'claimant'->>'name', r.content->'claimant'->>'group', r.content->>'topic'),
        r.content->>'summary',
        concat_ws(' ', r.content->>'context', r.content->>'how_checked', r.content->>'not_established'))
$$;

CREATE FUNCTION search_claim() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO annotations_claimentry (claim_id, words)
    VALUES (NEW.id, claim_words(NEW))
    ON CONFLICT (claim_id) DO UPDATE SET words = EXCLUDED.words;
    RETURN NULL;
END $$;

-- With its newest text.
CREATE FUNCTION search_article(article bigint) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO annotations_articleentry (article_id, words)
    SELECT a.id, search_vector(a.language, a.title, concat_ws(' ', a.publisher, a.authors), a.url, v.text)
    FROM annotations_article a
    LEFT JOIN LATERAL (SELECT text FROM annotations_articleversion WHERE article_id = a.id ORDER BY number DESC LIMIT 1) v
        ON true
    WHERE a.id = article
    ON CONFLICT (article_id) DO UPDATE SET words = EXCLUDED.words
$$;

CREATE FUNCTION search_article_row() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM search_article(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION search_version() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM search_article(NEW.article_id);
    IF TG_OP = 'UPDATE' THEN
        PERFORM search_forget(search_vector('', OLD.text));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION search_source() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO annotations_sourceentry (source_id, words)
    VALUES (NEW.id, source_words(NEW))
    ON CONFLICT (source_id) DO UPDATE SET words = EXCLUDED.words;
    RETURN NULL;
END $$;

CREATE FUNCTION search_copy() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.source_id IS NOT NULL AND NEW.blob_id IS NOT NULL THEN
        INSERT INTO annotations_copyentry (snapshot_id, words) VALUES (NEW.id, search_vector(NEW.language, NEW.text))
        ON CONFLICT (snapshot_id) DO UPDATE SET words = EXCLUDED.words;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM search_forget(search_vector('', OLD.text));
    END IF;
    RETURN NULL;
END $$;

-- With the claims of theirs, which are found by the name, too.
CREATE FUNCTION search_claimant() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO annotations_claimantentry (claimant_id, words)
    VALUES (NEW.id, claimant_words(NEW))
    ON CONFLICT (claimant_id) DO UPDATE SET words = EXCLUDED.words;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO annotations_claimentry (claim_id, words)
        SELECT c.id, claim_words(c) FROM annotations_claim c WHERE c.claimant_id = NEW.id ORDER BY c.id
        ON CONFLICT (claim_id) DO UPDATE SET words = EXCLUDED.words;
    END IF;
    RETURN NULL;
END $$;

-- What readers see of a fact-check, while they see it.
CREATE FUNCTION search_check() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.status IN ('published', 'retracted') THEN
        INSERT INTO annotations_checkentry (review_id, words)
        VALUES (NEW.id, check_words(NEW))
        ON CONFLICT (review_id) DO UPDATE SET words = EXCLUDED.words;
    ELSIF TG_OP = 'UPDATE' THEN
        DELETE FROM annotations_checkentry WHERE review_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER search_claim AFTER INSERT OR UPDATE OF wording, language, claimant_id, context, topic
    ON annotations_claim FOR EACH ROW EXECUTE FUNCTION search_claim();
CREATE TRIGGER search_article AFTER INSERT OR UPDATE OF title, publisher, authors, url, language
    ON annotations_article FOR EACH ROW EXECUTE FUNCTION search_article_row();
CREATE TRIGGER search_version AFTER INSERT OR UPDATE OF text
    ON annotations_articleversion FOR EACH ROW EXECUTE FUNCTION search_version();
CREATE TRIGGER search_source AFTER INSERT OR UPDATE OF title, publisher, authors, url
    ON annotations_source FOR EACH ROW EXECUTE FUNCTION search_source();
CREATE TRIGGER search_copy AFTER INSERT OR UPDATE OF text
    ON annotations_snapshot FOR EACH ROW EXECUTE FUNCTION search_copy();
CREATE TRIGGER search_claimant AFTER INSERT OR UPDATE OF name, "group", office
    ON annotations_claimant FOR EACH ROW EXECUTE FUNCTION search_claimant();
CREATE TRIGGER search_check AFTER INSERT OR UPDATE OF status, content
    ON annotations_claimreview FOR EACH ROW EXECUTE FUNCTION search_check();
CREATE TRIGGER search_learn AFTER INSERT OR UPDATE ON annotations_claimentry FOR EACH ROW
    WHEN (current_setting('factcheck.reindexing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION search_learn();
CREATE TRIGGER search_learn AFTER INSERT OR UPDATE ON annotations_articleentry FOR EACH ROW
    WHEN (current_setting('factcheck.reindexing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION search_learn();
CREATE TRIGGER search_learn AFTER INSERT OR UPDATE ON annotations_sourceentry FOR EACH ROW
    WHEN (current_setting('factcheck.reindexing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION search_learn();
CREATE TRIGGER search_learn AFTER INSERT OR UPDATE ON annotations_copyentry FOR EACH ROW
    WHEN (current_setting('factcheck.reindexing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION search_learn();
CREATE TRIGGER search_learn AFTER INSERT OR UPDATE ON annotations_claimantentry FOR EACH ROW
    WHEN (current_setting('factcheck.reindexing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION search_learn();
CREATE TRIGGER search_learn AFTER INSERT OR UPDATE ON annotations_checkentry FOR EACH ROW
    WHEN (current_setting('factcheck.reindexing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION search_learn();

-- Every entry anew, and the words that are left; what the migration and `manage.py reindex_search` do.
CREATE FUNCTION search_reindex() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM set_config('factcheck.reindexing', 'on', true);  -- all words at once, at the end
    INSERT INTO annotations_claimentry (claim_id, words)
    SELECT c.id, claim_words(c) FROM annotations_claim c
    ON CONFLICT (claim_id) DO UPDATE SET words = EXCLUDED.words;
    PERFORM search_article(id) FROM annotations_article;
    INSERT INTO annotations_sourceentry (source_id, words)
    SELECT s.id, source_words(s) FROM annotations_source s
    ON CONFLICT (source_id) DO UPDATE SET words = EXCLUDED.words;
    INSERT INTO annotations_copyentry (snapshot_id, words)
    SELECT id, search_vector(language, text) FROM annotations_snapshot
    WHERE source_id IS NOT NULL AND blob_id IS NOT NULL
    ON CONFLICT (snapshot_id) DO UPDATE SET words = EXCLUDED.words;
    INSERT INTO annotations_claimantentry (claimant_id, words)
    SELECT c.id, claimant_words(c) FROM annotations_claimant c
    ON CONFLICT (claimant_id) DO UPDATE SET words = EXCLUDED.words;
    INSERT INTO annotations_checkentry (review_id, words)
    SELECT r.id, check_words(r) FROM annotations_claimreview r WHERE status IN ('published', 'retracted')
    ON CONFLICT (review_id) DO UPDATE SET words = EXCLUDED.words;
    DELETE FROM annotations_searchword;
    INSERT INTO annotations_searchword (word)
    SELECT search_spellings(words) FROM annotations_claimentry UNION
    SELECT search_spellings(words) FROM annotations_articleentry UNION
    SELECT search_spellings(words) FROM annotations_sourceentry UNION
    SELECT search_spellings(words) FROM annotations_copyentry UNION
    SELECT search_spellings(words) FROM annotations_claimantentry UNION
    SELECT search_spellings(words) FROM annotations_checkentry
    ON CONFLICT DO NOTHING;
    DELETE FROM annotations_searchlanguage;
    INSERT INTO annotations_searchlanguage (name)
    SELECT search_languages(words) FROM annotations_claimentry UNION
    SELECT search_languages(words) FROM annotations_articleentry UNION
    SELECT search_languages(words) FROM annotations_sourceentry UNION
    SELECT search_languages(words) FROM annotations_copyentry UNION
    SELECT search_languages(words) FROM annotations_claimantentry UNION
    SELECT search_languages(words) FROM annotations_checkentry
    ON CONFLICT DO NOTHING;
    PERFORM set_config('factcheck.reindexing', '', true);
END $$;

-- More of the words are known to the planner by how often they stand; the rarer one is looked for by the index.
ALTER TABLE annotations_claimentry ALTER words SET STATISTICS 500;
ALTER TABLE annotations_checkentry ALTER words SET STATISTICS 500;
