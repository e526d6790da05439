from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # nobody waits for an index

    dependencies = [
        ('annotations', '0032_first_publication'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='claimreview',
            index=models.Index(condition=models.Q(('number', 1), ('published_at__isnull', False)), fields=['first_published_at'], include=('rating', 'id'), name='review_first_version'),
        ),
        AddIndexConcurrently(
            model_name='claimreview',
            index=models.Index(condition=models.Q(('status__in', ['published', 'retracted'])), fields=['-first_published_at', '-id'], name='review_front'),
        ),
        RemoveIndexConcurrently(model_name='claimreview', name='review_published'),
    ]
