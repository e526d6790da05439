"""The print sheet of an article."""

from __future__ import annotations

import pytest

from annotations.models import User
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


def test_every_claim_stands_there_with_verdict_and_sources(checker: User, other_checker: User, checker_client) -> None:
    article = factories.article(checker)
    claim = factories.claim(checker, article, claimant="A. Rowan")
    review = factories.draft(checker, claim)
    factories.cite(checker, review, title="Bulletin nine", url="https://port.example/nine")
    factories.cite(checker, review, title="A letter", protected=True)
    page = checker_client.get(f"/articles/{article.pk}/sheet/").content.decode()
    for words in ("waiting times fell by half", "A. Rowan", "Proposed: disputed", "It fell by 13%.", "Bulletin nine",
                  "https://port.example/nine", "A letter", "contradicts"):  # fmt: skip
        assert words in page, words
    assert "<form" not in page.split("<main")[1].split("</main>")[0]
    theirs = client_of(other_checker).get(f"/articles/{article.pk}/sheet/").content.decode()
    assert "A letter" not in theirs
    assert "Bulletin nine" in theirs


def test_it_is_one_page_however_many_there_are(checker: User, checker_client, django_assert_max_num_queries) -> None:
    article = factories.article(checker)
    for _ in range(12):
        factories.cite(checker, factories.draft(checker, factories.claim(checker, article)))
    with django_assert_max_num_queries(25):
        assert checker_client.get(f"/articles/{article.pk}/sheet/").content.decode().count("sheet-claim") == 12
