from django.db import migrations, models

from annotations.promises.sql import read


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0041_overdue_views'),
    ]

    operations = [
        migrations.AddField(
            model_name='snapshot',
            name='other_text',
            field=models.TextField(blank=True, db_default=''),
        ),
        migrations.RunSQL(read('content_removal'), migrations.RunSQL.noop),
    ]
