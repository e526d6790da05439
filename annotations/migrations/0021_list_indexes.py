from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # nobody waits for an index

    dependencies = [
        ('annotations', '0020_contacts'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='claimreview',
            index=models.Index(fields=['status', '-created_at', '-id'], name='review_list'),
        ),
        AddIndexConcurrently(
            model_name='claimreview',
            index=models.Index(condition=models.Q(('published_at__isnull', False)), fields=['published_at'], include=('rating', 'id'), name='review_published'),
        ),
        AddIndexConcurrently(
            model_name='reviewauthor',
            index=models.Index(fields=['user', '-id'], name='review_author_newest'),
        ),
    ]
