"""A look-up of the nearest copy in many archives, by a Memento aggregator's JSON interface.

http://timetravel.mementoweb.org/guide/api/ ; RFC 7089 is the protocol behind it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from urllib.parse import urlsplit

from annotations.archives.archive import Ask, Capture, Pending, json_of, nonsense
from annotations.fetching.client import Asked


@dataclass(frozen=True)
class Memento:
    #: To which the moment and the address are added: ".../api/json/".
    base: str
    name: str = "memento"
    words: str = "Memento"

    def step(self, url: str, job: str, ask: Ask) -> Capture | Pending | None:
        """The copy nearest to now; None where no archive has one."""
        now = datetime.datetime.now(datetime.UTC).strftime("%Y%m%d%H%M%S")
        answer = ask(f"{self.base}{now}/{url}", Asked("GET", {"Accept": "application/json"}))
        if answer.error is not None and answer.error.status == 404:
            return None
        closest = (json_of(answer).get("mementos") or {}).get("closest") or {}
        found = closest.get("uri")
        address = found[0] if isinstance(found, list) and found else found
        if not isinstance(address, str):
            return None
        if urlsplit(address).scheme not in ("http", "https"):
            raise nonsense()
        try:
            made = datetime.datetime.fromisoformat(str(closest.get("datetime")))
        except ValueError as exc:
            raise nonsense() from exc
        return Capture(address, made if made.tzinfo else made.replace(tzinfo=datetime.UTC))
