import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


# What was asked stays as it was written, and what came of it, too.
CONTACTS = """
CREATE FUNCTION contact_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.claim_id, NEW.whom, NEW.channel, NEW.asked_at, NEW.question, NEW.due_at, NEW.created_by_id, NEW.created_at)
       IS DISTINCT FROM
       (OLD.claim_id, OLD.whom, OLD.channel, OLD.asked_at, OLD.question, OLD.due_at, OLD.created_by_id, OLD.created_at)
       OR OLD.outcome <> '' THEN
        PERFORM refuse('contact_kept', 'an attempt stays as it was logged; log another one');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER contact_guard BEFORE UPDATE ON annotations_contact FOR EACH ROW EXECUTE FUNCTION contact_guard();
CREATE TRIGGER contact_never_deleted BEFORE DELETE ON annotations_contact
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER contact_never_truncated BEFORE TRUNCATE ON annotations_contact
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER FUNCTION contact_guard() SET search_path = pg_catalog, public, pg_temp;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0019_comments'),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('whom', models.CharField(max_length=200)),
                ('channel', models.CharField(choices=[('email', 'E-mail'), ('phone', 'Phone'), ('form', 'Contact form'), ('message', 'Message on a platform'), ('letter', 'Letter'), ('person', 'In person')], max_length=8)),
                ('asked_at', models.DateTimeField()),
                ('question', models.TextField()),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('', 'Waiting for an answer'), ('answered', 'Answered'), ('declined', 'Would not comment'), ('silent', 'No answer')], default='', max_length=8)),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='annotations.claim')),
                ('closed_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['asked_at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('outcome', '')), fields=['created_by', 'due_at'], name='contact_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('channel__in', ['email', 'phone', 'form', 'message', 'letter', 'person']), ('outcome__in', ['', 'answered', 'declined', 'silent'])), name='contact_known'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('closed_by', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('answered_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='contact_closed_paired'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'answered'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='contact_answer_there'), models.CheckConstraint(condition=models.Q(('due_at', None), ('due_at__gte', models.F('asked_at')), _connector='OR'), name='contact_due_later')],
            },
        ),
        migrations.RunSQL([CONTACTS], []),
    ]
