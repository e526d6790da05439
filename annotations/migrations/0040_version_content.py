"""What a version says is declared once (review/content.py), and all of it is what stands in the rows as it is submitted."""

from django.db import migrations

from annotations.promises.sql import read
from annotations.review.content import filled


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0039_claimant_spellings'),
    ]

    operations = [
        migrations.RunSQL(filled(read('version_content'), 40), migrations.RunSQL.noop),
    ]
