from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # nobody waits for an index

    dependencies = [
        ('annotations', '0037_search'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='claimreview',
            index=models.Index(fields=['rating', '-created_at', '-id'], include=('status',), name='review_rating'),
        ),
    ]
