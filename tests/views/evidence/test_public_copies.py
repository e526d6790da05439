"""Copies are private until an editor shows one; then readers get its text and nothing else of it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from annotations.models import Citation, ClaimReview, Health, Source, User
from annotations.review.permissions import Refused
from annotations.services.evidence import removals, sources
from annotations.services.publishing import public_copies
from annotations.services.store.uploads import Upload
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def citation(checker: User, editor: User) -> Citation:
    return factories.published(checker, editor).citations.get()


def public_page(review: ClaimReview) -> str:
    return Client().get(f"/checks/{review.claim_id}/", follow=True).content.decode()


def test_private_shown_and_withdrawn(citation: Citation, editor: User) -> None:
    copy, reader = citation.snapshot, Client()
    path = f"/kept/{copy.pk}/"
    assert reader.get(path).status_code == 404
    assert "/kept/" not in public_page(citation.review)
    assert client_of(editor).post(f"/copies/{copy.pk}/show/").status_code == 302
    assert "Withdraw it" in client_of(editor).get(f"/copies/{copy.pk}/").content.decode()
    link = re.search(r'href="(/kept/\d+/\?citation=\d+)#quote"', public_page(citation.review))
    assert link
    answer = reader.get(link[1])
    assert answer["X-Robots-Tag"] == "noindex"
    assert (
        f'<mark id="quote" class="mark mark-quote" data-claims="{citation.pk}">{factories.QUOTE}</mark>'
        in answer.content.decode()
    )
    for way in ("", "original/", "page/", "warc/"):
        assert reader.get(f"/copies/{copy.pk}/{way}").status_code == 302
    client_of(editor).post(f"/copies/{copy.pk}/show/", {"withdraw": "1"})
    assert reader.get(path).status_code == 404
    assert "/kept/" not in public_page(citation.review)
    client_of(editor).post(f"/copies/{copy.pk}/show/")
    assert reader.get(path).status_code == 200


def test_quoted_words_are_marked_in_whichever_copy_readers_may_see(citation: Citation, editor: User) -> None:
    pinned = citation.snapshot
    assert pinned is not None
    upload = Upload("bulletin.txt", f"New head. {factories.DOCUMENT}".encode(), "text/plain")
    later = sources.take_upload(source=citation.source, by=editor, upload=upload)
    public_copies.show(snapshot=later, by=editor)
    link = f"/kept/{later.pk}/?citation={citation.pk}"
    assert link in public_page(citation.review)
    assert f'data-claims="{citation.pk}">{factories.QUOTE}</mark>' in Client().get(link).content.decode()
    public_copies.show(snapshot=pinned, by=editor)
    page = public_page(citation.review)
    assert f"/kept/{pinned.pk}/?citation={citation.pk}" in page, "the one that the check cites, once it may be seen"
    assert link not in page


def test_readers_learn_that_a_source_is_gone(citation: Citation) -> None:
    assert "no longer at its address" not in public_page(citation.review)
    Source.objects.filter(pk=citation.source_id).update(health=Health.GONE)
    page = public_page(citation.review)
    assert "copy kept on" in page
    assert "no longer at its address" in page


def test_words_of_an_unpublished_verdict_are_not_marked(citation: Citation, checker: User, editor: User) -> None:
    public_copies.show(snapshot=citation.snapshot, by=editor)
    review = factories.draft(checker)
    draft = factories.cite(checker, review)
    own = review.citations.get()
    Citation.objects.filter(pk=own.pk).update(snapshot=citation.snapshot)
    page = Client().get(f"/kept/{citation.snapshot_id}/?citation={own.pk}").content.decode()
    assert "<mark" not in page
    assert draft.pk


def test_only_an_editor_and_never_a_protected_one(citation: Citation, checker: User, editor: User) -> None:
    with pytest.raises(Refused):
        public_copies.show(snapshot=citation.snapshot, by=checker)
    hidden = factories.cite(checker, factories.draft(checker), protected=True)
    with pytest.raises(Refused, match="not_for_readers"):
        public_copies.show(snapshot=hidden.snapshots.get(), by=editor)


def test_what_is_removed_by_law_is_not_shown(citation: Citation, editor: User) -> None:
    public_copies.show(snapshot=citation.snapshot, by=editor)
    asked = removals.ask(by=editor, ground="Order 12/2026", snapshot=citation.snapshot)
    assert Client().get(f"/kept/{citation.snapshot_id}/").status_code == 200
    removals.decide(removal=asked, by=factories.UserFactory(role="editor"), remove=True)
    assert Client().get(f"/kept/{citation.snapshot_id}/").status_code == 404
    assert "/kept/" not in public_page(citation.review)
    citation.snapshot.refresh_from_db()
    with pytest.raises(Refused):
        public_copies.show(snapshot=citation.snapshot, by=editor)


def test_showing_twice_is_showing_once(citation: Citation, editor: User) -> None:
    first = public_copies.show(snapshot=citation.snapshot, by=editor)
    assert public_copies.show(snapshot=citation.snapshot, by=editor) == first
    public_copies.withdraw(snapshot=citation.snapshot, by=editor)
    public_copies.withdraw(snapshot=citation.snapshot, by=editor)
