"""What is too long or too finely cut is refused in words, or drawn a part at a time."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import MOST_QUOTE, Article, Claim, Snapshot, User
from annotations.presenters.text import windows
from tests import factories

pytestmark = pytest.mark.django_db

LONG_TEXT = "\n\n".join(f"Paragraph {n} tells of {n}00 ships." for n in range(1, 31))


def paste(client: Client, text: str) -> tuple[int, str]:
    answer = client.post(reverse("article_add"), {"tab": "paste", "text": text})
    return answer.status_code, answer.content.decode()


def test_a_text_of_too_many_paragraphs_is_refused_and_kept_in_the_form(checker_client, settings) -> None:
    settings.ARTICLE_MAX_PARAGRAPHS = 20
    status, page = paste(checker_client, LONG_TEXT)
    assert status == 422
    assert "30 paragraphs; the limit is 20" in page
    assert "Paragraph 30 tells" in page
    assert not Article.objects.exists()


def test_a_highlight_of_a_whole_article_is_refused(checker: User, checker_client) -> None:
    article = factories.article(checker, "word " * 4_000)
    text = article.versions.get().text.strip()
    sent = {"start": 0, "end": len(text), "quote": text}
    page = checker_client.post(reverse("claim_mark", args=[article.pk]), sent).content.decode()
    assert f"at most {MOST_QUOTE:,}" in page
    assert not Claim.objects.exists()


@pytest.mark.usefixtures("parts")
class TestParts:
    @pytest.fixture
    def parts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(windows, "MOST_BLOCKS", 10)

    def test_a_long_article_is_drawn_in_parts(self, checker: User, checker_client) -> None:
        article = factories.article(checker, LONG_TEXT)
        page = checker_client.get(reverse("article", args=[article.pk])).content.decode()
        assert "Part 1 of 3" in page
        assert "Paragraph 10 " in page
        assert "Paragraph 11 " not in page
        assert 'rel="next" href="?part=2"' in page
        last = checker_client.get(reverse("article", args=[article.pk]), {"part": "3"}).content.decode()
        assert "Paragraph 30 " in last
        assert "Next part" not in last

    def test_a_claim_is_opened_beside_the_part_it_stands_in(self, checker: User, checker_client) -> None:
        article = factories.article(checker, LONG_TEXT)
        claim = factories.claim(checker, article, "2500 ships")
        page = checker_client.get(reverse("article", args=[article.pk]), {"claim": claim.pk}).content.decode()
        assert "Part 3 of 3" in page
        assert f'data-claims="{claim.pk}"' in page

    @pytest.mark.parametrize("part", ["0", "99", "x", "-1"])
    def test_a_part_that_is_not_there_is_the_first(self, part: str, checker: User, checker_client) -> None:
        article = factories.article(checker, LONG_TEXT)
        page = checker_client.get(reverse("article", args=[article.pk]), {"part": part}).content.decode()
        assert "Part 1 of 3" in page

    def test_a_copy_opens_at_the_quoted_words(self, checker: User, checker_client, monkeypatch) -> None:
        monkeypatch.setattr(factories, "DOCUMENT", LONG_TEXT)
        review = factories.draft(checker)
        factories.cite(checker, review, quote="Paragraph 25 tells of 2500 ships")
        copy, cited = Snapshot.objects.get(), review.citations.get()
        page = checker_client.get(reverse("snapshot", args=[copy.pk]), {"citation": cited.pk}).content.decode()
        assert "Part 3 of 3" in page
        assert 'id="quote"' in page
        assert copy.cuts, "computed once, where it was read"
        first = checker_client.get(reverse("snapshot", args=[copy.pk]), {"citation": cited.pk, "part": "1"})
        assert 'id="quote"' not in first.content.decode()


def test_highlights_beyond_what_a_page_bears_are_told(checker: User, checker_client, monkeypatch) -> None:
    monkeypatch.setattr("annotations.workspace.shown.MOST_DRAWN", 2)
    article = factories.article(checker, LONG_TEXT)
    for n in (3, 4, 5):
        factories.claim(checker, article, f"{n}00 ships")
    page = checker_client.get(reverse("article", args=[article.pk])).content.decode()
    assert page.count("<mark ") == 2
    assert "1 more highlight is not drawn here" in page
