"""From which claim another was reworked, and what a fact-check by others ruled, are parts of what a version says."""

import django.db.models.deletion
from django.db import migrations, models

from annotations.promises.sql import read
from annotations.review.content import filled


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0051_recordings'),
    ]

    operations = [
        migrations.AddField(
            model_name='claim',
            name='reworked_from',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reworked', to='annotations.claim'),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='ruled',
            field=models.CharField(blank=True, db_default='', max_length=120),
        ),
        migrations.AddField(
            model_name='source',
            name='ruled',
            field=models.CharField(blank=True, db_default='', max_length=120),
        ),
        migrations.RemoveConstraint(
            model_name='source',
            name='source_type_known',
        ),
        migrations.AlterField(
            model_name='source',
            name='type',
            field=models.CharField(choices=[('primary', 'Primary'), ('secondary', 'Secondary'), ('expert', 'Expert'), ('reply', 'Reply from the person'), ('fact_check', 'Fact-check by others')], default='primary', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('type__in', ['primary', 'secondary', 'expert', 'reply', 'fact_check'])), name='source_type_known'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('reworked_from', None), models.Q(('reworked_from', models.F('id')), _negated=True), _connector='OR'), name='claim_reworked_from_another'),
        ),
        migrations.RunSQL(filled(read('version_content'), 52), migrations.RunSQL.noop),
        migrations.RunSQL(read('content_removal'), migrations.RunSQL.noop),
        # What was removed before 0042: the way to a page is part of it, too.
        migrations.RunSQL(
            'SELECT remove_content(id) FROM annotations_removal WHERE removed_at IS NOT NULL AND snapshot_id IS NOT NULL',
            migrations.RunSQL.noop,
        ),
    ]
