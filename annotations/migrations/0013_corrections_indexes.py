from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # nobody waits for an index

    dependencies = [
        ("annotations", "0012_corrections"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='claimreview',
            index=models.Index(condition=models.Q(('number__gt', 1), ('published_at__isnull', False)), fields=['-published_at', '-id'], name='review_corrections'),
        ),
        AddIndexConcurrently(
            model_name='claimreview',
            index=models.Index(condition=models.Q(('retracted_at__isnull', False)), fields=['-retracted_at', '-id'], name='review_retractions'),
        ),
        AddIndexConcurrently(
            model_name='correctionrequest',
            index=models.Index(fields=['-created_at', '-id'], name='request_list'),
        ),
    ]
