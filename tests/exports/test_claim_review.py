import json

import pytest

from annotations.exports.claim_review import as_json, claim_review, script_body
from annotations.markup.claim_review import without_blanks
from annotations.models import User
from annotations.services.claims import claims
from annotations.services.publishing import public_copies
from annotations.services.review import claim_reviews, corrections
from tests import factories
from tests.conftest import client_of
from tests.linted import errors_in

pytestmark = pytest.mark.django_db


def page(claim) -> str:
    claim.refresh_from_db()
    return client_of(None).get(f"/checks/{claim.pk}-{claim.slug}/").content.decode()


def test_everything_known_is_in_it(checker: User, editor: User) -> None:
    on = factories.article(checker, url="https://gazette.example/a", publisher="The Quay Gazette")
    claim = factories.claim(checker, on, claimant="A. Rowan", context="speech")
    claims.add_appearance(
        claim=claim, by=checker, url="https://video.example/v", description="", time_code="1:04", said_on=None
    )
    review = factories.published(checker, editor, claim, rating="disputed")
    markup = claim_review(review)
    assert errors_in(markup) == []
    assert markup["claimReviewed"] == "waiting times fell by half"
    assert markup["itemReviewed"]["author"] == {"@type": "Person", "name": "A. Rowan"}
    assert markup["itemReviewed"]["firstAppearance"]["url"] == "https://gazette.example/a"
    assert [work["url"] for work in markup["itemReviewed"]["appearance"]] == ["https://video.example/v"]
    assert markup["reviewRating"]["alternateName"] == "Disputed"
    assert markup["reviewRating"]["ratingValue"] == 2


def test_a_label_without_a_number_has_none_of_the_three(checker: User, editor: User) -> None:
    review = factories.published(checker, editor, rating="unverifiable", looked_for="The log: nothing.")
    rating = claim_review(review)["reviewRating"]
    assert set(rating) == {"@type", "alternateName", "ratingExplanation"}
    assert errors_in(claim_review(review)) == []


def test_what_is_unknown_is_left_out(checker: User, editor: User) -> None:
    markup = claim_review(factories.published(checker, editor))
    text = json.dumps(markup)
    assert "null" not in text
    assert '""' not in text
    assert "author" not in markup.get("itemReviewed", {})


def test_blanks_vanish_at_every_depth() -> None:
    assert without_blanks({"@type": "A", "b": {"@type": "B", "c": " "}, "d": [None, "", {"@type": "E"}], "f": 0}) == {
        "@type": "A",
        "f": 0,
    }


