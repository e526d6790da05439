"""The list beside a text over HTTP, and what open pages are told of it."""

from __future__ import annotations

import re

import pytest

from annotations.anchoring.selectors import describe
from annotations.extraction.texts.plain import extract_plain
from annotations.models import Article, Claim, Origin, User
from annotations.services.claims import claims
from annotations.services.text import articles, highlights, versions
from annotations.workspace.rows import rows_in
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def crowded(checker: User, count: int) -> Article:
    words = "\n\n".join(f"Sentence number{n} tells of word{n} and more." for n in range(count))
    article = articles.add_pasted(by=checker, document=extract_plain(words), facts={})
    version = article.versions.get()
    for n in range(count):
        start = version.text.index(f"word{n} ")
        claims.mark_claim(by=checker, version=version, selector=describe(version.text, start, start + len(f"word{n}")))
    return article


def shown(html: str) -> list[str]:
    return re.findall(r'class="row-main"[^>]*>(word\d+)</a>', html)


def onward(html: str, edge: str) -> str | None:
    found = re.search(rf'data-hx-get="([^"]+)"[^>]*data-edge="{edge}"', html)
    return found[1].replace("&amp;", "&") if found else None


def test_a_long_list_comes_a_window_at_a_time(checker: User) -> None:
    article = crowded(checker, 100)
    client = client_of(checker)
    page = client.get(f"/articles/{article.pk}/").content.decode()
    seen = shown(page)
    assert len(seen) == 40
    assert page.count("<mark") == 100
    while address := onward(page, "after"):
        page = client.get(address, headers=HTMX).content.decode()
        assert onward(page, "before") is None
        seen += shown(page)
    assert seen == [f"word{n}" for n in range(100)]


def test_without_scripts_the_links_lead_on(checker: User) -> None:
    article = crowded(checker, 60)
    client = client_of(checker)
    page = client.get(f"/articles/{article.pk}/").content.decode()
    href = re.search(r'class="button more-rows" href="([^"]+)"', page)[1].replace("&amp;", "&")  # type: ignore[index]
    second = client.get(href.split("#")[0]).content.decode()
    assert shown(second) == [f"word{n}" for n in range(40, 60)]
    assert onward(second, "before")


@pytest.mark.parametrize("place", ["0-0", "999999999999999-1", "9" * 5000 + "-1", "x", "-", "\x00"])
@pytest.mark.parametrize("name", ["after", "before", "around"])
def test_any_place_in_the_address_gives_a_page(checker: User, name: str, place: str) -> None:
    article = crowded(checker, 3)
    for path in (f"/articles/{article.pk}/", f"/articles/{article.pk}/rows/"):
        assert client_of(checker).get(path, {name: place}, headers=HTMX).status_code in (200, 400)


def test_the_open_claim_is_in_the_window(checker: User) -> None:
    article = crowded(checker, 100)
    last = article.claims.latest("pk")
    page = client_of(checker).get(f"/articles/{article.pk}/?claim={last.pk}").content.decode()
    assert shown(page)[-1] == "word99"
    assert onward(page, "before")


def test_a_filter_goes_on_with_the_list(checker: User) -> None:
    article = crowded(checker, 90)
    rated = list(article.claims.order_by("pk"))[::2]
    for claim in rated:
        factories.draft(checker, claim, rating="verified")
    client = client_of(checker)
    page = client.get(f"/articles/{article.pk}/rows/?verdict=verified", headers=HTMX).content.decode()
    assert "45 / 90" in page
    rest = client.get(onward(page, "after"), headers=HTMX).content.decode()
    assert shown(page) + shown(rest) == [claim.wording for claim in rated]


def test_an_open_page_of_an_older_text_is_told_so(checker: User) -> None:
    article = factories.article(checker)
    factories.claim(checker, article, "1,204 ships")
    old = article.versions.get()
    text = old.text.replace("third quarter", "fourth quarter")
    versions.write_version(article=article, by=checker, text=text, origin=Origin.OUTLET)
    response = client_of(checker).get(
        f"/articles/{article.pk}/changes/?since=0", headers={**HTMX, "X-Version": str(old.pk)}
    )
    assert response.status_code == 200
    page = response.content.decode()
    assert "This article has a newer text, version 2." in page
    assert 'id="b-1"' not in page


def test_a_highlight_that_left_tells_which_row_is_gone(checker: User) -> None:
    article = factories.article(checker)
    first, second = factories.claim(checker, article, "1,204 ships"), factories.claim(checker, article, "in spring")
    since = Article.objects.get(pk=article.pk).revision
    highlights.same_as(claim=second, other=first, by=checker)
    page = client_of(checker).get(f"/articles/{article.pk}/changes/?since={since}", headers=HTMX).content.decode()
    assert f'id="row-{second.pk}" data-gone' in page
    assert f'data-claim="{first.pk}"' in page


def test_a_card_has_the_number_of_its_row(checker: User) -> None:
    """A card opened by itself counts in the database, the list in Python: by one rule."""
    article = factories.article(checker)
    made = [factories.claim(checker, article, quote) for quote in ("1,204 ships", "fell by half", "in spring")]
    elsewhere = factories.claim(checker, factories.article(checker, "The pier, 412 boats."), "412 boats")
    moved = made[0].appearances.get().annotation
    highlights.move_to_claim(annotation=moved, by=checker, claim=elsewhere)
    numbers = {row.claim.pk: row.number for row in rows_in(article)}
    assert set(numbers) >= {made[1].pk, made[2].pk, elsewhere.pk}
    for pk, number in numbers.items():
        assert Claim.objects.number_in(article, Claim.objects.get(pk=pk)) == number


def test_blocks_by_number(checker: User) -> None:
    article = factories.article(checker)
    factories.claim(checker, article, "in spring")
    version = article.versions.get()
    client = client_of(checker)
    headers = {**HTMX, "X-Version": str(version.pk)}
    page = client.get(f"/articles/{article.pk}/blocks/?ids=3,99,x", headers=headers).content.decode()
    assert 'id="b-3"' in page
    assert ">in spring</mark>" in page
    assert 'id="b-1"' not in page
    assert client.get(f"/articles/{article.pk}/blocks/?ids=3", headers=HTMX).status_code == 204
