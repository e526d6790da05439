"""Words of another script stand apart: they never turn the words and numbers beside them around."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
import pytest
from django.urls import reverse
from lxml.html import HtmlElement

from annotations.models import Claimant, User
from annotations.services.review import claim_reviews
from annotations.services.text import notes
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
#: A letter that stands in every value from outside and in no word of the interface.
SIGN = {"en": "ظ", "ar": "ŵ"}
#: What people and places are called; each word, which a search may mark, holds the sign.
WORDS = {
    "en": {
        "name": "ظافر", "speaker": "ظبي ميناء", "title": "ظفار 2", "publisher": "ظفار", "author": "كاتب ظفار",
        "context": "ظهر", "topic": "موانئ ظفار", "wording": "ظهر 3 ظهور", "note": "ظن",
    },
    "ar": {
        "name": "Ŵ. Arden", "speaker": "A. Roŵan", "title": "Ŵaterway 2", "publisher": "Ŵave", "author": "Ŵ. Right",
        "context": "shoŵ", "topic": "Ŵater", "wording": "Tŵo shiŵs", "note": "Ŵait",
    },
}  # fmt: skip
#: What a browser shows by itself, or nobody sees.
UNSEEN = {"script", "style", "template", "title", "textarea", "option"}


def pieces(body: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Each piece of text with the element it stands in."""
    for element in body.iter():
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            continue
        if element.text:
            yield element, element.text
        for child in element:
            if child.tail:
                yield element, child.tail


def stands_apart(element: HtmlElement, text: str, sign: str) -> bool:
    """Whether all of `text` that holds the sign is set apart, by characters or by an element with nothing else in it."""
    text = re.sub("\u2068[^\u2069]*\u2069", "", text)
    if sign not in text.lower():
        return True
    apart = element
    while apart.tag != "bdi" and apart.get("dir") != "auto" and apart.getparent() is not None:
        apart = apart.getparent()
    if apart.tag != "bdi" and apart.get("dir") != "auto":
        return False
    return all(sign in piece.lower() for _inner, piece in pieces(apart) if re.search(r"\w{2}", piece))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_words_from_outside_stand_apart_on_every_page(
    language: str, everybody: dict[str, User | None], places: dict[str, str]
) -> None:
    words, sign = WORDS[language], SIGN[language]
    checker, editor = everybody["checker"], everybody["editor"]
    assert checker
    assert editor
    User.objects.update(display_name=words["name"], language=language)
    article = factories.article(
        checker, title=words["title"], publisher=words["publisher"], authors=words["author"], url="https://w.example/1"
    )
    claim = factories.claim(
        checker, article, wording=words["wording"], claimant=words["speaker"], context=words["context"],
        topic=words["topic"],
    )  # fmt: skip
    texts = dict.fromkeys(("summary", "how_checked", "not_established", "answer"), words["note"])
    review = factories.published(checker, editor, claim, **texts)
    claim.refresh_from_db()
    later = factories.claim(checker, article, quote="Nobody showed us the log", wording=words["wording"])
    source = factories.cite(
        checker,
        factories.draft(checker, later, "unverifiable", looked_for=words["note"], **texts),
        title=words["title"],
        publisher=words["publisher"],
    )
    Claimant.objects.update(group=words["publisher"], office=words["context"])
    submitted = claim_reviews.submit(review=later.reviews.get(), by=checker)
    notes.note_claim(claim=later, by=checker, text=words["note"])
    addresses = places | {
        "own_article": reverse("article", args=[article.pk]),
        "own_card": f"{reverse('article', args=[article.pk])}?claim={later.pk}",
        "own_claim": reverse("claim", args=[later.pk]),
        "own_review": reverse("review", args=[review.pk]),
        "own_submitted": reverse("review", args=[submitted.pk]),
        "own_speaker": reverse("claimant", args=[claim.claimant_id]),
        "own_check": reverse("check", args=[claim.pk, claim.slug]),
        "own_source": reverse("source", args=[source.pk]),
        "own_found": f"/search/?q={words['title']}",
        "own_claims": f"/claims/?q={words['wording']}",
        "own_sheet": reverse("article_sheet", args=[article.pk]),
        "board": "/queue/?view=board",
    }
    found: dict[str, str] = {}
    for role in ("anonymous", "checker", "editor", "admin"):
        client = client_of(everybody[role])
        for name, address in addresses.items():
            answer = client.get(address, headers={"accept-language": language})
            if answer.streaming:
                b"".join(answer)  # read to its end, which closes the file
                continue
            if not answer.content.lstrip().startswith(b"<!doctype") or name == "snapshot_page":
                continue
            page = lxml.html.fromstring(answer.content.decode())
            for element, text in pieces(page.body):
                if not stands_apart(element, text, sign):
                    found.setdefault(f"<{element.tag} {element.get('class')}> {' '.join(text.split())}"[:100], name)
    assert not found, "\n".join(f"{place}: {what}" for what, place in found.items())
