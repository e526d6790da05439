"""Days that an outside authority stamps."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from annotations.models import AuditHead, Blob, HeadStamp, Snapshot, User
from annotations.services.record import audit, timestamps
from annotations.services.store import blobs
from tests import factories
from tests.authority import Authority
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority(settings: Any, tmp_path: Path) -> Iterator[Authority]:
    settings.FETCH_ALLOWED_NETWORKS = ["127.0.0.1/32"]
    with Authority() as made:
        (tmp_path / "roots.pem").write_bytes(made.pem)
        settings.TIMESTAMP_URL, settings.TIMESTAMP_ROOTS = made.url, str(tmp_path / "roots.pem")
        yield made


@pytest.fixture
def head(checker: User, editor: User) -> AuditHead:
    """Of today, as it will be sealed tomorrow."""
    factories.published(checker, editor)
    made = audit.seal_day(timezone.now().replace(hour=12) + timedelta(days=1))
    assert made is not None
    return made


def found() -> list[str]:
    return [finding.words for finding in timestamps.check()]


def test_a_day_is_stamped_once_and_holds(authority: Authority, head: AuditHead) -> None:
    assert timestamps.stamp_days() == 1
    assert timestamps.stamp_days() == 0
    stamp = HeadStamp.objects.get()
    assert (stamp.stamped_at, stamp.authority, stamp.copies) == (authority.now, authority.url, 1)
    assert found() == []
    assert timestamps.summary() == "1 days are time-stamped (their signatures hold)."


@pytest.mark.parametrize("wrong", ["digest", "nonce", "status", "nothing"])
def test_a_wrong_answer_is_not_kept_and_asked_for_again(authority: Authority, head: AuditHead, wrong: str) -> None:
    authority.wrong = wrong
    assert timestamps.stamp_days() == 0
    assert not HeadStamp.objects.exists()
    authority.wrong = ""
    assert timestamps.stamp_days() == 1


def test_a_signature_that_does_not_hold_is_told(authority: Authority, head: AuditHead) -> None:
    authority.wrong = "signature"
    timestamps.stamp_days()
    assert found()[0].startswith("it does not hold")


def test_another_authority_is_told(authority: Authority, head: AuditHead, settings: Any, tmp_path: Path) -> None:
    timestamps.stamp_days()
    (tmp_path / "other.pem").write_bytes(Authority().pem)
    settings.TIMESTAMP_ROOTS = str(tmp_path / "other.pem")
    assert found()[0].startswith("it does not hold")
    settings.TIMESTAMP_ROOTS = ""
    assert found() == []
    assert "signatures not checked" in timestamps.summary()


def test_a_copy_that_was_put_in_later_is_told(authority: Authority, head: AuditHead) -> None:
    timestamps.stamp_days()
    assert found() == []
    blobs.keep(b"Another copy of that day.")
    assert found() == ["the copies of that day are not those that were stamped"]


def test_a_head_that_was_changed_is_told(authority: Authority, head: AuditHead) -> None:
    timestamps.stamp_days()
    stamp = HeadStamp.objects.get()
    stamp.head.digest = "0" * 64
    wanted = timestamps.message(stamp.head, stamp.copies, stamp.copies_digest)
    assert wanted != timestamps.message(AuditHead.objects.get(), stamp.copies, stamp.copies_digest)


def test_without_an_authority_nobody_is_asked(head: AuditHead, settings: Any) -> None:
    settings.TIMESTAMP_URL = ""
    assert timestamps.stamp_days() == 0
    out = io.StringIO()
    call_command("verify_audit", stdout=out)
    assert "No day is time-stamped." in out.getvalue()


def test_the_command_tells_of_a_stamp_of_something_else(
    authority: Authority, head: AuditHead, monkeypatch: pytest.MonkeyPatch
) -> None:
    timestamps.stamp_days()
    with monkeypatch.context() as other:
        other.setattr(timestamps, "message", lambda *told: b"another day")
        assert found() == ["it stamps something else than the day's head and copies"]
        with pytest.raises(CommandError):
            call_command("verify_audit", stderr=io.StringIO(), stdout=io.StringIO())
    call_command("verify_audit", stdout=io.StringIO())


def test_the_database_lets_nobody_change_a_stamp(authority: Authority, head: AuditHead) -> None:
    timestamps.stamp_days()
    for sql in ("UPDATE annotations_headstamp SET copies = 0", "DELETE FROM annotations_headstamp"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_the_page_of_a_copy_tells_who_signed_that_it_was_there(
    authority: Authority, head: AuditHead, editor: User
) -> None:
    copy = Snapshot.objects.get()
    client = client_of(editor)
    assert "was kept by then" not in client.get(f"/copies/{copy.pk}/").content.decode()
    timestamps.stamp_days()
    assert f"{authority.url} signed on" in client.get(f"/copies/{copy.pk}/").content.decode()
    later = Blob(sha256="0" * 64, size=1, created_at=timezone.now() + timedelta(days=3))
    assert HeadStamp.objects.covering(later) is None