def test_the_page_has_one_block_and_one_address(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    text = page(review.claim)
    assert text.count("application/ld+json") == 1
    body = text.split('<script type="application/ld+json">')[1].split("</script>")[0]
    markup = json.loads(body)
    assert list(markup)[:2] == ["@context", "@type"]
    assert "@graph" not in markup
    assert f'<link rel="canonical" href="{markup["url"]}">' in text


def test_nothing_in_it_ends_the_script(checker: User, editor: User) -> None:
    claim = factories.claim(checker, wording="</script><script>alert(1)</script> & <!--")
    review = factories.published(checker, editor, claim)
    body = script_body(review)
    assert "<" not in body
    assert json.loads(body)["claimReviewed"] == "</script><script>alert(1)</script> & <!--"
    assert "<script>alert" not in page(review.claim)


def test_json_is_strict() -> None:
    with pytest.raises(ValueError, match="JSON"):
        as_json({"a": float("nan")})


@pytest.mark.parametrize("path", ["/checks/{pk}-other/", "/checks/0{pk}-{slug}/"])
def test_another_slug_goes_to_the_one_address(checker: User, editor: User, path: str) -> None:
    review = factories.published(checker, editor)
    answer = client_of(None).get(path.format(pk=review.claim_id, slug=review.claim.slug))
    assert answer.status_code == 301
    assert answer["Location"] == f"/checks/{review.claim_id}-{review.claim.slug}/"


def test_the_page_reads_frozen_content_only(checker: User, editor: User) -> None:
    claim = factories.claim(checker, claimant="A. Rowan")
    review = factories.published(checker, editor, claim)
    claimant = claim.claimant
    claimant.name = "Somebody Else"
    claimant.save()
    source = review.citations.get().source
    source.title = "Renamed"
    source.save()
    text = page(claim)
    assert "A. Rowan" in text
    assert "Somebody Else" not in text
    assert "Renamed" not in text
    assert "differs from the published text" in client_of(editor).get(f"/reviews/{review.pk}/").content.decode()


def test_a_story_lists_without_repeating_markup(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    on = review.claim.article
    on.refresh_from_db()
    text = client_of(None).get(f"/stories/{on.pk}-{on.slug}/").content.decode()
    assert "waiting times fell by half" in text
    assert "ld+json" not in text


def test_a_retracted_check_keeps_its_address_and_loses_its_markup(checker: User, editor: User) -> None:
    review = factories.retracted(checker, editor)
    text = page(review.claim)
    assert "We have retracted this fact-check" in text
    assert "The count was wrong." in text
    assert "ld+json" not in text
    assert "It fell by 13%" not in text


def test_sources_stand_in_it_with_their_copies(checker: User, editor: User) -> None:
    draft = factories.draft(checker)
    copied = factories.cite(checker, draft, url="https://port.example/log", publisher="Ministry of Ports")
    kept = "https://web.archive.org/web/20240304101500/https://gazette.example/dues"
    factories.cite(checker, draft, url=kept, title="Dues")
    factories.cite(checker, draft, "another passage", url=kept)  # of the same source, which is named once
    factories.cite(checker, draft, url="https://port.example/secret", protected=True)
    submitted = claim_reviews.submit(review=draft, by=checker)
    review = claim_reviews.approve_and_publish(review=submitted, by=editor, digest=submitted.digest)
    snapshot = copied.snapshots.get()
    public_copies.show(snapshot=snapshot, by=editor)
    markup = claim_review(review)
    assert errors_in(markup) == []
    first, second = markup["citation"]
    assert first["publisher"]["name"] == "Ministry of Ports"
    assert first["archivedAt"].endswith(f"/kept/{snapshot.pk}/")
    assert (second["url"], second["archivedAt"]) == ("https://gazette.example/dues", kept)
    assert "secret" not in json.dumps(markup)


def test_corrections_stand_in_it(checker: User, editor: User, other_editor: User) -> None:
    review = factories.published(checker, editor)
    assert "correction" not in claim_review(review)
    second = corrections.correct(claim=review.claim, by=editor, reason="A typing error in the summary.")
    second = claim_reviews.submit(review=second, by=checker)
    second = claim_reviews.approve_and_publish(review=second, by=other_editor, digest=second.digest)
    markup = claim_review(second)
    assert errors_in(markup) == []
    (told,) = markup["correction"]
    assert (told["@type"], told["text"]) == ("CorrectionComment", "A typing error in the summary.")
    assert told["datePublished"] == markup["dateModified"]
    assert markup["@id"] == f"{markup['url']}#review"


def test_an_earlier_version_is_readable_and_not_indexed(checker: User, editor: User, other_editor: User) -> None:
    review = factories.published(checker, editor)
    second = corrections.correct(claim=review.claim, by=editor, reason="A typing error.")
    second = claim_reviews.submit(review=second, by=checker)
    claim_reviews.approve_and_publish(review=second, by=other_editor, digest=second.digest)
    review.claim.refresh_from_db()
    answer = client_of(None).get(f"/checks/{review.claim_id}-{review.claim.slug}/versions/1/")
    text = answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in text
    assert "ld+json" not in text
    assert client_of(None).get(f"/checks/{review.claim_id}-{review.claim.slug}/versions/3/").status_code == 404


@pytest.mark.parametrize(
    "break_it",
    [
        lambda m: m.pop("claimReviewed"),
        lambda m: m.__setitem__("url", "checks/1"),
        lambda m: m.__setitem__("author", None),
        lambda m: m["reviewRating"].pop("bestRating"),
        lambda m: m["reviewRating"].__setitem__("ratingValue", 9),
        lambda m: m["reviewRating"].pop("alternateName"),
        lambda m: m.__setitem__("datePublished", "yesterday"),
        lambda m: m.__setitem__("extra", 1),
        lambda m: m.__setitem__("@type", "Review"),
    ],
)
def test_the_linter_finds_what_is_wrong(checker: User, editor: User, break_it) -> None:
    markup = claim_review(factories.published(checker, editor))
    break_it(markup)
    assert errors_in(markup) != []
