"""One version may quote several passages of one source, each once."""

from django.db import migrations, models
from django.db.models.functions import MD5


class Migration(migrations.Migration):

    dependencies = [
        ("annotations", "0003_first_release"),
    ]

    operations = [
        migrations.RemoveConstraint("citation", "citation_once"),
        migrations.AddConstraint(
            "citation",
            models.UniqueConstraint(
                "review", "source", MD5("quoted_words"), condition=models.Q(removed_at=None), name="citation_once"
            ),
        ),
    ]
