"""Bytes kept under their SHA-256, stored once."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import structlog
from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage

from annotations.coded import Coded
from annotations.models import Blob, CapturedPage, Removal

log = structlog.get_logger("annotations.blobs")


class RemovedContent(Coded, ValueError):
    """These very bytes were removed for legal reasons; they are not kept again."""

    def __init__(self) -> None:
        super().__init__("removed_content")


class NotStored(Coded, OSError):
    """The store took nothing: its disk is full, or it can't be reached."""

    def __init__(self) -> None:
        super().__init__("not_stored")


def removed_on(sha256: str) -> datetime.date | None:
    """The day on which bytes of this hash were removed, None while they may be kept."""
    found = Removal.objects.of_copies().filter(sha256=sha256).first()
    return found.removed_at.date() if found and found.removed_at else None


def keep(data: bytes) -> Blob:
    """Store `data` (when it is not yet) and give its row. Safe to call twice, and from two workers at once.

    The bytes come first and the row second, so a crash between them leaves bytes without a row, never a row
    without bytes. Raises RemovedContent for bytes that had to go, NotStored where the store takes nothing.
    """
    return _keep(Blob(sha256=hashlib.sha256(data).hexdigest(), size=len(data)), BytesIO(data))


def keep_unless_removed(data: bytes) -> Blob | None:
    """`keep` for what belongs to something else, which stands without it; None for what was removed by law."""
    try:
        return keep(data)
    except RemovedContent:
        return None


def keep_pieces(pieces: Iterable[bytes]) -> Blob:
    """The same for what is too large to be held in memory, piece by piece."""
    with tempfile.TemporaryFile() as whole:
        sha256, size = hashlib.sha256(), 0
        for piece in pieces:
            sha256.update(piece)
            size += len(piece)
            try:
                whole.write(piece)
            except OSError as exc:
                raise NotStored from exc
        return _keep(Blob(sha256=sha256.hexdigest(), size=size), whole)


def _keep(blob: Blob, whole: IO[bytes]) -> Blob:
    if removed_on(blob.sha256):
        raise RemovedContent
    try:
        store(blob.storage_name, whole)
    except Exception as exc:  # each store has its own
        log.exception("not_stored", sha256=blob.sha256, size=blob.size)
        raise NotStored from exc
    Blob.objects.bulk_create([blob], ignore_conflicts=True)
    return blob


def store(name: str, whole: IO[bytes]) -> None:
    """Put a file under `name`, whole or not at all; nothing when it is there."""
    if default_storage.exists(name):
        return
    whole.seek(0)
    if isinstance(default_storage._wrapped, FileSystemStorage):  # type: ignore[attr-defined]
        _write_whole(Path(default_storage.path(name)), whole)
    else:
        default_storage.save(name, File(whole))


def _write_whole(path: Path, whole: IO[bytes]) -> None:
    """Write under another name and rename: a crash leaves no half file under the real one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as handle:
            shutil.copyfileobj(whole, handle, 1 << 20)
            handle.flush()
            os.fsync(handle.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def read(blob: Blob) -> bytes:
    """The stored bytes. Raises FileNotFoundError when the storage has lost them."""
    with opened(blob) as handle:
        return bytes(handle.read())


def opened(blob: Blob) -> File[Any]:
    """The stored bytes as a file, for the caller to close. Raises FileNotFoundError when the storage has lost them."""
    return default_storage.open(blob.storage_name, "rb")


@dataclass(frozen=True)
class Damage:
    """A kept copy that the storage no longer has as it was: `found` is the hash of what is there, None for nothing.

    `removed` is the day on which its content was removed by law: then nothing is what must be there.
    """

    sha256: str
    found: str | None
    removed: datetime.date | None = None

    @property
    def is_damage(self) -> bool:
        return self.removed is None or self.found is not None

    @property
    def words(self) -> str:
        if self.removed:
            still = " and yet is still there" if self.found else ""
            return f"was removed on {self.removed.isoformat()}{still}"
        return "is missing" if self.found is None else f"holds other bytes (their SHA-256 is {self.found})"


def verify() -> Iterator[Damage]:
    """Read every kept copy again, in pieces; gives those that are not as they were, removed ones among them."""
    removed = {r.sha256: r.removed_at.date() for r in reversed(Removal.objects.of_copies()) if r.removed_at}
    beside = _captured_with(removed)
    for blob in Blob.objects.order_by("pk").iterator(chunk_size=500):
        found = _hash_of(blob.storage_name)
        if found is None and blob.sha256 in beside:
            yield Damage(blob.sha256, None, beside[blob.sha256])
        elif found != blob.sha256 or blob.sha256 in removed:
            yield Damage(blob.sha256, found, removed.get(blob.sha256))


def _captured_with(removed: dict[str, datetime.date]) -> dict[str, datetime.date]:
    """{SHA-256: day} of what was captured with removed copies, and may be gone with them."""
    found: dict[str, datetime.date] = {}
    for sha256, day in removed.items():
        found |= dict.fromkeys(CapturedPage.objects.removed().filter(snapshot__blob=sha256).held_alone(), day)
    return found


def _hash_of(name: str) -> str | None:
    try:
        with default_storage.open(name, "rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def strays() -> Iterator[str]:
    """Names in the storage that no row tells of: left by a crash between bytes and row, or put there by hand."""
    for first in _folders(""):
        for second in _folders(first):
            names = sorted(default_storage.listdir(f"{first}/{second}")[1])
            known = set(Blob.objects.filter(pk__in=names).values_list("pk", flat=True))
            yield from (f"{first}/{second}/{name}" for name in names if name not in known)


def _folders(name: str) -> list[str]:
    try:
        return sorted(default_storage.listdir(name)[0])
    except FileNotFoundError:
        return []
