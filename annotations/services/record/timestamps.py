"""Days that an outside authority stamps (RFC 3161), where TIMESTAMP_URL names one.

What is signed is a digest of the day's head and of all copies kept by then. It proves that they were there at that
moment, to whoever trusts the authority; that they are true, and that nothing else was there, it does not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import structlog
from cryptography.x509 import load_pem_x509_certificates
from django.conf import settings
from rfc3161_client import (
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from annotations.fetching.client import Asked, fetch
from annotations.models import AuditHead, Blob, HeadStamp
from annotations.services.record.audit import canonical
from annotations.services.record.audit_check import Finding
from annotations.services.store.fetches import limits

log = structlog.get_logger("annotations.timestamps")
#: Days in one go, the oldest first; older ones than a month were never stamped and stay so.
AT_ONCE, OLDEST = 10, timedelta(days=31)
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
GRANTED = 0


def stamp_days() -> int:
    """Have the days stamped that are not yet; gives their count. A day that fails is tried again the next time."""
    if not settings.TIMESTAMP_URL:
        return 0
    since = datetime.now(UTC).date() - OLDEST
    heads = list(AuditHead.objects.filter(stamp=None, day__gte=since, rule=2).order_by("day")[:AT_ONCE])
    copies = copies_until(*(head.day for head in heads))
    return sum(_stamp(head, *copies[head.day]) for head in heads)


def _stamp(head: AuditHead, copies: int, digest: str) -> bool:
    request = TimestampRequestBuilder().data(message(head, copies, digest)).build()
    asked = Asked("POST", {"Content-Type": QUERY, "Accept": REPLY}, body=request.as_bytes())
    answer = fetch(settings.TIMESTAMP_URL, replace(limits(), max_bytes=100_000, redirects=0), asked=asked)
    try:
        if answer.error is not None:
            raise ValueError(str(answer.error))
        told = decode_timestamp_response(answer.body)
        if told.status != GRANTED or told.tst_info.nonce != request.nonce:
            raise ValueError("refused, or an answer to another question")
        if told.tst_info.message_imprint.message != request.message_imprint.message:
            raise ValueError("it stamped something else")
    except ValueError as exc:
        log.warning("day_not_stamped", day=head.day.isoformat(), error=str(exc))
        return False
    _row, made = HeadStamp.objects.get_or_create(
        head=head,
        defaults={
            "copies": copies, "copies_digest": digest, "authority": settings.TIMESTAMP_URL, "token": answer.body,
            "stamped_at": told.tst_info.gen_time,
        },
    )  # fmt: skip
    return made


def copies_until(*days: date) -> dict[date, tuple[int, str]]:
    """{day: how many copies were kept until its end, UTC, and a SHA-256 over theirs}, in one pass over all copies."""
    told: dict[date, tuple[int, str]] = {}
    found, count = hashlib.sha256(), 0
    blobs = Blob.objects.order_by("created_at", "pk").values_list("pk", "created_at").iterator()
    blob = next(blobs, None)
    for day in sorted(days):
        end = datetime.combine(day + timedelta(days=1), time(), UTC)
        while blob is not None and blob[1] < end:
            found.update(blob[0].encode())
            count, blob = count + 1, next(blobs, None)
        told[day] = (count, found.hexdigest())
    return told


def message(head: AuditHead, copies: int, copies_digest: str) -> bytes:
    """What is stamped, as canonical JSON."""
    told: dict[str, Any] = {
        "day": head.day.isoformat(), "chains": head.chains, "events": head.events, "digest": head.digest,
        "copies": copies, "copies_digest": copies_digest,
    }  # fmt: skip
    return canonical(told)


def check() -> Iterator[Finding]:
    """Every stamp that is not as it came, or is of other days or copies than there are."""
    roots = _roots()
    copies = copies_until(*HeadStamp.objects.values_list("head__day", flat=True))
    for stamp in HeadStamp.objects.select_related("head").order_by("head__day").iterator(chunk_size=200):
        where = f"time stamp of {stamp.head.day.isoformat()}"
        if copies[stamp.head.day] != (stamp.copies, stamp.copies_digest):
            yield Finding(where, "the copies of that day are not those that were stamped")
        try:
            told = decode_timestamp_response(bytes(stamp.token))
            wanted = message(stamp.head, stamp.copies, stamp.copies_digest)
            if told.tst_info.message_imprint.message != hashlib.new(_algorithm(told), wanted).digest():
                yield Finding(where, "it stamps something else than the day's head and copies")
            elif roots:
                VerifierBuilder(roots=list(roots)).build().verify_message(told, wanted)
        except (ValueError, VerificationError) as exc:
            yield Finding(where, f"it does not hold: {exc}")


def _algorithm(told: TimeStampResponse) -> str:
    oid = told.tst_info.message_imprint.hash_algorithm.dotted_string
    return {"2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384"}.get(oid, "sha512")


def _roots() -> list[Any]:
    """Certificates that we trust for signatures of stamps; without any, signatures are not looked at."""
    path = settings.TIMESTAMP_ROOTS
    return load_pem_x509_certificates(Path(path).read_bytes()) if path else []


def summary() -> str:
    """One line for whoever verifies: how many days are stamped, and whether signatures were looked at."""
    count = HeadStamp.objects.count()
    looked = "their signatures hold" if settings.TIMESTAMP_ROOTS else "signatures not checked: TIMESTAMP_ROOTS is empty"
    return f"{count} days are time-stamped ({looked})." if count else "No day is time-stamped."
