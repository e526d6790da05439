"""Whether a highlight lies within its text is told without reading the text once more."""

from django.db import migrations

from annotations.promises.sql import promise


class Migration(migrations.Migration):

    dependencies = [
        ("annotations", "0004_several_quotes"),
    ]

    operations = [
        migrations.RunSQL(promise("text/range_within", 5), migrations.RunSQL.noop),
    ]
