"""What others ruled: read from their page, offered on the card, told to readers."""

from __future__ import annotations

import pytest

from annotations.models import Citation, ClaimReview, User
from annotations.review.permissions import Refused
from annotations.services.evidence import citations, sources
from annotations.services.review import claim_reviews
from annotations.services.store.uploads import Upload
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
CHECK = """<html><head><title>No, waits did not halve</title><script type="application/ld+json">
{"@type": "ClaimReview", "publisher": {"name": "Pier Check"}, "reviewRating": {"alternateName": "Pants ahoy"}}
</script></head><article><p>The average wait fell from 31 hours to 27 hours, which is not by half, said the board in its
yearbook, and nobody at the harbour counts it in another way.</p></article></html>"""


@pytest.fixture
def citation(checker: User) -> Citation:
    upload = Upload("check.html", CHECK.encode(), "text/html")
    cited = {"stance": "contradicts", "quoted_words": "31 hours to 27 hours"}
    draft = factories.draft(checker)
    return citations.cite_upload(
        review=draft, by=checker, upload=upload, url="https://piercheck.example/1", protected=False, citation=cited,
        source={"type": "primary"},
    )  # fmt: skip


def published(draft: ClaimReview, checker: User, editor: User) -> str:
    factories.cite(checker, draft)
    submitted = claim_reviews.submit(review=draft, by=checker)
    review = claim_reviews.publish(
        review=claim_reviews.approve(review=submitted, by=editor, digest=submitted.digest), by=editor
    )
    return client_of(None).get(f"/checks/{review.claim_id}-{review.claim.slug}/").content.decode()


def test_a_page_that_is_a_fact_check_is_offered_as_one(citation: Citation, checker: User, editor: User) -> None:
    assert citation.source.ruled == "Pants ahoy"
    client, claim = client_of(checker), citation.review.claim_id
    card = client.get(f"/claims/{claim}/").content.decode()
    assert "This is a fact-check itself: “" in card
    client.post(f"/sources/{citation.source_id}/is-ruling/", {"claim": claim})
    card = client.get(f"/claims/{claim}/").content.decode()
    assert "It ruled: “" in card
    page = published(citation.review, checker, editor).partition("</head>")[2]
    sources, others = page.index("What the sources say"), page.index("What others ruled")
    assert (
        sources < page.index("Bulletin</") < others < page.index("Pants ahoy") < page.index("No, waits did not halve")
    )
    assert "Pier Check" in page


def test_nobody_is_told_of_a_ruling_that_no_person_named(citation: Citation, checker: User, editor: User) -> None:
    page = published(citation.review, checker, editor)
    assert "What others ruled" not in page
    assert "Pants ahoy" not in page


def test_a_ruling_is_typed_where_the_page_does_not_say_it(citation: Citation, checker: User) -> None:
    client, path = client_of(checker), f"/sources/{citation.source_id}/"
    form = client.get(path).context["form"]
    client.post(path, {**form.initial, "published_on": "", "type": "fact_check", "ruled": "Mostly false"})
    citation.source.refresh_from_db()
    assert (citation.source.ruled, citation.source.facts_from["ruled"]) == ("Mostly false", "person")


def test_who_rates_blind_is_told_of_no_ruling(citation: Citation, checker: User, editor: User) -> None:
    from annotations.presenters.evidence.citations import citation_views, citations_of

    (view,) = citation_views(citations_of(citation.review), editor, bare=True)
    assert view.ruled == ""


def test_what_others_ruled_is_no_evidence(citation: Citation, checker: User) -> None:
    sources.edit_facts(source=citation.source, by=checker, facts={"type": "fact_check"})
    with pytest.raises(claim_reviews.NotReady, match="Add at least one source"):
        claim_reviews.submit(review=citation.review, by=checker)


def test_a_known_address_is_a_ruling_once_somebody_cites_it_as_one(citation: Citation, checker: User) -> None:
    draft = factories.draft(checker, factories.claim(checker))
    cited = {"url": "https://piercheck.example/1", "type": "fact_check", "ruled": "Sunk", "stance": "contradicts"}
    client_of(checker).post(f"/reviews/{draft.pk}/sources/", cited)
    citation.source.refresh_from_db()
    assert (citation.source.type, citation.source.ruled) == ("fact_check", "Sunk")


def test_who_words_a_ruling_in_review_does_not_approve_it(citation: Citation, checker: User, editor: User) -> None:
    factories.cite(checker, citation.review)
    sources.edit_facts(source=citation.source, by=checker, facts={"type": "fact_check"})
    submitted = claim_reviews.submit(review=citation.review, by=checker)
    sources.edit_facts(source=citation.source, by=editor, facts={"ruled": "False"})
    draft = claim_reviews.take_back(review=submitted, by=checker)
    again = claim_reviews.submit(review=draft, by=checker)
    with pytest.raises(Refused, match="not_its_author"):
        claim_reviews.approve(review=again, by=editor, digest=again.digest)
