"""Columns for why something failed or is doubtful, by code; 0057 fills them.

The columns of the sentences stay for one release, so that processes of the last one go on: they leave the new ones empty,
and what they write meanwhile is told without a reason.
"""

from django.db import migrations, models


def explained(model):
    return [
        migrations.AddField(model, "why", models.CharField(blank=True, db_default="", max_length=40)),
        migrations.AddField(
            model,
            "why_params",
            models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
    ]


def forgotten(model, column):
    default = f"ALTER TABLE annotations_{model} ALTER COLUMN {column} SET DEFAULT ''"
    return migrations.SeparateDatabaseAndState(
        database_operations=[migrations.RunSQL(default, migrations.RunSQL.noop)],
        state_operations=[migrations.RemoveField(model, column)],
    )


class Migration(migrations.Migration):

    dependencies = [
        ("annotations", "0055_published_markup"),
    ]

    operations = [
        *(
            operation
            for model in ("captureorder", "fetch", "livepage", "outboxpage", "outsidecopy", "snapshot")
            for operation in explained(model)
        ),
        *(forgotten(model, "message") for model in ("captureorder", "fetch", "outsidecopy", "snapshot")),
        forgotten("outboxpage", "error"),
    ]
