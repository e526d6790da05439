from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0022_notifications'),
    ]

    operations = [
        migrations.AddField(
            model_name='label',
            name='retired_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
