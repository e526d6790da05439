from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("annotations", "0004_claim_words")]

    operations = [
        migrations.AddField("user", "language", models.CharField(blank=True, default="", max_length=12)),
    ]
