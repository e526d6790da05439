-- Whether enough people who are no authors approved this content, as its mode asks.
CREATE OR REPLACE FUNCTION review_approved(r annotations_claimreview) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    approvers bigint[];
    dissenters bigint[];
    agreeing integer;
BEGIN
    SELECT coalesce(array_agg(DISTINCT a.by_id), '{}') INTO approvers FROM annotations_approval a
        WHERE a.review_id = r.id AND a.digest = r.digest AND a.submitted_at = r.submitted_at
          AND NOT EXISTS (SELECT 1 FROM annotations_reviewauthor w WHERE w.review_id = r.id AND w.user_id = a.by_id);
    SELECT coalesce(array_agg(v.by_id) FILTER (WHERE v.rating <> r.rating), '{}'),
           count(*) FILTER (WHERE v.rating = r.rating)
        INTO dissenters, agreeing FROM review_voices(r) v;
    RETURN CASE r.mode
        WHEN 'two' THEN cardinality(approvers) >= 2
        WHEN 'panel' THEN cardinality(approvers) >= 1 AND agreeing >= 2
        -- Who rated otherwise does not decide: a third person does.
        WHEN 'blind' THEN agreeing >= 1 AND cardinality(approvers) >= 1
            OR cardinality(dissenters) >= 1 AND NOT approvers <@ dissenters
        ELSE cardinality(approvers) >= 1 END;
END $$;
