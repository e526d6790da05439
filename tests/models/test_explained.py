"""Sentences that rows kept are codes now (migration 0057)."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from django.db import connection

from annotations.models import Fetch, Snapshot, Source, User
from annotations.wording.sentences import SENTENCES, say

migration = importlib.import_module("annotations.migrations.0057_reasons_by_code")

CONSENT = "This looks like a page that asks about cookies, not like the document."
GONE = "The site says there is no such page (404). Check the address."


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (CONSENT, ("doubt_consent", {})),
        ("This page shows its text only by scripts, so we kept a page without text.", ("doubt_scripts", {})),
        (GONE, ("not_found", {"status": 404})),
        (
            "There is no text to be read in a file of this kind (application/zip).",
            ("kind_without_text", {"kind": "application/zip"}),
        ),
        ("This URL is in our block list.", ("said", {"words": "This URL is in our block list."})),
    ],
)
def test_a_sentence_becomes_a_code(sentence: str, told: tuple[str, dict[str, Any]]) -> None:
    assert migration.told(sentence) == told


def test_what_was_said_is_said_as_before() -> None:
    codes = {*migration.SENTENCES.values(), *migration.PATTERNS.values()}
    assert codes <= set(SENTENCES)
    changed = [s for s, code in migration.SENTENCES.items() if say(code) != s and code != "doubt_scripts"]
    assert changed == []


@pytest.mark.django_db
def test_old_rows_are_told_by_code(checker: User) -> None:
    source = Source.objects.create(url="https://port.example/", added_by=checker)
    attempt = Snapshot.objects.create(source=source, url=source.url, error="not_found")
    fetch = Fetch.objects.create(source=source, url=source.url, state="failed", error="not_found")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE annotations_snapshot DISABLE TRIGGER USER")
        cursor.execute("UPDATE annotations_snapshot SET message = %s", [GONE])
        cursor.execute("ALTER TABLE annotations_snapshot ENABLE TRIGGER USER")
        cursor.execute("UPDATE annotations_fetch SET message = %s", [GONE])
    with connection.schema_editor(atomic=False) as editor:
        migration.by_code(None, editor)
    for row in (attempt, fetch):
        row.refresh_from_db()
        assert (row.why, row.why_params) == ("not_found", {"status": 404})
    with connection.cursor() as cursor:
        cursor.execute("SELECT message FROM annotations_snapshot")
        assert cursor.fetchall() == [(GONE,)], "processes of the last release read it while this runs"
    with pytest.raises(Exception, match="what is removed is emptied"):
        Snapshot.objects.filter(pk=attempt.pk).update(why="")
