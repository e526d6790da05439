import django.db.models.fields.json
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

import annotations.review.states


class Migration(migrations.Migration):
    atomic = False  # nobody waits for an index

    dependencies = [
        ('annotations', '0052_reworked'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='claimreview',
            index=models.Index(django.db.models.fields.json.KeyTextTransform('reworked_from', 'content'), condition=models.Q(('status', annotations.review.states.Status['PUBLISHED'])), name='review_origin'),
        ),
    ]
