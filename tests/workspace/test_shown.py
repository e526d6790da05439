"""What is remembered of a page, and that nothing old is ever shown because of it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from annotations.anchoring.selectors import Selector, describe
from annotations.models import Annotation, Article, ArticleVersion, Claim, ClaimReview, Label, SetAsideReason, User
from annotations.models.text.article import Origin
from annotations.review.permissions import Refused
from annotations.services.claims import claims
from annotations.services.newsroom import people
from annotations.services.review import claim_reviews
from annotations.services.text import anchors, highlights, versions
from annotations.workspace.reading import change_of
from annotations.workspace.shown import MOST_OF_ONE, Shown, forget, shown, whole
from tests import factories
from tests.conftest import DRILL, client_of

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


def test_only_so_many_bytes_are_remembered_and_the_one_used_last_is_the_last_to_go(
    checker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget()
    made = [factories.claim(checker, factories.article(checker), "in spring") for _ in range(4)]
    monkeypatch.setattr(Shown, "weight", 10)
    monkeypatch.setattr("annotations.workspace.shown.REMEMBERED", 35)
    for one in made[:-1]:
        read(checker, f"/articles/{one.article_id}/")
    read(checker, f"/articles/{made[0].article_id}/")
    read(checker, f"/articles/{made[-1].article_id}/")
    assert [read(checker, f"/articles/{one.article_id}/")[1] for one in (made[0], made[-1], made[1])] == [0, 0, 2]


def test_a_page_that_is_too_heavy_is_not_remembered(checker: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Shown, "weight", MOST_OF_ONE + 1)
    claim = factories.claim(checker, factories.article(checker), "in spring")
    assert [read(checker, f"/articles/{claim.article_id}/")[1] for _ in range(2)] == [2, 2]


def test_rows_and_marks_weigh(checker: User, claim: Claim) -> None:
    one = whole(claim.article, claim.article.newest_version()).weight
    factories.claim(checker, claim.article, "in spring")
    assert whole(claim.article, claim.article.newest_version()).weight > one > 2 * len(factories.TEXT)


def as_told(here: Shown) -> tuple[object, ...]:
    rows = [(r.claim, r.number, r.review, r.verdict, r.at) for r in here.ordered]
    return rows, here.marks, here.blocks_in(None), here.progress, here.overview


def test_only_what_changed_is_read_again(checker: User, claim: Claim) -> None:
    article = claim.article
    for quote in ("in spring", "port"):
        factories.claim(checker, article, quote)
    forget()
    before = shown(Article.objects.get(pk=article.pk), article.newest_version())
    claims.save_claim(claim=claim, by=checker, changes={"wording": "Ships were counted wrongly"})
    after = shown(Article.objects.get(pk=article.pk), article.newest_version())
    kept = [new is old for new, old in zip(after.rows, before.rows, strict=True)]
    assert kept == [False, True, True]
    assert sorted(new is old for new, old in zip(after.marks, before.marks, strict=True)) == [False, True, True]


def test_of_a_mark_nothing_is_read(checker: User, claim: Claim) -> None:
    version = claim.article.newest_version()
    shown(version.article, version)
    selector = describe(version.text, *(version.text.index("port") + n for n in (0, 4)))
    marked = claims.mark_claim(by=checker, version=version, selector=selector)
    with CaptureQueriesContext(connection) as seen:
        here = shown(version.article, version, change_of(marked, selector))
    assert len(seen) == 0
    assert as_told(here) == as_told(whole(version.article, version))


def test_what_others_wrote_beside_a_mark_is_read(checker: User, claim: Claim) -> None:
    version = claim.article.newest_version()
    shown(version.article, version)
    claims.save_claim(claim=claim, by=checker, changes={"wording": "Ships were counted wrongly"})
    selector = describe(version.text, *(version.text.index("port") + n for n in (0, 4)))
    marked = claims.mark_claim(by=checker, version=version, selector=selector)
    here = shown(version.article, version, change_of(marked, selector))
    assert as_told(here) == as_told(whole(version.article, version))


TEXT = "\n\n".join(
    f"In year {n} the port counted {n}04 ships, and {n} of them were said to be late." for n in range(1, 7)
)


@pytest.mark.parametrize("seed", range(20 if DRILL else 6))
def test_what_is_put_together_from_changes_is_what_all_of_it_gives(checker: User, editor: User, seed: int) -> None:
    chance = random.Random(seed)
    both = [factories.article(checker, TEXT + f"\n\n{n}") for n in (1, 2)]

    def words(version: ArticleVersion) -> Selector:
        start = chance.randrange(len(version.text) - 30)
        return describe(version.text, start, start + chance.randint(4, 30))

    def any_claim() -> Claim:
        return chance.choice(list(Claim.objects.all()))

    def any_highlight() -> Annotation:
        return chance.choice(list(Annotation.objects.all()))

    def mark() -> None:
        version = chance.choice(both).newest_version()
        claims.mark_claim(by=checker, version=version, selector=words(version))

    def mark_and_show() -> None:
        version = chance.choice(both).newest_version()
        selector = words(version)
        marked = claims.mark_claim(by=checker, version=version, selector=selector)
        shown(version.article, version, change_of(marked, selector))

    def rate() -> None:
        review = chance.choice(list(any_claim().reviews.all()))
        claim_reviews.save_draft(
            review=review, by=checker, changes={"rating": chance.choice(["verified", "", "disputed"])}
        )

    def once_more() -> None:
        version = chance.choice(both).newest_version()
        highlights.add_highlight(claim=any_claim(), by=checker, version=version, selector=words(version))

    def another_text() -> None:
        article = chance.choice(both)
        text = (
            article.newest_version().text.replace("the port", "the harbour", 1).replace("In year 3", "In the year 3", 1)
        )
        versions.write_version(article=article, by=checker, text=text, origin=Origin.TYPING)

    def other_words() -> None:
        highlight = any_highlight()
        selector = words(anchors.shown(highlight).version)
        highlights.change_range(annotation=highlight, by=checker, selector=selector)

    def rename_a_label() -> None:
        label = chance.choice(list(Label.objects.all()))
        Label.objects.filter(pk=label.pk).update(words=f"Words {chance.random()}")

    steps: list[Callable[[], object]] = [
        mark, mark_and_show, mark_and_show, rate, once_more, once_more, another_text,
        lambda: claims.save_claim(claim=any_claim(), by=checker, changes={"wording": f"Words {chance.random()}"}),
        lambda: claims.set_aside(claim=any_claim(), by=checker, reason=chance.choice(SetAsideReason.values)),
        lambda: claims.reopen(claim=any_claim(), by=checker),
        lambda: highlights.remove(annotation=any_highlight(), by=checker),
        lambda: highlights.put_back(annotation=any_highlight(), by=checker),
        lambda: highlights.move_to_claim(annotation=any_highlight(), by=checker, claim=any_claim()),
        lambda: highlights.same_as(claim=any_claim(), other=any_claim(), by=checker),
        other_words, rename_a_label,
        lambda: factories.published(checker, editor, any_claim()),
    ]  # fmt: skip
    for _ in range(4):
        mark()
    forget()
    newer = 0
    for _ in range(60):
        step = chance.choice(steps)
        try:
            with transaction.atomic():
                step()
        except (Refused, ValidationError, ClaimReview.DoesNotExist):
            continue
        for article in both:
            article.refresh_from_db()
            newer += 1
            version = article.newest_version()
            assert as_told(shown(article, version)) == as_told(whole(article, version)), step
    assert newer > 60
