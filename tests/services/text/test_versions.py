"""New texts of an article: each highlight is placed, none is guessed, and a person's word stands."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from annotations.anchoring.selectors import describe
from annotations.models import Anchor, Article, Claim, Fetch, Origin, OutletChange, User
from annotations.review.permissions import Refused
from annotations.services.store import fetches
from annotations.services.store.uploads import Upload
from annotations.services.text import anchors, articles, highlights, outlet_changes, versions
from tests import factories

pytestmark = pytest.mark.django_db
QUOTE = "waiting times fell by half"


@pytest.fixture
def claim(checker: User) -> Claim:
    return factories.claim(checker)


def rewrite(claim: Claim, by: User, *changes: tuple[str, str], origin: Origin = Origin.OUTLET):
    text = claim.article.newest_version().text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return versions.write_version(article=claim.article, by=by, text=text, origin=origin)


def anchor_of(claim: Claim, number: int) -> Anchor:
    return Anchor.objects.get(annotation=claim.appearances.get().annotation, version__number=number)


def test_a_mended_typing_error_takes_the_highlights_along(claim: Claim, checker: User) -> None:
    made = rewrite(claim, checker, ("The union doubts it", "The unions doubt it"), origin=Origin.TYPING)
    anchor = anchor_of(claim, 2)
    assert made is not None
    assert (made.number, made.origin, anchor.status) == (2, "typing", "exact")
    assert made.text[anchor.start : anchor.end] == QUOTE


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        ("The harbour office", "On Friday, the harbour office", "exact"),
        ("fell by half", "fell by 13%", "changed"),
        ("fell by half", "did not fall by half", "changed"),
        ("A. Rowan said that waiting times fell by half.", "", "lost"),
    ],
)
def test_each_highlight_is_placed(claim: Claim, checker: User, old: str, new: str, status: str) -> None:
    rewrite(claim, checker, (old, new))
    assert anchor_of(claim, 2).status == status


@pytest.mark.parametrize("change", [("half.", "half. "), ("“", '"'), ("\n\n", "\n\n\n"), (" the ", "  the ")])
def test_the_same_words_make_no_version(claim: Claim, checker: User, change: tuple[str, str]) -> None:
    assert rewrite(claim, checker, change) is None
    assert claim.article.versions.count() == 1


def test_an_empty_text_is_refused(claim: Claim, checker: User) -> None:
    with pytest.raises(ValidationError, match="Leave the text"):
        versions.write_version(article=claim.article, by=checker, text=" \n", origin=Origin.TYPING)


def test_a_fetched_text_is_not_written_by_hand(checker: User) -> None:
    upload = Upload("a.txt", factories.TEXT.encode(), "text/plain")
    article = articles.add_uploaded(by=checker, upload=upload, document=articles.read_upload(upload), facts={})
    with pytest.raises(Refused, match="text_not_pasted"):
        versions.write_version(article=article, by=checker, text="x", origin=Origin.TYPING)


def test_links_stay_on_their_words(checker: User) -> None:
    from annotations.extraction.texts.plain import PastedLink, extract_plain

    link = PastedLink("at ", "the office", "https://ports.example/")
    document = extract_plain("The log is kept at the office. Nobody reads it.", [link])
    article = articles.add_pasted(by=checker, document=document, facts={})
    made = versions.write_version(
        article=article, by=checker, text="Since May the log is kept at the office.", origin=Origin.TYPING
    )
    assert made is not None
    (span,) = made.spans
    assert (made.text[span["start"] : span["end"]], span["href"]) == ("the office", "https://ports.example/")


def test_anchors_go_straight_from_the_first_text_to_the_last(claim: Claim, checker: User) -> None:
    rewrite(claim, checker, ("A. Rowan said that waiting times fell by half.", "It was a long year."))
    rewrite(claim, checker, ("It was a long year.", "A. Rowan said that waiting times fell by half."))
    assert (anchor_of(claim, 2).status, anchor_of(claim, 3).status) == ("lost", "exact")


def test_a_persons_word_is_not_overwritten(claim: Claim, checker: User) -> None:
    version = rewrite(claim, checker, ("fell by half", "fell by 13%"))
    annotation = claim.appearances.get().annotation
    start = version.text.index("fell by 13%")
    anchors.decide(
        annotation=annotation, version=version, by=checker, selector=describe(version.text, start, start + 11)
    )
    anchors.place_all(version)
    anchors.place_again(annotation)
    anchor = anchor_of(claim, 2)
    assert (anchor.status, anchor.decided_by, version.text[anchor.start : anchor.end]) == (
        "changed",
        checker,
        "fell by 13%",
    )
    anchors.decide(annotation=annotation, version=version, by=checker, selector=None)
    assert anchor_of(claim, 2).status == "lost"


def test_other_words_in_a_later_version_are_a_decision_there(claim: Claim, checker: User) -> None:
    version = rewrite(claim, checker, ("The union doubts it", "The unions doubt it"))
    annotation = claim.appearances.get().annotation
    start = version.text.index("A. Rowan said")
    wider = describe(version.text, start, version.text.index("half.") + 4)
    highlights.change_range(annotation=annotation, by=checker, selector=wider)
    assert annotation.ranges.count() == 1
    assert anchors.shown(annotation).exact == wider.exact
    assert anchor_of(claim, 2).decided_by == checker


def test_what_is_frozen_keeps_its_words(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    rewrite(review.claim, checker, ("fell by half", "fell by 13%"))
    review.refresh_from_db()
    assert review.content["appearances"][0]["quote"] == QUOTE


def test_what_the_outlet_did_is_recorded_once(claim: Claim, checker: User) -> None:
    version = rewrite(claim, checker, ("fell by half", "fell by 13%"))
    for kind in ("reworded", "corrected"):
        outlet_changes.note_change(claim=claim, version=version, by=checker, kind=kind, day=datetime.date(2026, 11, 2))
    assert [str(change) for change in OutletChange.objects.all()] == ["corrected this on 2026-11-02"]


def test_the_schedule_fetches_what_is_due(checker: User, rings: list[str]) -> None:
    article = articles.add_from_address(by=checker, url="https://news.example/a", facts={})
    Fetch.objects.update(state="done")
    articles.set_recheck(article=article, by=checker, hours=24)
    assert articles.sweep_rechecks() == 0
    Article.objects.update(next_check_at=timezone.now() - datetime.timedelta(minutes=1))
    assert articles.sweep_rechecks() == 1
    assert articles.sweep_rechecks() == 0
    row = Fetch.objects.get(state="waiting")
    assert (row.article, row.priority) == (article, fetches.SCHEDULED)
    articles.look_again(article=article, by=checker)
    row.refresh_from_db()
    assert row.priority == 0, "a person waits now"
    articles.set_recheck(article=article, by=checker, hours=0)
    article.refresh_from_db()
    assert article.next_check_at is None


def test_pasted_articles_have_nothing_to_look_at(claim: Claim, checker: User) -> None:
    for act in (articles.look_again, lambda **kw: articles.set_recheck(hours=24, **kw)):
        with pytest.raises(Refused, match="no_address_"):
            act(article=claim.article, by=checker)
