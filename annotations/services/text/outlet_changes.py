"""What an outlet did with a claim's words, confirmed by a person who compared two versions."""

from __future__ import annotations

import datetime

from django.db import transaction

from annotations.models import ArticleVersion, Claim, OutletChange, User
from annotations.review.permissions import Permission, check_can
from annotations.services.claims.claims import stamp
from annotations.services.record import audit


@transaction.atomic
def note_change(*, claim: Claim, version: ArticleVersion, by: User, kind: str, day: datetime.date) -> OutletChange:
    """Record that in `version` the outlet removed, reworded or corrected the claim; once for each version."""
    check_can(by, Permission.WRITE)
    values = {"kind": kind, "noticed_on": day, "noted_by": by}
    change, _ = OutletChange.objects.update_or_create(claim=claim, version=version, defaults=values)
    data = {"kind": kind, "day": day.isoformat(), "version": version.number}
    audit.record(by=by, verb="article.changed_by_outlet", chain=claim, about=change, data=data)
    stamp(claim)
    return change
