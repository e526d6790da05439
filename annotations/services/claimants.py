"""Who says things: what kind of somebody it is, and of which group."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from annotations.connections import atomic
from annotations.models import Claim, Claimant, ReviewAuthor, User
from annotations.models.claim_review import ClaimReview
from annotations.review.permissions import Permission, check_can
from annotations.services import audit
from annotations.services.claims import stamp

#: What a person may change of a claimant.
EDITABLE = ("name", "kind", "group", "office", "same_as")


@atomic
def edit(*, claimant: Claimant, by: User, values: dict[str, Any]) -> Claimant:
    """Say who this is. Versions on their way take it over, so `by` is an author of those and can't approve them.

    What was submitted or published keeps what it froze.
    """
    check_can(by, Permission.WRITE)
    keys = list(Claim.objects.filter(claimant=claimant).values_list("pk", flat=True))
    claims = Claim.objects.held(*keys)
    row = Claimant.objects.select_for_update().get(pk=claimant.pk)
    changed = {name: value for name, value in values.items() if name in EDITABLE and getattr(row, name) != value}
    if not changed:
        return row
    name = changed.get("name", row.name)
    if Claimant.objects.filter(name__iexact=name).exclude(pk=row.pk).exists():
        raise ValidationError({"name": _("There is somebody of this name already.")})
    before = audit.values_of(row, changed)
    for field, value in changed.items():
        setattr(row, field, value)
    row.save(update_fields=list(changed))
    # Those in review, too: returned and submitted again, they take it over.
    coming = ClaimReview.objects.filter(claim__in=claims).open()
    ReviewAuthor.objects.bulk_create([ReviewAuthor(review=r, user=by) for r in coming], ignore_conflicts=True)
    audit.record(by=by, verb="claimant.edited", chain=row, data={"before": before, "after": changed})
    for claim in claims.values():
        stamp(claim)
    return row
