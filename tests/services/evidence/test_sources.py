import pytest

from annotations.models import User
from annotations.review.permissions import Refused
from annotations.services.evidence import citations, sources
from annotations.services.store.addresses import url_key
from annotations.services.store.uploads import Upload
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://A.example/x", "http://a.example:80/x#top", True),
        ("https://a.example", "https://a.example/", True),
        ("https://a.example/x?utm_source=n&b=1", "https://a.example/x?b=1", True),
        ("https://a.example/x?b=1", "https://a.example/x?b=2", False),
        ("https://a.example/x", "https://a.example/X", False),
        ("https://a.example:8443/", "https://a.example/", False),
    ],
)
def test_when_two_addresses_are_one(one: str, other: str, same: bool) -> None:
    assert (url_key(one) == url_key(other)) == same


def test_the_same_address_is_one_source(checker: User) -> None:
    first, new = sources.find_or_add(by=checker, url="https://a.example/x", protected=False)
    second, again = sources.find_or_add(by=checker, url="https://a.example/x#2", protected=False)
    assert (first, new, again) == (second, True, False)


def test_a_protected_source_is_not_found_by_its_address(checker: User, other_checker: User) -> None:
    hidden, _ = sources.find_or_add(by=checker, url="https://a.example/x", protected=True)
    other, new = sources.find_or_add(by=other_checker, url="https://a.example/x", protected=False)
    assert new
    assert other != hidden


def test_an_upload_is_pinned(checker: User) -> None:
    review = factories.draft(checker)
    factories.cite(checker, review)
    citation = review.citations.get()
    assert citation.snapshot.text[citation.quote_start : citation.quote_end] == factories.QUOTE


def test_words_that_are_not_there_are_not_pinned(checker: User) -> None:
    review = factories.draft(checker)
    factories.cite(checker, review, quote="never said")
    assert review.citations.get().snapshot is None


def test_a_copy_that_comes_while_in_review_is_pinned(checker: User) -> None:
    review = factories.draft(checker)
    said = {"stance": "supports", "quoted_words": "27 hours", "shows": "", "locator": ""}
    made = citations.cite(
        review=review, by=checker, url="https://a.example/x", protected=False, citation=said, source={}
    )
    from annotations.services.review import claim_reviews

    claim_reviews.submit(review=review, by=checker)
    sources.take_upload(source=made.source, by=checker, upload=Upload("a.txt", b"It was 27 hours.", "text/plain"))
    made.refresh_from_db()
    assert made.quote_end - made.quote_start == len("27 hours")


def test_taking_out_and_putting_back(checker: User) -> None:
    review = factories.draft(checker)
    factories.cite(checker, review)
    citation = review.citations.get()
    citations.remove(citation=citation, by=checker)
    assert not review.citations.filter(removed_at=None).exists()
    citations.put_back(citation=citation, by=checker)
    assert review.citations.filter(removed_at=None).exists()


SECRET = {"title": "Whistle name", "url": "https://whistle.example/paper", "protected": True}


@pytest.mark.parametrize("viewer", ["other_checker", "admin", "auditor"])
def test_a_protected_source_keeps_its_detail_in_every_exit(
    viewer: str, checker: User, editor: User, request: pytest.FixtureRequest
) -> None:
    on = factories.article(checker)
    claim = factories.claim(checker, on)
    review = factories.draft(checker, claim)
    source = factories.cite(checker, review, quote="Mean waiting time was 27 hours", **SECRET)
    copy = source.snapshots.get()
    client = client_of(request.getfixturevalue(viewer))
    pages = [f"/articles/{on.pk}/?claim={claim.pk}", f"/claims/{claim.pk}/", f"/reviews/{review.pk}/", "/sources/",
             "/claims/", "/dashboard/", f"/articles/{on.pk}/changes/?since=0&card={claim.pk}"]  # fmt: skip
    for path in pages:
        text = client.get(path).content.decode()
        assert "histle" not in text, path
        assert "Mean waiting time" not in text, path
    for path in (
        f"/sources/{source.pk}/",
        f"/copies/{copy.pk}/",
        f"/copies/{copy.pk}/original/",
        f"/citations/{review.citations.get().pk}/",
    ):
        assert client.get(path).status_code in (403, 404), path


def test_a_protected_source_stays_so_when_published(checker: User, editor: User) -> None:
    from annotations.services.review import claim_reviews

    review = factories.draft(checker)
    factories.cite(checker, review, **SECRET)
    review = claim_reviews.submit(review=review, by=checker)
    review = claim_reviews.approve_and_publish(review=review, by=editor, digest=review.digest)
    assert "histle" not in str(review.content)
    client = client_of(None)
    assert "histle" not in client.get(f"/checks/{review.claim_id}-{review.claim.slug}/").content.decode()
    assert "histle" not in b"".join(client.get("/feeds/claimreview.json").streaming_content).decode()


def test_others_may_not_add_to_a_protected_source(checker: User, other_checker: User) -> None:
    review = factories.draft(checker)
    source = factories.cite(checker, review, **SECRET)
    with pytest.raises(Refused, match="protected_"):
        sources.take_upload(source=source, by=other_checker, upload=Upload("a", b"x", "text/plain"))


def test_who_edits_what_a_draft_cites_is_an_author_of_it(checker: User, editor: User) -> None:
    from annotations.services.review import claim_reviews

    review = factories.draft(checker)
    source = factories.cite(checker, review)
    sources.edit_facts(source=source, by=editor, facts={"title": "Another title"})
    review = claim_reviews.submit(review=review, by=checker)
    assert editor.pk in claim_reviews.author_ids(review)
    with pytest.raises(Refused, match="not_its_author"):
        claim_reviews.approve(review=review, by=editor, digest=review.digest)


def test_a_protected_source_is_in_no_figure_and_no_history(checker: User, auditor: User) -> None:
    """The audit trail says that it was added and by whom; health and search know nothing of it."""
    from annotations.models import AuditEvent

    review = factories.draft(checker)
    source = factories.cite(checker, review, quote="Mean waiting time was 27 hours", **SECRET)
    told = AuditEvent.objects.filter(chain_kind="source", chain_id=source.pk)
    assert {event.verb for event in told} == {"source.added", "source.uploaded"}
    assert "histle" not in str([event.data for event in AuditEvent.objects.all()])
    assert "Mean waiting" not in str([event.data for event in AuditEvent.objects.all()])
    client = client_of(auditor)
    for path in ("/sources/health/", "/sources/?q=waiting", "/evidence/", "/removals/", "/dashboard/"):
        text = client.get(path).content.decode()
        assert "histle" not in text, path
        assert "Mean waiting" not in text, path
