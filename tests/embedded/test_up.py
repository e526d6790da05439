"""`manage.py up` as people meet it: odd folders, a second start, Ctrl-C, kill -9 of everything."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import signal
import socket
import subprocess
import tarfile
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotations.services.store.backups import tool
from factcheck.embedded.processes import start_time
from tests.installation import ROOT, Installation, wait_for

pytestmark = pytest.mark.xdist_group("up")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """In a folder with a space and an accented letter, below a path of more than 100 characters."""
    folder = tmp_path_factory.mktemp("up") / ("long-name-" * 9) / "été à la mer"
    folder.mkdir(parents=True)
    installation = Installation(folder / "var")
    installation.start()
    yield installation
    installation.stop()


def get(url: str) -> tuple[int, str]:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.status, answer.read().decode()


def test_everything_answers(site: Installation) -> None:
    assert json.loads(get(f"{site.url}/readyz")[1]) == {"status": "ok", "database": "up", "broker": "up"}
    assert json.loads(get(f"{site.url}/healthz")[1]) == {"status": "ok"}
    assert "Waiting times for container ships" in get(site.url)[1]
    assert {a["role"] for a in site.state["accounts"]} == {"checker", "editor", "admin", "auditor"}
    assert set(site.pids()) == {"postgres", "valkey", "web", "fetch", "default"}


def test_secrets_are_for_the_owner_only(site: Installation) -> None:
    for name in ("env", "owner-env"):
        assert (site.var / name).stat().st_mode & 0o777 == 0o600
    assert "factcheck_owner" not in (site.var / "env").read_text()
    for name in ("web", "fetch", "default"):
        environ = Path(f"/proc/{site.pids()[name]}/environ")
        assert not environ.exists() or b"factcheck_owner" not in environ.read_bytes()
    assert (site.var / "accounts.json").stat().st_mode & 0o777 == 0o600
    assert site.var.stat().st_mode & 0o777 == 0o700
    assert len({a["password"] for a in site.state["accounts"]}) == len(site.state["accounts"])
    passwords = [a["password"] for a in site.state["accounts"]]
    written = [line for line in site.log.read_text().splitlines() if not line.startswith("up ")]
    assert not any(password in line for line in written for password in passwords)


def test_a_second_start_says_so(site: Installation) -> None:
    again = site.manage("up", "--port", "0")
    assert again.returncode != 0
    assert "It already runs here" in again.stderr
    assert site.url in again.stderr


def test_the_database_is_the_sites_own_role(site: Installation) -> None:
    env = dict(line.split("=", 1) for line in (site.var / "env").read_text().splitlines())
    assert "factcheck_site" in env["DATABASE_URL"]
    rights = "SELECT has_table_privilege('factcheck_site', 'annotations_auditevent', %s)"
    assert [site.query(rights, right)[0][0] for right in ("INSERT", "UPDATE", "DELETE", "TRUNCATE")] == [
        True,
        False,
        False,
        False,
    ]
    assert site.query("SELECT cardinality(show_trgm('ميناء')) > 0") == [(True,)]


def exported(file: Path) -> dict[str, Any]:
    """What a backup holds: {table: its rows, in order}, {sequence: where it stands} and {copy: the hash of its bytes}."""
    found: dict[str, Any] = {}
    with tarfile.open(file) as archive, tempfile.NamedTemporaryFile() as dump:
        for entry in archive:
            data = archive.extractfile(entry)
            assert data is not None
            if entry.name == "database.dump":
                dump.write(data.read())
                dump.flush()
            elif entry.name.startswith("blobs/"):
                found[entry.name] = hashlib.sha256(data.read()).hexdigest()
        command = [tool("pg_restore"), "--data-only", "--file=-", dump.name]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    table = ""
    for line in lines:
        if copied := re.match(r"COPY public\.(\w+) \(", line):
            table = copied.group(1)
            found[table] = []
        elif line == "\\.":
            found[table].sort()
            table = ""
        elif table:
            found[table].append(line)
        elif moved := re.search(r"setval\('public\.(\w+)', (.*)\)", line):
            found[moved.group(1)] = moved.group(2)
    return found


def test_a_backup_and_its_way_back(site: Installation, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar"
    made = site.manage("backup", str(file))
    assert made.returncode == 0, made.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    fresh = Installation(tmp_path / "other" / "var")
    fresh.var.parent.mkdir()
    back = fresh.manage("restore", str(file))
    assert back.returncode == 0, back.stderr
    refused = fresh.manage("restore", str(file))
    assert refused.returncode != 0
    assert "not empty" in refused.stderr
    again = tmp_path / "again.tar"
    assert fresh.manage("backup", str(again)).returncode == 0
    before, after = exported(file), exported(again)
    assert sorted(before) == sorted(after)
    assert [name for name in before if before[name] != after[name]] == []
    assert len(before["annotations_auditevent"]) > 100
    fresh.start()
    try:
        assert "Waiting times for container ships" in get(fresh.url)[1]
        count = "SELECT count(*), max(hash) FROM annotations_auditevent"
        assert fresh.query(count) == site.query(count)
        for (sha256,) in site.query("SELECT sha256 FROM annotations_blob"):
            path = Path(sha256[:2]) / sha256[2:4] / sha256
            assert (fresh.var / "blobs" / path).read_bytes() == (site.var / "blobs" / path).read_bytes()
    finally:
        assert fresh.stop() == 0


def test_a_backup_names_what_the_store_lost_and_holds_the_rest(site: Installation, tmp_path: Path) -> None:
    copies = [sha256 for (sha256,) in site.query("SELECT sha256 FROM annotations_blob ORDER BY 1")]
    kept = site.var / "blobs" / copies[0][:2] / copies[0][2:4] / copies[0]
    kept.rename(tmp_path / "away")
    try:
        made = site.manage("backup", str(tmp_path / "backup.tar"))
    finally:
        (tmp_path / "away").rename(kept)
    assert made.returncode == 1
    assert copies[0] in made.stderr
    with tarfile.open(tmp_path / "backup.tar") as archive:
        names = set(archive.getnames())
        told = json.load(archive.extractfile("manifest.json") or io.BytesIO())
    assert {f"blobs/{sha256}" for sha256 in copies[1:]} | {"database.dump"} <= names
    assert (told["blobs"], told["missing"]) == (len(copies) - 1, [copies[0]])


def test_check_deploy_is_clean(site: Installation) -> None:
    env = site.env | {"SITE_URL": "https://checks.example.org", "ALLOWED_HOSTS": "checks.example.org"}
    command = [
        *_python(),
        str(ROOT / "manage.py"),
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        "--database",
        "default",
    ]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues" in done.stdout


def _python() -> list[str]:
    import sys

    return [sys.executable]


def test_after_kill_9_of_everything_it_starts_again(site: Installation) -> None:
    assert site.process is not None
    accounts = site.state["accounts"]
    pids = site.pids()
    for pid in (site.process.pid, pids["web"], pids["postgres"]):
        os.kill(pid, signal.SIGKILL)
    site.process.wait()
    site.state_file.unlink()
    # A stranger that got a recorded number is left alone: its start time differs.
    with subprocess.Popen(["sleep", "60"]) as stranger:
        rows = json.loads((site.var / "processes.json").read_text())
        rows.append({"name": "beat", "pid": stranger.pid, "started": "0"})
        (site.var / "processes.json").write_text(json.dumps(rows))
        site.start()
        assert stranger.poll() is None
        stranger.kill()
    assert site.state["accounts"] == accounts
    assert get(f"{site.url}/readyz")[0] == 200
    assert all(start_time(pid) is None for name, pid in pids.items() if name not in ("web", "postgres"))


def test_a_part_that_dies_is_started_again(site: Installation) -> None:
    before = site.pids()["default"]
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: site.pids().get("default") not in (None, before))


def test_ctrl_c_leaves_nothing(site: Installation) -> None:
    pids = [*site.pids().values()]
    assert site.stop() == 0
    assert not site.state_file.exists()
    wait_for(lambda: all(start_time(pid) is None for pid in pids), 10)


def test_usual_ports_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):  # somebody else has it: as good
            taken.bind(("127.0.0.1", 8000))
            taken.listen()
        site = Installation(tmp_path / "var")
        site.start(port=None)
        assert not site.url.endswith(":8000")
        assert get(f"{site.url}/readyz")[0] == 200
        assert site.stop() == 0


def test_a_port_that_was_asked_for_and_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = Installation(tmp_path / "var").manage("up", "--port", str(taken.getsockname()[1]))
    assert done.returncode != 0
    assert "is taken. Choose another" in done.stderr


def test_data_of_another_major_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "var" / "postgres-15").mkdir(parents=True)
    done = Installation(tmp_path / "var").manage("up", "--port", "0")
    assert done.returncode != 0
    assert "manage.py backup" in done.stderr
    assert "restore" in done.stderr


def test_reset_asks(tmp_path: Path) -> None:
    site = Installation(tmp_path / "var")
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "kept").touch()
    refused = site.manage("reset")
    assert refused.returncode != 0
    assert (tmp_path / "var" / "kept").exists()
    assert site.manage("reset", "--yes").returncode == 0
    assert not (tmp_path / "var").exists()
