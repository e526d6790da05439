"""Who gave the proof of a fact-check out of the house, and with what in it."""

from __future__ import annotations

from django.db import transaction

from annotations.models import Claim, User
from annotations.review.permissions import Permission, check_can
from annotations.services import audit


@transaction.atomic
def given(*, claim: Claim, by: User, with_copies: bool, with_article: bool) -> None:
    check_can(by, Permission.DECIDE)
    Claim.objects.held(claim.pk)
    audit.record(by=by, verb="claim.proof_given", chain=claim, data={"copies": with_copies, "article": with_article})
