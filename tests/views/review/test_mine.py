"""A checker's own page."""

from __future__ import annotations

import pytest

from annotations.models import User
from annotations.services.review import claim_reviews
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


def read(user: User) -> str:
    answer = client_of(user).get("/mine/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_empty_it_says_what_to_do(checker: User) -> None:
    page = read(checker)
    assert "Nothing came back." in page
    assert "No draft waits for you." in page
    assert "Nobody has decided anything of mine yet." in page


def test_returned_work_stands_with_its_reason(checker: User, editor: User) -> None:
    review = factories.submitted(checker)
    claim_reviews.return_(review=review, by=editor, comment="Which <week>?")
    page = read(checker)
    assert "Which &lt;week&gt;?" in page
    assert "0 of 1 versions that I wrote in were approved" in page
    assert "Which" not in read(editor)


def test_editors_see_what_they_may_decide(checker: User, editor: User) -> None:
    factories.submitted(checker)
    assert "For me to decide" in read(editor)
    assert "waiting times fell by half" in read(editor)
    assert "For me to decide" not in read(checker)


def test_how_often_the_second_person_agreed(checker: User, editor: User) -> None:
    for _ in range(9):
        factories.approved(checker, editor)
    assert "too few to tell" in read(checker)
    claim_reviews.return_(review=factories.submitted(checker), by=editor, comment="No.")
    factories.draft(checker)
    page = read(checker)
    assert "9 of 10 versions" in page
    assert "(60–98 %)" in page
