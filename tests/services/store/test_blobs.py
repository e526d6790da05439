"""Bytes under their hash: stored once, whole or not at all, and checked again years later."""

from __future__ import annotations

import hashlib
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from annotations.models import Blob, User
from annotations.services.store import blobs
from tests import factories

pytestmark = pytest.mark.django_db


def path_of(blob: Blob) -> Path:
    return Path(default_storage.path(blob.storage_name))


def test_the_same_bytes_are_stored_once() -> None:
    first, second = blobs.keep(b"bulletin"), blobs.keep(b"bulletin")
    assert first == second
    assert first.sha256 == hashlib.sha256(b"bulletin").hexdigest()
    assert blobs.read(first) == b"bulletin"
    assert list(path_of(first).parent.iterdir()) == [path_of(first)]


def test_a_write_that_breaks_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="not_stored"):
        blobs.keep(b"bulletin")
    assert not Blob.objects.exists()
    assert not any(path.is_file() for path in Path(default_storage.path("")).rglob("*"))


def run() -> tuple[str, str, bool]:
    """(standard output, standard error, whether all was well) of the command."""
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_blobs", stdout=out, stderr=err)
    except CommandError as exc:
        return out.getvalue(), f"{err.getvalue()}{exc}", False
    return out.getvalue(), err.getvalue(), True


def test_all_is_well() -> None:
    for n in range(3):
        blobs.keep(f"document {n}".encode())
    assert run() == ("All 3 kept files are as they were.\n", "", True)


def test_nothing_kept_yet() -> None:
    assert run() == ("All 0 kept files are as they were.\n", "", True)


def test_missing_and_changed_files_are_named_with_the_copies_that_need_them(checker: User) -> None:
    source = factories.cite(checker, factories.draft(checker))
    snapshot = source.snapshots.get()
    lost, changed = snapshot.blob, blobs.keep(b"changed later")
    blobs.keep(b"whole")
    path_of(lost).unlink()
    path_of(changed).write_bytes(b"other bytes")
    out, err, well = run()
    assert not well
    assert f"{lost.sha256} is missing; copies: {snapshot.pk}" in err
    other = hashlib.sha256(b"other bytes").hexdigest()
    assert f"{changed.sha256} holds other bytes (their SHA-256 is {other}); copies: none" in err
    assert "2 of 3 kept files are damaged." in err
    assert out == ""


def test_files_that_no_row_tells_of_are_named_and_do_no_harm() -> None:
    blob = blobs.keep(b"bulletin")
    stray = path_of(blob).with_name(blob.sha256[:4] + "0" * 60)
    stray.write_bytes(b"left by a crash")
    out, err, well = run()
    assert well
    assert err == ""
    assert out == f"{blob.storage_name[:6]}{stray.name} belongs to no copy\nAll 1 kept files are as they were.\n"
