"""What the database itself promises, in place and for good (promises/sql.py)."""

from django.db import migrations

from annotations.promises.sql import kept_rows, promises


class Migration(migrations.Migration):

    dependencies = [
        ("annotations", "0001_schema"),
    ]

    operations = [
        migrations.RunSQL(promises(2), migrations.RunSQL.noop),
        migrations.RunSQL(kept_rows(), migrations.RunSQL.noop),
    ]
