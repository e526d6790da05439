from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # nobody waits for an index

    dependencies = [
        ("annotations", "0015_assignment_index"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='auditevent',
            index=models.Index(fields=['-at', '-id'], name='audit_newest'),
        ),
    ]
