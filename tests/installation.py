"""A whole installation for tests: `manage.py up` in a folder of its own, as a person would start it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parent.parent


class Installation:
    """Runs `up`; `state` holds address and log-ins, `query` asks its database as the tables' owner."""

    def __init__(self, var: Path, **extra: str) -> None:
        self.var = var
        self.state_file = var.parent / f"{var.name}-state.json"
        self.log = var.parent / f"{var.name}-up.log"
        keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.env = {
            **keep, "FACTCHECK_VAR": str(var), "FETCH_ALLOWED_NETWORKS": "127.0.0.1/32",
            "FETCH_HOST_PAUSE_SECONDS": "0", "FACTCHECK_TEST_SPEED": "1", "WORKER_SWEEP_SECONDS": "3", "PYTHONDONTWRITEBYTECODE": "1",
            "CAPTURE": "no", "RECORD": "no", "OCR": "no", "RATE_LOGIN": "1000/m/ip", "RATE_LOGIN_FAILED": "1000/m/ip", **extra,
        }  # fmt: skip
        self.process: subprocess.Popen[bytes] | None = None
        self.state: dict[str, Any] = {}

    def start(self, *words: str, port: int | None = 0, wait: float = 90) -> Installation:
        ports = [] if port is None else ["--port", str(port)]
        command = [
            sys.executable,
            str(ROOT / "manage.py"),
            "up",
            *ports,
            "--state-file",
            str(self.state_file),
            *words,
        ]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.env, stdout=log, stderr=subprocess.STDOUT, cwd="/", start_new_session=True
            )
        deadline = time.monotonic() + wait
        while not self.state_file.exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"up did not come up:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.05)
        self.state = json.loads(self.state_file.read_text())
        return self

    def stop(self) -> int:
        """As Ctrl-C does; the exit status."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=40)

    def account(self, role: str, number: int = 0) -> dict[str, str]:
        return [a for a in self.state["accounts"] if a["role"] == role][number]

    @property
    def url(self) -> str:
        return self.state["url"]

    def pids(self) -> dict[str, int]:
        """Process id of each part that runs now."""
        return {row["name"]: row["pid"] for row in json.loads((self.var / "processes.json").read_text())}

    @property
    def owner_url(self) -> str:
        """Its database, as the tables' owner."""
        env = dict(line.split("=", 1) for line in (self.var / "owner-env").read_text().splitlines())
        return env["MIGRATE_DATABASE_URL"]

    def query(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.owner_url, autocommit=True) as connection:
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def manage(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        return subprocess.run(command, env=self.env, capture_output=True, text=True, check=False, timeout=120)


def children_of(pid: int) -> list[int]:
    """Process ids whose parent is `pid` (Linux)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(stat.parent.name))
        except (OSError, IndexError):
            continue
    return found


def wait_for(check: Any, seconds: float = 90, every: float = 0.2) -> Any:
    """The first true answer of `check()`; AssertionError when there is none within `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        answer = check()
        if answer:
            return answer
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(every)
