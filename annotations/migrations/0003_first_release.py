"""Databases that were made step by step before the first release become equal to those made by 0001 and 0002."""

from django.db import migrations

from annotations.promises.sql import kept_rows, promises

#: Sentences of the time before reasons were told by code.
FORGOTTEN = {
    "captureorder": "message", "fetch": "message", "outboxpage": "error", "outsidecopy": "message",
    "snapshot": "message",
}


class Migration(migrations.Migration):

    dependencies = [
        ("annotations", "0002_promises"),
    ]

    operations = [
        *(
            migrations.RunSQL(
                f"ALTER TABLE annotations_{table} DROP COLUMN IF EXISTS {column}", migrations.RunSQL.noop
            )
            for table, column in FORGOTTEN.items()
        ),
        migrations.RunSQL(promises(3), migrations.RunSQL.noop),
        migrations.RunSQL(kept_rows(), migrations.RunSQL.noop),
    ]
