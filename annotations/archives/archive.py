"""What an outside archive must be able to do, and what it answers."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from annotations.coded import Coded
from annotations.fetching.client import Asked, Fetched


class ArchiveError(Coded):
    """The archive did not do it. `again`: a later try may help."""

    def __init__(self, code: str, *, again: bool, **params: str | int) -> None:
        self.again = again
        super().__init__(code, **params)


def said_by_it(words: object, code: str, *, again: bool) -> ArchiveError:
    """With the archive's own words, where it sent some; else with `code`."""
    if not words:
        return ArchiveError(code, again=again)
    return ArchiveError("said", again=again, words=str(words)[:300])


def nonsense() -> ArchiveError:
    """For an answer in another shape than the archive's own description has it."""
    return ArchiveError("archive_nonsense", again=True)


@dataclass(frozen=True)
class Capture:
    """A copy in an archive: its address there and when it was made."""

    url: str
    made_at: datetime.datetime


@dataclass(frozen=True)
class Pending:
    """The archive works on it; `job` is what to ask about."""

    job: str


#: Asks an address over the one client that may.
Ask = Callable[[str, Asked], Fetched]


class Archive(Protocol):
    """A provider."""

    @property
    def name(self) -> str:
        """Stands in rows; never changes."""

    @property
    def words(self) -> str:
        """What people call it."""

    def step(self, url: str, job: str, ask: Ask) -> Capture | Pending | None:
        """Begin (`job` empty) or go on with getting a copy of `url`; None when the archive has none.

        Raises ArchiveError.
        """


def json_of(answer: Fetched) -> dict[str, Any]:
    """The JSON object that an archive sent; raises ArchiveError for anything else."""
    if answer.error is not None:
        raise ArchiveError(answer.error.code, again=not answer.error.permanent, **answer.error.params)
    try:
        found = json.loads(answer.body)
    except ValueError as exc:
        raise nonsense() from exc
    if not isinstance(found, dict):
        raise nonsense()
    return found


def moment_of(digits: object) -> datetime.datetime:
    """The moment in "20261124101500"; raises ArchiveError for anything else."""
    try:
        return datetime.datetime.strptime(str(digits), "%Y%m%d%H%M%S").replace(tzinfo=datetime.UTC)
    except ValueError as exc:
        raise nonsense() from exc
