"""The words of each claim; `manage.py reindex_claims` fills them for claims that are there already."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("annotations", "0003_workspace")]

    operations = [
        migrations.CreateModel(
            name="ClaimWord",
            fields=[
                ("pk", models.CompositePrimaryKey("word", "claim", blank=True, editable=False, primary_key=True, serialize=False)),
                ("word", models.CharField(max_length=20)),
                ("claim", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="words", to="annotations.claim")),
            ],
        ),
    ]
