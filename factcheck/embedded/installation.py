"""The folder `var/` of one installation: its secrets (`env`), its lock, its log-ins."""

import fcntl
import json
import os
import secrets
from pathlib import Path
from typing import IO, Any

from factcheck.environment import ENV_FILE, VAR_DIR

#: What opens the database as the owner of its tables.
OWNER_NAMES = ("OWNER_PASSWORD", "MIGRATE_DATABASE_URL")


def write_private(path: Path, text: str) -> None:
    """Replace `path` by `text` in one step, readable by its owner only."""
    fresh = path.with_name(path.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(text)
    fresh.replace(path)


class Installation:
    """`var/`, made with mode 0700 of its own; parents are never touched."""

    def __init__(self, var: Path = VAR_DIR) -> None:
        self.var = var
        self.var.mkdir(parents=True, exist_ok=True)
        self.var.chmod(0o700)
        self.env_file = ENV_FILE
        self.owner_file = var / "owner-env"
        self.accounts_file = var / "accounts.json"
        self.lock_file: IO[str] | None = None

    def lock(self) -> str | None:
        """Take the installation for this process; when another has it, give what that one wrote about itself."""
        self.lock_file = (self.var / "up.lock").open("a+")
        try:
            fcntl.flock(self.lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.lock_file.seek(0)
            return self.lock_file.read().strip() or "another process"
        self.note("starting")
        return None

    def note(self, text: str) -> None:
        """What a second `up` is told about this one."""
        if self.lock_file:
            self.lock_file.seek(0)
            self.lock_file.truncate()
            self.lock_file.write(f"process {os.getpid()}, {text}")
            self.lock_file.flush()

    def read_env(self) -> dict[str, str]:
        """Everything this installation knows, the owner's secrets included."""
        found: dict[str, str] = {}
        for file in (self.env_file, self.owner_file):
            if file.is_file():
                pairs = (line.partition("=") for line in file.read_text().splitlines() if "=" in line)
                found |= {name: value for name, _, value in pairs}
        return found

    def secret(self, name: str, known: dict[str, str]) -> str:
        return known.get(name) or secrets.token_urlsafe(48)

    def write_env(self, values: dict[str, str]) -> None:
        """`env`, which every part reads, and `owner-env`, which only migrations, backup and restore do."""
        for file, wanted in ((self.env_file, False), (self.owner_file, True)):
            lines = [f"{name}={value}\n" for name, value in sorted(values.items()) if (name in OWNER_NAMES) == wanted]
            write_private(file, "".join(lines))

    def accounts(self) -> list[dict[str, Any]]:
        """Log-ins of the demo newsroom, empty when it was never loaded here."""
        try:
            return list(json.loads(self.accounts_file.read_text()))
        except (OSError, ValueError):
            return []

    def write_accounts(self, accounts: list[dict[str, Any]]) -> None:
        write_private(self.accounts_file, json.dumps(accounts, indent=2) + "\n")
