"""A fact-check as a card elsewhere, and oEmbed."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from annotations.models import ClaimReview, User
from annotations.services.publishing.public_addresses import check_url
from annotations.services.review import claim_reviews
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(checker: User, editor: User) -> ClaimReview:
    made = factories.published(checker, editor, factories.claim(checker, wording='Waiting fell by "half" <b>.'))
    made.claim.refresh_from_db()
    return made


def embed_path(review: ClaimReview) -> str:
    return f"/checks/{review.claim_id}-{review.claim.slug}/embed/"


def test_the_card_may_be_framed_and_nothing_else(review: ClaimReview) -> None:
    answer = Client().get(embed_path(review))
    assert answer.status_code == 200
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    for path in (
        "/",
        check_url(review.claim_id, review.claim.slug),
        "/accounts/login/",
        f"/stories/{review.claim.article_id}/",
    ):
        other = Client().get(path, follow=True)
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
        assert other["X-Frame-Options"] == "DENY"


def test_the_card_is_small_and_follows_nobody(review: ClaimReview) -> None:
    answer = Client().get(embed_path(review))
    page = answer.content.decode()
    assert len(page) < 4000
    assert not answer.cookies
    assert "<script" not in page
    assert "It fell by 13%." in page
    assert "Waiting fell by &quot;half&quot; &lt;b&gt;." in page
    assert f'href="{check_url(review.claim_id, review.claim.slug)}" target="_top"' in page
    assert "noindex" in answer["X-Robots-Tag"]
    assert Client().get(f"/checks/{review.claim_id}-other/embed/")["Location"] == embed_path(review)


def test_a_retracted_check_says_so(review: ClaimReview, editor: User) -> None:
    claim_reviews.retract(review=review, by=editor, reason="The count was wrong.")
    answer = Client().get(embed_path(review))
    assert answer.status_code == 200
    assert "We have retracted this fact-check." in answer.content.decode()
    assert "It fell by 13%." not in answer.content.decode()


def test_nothing_unpublished_has_a_card(checker: User) -> None:
    waiting = factories.submitted(checker)
    assert Client().get(f"/checks/{waiting.claim_id}-check/embed/").status_code == 404


def ask(**asked: str) -> tuple[int, dict[str, object]]:
    answer = Client().get(f"/oembed?{urlencode(asked)}")
    assert answer["Content-Type"] == "application/json"
    return answer.status_code, answer.json()


def test_oembed_tells_how_to_show_it(review: ClaimReview) -> None:
    url = check_url(review.claim_id, review.claim.slug)
    status, told = ask(url=url, maxwidth="400")
    assert status == 200
    assert (told["version"], told["type"], told["width"], told["height"]) == ("1.0", "rich", 400, 260)
    assert f'src="http://127.0.0.1:8000{embed_path(review)}"' in str(told["html"])
    assert "&lt;b&gt;" in str(told["html"])
    page = Client().get(url).content.decode()
    link = re.search(r'type="application/json\+oembed" href="([^"]+)"', page)
    assert link
    assert Client().get(link[1]).json()["title"] == told["title"]
    assert "&lt;iframe src=" in page, "the code to copy"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 404),
        ({"url": "https://elsewhere.example/checks/1-x/"}, 404),
        ({"url": "http://127.0.0.1:8000/checks/999999-x/"}, 404),
        ({"url": "http://127.0.0.1:8000/articles/1/"}, 404),
        ({"url": "http://[::1/checks/1-x/"}, 404),
        ({"url": "x", "maxwidth": "wide"}, 400),
        ({"url": "x", "maxheight": "-1"}, 400),
        ({"url": "x", "format": "xml"}, 501),
    ],
)
def test_what_is_asked_wrongly_is_told(db: None, asked: dict[str, str], status: int) -> None:
    found, told = ask(**asked)
    assert found == status
    assert told["error"]
