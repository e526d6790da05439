"""What the database promises, whoever writes to it: functions and triggers, one file each, run by migrations."""

from __future__ import annotations

from pathlib import Path


def read(name: str) -> str:
    """The SQL of a promise."""
    return (Path(__file__).parent / f"{name}.sql").read_text()
