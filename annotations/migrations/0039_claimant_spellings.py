"""Speakers are merged and parted, known by other spellings, and of no kind until somebody says which."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


SPELLINGS = Path(__file__).with_suffix('.sql').read_text()


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0038_rating_index'),
    ]

    operations = [
        migrations.AddField(
            model_name='claimant',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='spellings', to='annotations.claimant'),
        ),
        migrations.AddField(
            model_name='claimant',
            name='moved',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None),
        ),
        migrations.AlterField(
            model_name='claimant',
            name='kind',
            field=models.CharField(blank=True, choices=[('Person', 'Person'), ('Organization', 'Organisation')], default='', max_length=12),
        ),
        migrations.RunSQL(SPELLINGS, migrations.RunSQL.noop),
    ]
