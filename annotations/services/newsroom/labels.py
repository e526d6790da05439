"""The newsroom's labels under the three ratings, in each language it writes in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.models import ClaimReview, Label, Newsroom, Rating, User
from annotations.review.permissions import Permission, Refused, check_can
from annotations.review.states import Status
from annotations.services.record import audit


@transaction.atomic
def save_label(*, by: User, label: Label | None, **values: Any) -> Label:
    """A new label, or other words, number, place for one there is; what is published keeps the words it was read with.

    `is_default` takes it from the label that had it. The rating of a label stays: verdicts rest on it.
    """
    check_can(by, Permission.MANAGE_NEWSROOM)
    Newsroom.objects.locked()
    made = label is None
    if label is None:
        last = Label.objects.aggregate(last=Max("position"))["last"]
        label = Label(rating=values["rating"], language=values["language"], position=(last or 0) + 1)
    else:
        label.refresh_from_db()
        kept = {label.rating, label.language}
        if {values.get("rating", label.rating), values.get("language", label.language)} != kept:
            raise Refused("label_fixed")
    _check(label, values)
    before = {} if made else {name: getattr(label, name) for name in values}
    if not made and before == values:
        return label
    if values.get("is_default") and not label.is_default:
        Label.objects.filter(rating=label.rating, language=label.language, is_default=True).update(is_default=False)
    for name, value in values.items():
        setattr(label, name, value)
    label.save()
    data = {"before": before, "after": values}
    audit.record(by=by, verb="label.changed", chain=Newsroom.objects.current(), about=label, data=data)
    return label


def _check(label: Label, values: dict[str, Any]) -> None:
    same = Label.objects.filter(language=label.language, words__iexact=values["words"]).exclude(pk=label.pk)
    if same.exists():
        raise ValidationError({"words": _("There is a label with these words already.")})
    if label.pk is None or (label.words, label.number) != (values["words"], values["number"]):
        _check_one_number(label, values["words"], values["number"])
    if values["number"] is not None and label.rating == Rating.UNVERIFIABLE:
        raise ValidationError({"number": _("What can't be verified has no number.")})
    if label.retired_at and values.get("is_default"):
        raise ValidationError({"is_default": _("This label is offered no longer. Offer it again first.")})
    if label.is_default and not values.get("is_default", True):
        raise ValidationError({"is_default": _("Make another label of this verdict the usual one instead.")})


def _check_one_number(label: Label, words: str, number: int | None) -> None:
    """Whoever reads our markup learns one number for each label: in every language, and in what stands published."""
    other = Label.objects.filter(words__iexact=words).exclude(pk=label.pk).exclude(number=number).first()
    if other is not None:
        said = _("“%(words)s” carries the number %(number)s in another language. One label has one number.")
        told = {"words": other.words, "number": _("none") if other.number is None else other.number}
        raise ValidationError({"number": said % told})
    standing = ClaimReview.objects.filter(status=Status.PUBLISHED, content__label__words__iexact=words)
    if standing.exclude(content__label__number=number).exists():
        said = _("Fact-checks with this label are published with another number. Add a label of other words instead.")
        raise ValidationError({"number": said})


@transaction.atomic
def retire_label(*, by: User, label: Label, retired: bool = True) -> None:
    """Offer it no longer, or again; drafts and what is published keep it."""
    check_can(by, Permission.MANAGE_NEWSROOM)
    Newsroom.objects.locked()
    label.refresh_from_db()
    if label.is_default and retired:
        raise Refused("usual_label")
    label.retired_at = timezone.now() if retired else None
    label.save(update_fields=["retired_at"])
    data = {"words": label.words, "retired": retired}
    audit.record(by=by, verb="label.changed", chain=Newsroom.objects.current(), about=label, data=data)
