-- What a version says: whoever changes it is an author, what is submitted is what stands in the rows, and from then on
-- it stays. The fields stand in review/content.py.

CREATE OR REPLACE FUNCTION review_content(r annotations_claimreview) RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT jsonb_build_array(/* version columns */)
$$;

-- A claim that goes over to another spelling of who said it changes no word.
CREATE OR REPLACE FUNCTION claim_content(c annotations_claim) RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT jsonb_build_array(/* claim columns */)
$$;

CREATE OR REPLACE FUNCTION claim_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    review annotations_claimreview;
BEGIN
    IF NEW.article_id IS DISTINCT FROM OLD.article_id OR (OLD.slug <> '' AND NEW.slug <> OLD.slug) THEN
        PERFORM refuse('claim_address', 'a claim keeps its article and its public address');
    END IF;
    IF claim_content(NEW) = claim_content(OLD) THEN
        RETURN NEW;
    END IF;
    SELECT * INTO review FROM annotations_claimreview
        WHERE claim_id = NEW.id AND status IN ('draft', 'in_review', 'returned', 'approved') FOR UPDATE;
    IF review.id IS NOT NULL AND review.status IN ('draft', 'returned') THEN
        PERFORM note_author(review.id, NEW.changed_by_id);
    ELSIF review.id IS NOT NULL THEN
        PERFORM refuse('claim_frozen', 'the words of a claim do not change while it is in review or approved');
    ELSIF EXISTS (SELECT 1 FROM annotations_claimreview WHERE claim_id = NEW.id) THEN
        PERFORM refuse('claim_frozen', 'the words of a published claim change by a correction only');
    END IF;
    RETURN NEW;
END $$;

-- The content of a version as the rows have it now; of a place in an article without the words that are quoted, which
-- are cut from its text by Python (anchoring/selectors.py).
CREATE OR REPLACE FUNCTION frozen_content(r annotations_claimreview) RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT jsonb_build_object(
        'number', r.number,
        /* frozen fields */,
        'appearances', (
            SELECT coalesce(jsonb_agg(CASE WHEN a.annotation_id IS NULL
                THEN jsonb_build_object('url', a.url, 'description', a.description, 'time_code', a.time_code,
                                        'said_on', a.said_on, 'first', a.is_first)
                ELSE jsonb_build_object('article', article.id, 'title', article.title, 'url', article.url,
                                        'publisher', article.publisher, 'published_on', article.published_on,
                                        'first', a.is_first) END ORDER BY a.is_first DESC, a.id), '[]')
            FROM annotations_appearance a
            LEFT JOIN annotations_annotation mark ON mark.id = a.annotation_id
            LEFT JOIN annotations_articleversion v ON v.id = mark.version_id
            LEFT JOIN annotations_article article ON article.id = v.article_id
            WHERE a.claim_id = r.claim_id AND mark.removed_at IS NULL),
        'checklist', (
            SELECT coalesce(jsonb_agg(jsonb_build_object('question', a.words, 'answer', a.answer, 'note', a.note)
                                      ORDER BY q.position, a.id), '[]')
            FROM annotations_checklistanswer a JOIN annotations_checklistquestion q ON q.id = a.question_id
            WHERE a.review_id = r.id AND (a.answer <> '' OR a.note <> '')),
        'citations', (
            SELECT coalesce(jsonb_agg(jsonb_build_object('stance', c.stance, 'source', s.id, 'citation', c.id,
                    'type', s.type, 'protected', s.protected, 'shows', c.shows)
                || CASE WHEN s.protected THEN jsonb_build_object('title', 'A source we protect')
                    ELSE jsonb_build_object('title', s.title, 'url', s.url, 'publisher', s.publisher,
                        'authors', s.authors, 'published_on', s.published_on, 'interest', s.interest,
                        'quote', c.quoted_words, 'locator', c.locator, /* what it ruled */
                        'no_copy_because', c.no_copy_because) END
                ORDER BY c.id), '[]')
            FROM annotations_citation c JOIN annotations_source s ON s.id = c.source_id
            WHERE c.review_id = r.id AND c.removed_at IS NULL),
        'authors', (
            SELECT coalesce(jsonb_agg(coalesce(nullif(u.display_name, ''), u.username) ORDER BY a.id), '[]')
            FROM annotations_reviewauthor a JOIN annotations_user u ON u.id = a.user_id WHERE a.review_id = r.id))
    FROM annotations_claim claim
    LEFT JOIN annotations_claimant claimant ON claimant.id = claim.claimant_id
    LEFT JOIN annotations_label label ON label.id = r.label_id
    WHERE claim.id = r.claim_id
$$;

CREATE OR REPLACE FUNCTION check_submission(r annotations_claimreview, before timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    earlier annotations_claimreview;
    submitted jsonb := r.content;
    other text;
    reinstated boolean := r.correction_kind = 'reinstated';
BEGIN
    IF r.submitted_at IS NULL OR r.submitted_at <= coalesce(before, '-infinity') THEN
        PERFORM refuse('review_submission', 'each submission is later than the one before');
    END IF;
    -- Held, so that what this rests on stays as it is until the end.
    PERFORM 1 FROM annotations_claim WHERE id = r.claim_id FOR NO KEY UPDATE;
    submitted := jsonb_set(submitted, '{appearances}', coalesce(
        (SELECT jsonb_agg(place - 'quote' ORDER BY n)
         FROM jsonb_array_elements(submitted->'appearances') WITH ORDINALITY AS places(place, n)), '[]'));
    SELECT coalesce(one.key, two.key) INTO other
        FROM jsonb_each(submitted) one FULL JOIN jsonb_each(frozen_content(r)) two USING (key)
        WHERE one.value IS DISTINCT FROM two.value LIMIT 1;
    IF other IS NOT NULL THEN
        PERFORM refuse('review_submission', format('the submitted %s is not what stands in the draft', other));
    END IF;
    SELECT * INTO earlier FROM annotations_claimreview WHERE claim_id = r.claim_id AND number = r.number - 1;
    IF earlier.id IS NOT NULL AND NOT reinstated AND (r.correction_kind = 'rating') <>
       ((earlier.rating, earlier.label_id) IS DISTINCT FROM (r.rating, r.label_id)) THEN
        PERFORM refuse('review_correction_kind', 'a correction is called a changed verdict when it changes it');
    END IF;
    IF reinstated AND earlier.status IS DISTINCT FROM 'retracted' THEN
        PERFORM refuse('review_correction_kind', 'only what was retracted is published again');
    END IF;
END $$;
