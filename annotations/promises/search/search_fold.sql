-- Case, accents, vowel signs, digits of other scripts, thousands, possessives and what joins words, folded:
-- words and numbers are left, with blanks between them.
CREATE OR REPLACE FUNCTION search_fold(t text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE
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
