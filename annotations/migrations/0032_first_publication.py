from django.db import migrations, models

# A correction makes no fact-check new: when its claim was first published is told apart from a version's own time.
FIRST = """
UPDATE annotations_claimreview r SET first_published_at = f.at
    FROM (SELECT claim_id, min(published_at) AS at FROM annotations_claimreview GROUP BY claim_id) f
    WHERE f.claim_id = r.claim_id AND r.published_at IS NOT NULL;

CREATE FUNCTION review_first_published() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    NEW.first_published_at := CASE WHEN NEW.published_at IS NULL THEN NULL ELSE least(NEW.published_at, (
        SELECT min(published_at) FROM annotations_claimreview WHERE claim_id = NEW.claim_id AND id <> NEW.id
    )) END;
    RETURN NEW;
END $$;
CREATE TRIGGER review_first_published BEFORE INSERT OR UPDATE ON annotations_claimreview
    FOR EACH ROW EXECUTE FUNCTION review_first_published();
"""
FIRST_BACK = """
DROP TRIGGER review_first_published ON annotations_claimreview;
DROP FUNCTION review_first_published();
"""

# All that is frozen is what stands in the rows; a version that stands in for a retraction says so, and nobody who
# retracted alone approved it.
SUBMISSION = """
CREATE OR REPLACE FUNCTION check_submission(r annotations_claimreview, before timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    earlier annotations_claimreview;
    claim annotations_claim;
    label annotations_label;
    reinstated boolean := r.correction_kind = 'reinstated';
BEGIN
    IF r.submitted_at IS NULL OR r.submitted_at <= coalesce(before, '-infinity') THEN
        PERFORM refuse('review_submission', 'each submission is later than the one before');
    END IF;
    SELECT * INTO claim FROM annotations_claim WHERE id = r.claim_id FOR NO KEY UPDATE;
    SELECT * INTO label FROM annotations_label WHERE id = r.label_id;
    IF jsonb_build_array(
           r.content->'rating', r.content->'summary', r.content->'how_checked', r.content->'not_established',
           r.content->'looked_for', r.content->'asked', r.content->'asked_on', r.content->'answer',
           r.content->'correction_reason', r.content->'correction_kind', r.content->'label'->'words',
           r.content->'label'->'number', r.content->'wording', r.content->'said_on', r.content->'said_precision',
           r.content->'context', r.content->'topic', r.content->'claimant'->'name')
       IS DISTINCT FROM jsonb_build_array(
           r.rating, r.summary, r.how_checked, r.not_established,
           CASE WHEN r.rating = 'unverifiable' THEN r.looked_for ELSE '' END, r.asked, r.asked_on, r.answer,
           r.correction_reason, r.correction_kind, label.words, label.number, claim.wording, claim.said_on,
           claim.said_precision, claim.context, claim.topic,
           (SELECT name FROM annotations_claimant WHERE id = claim.claimant_id)) THEN
        PERFORM refuse('review_submission', 'the submitted content is not what stands in the draft');
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

CREATE FUNCTION retraction_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM annotations_claimreview n
        WHERE n.claim_id = NEW.claim_id AND n.number > NEW.number AND n.status = 'approved'
          AND n.correction_kind = 'reinstated'
          AND (NEW.retraction_confirmed_at IS NOT NULL OR NOT EXISTS (
              SELECT 1 FROM annotations_approval a
              WHERE a.review_id = n.id AND a.submitted_at = n.submitted_at AND a.by_id = NEW.retracted_by_id))
    ) THEN
        PERFORM refuse('review_reinstated', 'a retraction gives way to a version that says so, approved by others');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retraction_guard BEFORE UPDATE ON annotations_claimreview FOR EACH ROW
    WHEN (OLD.status = 'retracted' AND NEW.status = 'superseded') EXECUTE FUNCTION retraction_guard();
"""
SUBMISSION_BACK = "DROP TRIGGER retraction_guard ON annotations_claimreview; DROP FUNCTION retraction_guard();"
KINDS = [('typo', 'Typing error'), ('clarification', 'Clarification'), ('facts', 'Correction of facts'), ('rating', 'Verdict changed'), ('reinstated', 'Published again after a retraction')]
STANCES = [('', '… not said yet'), ('supports', 'supports'), ('contradicts', 'contradicts'), ('background', 'gives background to')]


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0031_date_guesses'),
    ]

    operations = [
        migrations.AddField(
            model_name='claimreview',
            name='first_published_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunSQL(FIRST, FIRST_BACK),
        migrations.RemoveConstraint(model_name='claimreview', name='review_kind_known'),
        migrations.AlterField(
            model_name='claimreview',
            name='correction_kind',
            field=models.CharField(blank=True, choices=KINDS, db_default='', max_length=13),
        ),
        migrations.AddConstraint(
            model_name='claimreview',
            constraint=models.CheckConstraint(condition=models.Q(('correction_kind__in', ['', 'typo', 'clarification', 'facts', 'rating', 'reinstated'])), name='review_kind_known'),
        ),
        migrations.RunSQL(SUBMISSION, SUBMISSION_BACK),
        migrations.RemoveConstraint(model_name='citation', name='citation_stance_known'),
        migrations.AlterField(
            model_name='citation',
            name='stance',
            field=models.CharField(blank=True, choices=STANCES, default='', max_length=12),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.CheckConstraint(condition=models.Q(('stance__in', ['', 'supports', 'contradicts', 'background'])), name='citation_stance_known'),
        ),
    ]
