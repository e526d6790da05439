-- What is submitted is what stands in the rows, and its kind of correction is what it is.
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
