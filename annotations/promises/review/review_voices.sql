-- The opinions that count for a version in its mode.
CREATE OR REPLACE FUNCTION review_voices(r annotations_claimreview) RETURNS SETOF annotations_opinion LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT o.* FROM annotations_opinion o
    WHERE o.review_id = r.id AND o.phase = r.mode AND (r.mode = 'blind' OR o.submitted_at = r.submitted_at)
      AND NOT EXISTS (SELECT 1 FROM annotations_reviewauthor w WHERE w.review_id = r.id AND w.user_id = o.by_id)
$$;
