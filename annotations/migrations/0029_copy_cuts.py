from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0028_seed_keys'),
    ]

    operations = [
        migrations.AddField(
            model_name='snapshot',
            name='cuts',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
    ]
