"""The audit trail: every write leaves an event in its own transaction, chained by hashes."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from annotations.models import AuditEvent, AuditHead, User
from annotations.services.record import notifications, public_pages

#: Autosaves of one person within this time are one event.
SITTING = timedelta(minutes=30)
#: Minutes after midnight in which yesterday is not sealed yet; no transaction lasts as long.
SETTLING = 10


#: Where the running work comes from: "web" with an address, or "worker"; a reader's address is never written down.
origin: ContextVar[str] = ContextVar("origin", default="command line")


def canonical(value: Any) -> bytes:
    """`value` as canonical JSON: sorted names, no blanks, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode()


def digest(value: Any) -> str:
    """SHA-256 of canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def event_facts(event: AuditEvent) -> dict[str, Any]:
    """What is hashed of `event`: its facts, its value hashes and the event before it."""
    return {
        "chain": [event.chain_kind, event.chain_id, event.seq],
        "prev": event.prev_hash,
        "verb": event.verb,
        "actor": event.actor_id,
        "object": [event.object_kind, event.object_id],
        "values": event.value_hashes,
        "at": event.at.isoformat(),
    }


def event_hash(event: AuditEvent) -> str:
    """The hash that `event` must carry."""
    return digest(event_facts(event))


def record(
    *,
    by: User | None,
    verb: str,
    chain: models.Model,
    about: models.Model | None = None,
    data: dict[str, Any] | None = None,
    begins: bool = False,
) -> AuditEvent:
    """Append an event about `about` (or the chain's own row) to the chain of `chain`.

    Must run in the transaction of the write it tells of; chains are taken one writer at a time. `begins` says that the
    chain's row was made in this transaction, so that there is neither an event nor another writer to look for.
    """
    with transaction.atomic(savepoint=False):
        tip = None if begins else _tip(chain._meta.model_name or "", chain.pk)
        event = _event(by, verb, chain, about or chain, data, tip)
        event.save(force_insert=True)
        follow(event)
    return event


def first_event(*, by: User, verb: str, chain: models.Model, data: dict[str, Any]) -> AuditEvent:
    """The event that begins the chain of `chain`, for a caller who writes it with the row, and then calls `follow`."""
    return _event(by, verb, chain, chain, data, None)


def follow(event: AuditEvent) -> None:
    """What follows from an event that was just written, in its transaction."""
    notifications.tell(event)
    public_pages.happened(event.verb)


def _event(
    by: User | None,
    verb: str,
    chain: models.Model,
    about: models.Model,
    data: dict[str, Any] | None,
    tip: AuditEvent | None,
) -> AuditEvent:
    """An event after `tip`, not written yet."""
    if by is not None and (place := origin.get()):
        data = {**(data or {}), "from": place}
    data = json.loads(canonical(data or {}))
    salt = secrets.token_hex(16)
    event = AuditEvent(
        chain_kind=chain._meta.model_name or "",
        chain_id=chain.pk,
        seq=(tip.seq if tip else 0) + 1,
        prev_hash=tip.hash if tip else "",
        verb=verb,
        actor=by,
        object_kind=about._meta.model_name or "",
        object_id=about.pk,
        data=data,
        salt=salt,
        value_hashes={name: _value_hash(salt, value) for name, value in data.items()},
        at=timezone.now(),
    )
    event.hash = event_hash(event)
    return event


def _value_hash(salt: str, value: Any) -> str:
    return hashlib.sha256(salt.encode() + canonical(value)).hexdigest()


def _tip(kind: str, pk: int) -> AuditEvent | None:
    """The chain's last event; the chain is this transaction's until it ends."""
    key = int.from_bytes(hashlib.sha256(f"audit {kind} {pk}".encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
    return AuditEvent.objects.filter(chain_kind=kind, chain_id=pk).order_by("-seq").first()


def record_sitting(
    *, by: User, verb: str, chain: models.Model, about: models.Model, before: dict[str, Any] | None = None
) -> AuditEvent | None:
    """Like `record`, but nothing when the same person's same act was recorded within the last 30 minutes.

    `before` is the whole as the sitting found it; what it came to is the next event's `before`, or what was submitted.
    """
    recent = AuditEvent.objects.filter(
        chain_kind=chain._meta.model_name,
        chain_id=chain.pk,
        actor=by,
        verb=verb,
        object_id=about.pk,
        at__gt=timezone.now() - SITTING,
    )
    data = {"before": before} if before else None
    return None if recent.exists() else record(by=by, verb=verb, chain=chain, about=about, data=data)


def values_of(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """These columns of `row` as an event keeps them: keys for rows it points to, nothing for what is empty."""
    found = {}
    for name in names:
        value = getattr(row, f"{name}_id", None) if hasattr(row, f"{name}_id") else getattr(row, name)
        if value not in (None, ""):
            found[name] = value
    return found


def value_hashes(event: AuditEvent) -> dict[str, str]:
    """The salted hashes that the values which `event` shows must have."""
    return {name: _value_hash(event.salt, value) for name, value in event.data.items()}


def seal_day(now: datetime | None = None) -> AuditHead | None:
    """Write yesterday's head over the tips of all chains as that day (UTC) left them, once; None when it exists.

    Not in the first minutes of a day: an event of yesterday may still be on its way into the database.
    """
    now = now or timezone.now()
    day = now.date() - timedelta(days=1)
    if (now.hour == 0 and now.minute < SETTLING) or AuditHead.objects.filter(day=day).exists():
        return None
    chains, events, digest_ = tips_digest(day)
    values = {"chains": chains, "events": events, "digest": digest_}
    head, made = AuditHead.objects.get_or_create(day=day, defaults=values)
    return head if made else None


def tips_digest(day: date) -> tuple[int, int, str]:
    """(chains, events, SHA-256 over the tip of each chain) as they were at the end of `day`, UTC."""
    end = datetime.combine(day + timedelta(days=1), time(), UTC)
    tips = hashlib.sha256()
    chains = events = 0
    ordered = AuditEvent.objects.filter(at__lt=end).order_by("chain_kind", "chain_id", "-seq")
    rows = ordered.distinct("chain_kind", "chain_id").values_list("chain_kind", "chain_id", "seq", "hash")
    for kind, pk, seq, tip in rows.iterator():
        tips.update(canonical([kind, pk, seq, tip]))
        chains, events = chains + 1, events + seq
    return chains, events, tips.hexdigest()
