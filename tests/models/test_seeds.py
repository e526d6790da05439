"""Rows that a new database is given: an admin may change every field of theirs, and no start brings them back."""

import pytest
from django.core.management import call_command
from django.db import models
from django.utils import timezone

from annotations.models import ChecklistQuestion, Label

pytestmark = pytest.mark.django_db

SEEDED: list[type[models.Model]] = [Label, ChecklistQuestion]


def other(field: models.Field, row: models.Model) -> object:
    """A value that the row doesn't have, unlike that of any other row."""
    now = getattr(row, field.name)
    match field:
        case models.BooleanField():
            return not now
        case models.DateTimeField():
            return timezone.now() if now is None else None
        case models.IntegerField():
            return 1 if now != 1 else 4
        case _:
            return f"{now}, worded anew {row.pk}"


def change_all(model: type[models.Model]) -> None:
    """What an admin may change, one field of all rows after the other: as many as the constraints allow."""
    fixed = {"id", "key", "rating", "language", "created_at"}
    for row in model._default_manager.order_by("pk"):
        for field in model._meta.fields:
            if field.name not in fixed and not (model is Label and field.name == "is_default"):
                setattr(row, field.name, other(field, row))
        row.save()


@pytest.mark.parametrize("model", SEEDED, ids=lambda model: model.__name__)
def test_seeded_rows_stay_as_they_were_changed(model: type[models.Model]) -> None:
    call_command("prepare")
    change_all(model)
    before = list(model._default_manager.order_by("pk").values())
    call_command("prepare")
    call_command("prepare")
    assert list(model._default_manager.order_by("pk").values()) == before


def test_another_usual_label_stays_the_usual_one_beside_renamed_ones() -> None:
    call_command("prepare")
    Label.objects.filter(key="verified").update(words="True", is_default=False)
    Label.objects.filter(key="mostly_accurate").update(is_default=True, retired_at=None)
    Label.objects.filter(key="false").delete()
    call_command("prepare")
    assert list(Label.objects.filter(rating="verified").values_list("words", "is_default")) == [
        ("True", False), ("Mostly accurate", True),
    ]  # fmt: skip
    assert Label.objects.filter(key="false").exists(), "a shipped one that is not there comes"


def test_a_newsrooms_own_words_are_not_shipped_again() -> None:
    Label.objects.create(rating="disputed", words="disputed", number=2, is_default=True)
    Label.objects.ensure_defaults()
    own = Label.objects.get(language="en", words__iexact="disputed")
    assert own.key == "disputed"
    Label.objects.filter(pk=own.pk).update(words="Contested")
    Label.objects.ensure_defaults()
    assert not Label.objects.filter(words__iexact="disputed").exists()
