"""Citing sources on a card, over HTTP."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from annotations.models import Citation, Fetch, User
from annotations.services.evidence import citations, fetch_work
from tests import factories
from tests.web import LocalWeb

pytestmark = pytest.mark.django_db
HX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://testserver/articles/1/"}


def source_form(**changes: object) -> dict[str, object]:
    return {
        "url": "https://a.example/x",
        "stance": "supports",
        "type": "primary",
        "quoted_words": "",
        "shows": "",
        **changes,
    }


def test_citing_an_address_starts_a_fetch(checker_client: Client, checker: User) -> None:
    review = factories.draft(checker)
    answer = checker_client.post(f"/reviews/{review.pk}/sources/", source_form(), **HX)
    assert answer.status_code == 200
    assert "Waiting to be fetched" in answer.content.decode()
    assert Fetch.objects.get().source == Citation.objects.get().source


def test_two_passages_of_one_report(checker_client: Client, checker: User) -> None:
    review = factories.draft(checker)
    address = f"/reviews/{review.pk}/sources/"
    for words in ("rose by 14 per cent", "after 31 hours"):
        assert checker_client.post(address, source_form(quoted_words=words), **HX).status_code == 200
    first, second = review.citations.order_by("pk")
    assert first.source == second.source
    assert Fetch.objects.count() == 1
    bare = checker_client.post(address, source_form(quoted_words=""), **HX)
    assert (bare.status_code, "Quote other words of it" in bare.content.decode()) == (422, True)
    edit = {"stance": "supports", "quoted_words": "rose by 14 per cent", "shows": "kept"}
    same = checker_client.post(f"/citations/{second.pk}/", edit)
    assert "for the same words" in same.content.decode()
    assert "kept</textarea>" in same.content.decode(), "nothing typed is lost"
    checker_client.post(f"/citations/{second.pk}/remove/", **HX)
    assert checker_client.post(address, source_form(quoted_words="after 31 hours"), **HX).status_code == 200
    undone = checker_client.post(f"/citations/{second.pk}/remove/", {"undo": "1"}, **HX)
    assert (undone.status_code, "for the same words" in undone.content.decode()) == (422, True)


def test_a_double_press_cites_once(checker_client: Client, checker: User) -> None:
    review = factories.draft(checker)
    checker_client.post(f"/reviews/{review.pk}/sources/", source_form(), **HX)
    again = checker_client.post(f"/reviews/{review.pk}/sources/", source_form(shows="typed"), **HX)
    assert again.status_code == 422
    assert "cites that address already" in again.content.decode()
    assert "typed" in again.content.decode()
    assert Citation.objects.count() == Fetch.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"url": ""}, "Enter the address"),
        ({"url": "javascript:alert(1)"}, "whole web address"),
        ({"url": "https://u:p@a.example/"}, "user name or password"),
        ({"url": "https://a.example/" + "x" * 2000}, "2,000 characters"),
        ({"protected": "on"}, "Upload the document"),
        ({"stance": "maybe"}, "valid choice"),
    ],
)
def test_a_source_form_that_fails_keeps_what_was_typed(
    checker_client: Client, checker: User, change: dict, said: str
) -> None:
    review = factories.draft(checker)
    answer = checker_client.post(f"/reviews/{review.pk}/sources/", source_form(shows="typed", **change), **HX)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "typed" in answer.content.decode()
    assert not Citation.objects.exists()


@pytest.mark.parametrize("data", [b"", b"\x00\xff\x00", b"%PDF-1.4 broken", b"GIF89a"])
def test_any_upload_is_kept_or_refused_with_words(checker_client: Client, checker: User, data: bytes) -> None:
    review = factories.draft(checker)
    upload = SimpleUploadedFile("ö\u202egnp.exe", data, content_type="application/octet-stream")
    answer = checker_client.post(f"/reviews/{review.pk}/sources/", source_form(url="", file=upload), **HX)
    assert answer.status_code == (200 if data else 422)


def test_the_original_is_a_download(checker_client: Client, checker: User) -> None:
    review = factories.draft(checker)
    source = factories.cite(checker, review)
    answer = checker_client.get(f"/copies/{source.snapshots.get().pk}/original/")
    assert b"".join(answer.streaming_content) == factories.DOCUMENT.encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_doubtful_copy_asks_until_its_words_are_pinned(checker_client: Client, checker: User, web: LocalWeb) -> None:
    review = factories.draft(checker)
    checker_client.post(f"/reviews/{review.pk}/sources/", source_form(url=web.url("/consent")), **HX)
    fetch_work.work_on_next()
    card = checker_client.get(f"/claims/{review.claim_id}/").content.decode()
    assert "Kept: is this the page?" in card
    assert "This looks like a page that asks about cookies, not like the document." in card
    assert "It begins: “We and our partners use cookies on this device." in card
    assert "Try again" in card
    assert "Upload instead" in card
    citation = review.citations.get()
    picture = (
        f'<iframe sandbox inert tabindex="-1" loading="lazy" src="/copies/{citation.source.snapshots.get().pk}/page/"'
    )
    assert picture in card
    values = {"stance": citation.stance, "quoted_words": "Choose what you allow"}
    citations.change(citation=citation, by=checker, values=values)
    card = checker_client.get(f"/claims/{review.claim_id}/").content.decode()
    assert "Kept: is this the page?" not in card
    assert "Found in our copy" in card


def test_the_link_to_the_quoted_words_has_somewhere_to_go(checker_client: Client, checker: User) -> None:
    review = factories.draft(checker)
    factories.cite(checker, review)
    card = checker_client.get(f"/claims/{review.claim_id}/").content.decode()
    address = re.search(r'href="(/copies/\d+/\?citation=\d+)#quote"', card)
    assert address
    page = checker_client.get(address[1]).content.decode()
    assert (
        f'<mark id="quote" class="mark mark-quote" data-claims="{review.citations.get().pk}">{factories.QUOTE}</mark>'
        in page
    )
    assert page.count('id="quote"') == 1
    assert 'class="ref' not in page
