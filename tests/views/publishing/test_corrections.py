"""What readers learn of corrections: on the page itself, in the list of all, in the feed."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client

from annotations.models import ClaimReview, User
from annotations.presenters.publishing import ledger
from annotations.services.review import claim_reviews, corrections
from tests import factories
from tests.conftest import client_of
from tests.triggers import past_triggers

pytestmark = pytest.mark.django_db
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ATOM = "{http://www.w3.org/2005/Atom}"


def corrected(first: ClaimReview, checker: User, editor: User, *, kind: str = "typo", **changes: str) -> ClaimReview:
    """The next version, written by the checker, approved and published by the editor."""
    second = corrections.correct(claim=first.claim, by=editor, reason="The week was <wrong>.", kind=kind)
    claim_reviews.save_draft(review=second, by=checker, changes=changes or {"summary": "It fell by 13%, not by half."})
    second = claim_reviews.submit(review=second, by=checker)
    other = factories.UserFactory(role="editor")
    claim_reviews.approve(review=second, by=other, digest=second.digest)
    return claim_reviews.publish(review=second, by=other)


def read(path: str) -> str:
    answer = Client().get(path, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_small_correction_stands_in_the_ledger_without_a_banner(checker: User, editor: User) -> None:
    first = factories.published(checker, editor)
    assert "What happened to this fact-check" in read(f"/checks/{first.claim_id}/")
    corrected(first, checker, editor)
    page = read(f"/checks/{first.claim_id}/")
    assert "<strong>Typing error</strong>" in page
    assert "The week was &lt;wrong&gt;." in page
    assert "banner" not in page
    assert f"/checks/{first.claim_id}-waiting-times-fell-by-half/versions/1/" in page


def test_what_changes_the_verdict_stands_on_top_with_both_labels(checker: User, editor: User) -> None:
    first = factories.published(checker, editor)
    corrected(first, checker, editor, rating="verified", summary="It did fall by half.")
    page = read(f"/checks/{first.claim_id}/")
    banner = re.search(r'<div class="notice banner">.*?</div>', page, re.DOTALL)
    assert banner
    assert "Verdict changed" in banner[0]
    assert "from “Disputed” to “Verified”" in banner[0]


def test_all_of_them_are_listed_newest_first_and_the_feed_agrees(checker: User, editor: User) -> None:
    first = factories.published(checker, editor)
    assert "Nothing was corrected yet." in read("/corrections/")
    second = corrected(first, checker, editor, kind="clarification")
    claim_reviews.retract(review=second, by=editor, reason="The log was forged.")
    page = read("/corrections/")
    kinds = re.findall(r"<strong>(Clarification|Retraction)</strong>", page)
    assert kinds == ["Retraction", "Clarification"]
    feed = ElementTree.fromstring(Client().get("/feeds/corrections.atom").content)
    entries = feed.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}title", "").partition(":")[0] for e in entries] == kinds
    assert len({e.findtext(f"{ATOM}id") for e in entries}) == 2
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert link.get("href", "").endswith(f"/checks/{first.claim_id}-waiting-times-fell-by-half/")
    assert "The log was forged." in read(f"/checks/{first.claim_id}/")


def test_the_feed_says_who_in_which_language_and_plainly(checker: User, editor: User, settings) -> None:
    review = factories.published(checker, editor)
    claim_reviews.retract(review=review, by=editor, reason="The <b>log</b> & the count were wrong.")
    root = ElementTree.fromstring(Client(headers={"Accept-Language": "ar"}).get("/feeds/corrections.atom").content)
    assert root.get(LANG) == "en"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == settings.SITE_NAME
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.get(LANG) == "en"
    assert entry.findtext(f"{ATOM}title", "").startswith("Retraction: ")
    summary = entry.find(f"{ATOM}summary")
    assert summary is not None
    assert (summary.get("type"), summary.text) == ("text", "The <b>log</b> & the count were wrong.")


@pytest.mark.parametrize("sign", ["\x1d", "\x0b", "\x01", "\ufffe"])
def test_control_characters_reach_no_row_and_break_no_feed(
    sign: str, checker: User, editor: User, editor_client
) -> None:
    review = factories.published(checker, editor)
    sent = {"reason": f"The count{sign} was wrong."}
    editor_client.post(f"/reviews/{review.pk}/retract/", sent)
    review.refresh_from_db()
    assert review.retraction_reason == "The count was wrong."
    with past_triggers(connection) as cursor:  # as an old row has it
        cursor.execute("UPDATE annotations_claimreview SET retraction_reason = %s", [f"Old{sign} words"])
    root = ElementTree.fromstring(Client().get("/feeds/corrections.atom").content)
    assert root.findtext(f"{ATOM}entry/{ATOM}summary") == "Old words"


def test_open_corrections_are_nobodys_business(checker: User, editor: User) -> None:
    first = factories.published(checker, editor)
    corrections.correct(claim=first.claim, by=editor, reason="SECRET", kind="typo")
    for path in ("/corrections/", "/feeds/corrections.atom", f"/checks/{first.claim_id}/"):
        assert "SECRET" not in read(path)


def test_pages_of_the_list_hold_each_once(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    for n in range(4):
        review = corrected(review, checker, editor, summary=f"It fell by 13%: {n}.")
    seen, after = [], None
    while True:
        rows, more = ledger.entries(after, 3)
        seen += [row.review.number for row in rows]
        if not more:
            break
        after = (rows[-1].at, rows[-1].review.pk)
    assert seen == [5, 4, 3, 2]
    assert Client().get("/corrections/?after=nonsense").status_code == 200


@pytest.mark.parametrize("many", [1, 6])
def test_the_list_takes_as_many_queries_for_one_as_for_many(
    checker: User, editor: User, many: int, django_assert_num_queries
) -> None:
    review = factories.published(checker, editor)
    for n in range(many):
        review = corrected(review, checker, editor, summary=f"It fell by 13%: {n}.")
    with django_assert_num_queries(7):
        Client().get("/corrections/")


def test_the_editor_of_a_small_correction_sees_the_difference_before_anything_else(checker: User, editor: User) -> None:
    first = factories.published(checker, editor)
    second = corrections.correct(claim=first.claim, by=editor, reason="The share.", kind="typo")
    claim_reviews.save_draft(review=second, by=checker, changes={"summary": "It fell by 14%. Not by half."})
    claim_reviews.submit(review=second, by=checker)
    other = client_of(factories.UserFactory(role="editor"))
    page = other.get(f"/reviews/{second.pk}/").content.decode()
    assert "<del>13</del><ins>14</ins>" in page
    assert page.index("What differs from version 1") < page.index("Approve and publish") < page.index("Summary.")


def test_any_two_versions_can_be_compared(checker: User, editor: User) -> None:
    first = factories.published(checker, editor)
    second = corrected(first, checker, editor, summary="It fell by 14%.")
    third = corrected(second, checker, editor, summary="It fell by 15%.")
    client = client_of(checker)
    assert "<del>14</del><ins>15</ins>" in client.get(f"/reviews/{third.pk}/").content.decode()
    page = client.get(f"/reviews/{third.pk}/?against=1").content.decode()
    assert "What differs from version 1" in page
    assert re.search(r"<del>13[^<]*</del><ins>15", page)
    assert "What differs" not in client.get(f"/reviews/{first.pk}/").content.decode()
    assert client.get(f"/reviews/{third.pk}/?against=99999999999999999999").status_code == 200
