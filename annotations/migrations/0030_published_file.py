import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0029_copy_cuts'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublishedFile',
            fields=[
                ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('stored_as', models.CharField(max_length=120)),
                ('before', models.CharField(blank=True, max_length=120)),
                ('sha256', models.CharField(max_length=64)),
                ('mark', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
    ]
