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
        # What was removed before: pages that sent their readers on were not kept then, but the way is part of it, too.
        migrations.RunSQL(
            'SELECT remove_content(id) FROM annotations_removal WHERE removed_at IS NOT NULL AND snapshot_id IS NOT NULL',
            migrations.RunSQL.noop,
        ),
    ]
