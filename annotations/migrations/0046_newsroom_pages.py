import annotations.review.states
import django.db.models.deletion
import django.db.models.fields.json
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


PAGES = """
CREATE TRIGGER newsroompage_insert_only BEFORE UPDATE OR DELETE ON annotations_newsroompage
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER newsroompage_never_truncated BEFORE TRUNCATE ON annotations_newsroompage
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

#: {column of the newsroom: the page that its text is now}.
MOVED = {
    "about": "who-we-are", "methodology": "methods", "corrections_policy": "corrections-policy", "funding": "funding",
    "contact": "complaints",
}


def move_texts(apps, schema_editor):
    """What a newsroom told readers on one page stands on pages of its own now."""
    page = apps.get_model("annotations", "NewsroomPage")
    for row in apps.get_model("annotations", "Newsroom").objects.all():
        for column, kind in MOVED.items():
            if text := getattr(row, column):
                page.objects.create(
                    kind=kind, language=settings.LANGUAGE_CODE, number=1, text=text, created_at=row.changed_at
                )


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0045_marking'),
    ]

    operations = [
        migrations.CreateModel(
            name='NewsroomPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('who-we-are', 'Who we are'), ('methods', 'How we check'), ('selection', 'How we choose claims'), ('corrections-policy', 'How we correct'), ('funding', 'Who pays for it'), ('people', 'Who works here'), ('complaints', 'How to reach us')], max_length=20)),
                ('language', models.CharField(max_length=12)),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField(blank=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='PinnedCheck',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='pin', serialize=False, to='annotations.claim')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.AddConstraint(
            model_name='newsroompage',
            constraint=models.UniqueConstraint(fields=('kind', 'language', 'number'), name='newsroom_page_number_unique'),
        ),
        migrations.RunSQL(PAGES, migrations.RunSQL.noop),
        migrations.RunPython(move_texts, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='newsroom',
            name='about',
        ),
        migrations.RemoveField(
            model_name='newsroom',
            name='contact',
        ),
        migrations.RemoveField(
            model_name='newsroom',
            name='corrections_policy',
        ),
        migrations.RemoveField(
            model_name='newsroom',
            name='funding',
        ),
        migrations.RemoveField(
            model_name='newsroom',
            name='methodology',
        ),
        migrations.AddField(
            model_name='newsroom',
            name='colour',
            field=models.CharField(blank=True, max_length=7),
        ),
        migrations.AddField(
            model_name='newsroom',
            name='efcsn_url',
            field=models.URLField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='newsroom',
            name='ifcn_url',
            field=models.URLField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='newsroom',
            name='logo',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='annotations.blob'),
        ),
        migrations.AddField(
            model_name='newsroom',
            name='logo_height',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='newsroom',
            name='logo_width',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name='claimreview',
            index=models.Index(django.db.models.fields.json.KeyTextTransform('topic', 'content'), models.OrderBy(models.F('first_published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('status__in', [annotations.review.states.Status['PUBLISHED'], annotations.review.states.Status['RETRACTED']])), name='review_front_topic'),
        ),
        migrations.AddIndex(
            model_name='claimreview',
            index=models.Index(django.db.models.fields.json.KeyTextTransform('language', 'content'), models.OrderBy(models.F('first_published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('status__in', [annotations.review.states.Status['PUBLISHED'], annotations.review.states.Status['RETRACTED']])), name='review_front_language'),
        ),
        migrations.AddIndex(
            model_name='claimreview',
            index=models.Index(django.db.models.functions.comparison.Coalesce('retracted_at', 'published_at'), models.F('id'), condition=models.Q(('status__in', [annotations.review.states.Status['PUBLISHED'], annotations.review.states.Status['RETRACTED']])), name='review_changed'),
        ),
        migrations.AddIndex(
            model_name='claimreview',
            index=models.Index(django.db.models.fields.json.KeyTextTransform('name', django.db.models.fields.json.KeyTextTransform('claimant', 'content')), models.OrderBy(models.F('first_published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('status__in', [annotations.review.states.Status['PUBLISHED'], annotations.review.states.Status['RETRACTED']])), name='review_front_speaker'),
        ),
    ]
