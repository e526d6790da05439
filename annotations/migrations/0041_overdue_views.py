"""What is past its day is "overdue" in addresses, too; views that people kept follow."""

from django.db import migrations

RENAME = r"""
UPDATE annotations_savedview SET query = regexp_replace(query, '(^|&)%(old)s=', '\1%(new)s=') WHERE query ~ '(^|&)%(old)s=';
"""


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0040_version_content'),
    ]

    operations = [
        migrations.RunSQL(
            RENAME % {'old': 'late', 'new': 'overdue'}, RENAME % {'old': 'overdue', 'new': 'late'}
        ),
    ]
