"""What the card tells of the sources of a claim."""

from __future__ import annotations

import pytest

from annotations.models import Citation, Fetch, User
from annotations.services.evidence import citations
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
NEEDS_A_COPY = "1 source could not be fetched."


def todo(by: User, claim: int) -> str:
    page = client_of(by).get(f"/claims/{claim}/", headers={"HX-Request": "true"}).content.decode()
    return " ".join(page.partition('id="card-todo"')[2].partition("</div>")[0].split())


def test_a_source_that_was_not_fetched_is_told_before_the_claim_is_submitted(checker: User) -> None:
    review = factories.draft(checker)
    source = citations.cite(
        review=review, by=checker, url="http://192.0.2.7/dues", protected=False,
        citation={"stance": "supports"}, source={"type": "primary"},
    ).source  # fmt: skip
    Fetch.objects.filter(source=source).update(state="failed", why="timeout")
    told = todo(checker, review.claim_id)
    assert "Ready to submit." in told
    assert NEEDS_A_COPY in told
    Citation.objects.filter(source=source).update(no_copy_because="It is behind the port's own door.")
    assert NEEDS_A_COPY not in todo(checker, review.claim_id)
