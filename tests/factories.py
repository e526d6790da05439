"""Rows in any state, made the way the site makes them."""

from __future__ import annotations

import io
from typing import Any

import factory
from PIL import Image

from annotations.anchoring.selectors import describe
from annotations.extraction.texts.plain import extract_plain
from annotations.models import Article, Claim, ClaimReview, Source, User
from annotations.services.claims import claimants, claims
from annotations.services.evidence import citations
from annotations.services.review import claim_reviews
from annotations.services.store.uploads import Upload
from annotations.services.text import articles

TEXT = """The harbour office counted 1,204 ships in the third quarter. A. Rowan said that waiting times fell by half.

The union doubts it. “Nobody showed us the log,” its secretary said on Monday.

A second report is expected in spring."""
DOCUMENT = "Bulletin of the harbour office\n\nMean waiting time was 27 hours, after 31 hours a year before."
QUOTE = "Mean waiting time was 27 hours"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@newsroom.example")
    password = factory.django.Password("correct horse battery")


def picture(width: int = 120, height: int = 60, kind: str = "PNG") -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#16324f").save(out, kind)
    return out.getvalue()


def article(by: User, text: str = TEXT, **facts: Any) -> Article:
    return articles.add_pasted(by=by, document=extract_plain(text), facts={"title": "Harbour figures", **facts})


def claim(by: User, on: Article | None = None, quote: str = "waiting times fell by half", **changes: Any) -> Claim:
    on = on or article(by)
    version = on.versions.get()
    start = version.text.index(quote)
    made = claims.mark_claim(by=by, version=version, selector=describe(version.text, start, start + len(quote))).claim
    return claims.save_claim(claim=made, by=by, changes=changes) if changes else made


def cite(by: User, review: ClaimReview, quote: str = QUOTE, **source: Any) -> Source:
    """A source with a kept copy, by upload."""
    made = citations.cite_upload(
        review=review, by=by, upload=Upload("bulletin.txt", DOCUMENT.encode(), "text/plain"),
        url=source.pop("url", ""), protected=source.pop("protected", False),
        citation={"stance": "contradicts", "quoted_words": quote},
        source={"type": "primary", "title": "Bulletin", **source},
    )  # fmt: skip
    return made.source


def draft(by: User, made: Claim | None = None, rating: str = "disputed", **changes: Any) -> ClaimReview:
    made = made or claim(by)
    review = made.reviews.open().get()
    changes = {"rating": rating, "summary": "It fell by 13%. Not by half.", **changes}
    if speaker := Claim.objects.get(pk=made.pk).claimant:
        changes.setdefault("asked", "no")
        if not speaker.kind:
            claimants.edit(claimant=speaker, by=by, values={"kind": "Person"})
    return claim_reviews.save_draft(review=review, by=by, changes=changes)


def submitted(by: User, made: Claim | None = None, **changes: Any) -> ClaimReview:
    review = draft(by, made, **changes)
    cite(by, review)
    return claim_reviews.submit(review=review, by=by)


def approved(by: User, editor: User, made: Claim | None = None, **changes: Any) -> ClaimReview:
    review = submitted(by, made, **changes)
    return claim_reviews.approve(review=review, by=editor, digest=review.digest)


def published(by: User, editor: User, made: Claim | None = None, **changes: Any) -> ClaimReview:
    return claim_reviews.publish(review=approved(by, editor, made, **changes), by=editor)


def retracted(by: User, editor: User) -> ClaimReview:
    return claim_reviews.retract(review=published(by, editor), by=editor, reason="The count was wrong.")
