from django.db import migrations, models

from annotations.extraction.archived import archived
from annotations.services.addresses import url_key


def note_archives(apps, schema_editor):
    """Sources that were cited by an archive's address before its parts were read."""
    sources = apps.get_model('annotations', 'Source').objects.filter(protected=False).exclude(url='')
    likely = sources.filter(url__iregex=r'//([\w.-]*archive[\w.-]*|perma\.cc|arquivo\.pt|vefsafn\.is|swap\.stanford\.edu)/')
    for source in likely.only('pk', 'url').iterator():
        told = archived(source.url)
        if told is not None and told.original:
            sources.filter(pk=source.pk).update(
                original_url=told.original[:2000], original_key=url_key(told.original[:2000]), archived_at=told.made_at
            )


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0042_other_text'),
    ]

    operations = [
        migrations.AddField(
            model_name='source', name='original_url', field=models.CharField(blank=True, db_default='', max_length=2000)
        ),
        migrations.AddField(
            model_name='source', name='original_key', field=models.CharField(blank=True, db_default='', max_length=2000)
        ),
        migrations.AddField(model_name='source', name='archived_at', field=models.DateTimeField(blank=True, null=True)),
        migrations.AddIndex(
            model_name='source',
            index=models.Index(
                condition=models.Q(('protected', False), models.Q(('original_key', ''), _negated=True)),
                fields=['original_key'],
                name='source_original_key',
            ),
        ),
        migrations.RunPython(note_archives, migrations.RunPython.noop),
    ]
