from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # nobody waits for an index

    dependencies = [
        ('annotations', '0026_speaker'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='claimreview',
            index=models.Index(fields=['speaker', '-created_at', '-id'], include=('status',), name='review_speaker'),
        ),
    ]
