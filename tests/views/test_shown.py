"""What is remembered of a page, and that nothing old is ever shown because of it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Claim, Label, User
from annotations.services import claims, people
from annotations.views.shown import REMEMBERED, forget
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


def read(user: User, path: str) -> tuple[str, int]:
    """The page, and how many statements read all its claims or places."""
    client = client_of(user)
    with CaptureQueriesContext(connection) as seen:
        page = client.get(path).content.decode()
    return page, sum("annotations_appearance said" in query["sql"] for query in seen.captured_queries)


@pytest.fixture
def claim(checker: User) -> Claim:
    return factories.claim(checker, factories.article(checker), "1,204 ships")


def test_a_page_that_did_not_change_is_not_put_together_again(checker: User, editor: User, claim: Claim) -> None:
    path = f"/articles/{claim.article_id}/"
    first, asked = read(checker, path)
    assert asked == 2
    again, asked = read(checker, path)
    assert asked == 0
    assert first.count("<mark") == again.count("<mark") == 1
    assert read(editor, path)[1] == 0


def test_each_change_is_seen_by_the_next_reader(checker: User, editor: User, claim: Claim) -> None:
    path = f"/articles/{claim.article_id}/"
    read(editor, path)
    claims.save_claim(claim=claim, by=checker, changes={"wording": "Ships were counted wrongly"})
    assert "Ships were counted wrongly" in read(editor, path)[0]
    claims.set_aside(claim=claim, by=checker, reason="opinion")
    assert "Set aside" in read(editor, path)[0]
    second = factories.claim(checker, claim.article, "in spring")
    assert read(editor, path)[0].count("<mark") == 2
    assert f'id="row-{second.pk}"' in read(editor, path)[0]


def test_a_name_or_label_that_changed_is_seen(checker: User, editor: User, claim: Claim) -> None:
    path = f"/articles/{claim.article_id}/"
    factories.published(checker, editor, claim)
    read(editor, path)
    people.edit_profile(person=checker, display_name="Renamed Person", single_keys=True, language="")
    assert "Renamed Person" in read(editor, path)[0]
    label = claim.reviews.get().label
    Label.objects.filter(pk=label.pk).update(words="Held up")
    assert "Held up" in read(editor, path)[0]


def test_each_reader_gets_their_own_language(checker: User, editor: User, claim: Claim) -> None:
    path = f"/articles/{claim.article_id}/"
    read(editor, path)
    people.edit_profile(person=checker, display_name="", single_keys=True, language="es")
    assert "No verdict yet" not in read(checker, path)[0]
    assert "No verdict yet" in read(editor, path)[0]


def test_only_so_many_are_remembered(checker: User) -> None:
    forget()
    made = [factories.claim(checker, factories.article(checker), "in spring") for _ in range(REMEMBERED + 1)]
    for one in made:
        read(checker, f"/articles/{one.article_id}/")
    assert read(checker, f"/articles/{made[0].article_id}/")[1] == 2
    assert read(checker, f"/articles/{made[-1].article_id}/")[1] == 0
