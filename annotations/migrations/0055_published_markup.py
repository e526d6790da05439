
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0054_outbox'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublishedMarkup',
            fields=[
                ('review', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='markup', serialize=False, to='annotations.claimreview')),
                ('mark', models.CharField(max_length=32)),
                ('element', models.TextField()),
            ],
        ),
    ]
