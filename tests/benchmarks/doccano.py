"""The peer of the bench: doccano 1.8.4, which marks spans of a text, on the same PostgreSQL with two gunicorn workers.

It lives in an environment of its own under var/, made on the first run: its pins are older than ours.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.installation import ROOT, Installation

HOME = ROOT / "var" / "doccano"
PINS = ("doccano==1.8.4", "marshmallow<4", "numpy<2", "setuptools<81", "psycopg2-binary", "gunicorn")
NAME, PASSWORD = "bench", "correct horse battery"


def is_wanted() -> bool:
    """Whether to run it: it has to be downloaded once (a gigabyte), so only `DOCCANO=yes` says so."""
    return os.environ.get("DOCCANO") == "yes"


class Doccano:
    """A running one with a project in which spans may overlap, as highlights may."""

    def __init__(self, site: Installation, folder: Path) -> None:
        self.log = (folder / "doccano.log").open("ab")
        python = _python()
        (self.backend,) = HOME.glob("lib/python*/site-packages/backend")
        self.env = {
            "PATH": os.environ["PATH"], "DATABASE_URL": f"{_database(site)}?sslmode=disable", "SECRET_KEY": "bench",
            "DJANGO_SETTINGS_MODULE": "config.settings.production", "CELERY_BROKER_URL": "memory://",
            "MEDIA_ROOT": str(folder / "media"), "LOG_LEVEL": "ERROR", "DEBUG": "False",
        }  # fmt: skip
        for words in (["migrate", "-v0"], ["create_roles"], ["create_admin", "--username", NAME, "--password", PASSWORD,
                      "--email", "bench@example.org", "--noinput"]):  # fmt: skip
            subprocess.run([python, "manage.py", *words], check=True, cwd=self.backend, env=self.env, stdout=self.log,
                           stderr=self.log)  # fmt: skip
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.server = subprocess.Popen(
            [python, "-m", "gunicorn", "--workers", "2", "--bind", f"127.0.0.1:{self.port}", "config.wsgi"],
            cwd=self.backend, env=self.env, stdout=self.log, stderr=self.log,
        )  # fmt: skip
        self._wait()
        self.person = Annotator(self.port)
        project = {"name": "Bench", "description": "Bench", "project_type": "SequenceLabeling", "guideline": "",
                   "allow_overlapping": True, "resourcetype": "SequenceLabelingProject"}  # fmt: skip
        self.project = self.person.ask("POST", "/v1/projects", project, 201)[0]["id"]
        label = {"text": "Claim", "prefix_key": None, "suffix_key": None, "background_color": "#7c20e0"}
        self.label = self.person.ask("POST", f"/v1/projects/{self.project}/span-types", label, 201)[0]["id"]

    def text(self, words: str) -> PeerText:
        told = self.person.ask("POST", f"/v1/projects/{self.project}/examples", {"text": words}, 201)[0]
        return PeerText(self, told["id"])

    def stop(self) -> None:
        self.server.terminate()
        self.server.wait(timeout=20)
        self.log.close()

    def _wait(self) -> None:
        for _ in range(150):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"doccano did not come up: see {self.log.name}")


class Annotator:
    """Somebody logged in, over one open connection, with session and CSRF token."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.headers = {"Content-Type": "application/json"}
        self.ask("POST", "/v1/auth/login/", {"username": NAME, "password": PASSWORD}, 200)

    def ask(self, method: str, path: str, sent: dict[str, Any] | None, expected: int) -> tuple[Any, int, float]:
        """The answer, its bytes, and milliseconds."""
        start = time.perf_counter()
        self.connection.request(method, path, json.dumps(sent) if sent else None, self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        ms = (time.perf_counter() - start) * 1000
        assert answer.status == expected, (path, answer.status, body[:400])
        cookies = [c.partition(";")[0] for c in answer.headers.get_all("Set-Cookie") or []]
        if cookies:
            self.headers["Cookie"] = "; ".join(cookies)
            self.headers["X-CSRFToken"] = next(c.partition("=")[2] for c in cookies if c.startswith("csrftoken="))
        return json.loads(body or b"null"), len(body), ms


class PeerText:
    """One text in it."""

    def __init__(self, peer: Doccano, example: int) -> None:
        self.peer = peer
        self.path = f"/v1/projects/{peer.project}/examples/{example}/spans"

    def mark(self, start: int, person: Annotator | None = None) -> float:
        span = {"label": self.peer.label, "start_offset": start, "end_offset": start + 24, "prob": 0}
        told, _bytes, ms = (person or self.peer.person).ask("POST", self.path, span, 201)
        assert told["start_offset"] == start
        return ms

    def count(self) -> int:
        return len(self.peer.person.ask("GET", self.path, None, 200)[0])


def _python() -> str:
    python = HOME / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)
        subprocess.run(
            [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(python), *PINS], check=True
        )
    return str(python)


def _database(site: Installation) -> str:
    """An empty database in the cluster of ours; its address."""
    password = (site.var / "postgres-password").read_text().strip()
    parts = urlsplit(site.owner_url)
    address = f"postgres://postgres:{password}@{parts.hostname}:{parts.port}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE doccano")
    return f"{address}/doccano"
