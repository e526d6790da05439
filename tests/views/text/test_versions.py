"""Two versions beside each other, on the page."""

from __future__ import annotations

import pytest
from django.test import Client

from annotations.models import Anchor, Claim, Origin, User
from annotations.services.text import versions
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(checker: User) -> Claim:
    made = factories.claim(checker)
    text = factories.TEXT.replace("fell by half", "fell by 13%")
    versions.write_version(article=made.article, by=checker, text=text, origin=Origin.OUTLET)
    return made


def test_a_candidate_at_the_very_start_is_offered(claim: Claim, checker_client: Client) -> None:
    Anchor.objects.update(status="lost", start=None, end=None, candidate_start=0, candidate_end=18)
    page = checker_client.get(f"/articles/{claim.article_id}/versions/2/").content.decode()
    assert "The harbour office" in page
    assert "Take this place" in page


def test_what_was_typed_of_an_outlet_is_not_lost(claim: Claim, checker_client: Client) -> None:
    address = f"/articles/{claim.article_id}/versions/2/claims/{claim.pk}/"
    answer = checker_client.post(address, {"kind": "reworded", "noticed_on": "Monday"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<option value="reworded" selected>' in page
    assert 'value="Monday"' in page
    assert "Enter a day as 2026-11-02." in page
