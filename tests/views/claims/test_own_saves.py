"""Saves of one page that cross on their way are no conflict with oneself."""

from __future__ import annotations

import pytest
from django.urls import reverse

from annotations.forms.claims.claims import CardForm
from annotations.models import Claim, User
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


def save(user: User, claim: Claim, base: str, **sent: str) -> int:
    data = {"wording": claim.wording, "base-summary": base, **sent}
    return (
        client_of(user).post(reverse("claim_save", args=[claim.pk]), data, headers={"HX-Request": "true"}).status_code
    )


def test_the_second_of_two_own_saves_is_kept(checker: User, other_checker: User) -> None:
    claim = factories.claim(checker)
    base = CardForm(claim=claim, review=claim.reviews.get()).bases()["summary"]
    assert save(checker, claim, base, summary="First") == 200
    later = {"summary": "First and more", "own-summary": "First"}
    assert save(checker, claim, base, **later) == 200
    assert claim.reviews.get().summary == "First and more"
    assert save(other_checker, claim, base, summary="Theirs") == 409, "without it, somebody else's words are asked for"
    older = {"summary": "Theirs", "own-summary": "First"}
    assert save(other_checker, claim, base, **older) == 409, "nor does an older own text cover them"
