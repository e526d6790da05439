from django.db import migrations

RENAMED = "UPDATE annotations_publishedfile SET name = 'claimreview.json' WHERE name = 'claimreview'"
BACK = "UPDATE annotations_publishedfile SET name = 'claimreview' WHERE name = 'claimreview.json'"


class Migration(migrations.Migration):
    """The feed has files beside it: each is named with its ending."""

    dependencies = [
        ('annotations', '0043_archived_addresses'),
    ]

    operations = [
        migrations.RunSQL(RENAMED, BACK),
    ]
