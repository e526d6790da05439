"""Who gave the proof of a fact-check out of the house, and with what in it."""

from __future__ import annotations

from django.db import transaction

from annotations.models import Claim, User
from annotations.review.permissions import Permission, check_can
from annotations.services.record import audit


@transaction.atomic
def given(*, claim: Claim, by: User, with_copies: bool, with_article: bool, manifest: str) -> None:
    """`manifest` is the SHA-256 of the list of files, by which the package is known again."""
    check_can(by, Permission.DECIDE)
    Claim.objects.held(claim.pk)
    data = {"copies": with_copies, "article": with_article, "manifest": manifest}
    audit.record(by=by, verb="claim.proof_given", chain=claim, data=data)
