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
                        'quote', c.quoted_words, 'locator', c.locator,
                        'ruled', CASE WHEN s.type = 'fact_check' THEN s.ruled ELSE '' END,
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
