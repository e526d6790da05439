"""Child processes: started in their own group, logged with a prefix, stopped together.

Each start is recorded with the process's start time, so that after `kill -9` of everything the next
`up` stops what was left and never a stranger that got the same process id.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PRINT_LOCK = threading.Lock()


def start_time(pid: int) -> str | None:
    """When process `pid` began, in the system's own units; None when there is no such process."""
    stat = Path(f"/proc/{pid}/stat")
    if stat.parent.parent.joinpath("self").exists():
        try:
            # Field 22; the name in field 2 may hold spaces and brackets, so count from its end.
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] == "Z" else fields[19]
    listed = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return listed.stdout.strip() or None


@dataclass
class Record:
    """The file of what was started: `[{name, pid, started}]`."""

    path: Path

    def read(self) -> list[dict[str, str | int]]:
        try:
            return list(json.loads(self.path.read_text()))
        except (OSError, ValueError):
            return []

    def write(self, rows: Sequence[Mapping[str, str | int]]) -> None:
        fresh = self.path.with_suffix(".new")
        fresh.write_text(json.dumps(rows))
        fresh.replace(self.path)

    def stop_leftovers(self) -> list[str]:
        """Stop recorded processes that still run (same start time); give their names."""
        names = []
        for row in self.read():
            pid = int(row["pid"])
            if start_time(pid) is None:
                # The leader is gone; what it started is still in its group.
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(pid, signal.SIGKILL)
            elif start_time(pid) == row["started"]:
                names.append(str(row["name"]))
                stop_group(pid, signal.SIGINT if row["name"] == "postgres" else signal.SIGTERM)
        self.write([])
        return names


def stop_group(pid: int, with_signal: int, patience: float = 8.0) -> None:
    """Ask the process group led by `pid` to stop; after `patience` seconds, kill it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, with_signal)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and start_time(pid):
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        time.sleep(0.03)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


@dataclass
class Part:
    """One child of `up`: how to start it, and the process that runs now."""

    name: str
    command: list[str]
    env: Mapping[str, str]
    stop_signal: int = signal.SIGTERM
    stdin: str | None = None
    process: subprocess.Popen[str] | None = None
    restart_after: float = 0.0
    starts: list[float] = field(default_factory=list)

    def start(self, say: Callable[[str, str], None]) -> None:
        self.starts.append(time.monotonic())
        self.process = subprocess.Popen(
            self.command,
            env=dict(self.env),
            stdin=subprocess.PIPE if self.stdin is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        if self.stdin is not None and self.process.stdin:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.write(self.stdin)
                self.process.stdin.close()
        threading.Thread(target=self._follow, args=(self.process, say), daemon=True).start()

    def _follow(self, process: subprocess.Popen[str], say: Callable[[str, str], None]) -> None:
        assert process.stdout is not None  # noqa: S101 - opened with PIPE above
        with contextlib.suppress(ValueError):
            for line in process.stdout:
                say(self.name, line.rstrip("\n"))

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else 0

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process is None:
            return
        stop_group(self.process.pid, self.stop_signal)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=2)


class Parts:
    """All children, in the order they start; they stop in the reverse order."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.parts: list[Part] = []

    def say(self, name: str, line: str) -> None:
        with PRINT_LOCK, contextlib.suppress(BrokenPipeError, ValueError):
            sys.stdout.write(f"{name:<9}| {line}\n")
            sys.stdout.flush()

    def add(self, part: Part) -> Part:
        part.start(self.say)
        self.parts.append(part)
        self._write_record()
        return part

    def add_server(self, make: Callable[[], Part], answers: Callable[[], bool], seconds: float = 30.0) -> None:
        """Start a server and return once it answers; on another port when somebody was quicker to take its own.

        Raises SystemExit when it does not come up within `seconds`.
        """
        deadline = time.monotonic() + seconds
        for _ in range(4):
            part = self.add(make())
            while part.alive() and time.monotonic() < deadline:
                if answers():
                    return
                time.sleep(0.03)
            part.stop()
            self.parts.remove(part)
        raise SystemExit(f"{part.name} did not start; see its lines above.")

    def _write_record(self) -> None:
        rows: list[dict[str, str | int]] = [
            {"name": p.name, "pid": p.pid, "started": start_time(p.pid) or ""} for p in self.parts if p.pid
        ]
        self.record.write(rows)

    def revive(self) -> None:
        """Start again what died by itself, more slowly the more often it died lately."""
        now = time.monotonic()
        for part in self.parts:
            if part.alive():
                continue
            if not part.restart_after:
                lately = sum(1 for moment in part.starts if now - moment < 60)
                part.restart_after = now + min(0.2 * 2**lately, 10)
                code = part.process.returncode if part.process else None
                self.say(part.name, f"stopped by itself (exit status {code}); starting it again")
                if part.pid:
                    with contextlib.suppress(ProcessLookupError, PermissionError):
                        os.killpg(part.pid, signal.SIGKILL)
            elif now >= part.restart_after:
                part.restart_after = 0.0
                part.start(self.say)
                self._write_record()

    def stop(self) -> None:
        """Stop all: the site and the workers side by side, then the servers under them."""
        servers = [part for part in self.parts if part.name in ("postgres", "valkey")]
        others = [part for part in self.parts if part not in servers]
        for group in (others, servers):
            threads = [threading.Thread(target=part.stop) for part in group]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        self.record.write([])
