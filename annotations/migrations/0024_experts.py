import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


ANSWERS = """
CREATE TRIGGER expertanswer_insert_only BEFORE UPDATE OR DELETE ON annotations_expertanswer
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER expertanswer_never_truncated BEFORE TRUNCATE ON annotations_expertanswer
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER expertlink_never_deleted BEFORE DELETE ON annotations_expertlink
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0023_label_retired'),
    ]

    operations = [
        migrations.CreateModel(
            name='ExpertLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('field', models.CharField(blank=True, max_length=300)),
                ('question', models.TextField(blank=True)),
                ('expires_at', models.DateTimeField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('created_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expert_links', to='annotations.claimreview')),
                ('revoked_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ExpertAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('judgement', models.CharField(choices=[('agrees', 'I agree with the verdict'), ('disagrees', "I don't agree"), ('declines', "I can't or would rather not say"), ('comments', 'Only a comment')], max_length=9)),
                ('comment', models.TextField(blank=True)),
                ('digest', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now)),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='annotations.expertlink')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='expertlink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='expert_revoked_paired'),
        ),
        migrations.AddConstraint(
            model_name='expertanswer',
            constraint=models.CheckConstraint(condition=models.Q(('judgement__in', ['agrees', 'disagrees', 'declines', 'comments'])), name='judgement_known'),
        ),
        migrations.AddConstraint(
            model_name='expertanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('judgement', 'comments'), _negated=True), models.Q(('comment', ''), _negated=True), _connector='OR'), name='judgement_says_something'),
        ),
        migrations.RunSQL([ANSWERS], []),
    ]
