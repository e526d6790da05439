import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # nobody waits for an index

    dependencies = [
        ("annotations", "0006_evidence"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='snapshot',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left('text', 200000), config='simple'), condition=models.Q(('blob__isnull', False)), name='snapshot_words'),
        ),
        AddIndexConcurrently(
            model_name='source',
            index=models.Index(condition=models.Q(('protected', False), models.Q(('canonical_key', ''), _negated=True)), fields=['canonical_key'], name='source_canonical_key'),
        ),
        AddIndexConcurrently(
            model_name='source',
            index=models.Index(condition=models.Q(('next_check_at__isnull', False)), fields=['next_check_at'], name='source_due'),
        ),
    ]
