from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0030_published_file'),
    ]

    operations = [
        migrations.AddField(
            model_name='snapshot',
            name='date_guesses',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
    ]
