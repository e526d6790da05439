from django.db import migrations, models

# How many people stand under a verdict. Opinions count as models/approval.py `counting_for` says.
MODES = """
CREATE FUNCTION expected_mode(r annotations_claimreview) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN r.number > 1 AND r.correction_kind IN ('typo', 'clarification') THEN 'one'
        WHEN c.sensitive <> '' THEN coalesce(n.sensitive_mode, 'two')
        ELSE coalesce(n.mode, 'one') END
    FROM annotations_claim c LEFT JOIN annotations_newsroom n ON n.id = 1 WHERE c.id = r.claim_id
$$;

CREATE FUNCTION review_voices(r annotations_claimreview) RETURNS SETOF annotations_opinion LANGUAGE sql STABLE AS $$
    SELECT o.* FROM annotations_opinion o
    WHERE o.review_id = r.id AND o.phase = r.mode AND (r.mode = 'blind' OR o.submitted_at = r.submitted_at)
      AND NOT EXISTS (SELECT 1 FROM annotations_reviewauthor w WHERE w.review_id = r.id AND w.user_id = o.by_id)
$$;

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

CREATE FUNCTION mode_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    submitting boolean := TG_OP = 'UPDATE' AND NEW.status = 'in_review' AND OLD.status <> 'in_review';
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.mode <> 'one' OR NEW.sealed THEN
            PERFORM refuse('review_mode_kept', 'a version gets its mode as it is submitted');
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.mode <> OLD.mode AND NOT submitting THEN
        PERFORM refuse('review_mode_kept', 'a version gets its mode as it is submitted');
    END IF;
    IF submitting AND NEW.mode <> expected_mode(NEW) THEN
        PERFORM refuse('review_mode', 'this is not the mode that the newsroom asks for');
    END IF;
    IF OLD.sealed AND NEW.status NOT IN ('in_review', 'draft') THEN
        PERFORM refuse('review_sealed', 'somebody rates it before it goes on');
    END IF;
    IF NEW.sealed <> (NEW.status = 'in_review' AND NEW.mode = 'blind'
                      AND NOT EXISTS (SELECT 1 FROM review_voices(NEW))) THEN
        PERFORM refuse('review_sealed', 'a verdict is withheld until somebody has rated it blind, and no longer');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mode_guard BEFORE INSERT OR UPDATE ON annotations_claimreview
    FOR EACH ROW EXECUTE FUNCTION mode_guard();

CREATE FUNCTION opinion_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    review annotations_claimreview;
BEGIN
    SELECT * INTO review FROM annotations_claimreview WHERE id = NEW.review_id FOR UPDATE;
    IF review.status <> 'in_review' OR review.mode <> NEW.phase OR review.submitted_at IS DISTINCT FROM NEW.submitted_at
       OR review.rating <> NEW.proposed THEN
        PERFORM refuse('opinion_in_review', 'an opinion is on the version that is in review, in its mode');
    END IF;
    IF EXISTS (SELECT 1 FROM annotations_reviewauthor WHERE review_id = NEW.review_id AND user_id = NEW.by_id) THEN
        PERFORM refuse('opinion_four_eyes', 'an author has no second opinion');
    END IF;
    IF (SELECT count(*) FROM review_voices(review)) >= (CASE review.mode WHEN 'panel' THEN 3 ELSE 1 END) THEN
        PERFORM refuse('opinion_enough', 'all opinions are in');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER opinion_guard BEFORE INSERT ON annotations_opinion
    FOR EACH ROW EXECUTE FUNCTION opinion_guard();

CREATE FUNCTION sensitive_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM annotations_claimreview
               WHERE claim_id = NEW.id AND status IN ('in_review', 'approved')) THEN
        PERFORM refuse('claim_frozen', 'how many have to agree does not change while a claim is in review');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sensitive_guard BEFORE UPDATE ON annotations_claim FOR EACH ROW
    WHEN (NEW.sensitive <> OLD.sensitive) EXECUTE FUNCTION sensitive_guard();

CREATE TRIGGER newsroom_never_deleted BEFORE DELETE ON annotations_newsroom
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
FUNCTIONS = (
    "expected_mode(annotations_claimreview)", "review_voices(annotations_claimreview)", "mode_guard()",
    "opinion_guard()", "sensitive_guard()",
)  # fmt: skip
SEARCH_PATH = "\n".join(f"ALTER FUNCTION {name} SET search_path = pg_catalog, public, pg_temp;" for name in FUNCTIONS)



class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0016_audit_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='Newsroom',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mode', models.CharField(choices=[('one', 'One editor approves'), ('two', 'Two editors approve'), ('blind', 'Blind second verdict'), ('panel', 'Panel of three')], default='one', max_length=6)),
                ('sensitive_mode', models.CharField(choices=[('one', 'One editor approves'), ('two', 'Two editors approve'), ('blind', 'Blind second verdict'), ('panel', 'Panel of three')], default='two', max_length=6)),
                ('about', models.TextField(blank=True)),
                ('methodology', models.TextField(blank=True)),
                ('corrections_policy', models.TextField(blank=True)),
                ('funding', models.TextField(blank=True)),
                ('contact', models.TextField(blank=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='opinion',
            name='opinion_once',
        ),
        migrations.AddField(
            model_name='claim',
            name='sensitive',
            field=models.CharField(blank=True, choices=[('', 'No'), ('elections', 'Elections'), ('health', 'Health'), ('legal', 'Legal')], db_default='', default='', max_length=9),
        ),
        migrations.AddField(
            model_name='claimreview',
            name='mode',
            field=models.CharField(choices=[('one', 'One editor approves'), ('two', 'Two editors approve'), ('blind', 'Blind second verdict'), ('panel', 'Panel of three')], db_default='one', default='one', max_length=6),
        ),
        migrations.AddField(
            model_name='claimreview',
            name='sealed',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='opinion',
            name='proposed',
            field=models.CharField(blank=True, choices=[('verified', 'Verified'), ('disputed', 'Disputed'), ('unverifiable', 'Unverifiable')], db_default='', max_length=12),
        ),
        migrations.AddField(
            model_name='opinion',
            name='submitted_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('sensitive__in', ['', 'elections', 'health', 'legal'])), name='claim_sensitive_known'),
        ),
        migrations.AddConstraint(
            model_name='claimreview',
            constraint=models.CheckConstraint(condition=models.Q(('mode__in', ['one', 'two', 'blind', 'panel'])), name='review_mode_known'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.UniqueConstraint(fields=('review', 'by', 'phase', 'submitted_at'), name='opinion_once_each_time'),
        ),
        migrations.AddConstraint(
            model_name='newsroom',
            constraint=models.CheckConstraint(condition=models.Q(('pk', 1)), name='newsroom_one'),
        ),
        migrations.AddConstraint(
            model_name='newsroom',
            constraint=models.CheckConstraint(condition=models.Q(('mode__in', ['one', 'two', 'blind', 'panel']), ('sensitive_mode__in', ['one', 'two', 'blind', 'panel'])), name='newsroom_mode_known'),
        ),
        migrations.RunSQL([MODES, SEARCH_PATH], []),
    ]
