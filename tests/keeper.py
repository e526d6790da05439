"""A program that keeps pages of markup, on loopback, and what there is to tell it."""

from __future__ import annotations

import http.server
import json
from typing import Any

from annotations.exports.markup_pages import body_of
from annotations.models import ClaimReview, OutboxPage, User
from annotations.services.publishing import outbox
from tests import factories

STORY = "https://news.example/story"


class Keeper(http.server.BaseHTTPRequestHandler):
    """A program that keeps pages of markup, as Google's Fact Check Tools do."""

    def do_POST(self) -> None:
        self.server.count += 1
        self._keep(f"pages/{self.server.count}")

    def do_PUT(self) -> None:
        self._keep("pages/" + self.path.rpartition("/")[2])

    def do_DELETE(self) -> None:
        self.server.asked.append(("DELETE", self.path, {}))
        if self.server.answers:
            self._say(*self.server.answers.pop(0))
            return
        self.server.pages.pop("pages/" + self.path.rpartition("/")[2], None)
        self._answer({})

    def _keep(self, name: str) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.command, self.path, body))
        if self.server.answers:
            self._say(*self.server.answers.pop(0))
            return
        if self.server.broken or self.headers["Authorization"] != "Bearer key":
            self._answer({"error": "no"}, 503)
            return
        version = str(len(self.server.asked))
        self.server.pages[name] = {**body, "name": name, "versionId": version}
        self._answer({"name": name, "versionId": version})

    def _answer(self, told: dict[str, Any], status: int = 200) -> None:
        self._say(status, json.dumps(told).encode())

    def _say(self, status: int, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: Any) -> None:
        pass


def published(checker: User, editor: User) -> ClaimReview:
    """A check with a speaker, and a first place with an address."""
    on = factories.article(checker, url="https://gazette.example/a")
    return factories.published(checker, editor, factories.claim(checker, on, claimant="A. Rowan"))


def waiting() -> list[str]:
    """What is to be done with each page that waits."""
    return [outbox.step_of(page, body_of(page)) for page in OutboxPage.objects.waiting().order_by("pk")]
