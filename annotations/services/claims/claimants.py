"""Who says things: what kind of somebody it is, of which group, and under which names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from annotations.connections import atomic
from annotations.models import Claim, Claimant, ReviewAuthor, User
from annotations.models.review.claim_review import ClaimReview
from annotations.review.permissions import Permission, Refused, check_can
from annotations.services.claims.claims import stamp
from annotations.services.record import audit

#: What a person may change of a claimant.
EDITABLE = ("name", "kind", "group", "office", "same_as")


@atomic
def edit(*, claimant: Claimant, by: User, values: dict[str, Any]) -> Claimant:
    """Say who this is. Versions on their way take it over, so `by` is an author of those and can't approve them.

    What was submitted or published keeps what it froze.
    """
    check_can(by, Permission.WRITE)
    claims = _held(claimant)
    row = Claimant.objects.select_for_update().get(pk=claimant.pk)
    changed = {name: value for name, value in values.items() if name in EDITABLE and getattr(row, name) != value}
    if not changed:
        return row
    name = changed.get("name", row.name)
    if Claimant.objects.spelled(name).exclude(pk=row.pk).exists():
        raise ValidationError({"name": _("There is somebody of this name already.")})
    before = audit.values_of(row, changed)
    for field, value in changed.items():
        setattr(row, field, value)
    row.save(update_fields=list(changed))
    audit.record(by=by, verb="claimant.edited", chain=row, data={"before": before, "after": changed})
    _written(claims, by)
    return row


@atomic
def add_spelling(*, claimant: Claimant, by: User, name: str) -> Claimant:
    """Another name of `claimant`. Who had that name until now is merged: what they said counts as `claimant`'s.

    Versions on their way take it over, so `by` is an author of those and can't approve them.
    """
    check_can(by, Permission.WRITE)
    name = " ".join(name.split())
    other = Claimant.objects.spelled(name).first()
    claims = _held(other) if other else []
    into = Claimant.objects.select_for_update().get(pk=claimant.pk)
    if into.merged_into:
        raise Refused("spelling_itself")
    other = Claimant.objects.select_for_update().get(pk=other.pk) if other else Claimant(name=name)
    if other.standing() == into:
        raise ValidationError({"spelling": _("This name is known already.")})
    if other.merged_into:
        said = _("“%(name)s” is another spelling of %(other)s. Take it apart there first.")
        raise ValidationError({"spelling": said % {"name": other.name, "other": other.standing()}})
    other.merged_into, other.moved = into, [claim.pk for claim in claims]
    other.save()
    Claim.objects.filter(pk__in=other.moved).update(claimant=into)
    data = {"name": other.name, "claims": len(other.moved)}
    audit.record(by=by, verb="claimant.merged", chain=into, data=data)
    _written(claims, by)
    return other


@atomic
def part(*, claimant: Claimant, by: User) -> Claimant:
    """Take a spelling away from whoever has it: the claims that came with it go back, but for those changed since.

    A name that nobody had before is forgotten.
    """
    check_can(by, Permission.WRITE)
    claims = _held(claimant.standing())
    row = Claimant.objects.select_for_update(of=("self",)).select_related("merged_into").get(pk=claimant.pk)
    into = row.merged_into
    if into is None:
        raise Refused("stands_for_itself")
    claims = [claim for claim in claims if claim.pk in set(row.moved)]
    # While both are one still: the words of what is frozen may go from one spelling to another.
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(claimant=row)
    audit.record(by=by, verb="claimant.parted", chain=into, data={"name": row.name, "claims": len(claims)})
    row.merged_into, row.moved = None, []
    row.save()
    if not claims and not any((row.kind, row.group, row.office, row.same_as, row.spellings.exists())):
        row.delete()
    _written(claims, by)
    return into


def _held(claimant: Claimant) -> list[Claim]:
    """What they said, held until the transaction ends."""
    keys = Claim.objects.filter(claimant=claimant).values_list("pk", flat=True)
    return list(Claim.objects.held(*keys).values())


def _written(claims: Iterable[Claim], by: User) -> None:
    """`by` changed who said these: an author of what takes it over, those in review, too (returned, they do)."""
    claims = list(claims)
    coming = ClaimReview.objects.filter(claim__in=claims).open()
    ReviewAuthor.objects.bulk_create([ReviewAuthor(review=r, user=by) for r in coming], ignore_conflicts=True)
    for claim in claims:
        stamp(claim)
