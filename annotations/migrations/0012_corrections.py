import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


# The kind of a correction is content like its reason, and tells of another verdict when there is one.
CONTENT = """
CREATE OR REPLACE FUNCTION review_content(r annotations_claimreview) RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT jsonb_build_array(r.rating, r.label_id, r.summary, r.how_checked, r.not_established, r.looked_for,
                             r.asked, r.asked_on, r.answer, r.correction_reason, r.correction_kind)
$$;

CREATE OR REPLACE FUNCTION check_submission(r annotations_claimreview, before timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    earlier annotations_claimreview;
BEGIN
    IF r.submitted_at IS NULL OR r.submitted_at <= coalesce(before, '-infinity') THEN
        PERFORM refuse('review_submission', 'each submission is later than the one before');
    END IF;
    IF (r.content->>'rating', r.content->>'summary', r.content->>'how_checked', r.content->>'not_established',
        r.content->>'correction_reason', r.content->>'correction_kind', r.content->>'wording')
       IS DISTINCT FROM
       (r.rating::text, r.summary, r.how_checked, r.not_established, r.correction_reason, r.correction_kind::text,
        (SELECT wording FROM annotations_claim WHERE id = r.claim_id)) THEN
        PERFORM refuse('review_submission', 'the submitted content is not what stands in the draft');
    END IF;
    SELECT * INTO earlier FROM annotations_claimreview WHERE claim_id = r.claim_id AND number = r.number - 1;
    IF earlier.id IS NOT NULL AND (r.correction_kind = 'rating') <>
       ((earlier.rating, earlier.label_id) IS DISTINCT FROM (r.rating, r.label_id)) THEN
        PERFORM refuse('review_correction_kind', 'a correction is called a changed verdict when it changes it');
    END IF;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0011_confirmed_copy'),
    ]

    operations = [
        migrations.AddField(
            model_name='audithead',
            name='rule',
            field=models.PositiveSmallIntegerField(db_default=1, default=2),
        ),
        migrations.AddField(
            model_name='claimreview',
            name='correction_kind',
            field=models.CharField(blank=True, choices=[('typo', 'Typing error'), ('clarification', 'Clarification'), ('facts', 'Correction of facts'), ('rating', 'Verdict changed')], db_default='', max_length=13),
        ),
        migrations.AddField(
            model_name='correctionrequest',
            name='answer',
            field=models.TextField(blank=True, db_default=''),
        ),
        migrations.AddField(
            model_name='correctionrequest',
            name='answered_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='correctionrequest',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='correctionrequest',
            name='closed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='correctionrequest',
            name='version',
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AlterField(
            model_name='correctionrequest',
            name='outcome',
            field=models.CharField(blank=True, choices=[('correct', 'We correct it'), ('stands', 'The fact-check stands'), ('unclear', "The report can't be followed up")], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='claimreview',
            constraint=models.CheckConstraint(condition=models.Q(('correction_kind__in', ['', 'typo', 'clarification', 'facts', 'rating'])), name='review_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='correctionrequest',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'correct', 'stands', 'unclear'])), name='request_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='correctionrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='request_answer_paired'),
        ),
        migrations.AddConstraint(
            model_name='correctionrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None)), models.Q(('answered_by__isnull', False), ('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='request_closed_paired'),
        ),
        migrations.AddConstraint(
            model_name='correctionrequest',
            constraint=models.CheckConstraint(condition=models.Q(('closed_by', None), models.Q(('closed_by', models.F('answered_by')), _negated=True), _connector='OR'), name='request_by_two'),
        ),
        migrations.RunSQL(CONTENT, migrations.RunSQL.noop),
    ]
