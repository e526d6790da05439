"""What a picture, video or sound is found to be is a part of what a version says."""

from django.db import migrations, models

from annotations.promises.sql import read
from annotations.review.content import filled


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0046_newsroom_pages'),
    ]

    operations = [
        migrations.AddField(
            model_name='claim',
            name='media_kind',
            field=models.CharField(blank=True, choices=[('', 'Words alone'), ('image', 'A picture'), ('video', 'A video'), ('audio', 'A sound')], db_default='', default='', max_length=5),
        ),
        migrations.AddField(
            model_name='claimreview',
            name='media_rating',
            field=models.CharField(blank=True, choices=[('', '… not said yet'), ('authentic', 'Authentic'), ('edited', 'Edited'), ('missing_context', 'Missing context'), ('staged', 'Staged'), ('satire', 'Satire')], db_default='', default='', max_length=15),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('media_kind__in', ['', 'image', 'video', 'audio'])), name='claim_media_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='claimreview',
            constraint=models.CheckConstraint(condition=models.Q(('media_rating__in', ['', 'authentic', 'edited', 'missing_context', 'staged', 'satire'])), name='review_media_rating_known'),
        ),
        migrations.RunSQL(filled(read('version_content'), 47), migrations.RunSQL.noop),
    ]
