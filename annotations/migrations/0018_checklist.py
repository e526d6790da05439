import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


# Answers are content of a version, as its texts and citations are.
ANSWERS = """
CREATE FUNCTION checklist_content(a annotations_checklistanswer) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_array(a.question_id, a.words, a.answer, a.note)
$$;

CREATE FUNCTION checklist_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    review annotations_claimreview;
    origin annotations_checklistanswer;
BEGIN
    SELECT * INTO review FROM annotations_claimreview WHERE id = NEW.review_id FOR UPDATE;
    IF TG_OP = 'UPDATE' AND (NEW.review_id, NEW.question_id) <> (OLD.review_id, OLD.question_id) THEN
        PERFORM refuse('answer_identity', 'an answer stays with its version and question');
    END IF;
    IF review.status NOT IN ('draft', 'returned') THEN
        PERFORM refuse('answer_frozen', 'the check-list is answered in draft and returned only');
    END IF;
    IF TG_OP = 'INSERT' THEN
        SELECT a.* INTO origin FROM annotations_checklistanswer a
            JOIN annotations_claimreview r ON r.id = a.review_id
            WHERE r.claim_id = review.claim_id AND r.number = review.number - 1 AND a.question_id = NEW.question_id;
        -- Carried over from the version before: that makes nobody an author.
        IF origin.id IS NOT NULL AND checklist_content(NEW) = checklist_content(origin) THEN
            RETURN NEW;
        END IF;
    ELSIF checklist_content(NEW) = checklist_content(OLD) THEN
        RETURN NEW;
    END IF;
    PERFORM note_author(NEW.review_id, NEW.changed_by_id);
    RETURN NEW;
END $$;
CREATE TRIGGER checklist_guard BEFORE INSERT OR UPDATE ON annotations_checklistanswer
    FOR EACH ROW EXECUTE FUNCTION checklist_guard();

CREATE TRIGGER checklistanswer_never_deleted BEFORE DELETE ON annotations_checklistanswer
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checklistanswer_never_truncated BEFORE TRUNCATE ON annotations_checklistanswer
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checklistquestion_never_deleted BEFORE DELETE ON annotations_checklistquestion
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER FUNCTION checklist_content(annotations_checklistanswer) SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION checklist_guard() SET search_path = pg_catalog, public, pg_temp;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0017_modes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChecklistQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=200)),
                ('hint', models.CharField(blank=True, max_length=300)),
                ('required', models.BooleanField(default=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('words',), name='question_words_unique')],
            },
        ),
        migrations.CreateModel(
            name='ChecklistAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=200)),
                ('answer', models.CharField(blank=True, choices=[('', 'Not answered'), ('yes', 'Yes'), ('no', 'No'), ('n/a', 'Does not apply')], max_length=3)),
                ('note', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now)),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checklist_answers', to='annotations.claimreview')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='annotations.checklistquestion')),
            ],
            options={
                'ordering': ['question__position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('review', 'question'), name='answer_once'), models.CheckConstraint(condition=models.Q(('answer__in', ['', 'yes', 'no', 'n/a'])), name='answer_known')],
            },
        ),
        migrations.RunSQL([ANSWERS], []),
    ]
