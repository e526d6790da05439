"""Legal removal: two people, a ground, a tombstone; nothing else ever changes what is kept."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from annotations.models import ArticleVersion, Fetch, Removal, Snapshot, Source, User
from annotations.review.permissions import Refused
from annotations.services.evidence import fetch_work, removals, sources
from annotations.services.record.audit_check import check_chains
from annotations.services.store import blobs, fetches
from annotations.services.store.uploads import Upload
from annotations.services.text import articles, versions
from tests import factories
from tests.conftest import client_of
from tests.web import LocalWeb

pytestmark = pytest.mark.django_db
GROUND = "Order 12/2026 of the city court: names a minor."


@pytest.fixture
def second(db: None) -> User:
    return factories.UserFactory(role="editor")


@pytest.fixture
def copy(checker: User) -> Snapshot:
    return factories.cite(checker, factories.draft(checker)).snapshots.get()


def remove(by: User, second: User, commit: Any, **subject: Any) -> Removal:
    asked = removals.ask(by=by, ground=GROUND, **subject)
    with commit(execute=True):
        return removals.decide(removal=asked, by=second, remove=True)


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    return django_capture_on_commit_callbacks


def test_content_goes_and_a_tombstone_stays(copy: Snapshot, editor: User, second: User, commit: Any) -> None:
    name = copy.blob.storage_name
    assert default_storage.exists(name)
    done = remove(editor, second, commit, snapshot=copy)
    copy.refresh_from_db()
    assert (copy.text, copy.blocks, copy.title, copy.headers, copy.words) == ("", [], "", [], 0)
    assert (copy.cuts, copy.date_guesses, copy.other_text, copy.ruled, copy.redirects) == ([], [], "", "", [])
    assert (copy.blob_id, copy.size) == (done.sha256, len(factories.DOCUMENT.encode()))
    assert not default_storage.exists(name)
    page = client_of(editor).get(f"/copies/{copy.pk}/").content.decode()
    assert f"Ground: {GROUND}" in page
    assert "27 hours" not in page
    for way in ("original", "page", "warc"):
        assert client_of(editor).get(f"/copies/{copy.pk}/{way}/").status_code == 404
    assert GROUND in client_of(editor).get("/removals/").content.decode()


def test_the_same_bytes_go_wherever_they_are_and_come_back_nowhere(
    copy: Snapshot, checker: User, editor: User, second: User, commit: Any
) -> None:
    other = factories.cite(checker, factories.draft(checker)).snapshots.get()
    remove(editor, second, commit, snapshot=copy)
    other.refresh_from_db()
    assert other.text == ""
    upload = Upload("again.txt", factories.DOCUMENT.encode(), "text/plain")
    with pytest.raises(ValidationError, match="not kept again"):
        sources.take_upload(source=other.source, by=checker, upload=upload)
    with pytest.raises(ValidationError, match="not kept again"):
        factories.cite(checker, factories.draft(checker))
    assert not default_storage.exists(copy.blob.storage_name)


def test_a_worker_does_not_keep_it_again(checker: User, editor: User, second: User, web: LocalWeb, commit: Any) -> None:
    source, _new = sources.find_or_add(by=checker, url=web.url("/page"), protected=False)
    fetches.enqueue(source=source, url=source.url)
    fetch_work.work_on_next()
    remove(editor, second, commit, snapshot=source.snapshots.get())
    other, _new = sources.find_or_add(by=checker, url=web.url("/page?other"), protected=False)
    fetches.enqueue(source=other, url=other.url)
    fetch_work.work_on_next()
    row = Fetch.objects.get(source=other)
    assert (row.state, row.error) == ("failed", "removed_content")
    assert not other.snapshots.kept().exists()


def test_the_text_of_a_version_goes(checker: User, editor: User, second: User, commit: Any) -> None:
    claim = factories.claim(checker)
    version = claim.article.versions.get()
    remove(editor, second, commit, version=version)
    version.refresh_from_db()
    assert (version.text, version.blocks, version.cuts) == ("", [], [])
    for path in (f"/articles/{claim.article_id}/", f"/articles/{claim.article_id}/versions/", f"/claims/{claim.pk}/"):
        answer = client_of(checker).get(path)
        assert answer.status_code == 200, path
        assert "counted 1,204 ships" not in answer.content.decode()
    assert GROUND in client_of(checker).get(f"/articles/{claim.article_id}/").content.decode()
    with pytest.raises(ValidationError, match="removed for legal reasons"):
        articles.add_pasted(by=checker, document=articles.read_pasted(factories.TEXT, ""), facts={})
    new = versions.write_version(article=claim.article, by=checker, text="Another text altogether.", origin="outlet")
    assert new.anchors.get().status == "lost"
    assert client_of(checker).get(f"/articles/{claim.article_id}/versions/2/").status_code == 200


def test_two_people_and_a_ground(copy: Snapshot, checker: User, editor: User, second: User) -> None:
    with pytest.raises(ValidationError, match="ground"):
        removals.ask(by=editor, ground=" ", snapshot=copy)
    with pytest.raises(Refused):
        removals.ask(by=checker, ground=GROUND, snapshot=copy)
    asked = removals.ask(by=editor, ground=GROUND, snapshot=copy)
    with pytest.raises(Refused, match="decides_own_removal"):
        removals.decide(removal=asked, by=editor, remove=True)
    with pytest.raises(Refused):
        removals.decide(removal=asked, by=checker, remove=True)
    with pytest.raises(Refused, match=r"removal_|content_"):
        removals.ask(by=second, ground=GROUND, snapshot=copy)
    removals.decide(removal=asked, by=second, remove=False)
    copy.refresh_from_db()
    assert copy.text
    with pytest.raises(Refused, match=r"removal_|content_"):
        removals.decide(removal=asked, by=second, remove=True)
    removals.ask(by=second, ground=GROUND, snapshot=copy)


def refused(statement: str, *values: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_database_refuses_every_other_way(copy: Snapshot, editor: User, second: User, commit: Any) -> None:
    asked = removals.ask(by=editor, ground=GROUND, snapshot=copy)
    blank = "UPDATE annotations_snapshot SET text = '', blocks = '[]', spans = '[]' WHERE id = %s"
    refused(blank, copy.pk)
    refused("SELECT remove_content(%s)", asked.pk)
    refused(
        "UPDATE annotations_removal SET decided_by_id = asked_by_id, decided_at = now(), removed_at = now() WHERE id = %s",
        asked.pk,
    )
    with commit(execute=True):
        removals.decide(removal=asked, by=second, remove=True)
    refused("UPDATE annotations_removal SET ground = 'other' WHERE id = %s", asked.pk)
    refused("UPDATE annotations_removal SET removed_at = NULL WHERE id = %s", asked.pk)
    refused("DELETE FROM annotations_removal WHERE id = %s", asked.pk)
    refused("UPDATE annotations_snapshot SET text = 'other words' WHERE id = %s", copy.pk)
    refused("UPDATE annotations_snapshot SET url = 'http://x.example/' WHERE id = %s", copy.pk)
    refused("DELETE FROM annotations_snapshot WHERE id = %s", copy.pk)
    other = factories.article(editor).versions.get()
    refused("UPDATE annotations_articleversion SET text = '', blocks = '[]', spans = '[]' WHERE id = %s", other.pk)
    assert ArticleVersion.objects.get(pk=other.pk).text


def test_verification_says_removed_not_tampered(
    copy: Snapshot, editor: User, second: User, commit: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    done = remove(editor, second, commit, snapshot=copy)
    call_command("verify_blobs")
    assert f"was removed on {done.removed_at.date().isoformat()}" in capsys.readouterr().out
    assert list(check_chains("source", copy.source_id)) == []
    blobs.store(copy.blob.storage_name, BytesIO(b"back by hand"))
    with pytest.raises(CommandError):
        call_command("verify_blobs")
    assert removals.sweep() == 1
    assert removals.sweep() == 0
    call_command("verify_blobs")


def test_by_way_of_the_pages(copy: Snapshot, checker: User, editor: User, second: User, commit: Any) -> None:
    assert "Remove for legal reasons" not in client_of(checker).get(f"/copies/{copy.pk}/").content.decode()
    assert "Remove for legal reasons" in client_of(editor).get(f"/copies/{copy.pk}/").content.decode()
    assert client_of(editor).post(f"/copies/{copy.pk}/remove/", {"ground": ""}).status_code == 422
    assert client_of(editor).post(f"/copies/{copy.pk}/remove/", {"ground": GROUND}).status_code == 302
    page = client_of(editor).get("/removals/").content.decode()
    assert "another editor must decide it" in page
    assert "Remove for good" not in page
    removal = Removal.objects.get()
    assert "Remove for good" in client_of(second).get("/removals/").content.decode()
    with commit(execute=True):
        assert client_of(second).post(f"/removals/{removal.pk}/decide/", {"remove": "1"}).status_code == 302
    assert Snapshot.objects.get(pk=copy.pk).text == ""
    card = client_of(checker).get(f"/sources/{copy.source_id}/").content.decode()
    assert "The content of this copy was removed for legal reasons." in card


def test_a_protected_copy_is_named_to_nobody_else(checker: User, editor: User, auditor: User) -> None:
    source: Source = factories.cite(checker, factories.draft(checker), protected=True, title="Whistle name")
    removals.ask(by=editor, ground=GROUND, snapshot=source.snapshots.get())
    assert "Whistle name" in client_of(editor).get("/removals/").content.decode()
    for other in (auditor, factories.UserFactory(role="checker")):
        page = client_of(other).get("/removals/").content.decode()
        assert "Whistle name" not in page
        assert GROUND not in page


def test_a_removal_names_the_bytes_of_what_it_is_about(copy: Snapshot, checker: User, editor: User) -> None:
    other = factories.cite(checker, factories.draft(checker), quote="").snapshots.get()
    blob = blobs.keep(b"other bytes")
    with pytest.raises(DatabaseError, match="names the hash"), transaction.atomic():
        Removal.objects.create(snapshot=other, sha256=blob.pk, ground=GROUND, asked_by=editor)


def test_what_is_removed_takes_no_forged_facts(copy: Snapshot, editor: User, second: User, commit: Any) -> None:
    remove(editor, second, commit, snapshot=copy)
    for facts in (
        {"title": "Forged"},
        {"publisher": "x"},
        {"why": "x"},
        {"why_params": {"x": "y"}},
        {"words": 3},
        {"headers": [["a", "b"]]},
    ):
        with pytest.raises(DatabaseError, match="emptied"), transaction.atomic():
            Snapshot.objects.filter(pk=copy.pk).update(**facts)
