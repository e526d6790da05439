"""Whether the audit trail is as it was written: links, values, missing chains, daily heads, legal removals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Model

from annotations.models import Article, AuditEvent, AuditHead, Claim, Removal, Source
from annotations.services.record.audit import event_hash, tips_digest, value_hashes

#: Rows that have a history from their first moment on.
WITH_HISTORY: dict[str, type[Model]] = {"claim": Claim, "article": Article, "source": Source}
#: The rule by which a head can be made again.
REPEATABLE = 2


@dataclass(frozen=True)
class Finding:
    """One thing that the check has to say. `is_damage` is False for what the law took out."""

    where: str
    words: str
    is_damage: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"


class BadHeads(ValueError):
    """The file of heads can't be read; the message says which line."""


def check(heads: Iterable[dict[str, Any]] = ()) -> Iterator[Finding]:
    """Everything that is not as it was written. `heads` are those kept elsewhere, as `saved_heads` reads them."""
    yield from check_chains()
    yield from _without_history()
    yield from _check_heads(heads)


def check_chains(kind: str = "", pk: int = 0) -> Iterator[Finding]:
    """Each event in its chain; of all chains, or of the one of `kind` and `pk`."""
    events = AuditEvent.objects.order_by("chain_kind", "chain_id", "seq")
    if kind:
        events = events.filter(chain_kind=kind, chain_id=pk)
    removed = _removal_days()
    chain, expected, prev = ("", 0), 1, ""
    for event in events.iterator(chunk_size=2000):
        own = (event.chain_kind, event.chain_id)
        if own != chain:
            chain, expected, prev = own, 1, ""
        where = f"{own[0]} {own[1]}, event {event.seq}"
        if event.seq != expected:
            yield Finding(where, f"the events before it are missing or out of order (expected {expected})")
        elif event.prev_hash != prev:
            yield Finding(where, "does not follow the event before it")
        if event.hash != event_hash(event):
            yield Finding(where, "was changed")
        elif event.salt and value_hashes(event) != event.value_hashes:
            yield Finding(where, "shows other values than were written")
        elif not event.salt and own in removed:
            yield Finding(where, f"values removed on {removed[own].isoformat()}", is_damage=False)
        elif not event.salt:
            yield Finding(where, "its values are gone, and no legal removal is recorded")
        expected, prev = event.seq + 1, event.hash


def _removal_days() -> dict[tuple[str, int], date]:
    """{chain: the first day on which content of it was removed}."""
    days: dict[tuple[str, int], date] = {}
    for removal in Removal.objects.done().select_related("snapshot", "version").order_by("pk"):
        copy, version = removal.snapshot, removal.version
        article = version.article_id if version else copy.article_id if copy else None
        own = ("source", copy.source_id) if copy and copy.source_id else ("article", article or 0)
        if removal.removed_at:
            days.setdefault(own, removal.removed_at.date())
    return days


def _without_history() -> Iterator[Finding]:
    """Rows of which every event is gone."""
    for kind, model in WITH_HISTORY.items():
        told = AuditEvent.objects.filter(chain_kind=kind).values("chain_id")
        rows = model._default_manager.exclude(pk__in=told)
        for pk in rows.order_by("pk").values_list("pk", flat=True):
            yield Finding(f"{kind} {pk}", "has no history")


def _check_heads(kept: Iterable[dict[str, Any]]) -> Iterator[Finding]:
    """The newest head of our own, and each of those kept elsewhere, against the events as they are."""
    own = {head.day: head for head in AuditHead.objects.order_by("day")}
    newest = max((day for day, head in own.items() if head.rule == REPEATABLE), default=None)
    wanted = [_as_saved(own[newest])] if newest else []
    for head in kept:
        day = date.fromisoformat(head["day"])
        if day not in own or own[day].digest != head["digest"]:
            yield Finding(f"head of {day}", "is not the one that was kept elsewhere")
        if head.get("rule") == REPEATABLE and day != newest:
            wanted.append(head)
    for head in wanted:
        chains, events, digest = tips_digest(date.fromisoformat(head["day"]))
        if digest != head["digest"]:
            then = f"was made over {head['events']} events in {head['chains']} chains"
            yield Finding(f"head of {head['day']}", f"{then}; now there are {events} in {chains}, or others")


def _as_saved(head: AuditHead) -> dict[str, Any]:
    return {
        "day": head.day.isoformat(), "chains": head.chains, "events": head.events,
        "digest": head.digest, "rule": head.rule,
    }  # fmt: skip


def save_heads(path: Path) -> int:
    """Write all heads to `path`, a JSON object a line, to be kept where nobody of the site can write; the count."""
    lines = [json.dumps(_as_saved(head)) + "\n" for head in AuditHead.objects.order_by("day")]
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def saved_heads(path: Path) -> list[dict[str, Any]]:
    """What `save_heads` wrote. Raises BadHeads."""
    found: list[dict[str, Any]] = []
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            head = json.loads(line)
            date.fromisoformat(head["day"])
            found.append({name: head[name] for name in ("day", "chains", "events", "digest", "rule")})
    except OSError as exc:
        raise BadHeads(f"{path} can't be read: {exc.strerror}.") from exc
    except (ValueError, KeyError, TypeError) as exc:
        raise BadHeads(f"Line {len(found) + 1} of {path} is no head. Write the file with --save.") from exc
    return found
