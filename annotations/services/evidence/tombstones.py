"""Legal removals outside of the database: a backup older than one must not bring its content back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from annotations.models import ArticleVersion, Removal, Role, Snapshot, User
from annotations.services.evidence.removals import chain_of, delete_bytes
from annotations.services.record import audit

NAMES = ("kind", "sha256", "ground", "asked_by", "asked_at", "decided_by", "removed_at")


class BadTombstones(ValueError):
    """The list can't be read; the message says which line."""


def told() -> list[str]:
    """Every removal that was done, as a JSON object a line, oldest first."""
    done = Removal.objects.done().select_related("asked_by", "decided_by").order_by("pk")
    return [json.dumps(_as_told(removal), ensure_ascii=False) for removal in done]


def _as_told(removal: Removal) -> dict[str, Any]:
    return {
        "kind": "text" if removal.version_id else "copy",
        "sha256": removal.sha256,
        "ground": removal.ground,
        "asked_by": removal.asked_by.username,
        "asked_at": removal.asked_at.isoformat(),
        "decided_by": removal.decided_by.username if removal.decided_by else "",
        "removed_at": removal.removed_at.isoformat() if removal.removed_at else "",
    }


def apply(lines: Iterable[str]) -> tuple[int, int]:
    """Remove again what stands in the list and is here: (removed now, not to be found here).

    What was removed already is left alone, so the list may be applied twice. Raises BadTombstones before anything
    is done.
    """
    removed = absent = 0
    for line in [_read(number, line) for number, line in enumerate(lines, 1) if line.strip()]:
        is_copy = line["kind"] == "copy"
        done = Removal.objects.of_copies() if is_copy else Removal.objects.of_texts()
        if done.filter(sha256=line["sha256"]).exists():
            continue
        if is_copy:
            subjects: list[Any] = list(Snapshot.objects.filter(blob=line["sha256"]).order_by("pk")[:1])
        else:
            subjects = list(ArticleVersion.objects.filter(sha256=line["sha256"]).order_by("pk"))
        for subject in subjects:
            _remove(line, {"snapshot" if is_copy else "version": subject})
        removed, absent = removed + bool(subjects), absent + (not subjects)
    return removed, absent


@transaction.atomic
def _remove(line: dict[str, str], subject: dict[str, Any]) -> None:
    row = Removal.objects.create(
        **subject, sha256=line["sha256"], ground=line["ground"], asked_by=_person(line["asked_by"]),
        asked_at=line["asked_at"],
    )  # fmt: skip
    row.decided_by = _person(line["decided_by"])
    row.decided_at = row.removed_at = datetime.fromisoformat(line["removed_at"])
    row.save(update_fields=["decided_by", "decided_at", "removed_at"])
    data = {"sha256": row.sha256, "again": True}
    audit.record(by=None, verb="removal.done", chain=chain_of(row), about=row, data=data)
    row.blank()
    if row.snapshot_id:
        transaction.on_commit(lambda: delete_bytes(row.sha256), robust=True)


def _person(username: str) -> User:
    """The account; one that this database does not know yet is made, closed and without a password."""
    known = User.objects.filter(username=username).first()
    if known:
        return known
    made = User(username=username, role=Role.AUDITOR, is_active=False)
    made.set_unusable_password()
    made.save()
    return made


def _read(number: int, line: str) -> dict[str, str]:
    try:
        told = json.loads(line)
        found = {name: str(told[name]) for name in NAMES}
        if found["kind"] not in ("copy", "text") or found["asked_by"] == found["decided_by"]:
            raise ValueError("no removal by two people")
        if not all(datetime.fromisoformat(found[name]).tzinfo for name in ("asked_at", "removed_at")):
            raise ValueError("a time without a zone")
    except (ValueError, KeyError, TypeError) as exc:
        raise BadTombstones(f"Line {number} is no removal; write the list with `manage.py removals`.") from exc
    return found
