"""The outbox as editors see it: each page that waits, with what would be sent of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from annotations.exports.markup_pages import bodies_of
from annotations.models import OutboxPage
from annotations.services.publishing.outbox import address_of, step_of
from annotations.services.record.audit import digest

STEPS = {
    "create": _("New"),
    "update": _("Replaces what was sent"),
    "delete": _("To be deleted"),
    "": _("Gone: delete it there, if you sent it"),
}


@dataclass(frozen=True)
class OutboxLine:
    page: OutboxPage
    body: dict[str, Any] | None

    @property
    def step(self) -> str:
        return step_of(self.page, self.body)

    @property
    def step_words(self) -> str:
        return str(STEPS[self.step])

    @property
    def address(self) -> str:
        return address_of(self.page)

    @property
    def digest(self) -> str:
        """What a person says that they sent is this and no later content."""
        return digest(self.body)

    @property
    def as_json(self) -> str:
        return json.dumps(self.body, ensure_ascii=False, indent=2) if self.body else ""

    @property
    def as_order(self) -> dict[str, Any]:
        """For a program that sends it."""
        told = {"step": self.step, "address": self.address, "name": self.page.name, "versionId": self.page.version_id}
        return {name: value for name, value in told.items() if value} | {"page": self.body}


def lines_of(pages: Iterable[OutboxPage]) -> list[OutboxLine]:
    """With `claim` at hand."""
    rows = list(pages)
    bodies = bodies_of(rows)
    return [OutboxLine(page, bodies[page.pk]) for page in rows]
