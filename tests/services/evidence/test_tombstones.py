"""A backup older than a removal: what it brought back goes again, by the list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from annotations.models import AuditEvent, Origin, Removal, Snapshot, User
from annotations.services.evidence import removals, tombstones
from annotations.services.store.blobs import RemovedContent, keep
from annotations.services.text import versions
from tests import factories

pytestmark = pytest.mark.django_db
DATA = factories.DOCUMENT.encode()


def line(**changes: str) -> str:
    """As the list of another database tells it."""
    return json.dumps(
        {
            "kind": "copy", "sha256": "", "ground": "Order 12", "asked_by": "gone1", "decided_by": "gone2",
            "asked_at": "2026-10-01T10:00:00+00:00", "removed_at": "2026-10-02T10:00:00+00:00", **changes,
        }
    )  # fmt: skip


@pytest.fixture
def copy(checker: User) -> Snapshot:
    return factories.cite(checker, factories.draft(checker)).snapshots.get()


def test_the_list_tells_what_was_done(
    copy: Snapshot, editor: User, django_capture_on_commit_callbacks: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    other = factories.UserFactory(role="editor")
    asked = removals.ask(by=editor, ground="Order 12", snapshot=copy)
    assert tombstones.told() == []
    with django_capture_on_commit_callbacks(execute=True):
        removals.decide(removal=asked, by=other, remove=True)
    call_command("removals")
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["sha256"], told["ground"]) == ("copy", copy.blob_id, "Order 12")
    assert (told["asked_by"], told["decided_by"]) == (editor.username, other.username)


def test_what_came_back_goes_again_and_stays_away(
    copy: Snapshot, tmp_path: Path, django_capture_on_commit_callbacks: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "list"
    listed.write_text(line(sha256=copy.blob_id) + "\n" + line(sha256="f" * 64) + "\n")
    with django_capture_on_commit_callbacks(execute=True):
        call_command("removals", apply=listed)
    assert "Removed again: 1. Not here: 1." in capsys.readouterr().out
    copy.refresh_from_db()
    assert copy.text == ""
    assert not default_storage.exists(copy.blob.storage_name)
    done = Removal.objects.get()
    assert done.removed_at.isoformat() == "2026-10-02T10:00:00+00:00"
    assert not done.asked_by.is_active
    assert not done.asked_by.has_usable_password()
    with pytest.raises(RemovedContent):
        keep(DATA)
    assert AuditEvent.objects.filter(verb="removal.done", chain_kind="source").count() == 1
    call_command("removals", apply=listed)
    assert Removal.objects.count() == 1


def test_each_version_with_the_text_goes(checker: User) -> None:
    article = factories.article(checker)
    versions.write_version(article=article, by=checker, text="Another text.", origin=Origin.OUTLET)
    versions.write_version(article=article, by=checker, text=factories.TEXT, origin=Origin.OUTLET)
    sha256 = article.versions.get(number=1).sha256
    assert tombstones.apply([line(kind="text", sha256=sha256)]) == (1, 0)
    texts = list(article.versions.order_by("number").values_list("text", flat=True))
    assert texts == ["", "Another text.", ""]


@pytest.mark.parametrize(
    "words",
    ["{", "[]", "{}", line(kind="page"), line(asked_by="gone2"), line(removed_at="soon"), line(asked_at="2026-10-01")],
    ids=["cut", "list", "empty", "kind", "one person", "time", "no zone"],
)
def test_a_bad_list_changes_nothing(copy: Snapshot, tmp_path: Path, words: str) -> None:
    listed = tmp_path / "list"
    listed.write_text(line(sha256=copy.blob_id) + "\n" + words)
    with pytest.raises(CommandError, match="Line 2 is no removal"):
        call_command("removals", apply=listed)
    copy.refresh_from_db()
    assert copy.text
    with pytest.raises(CommandError, match="can't be read"):
        call_command("removals", apply=tmp_path / "none")
