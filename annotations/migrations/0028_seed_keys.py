from django.db import migrations, models

LABELS = [
    ("verified", "verified", "Verified"), ("mostly_accurate", "verified", "Mostly accurate"),
    ("disputed", "disputed", "Disputed"), ("false", "disputed", "False"), ("misleading", "disputed", "Misleading"),
    ("missing_context", "disputed", "Missing context"), ("unverifiable", "unverifiable", "Unverifiable"),
]
QUESTIONS = [
    ("literal", "Is it literally true?"), ("other_reading", "Is there another way to read it?"),
    ("proof", "Did the speaker give proof?"), ("ruled_before", "Does it agree with how we ruled before?"),
    ("primary", "Is there a primary source?"), ("second", "Is there a second, independent source?"),
    ("asked", "Was the speaker asked?"), ("evidence_against", "Is the evidence against the verdict named, too?"),
]


def name_seeds(apps, schema_editor):
    """Rows are known by their shipped words, those worded anew by their turn: seeds were the first rows made."""
    labels = list(apps.get_model("annotations", "Label").objects.filter(language="en").order_by("pk"))
    _name(labels, [(key, words, lambda row, rating=rating: row.rating == rating) for key, rating, words in LABELS])
    questions = list(apps.get_model("annotations", "ChecklistQuestion").objects.order_by("pk"))
    _name(questions, [(key, words, lambda row: True) for key, words in QUESTIONS])


def _name(rows, shipped):
    if not rows:
        return
    for by_words in (True, False):
        for key, words, fits in shipped:
            if any(row.key == key for row in rows):
                continue
            free = [row for row in rows if not row.key and fits(row) and (row.words == words or not by_words)]
            if free:
                free[0].key = key
                free[0].save(update_fields=["key"])


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0027_speaker_index'),
    ]

    operations = [
        migrations.AddField(
            model_name='label',
            name='key',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=20),
        ),
        migrations.AddField(
            model_name='checklistquestion',
            name='key',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=20),
        ),
        migrations.RunPython(name_seeds, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name='label',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('key',), name='label_key_unique'),
        ),
        migrations.AddConstraint(
            model_name='checklistquestion',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('key',), name='question_key_unique'),
        ),
    ]
