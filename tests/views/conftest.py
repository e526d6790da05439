"""Everybody, and an address for each route."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from annotations.exports.share_picture import picture_of
from annotations.models import (
    AuditEvent,
    ChecklistQuestion,
    Claimant,
    EvidenceChange,
    Label,
    Notification,
    Origin,
    PublicCopy,
    Removal,
    Snapshot,
    User,
)
from annotations.services.newsroom import newsroom, people
from annotations.services.publishing import reports
from annotations.services.review import contacts, experts
from annotations.services.text import notes, versions
from tests import factories


def own_routes() -> list[URLPattern]:
    found: list[URLPattern] = []

    def walk(patterns: list[Any]) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns)
            elif pattern.callback.__module__.startswith("annotations."):
                found.append(pattern)

    walk(get_resolver().url_patterns)
    return found


@pytest.fixture
def everybody(checker: User, editor: User, admin: User, auditor: User) -> dict[str, User | None]:
    return {"anonymous": None, "checker": checker, "editor": editor, "admin": admin, "auditor": auditor}


@pytest.fixture
def places(checker: User, editor: User, admin: User) -> dict[str, str]:
    """An address for each route, on rows that exist."""
    from django.urls import reverse

    marked = factories.claim(checker, topic="Port matters", claimant="A. Rowan")
    review = factories.published(checker, editor, marked)
    claim = review.claim
    citation = review.citations.get()
    copy = Snapshot.objects.get(source=citation.source)
    ChecklistQuestion.objects.ensure_defaults()
    question = ChecklistQuestion.objects.all()[0]
    invitation, link = people.invite(by=admin, email="new@newsroom.example", role="checker")
    claim.article.refresh_from_db()
    newsroom.write_page(by=admin, kind="methods", language="en", text="We look twice.")
    logo = newsroom.set_logo(by=admin, data=factories.picture())
    report = reports.report(review=review, message="The week is wrong.")
    arguments: dict[str, list[Any]] = {
        "topic": ["port-matters"], "speaker": [claim.claimant_id, "a-rowan"], "embed": [claim.pk, claim.slug],
        "check_corrections_feed": [claim.pk, claim.slug], "about": ["methods"], "about_version": ["methods", "en", 1],
        "newsroom_page": ["methods", "en"], "logo": [logo.logo_digest], "colours": ["16324f"], "newsroom_pages": [],
        "newsroom_logo": [], "from_browser": [], "extension_file": [], "share_picture": [claim.pk, claim.slug, picture_of(review).digest], "check_short": [claim.pk], "story_short": [claim.article_id],
        "report": [claim.pk, claim.slug], "report_list": [], "report_answer": [report.pk], "report_confirm": [report.pk],
        "check": [claim.pk, claim.slug], "check_markup": [claim.pk, claim.slug], "check_version": [claim.pk, claim.slug, 1],
        "story": [claim.article_id, claim.article.slug], "help_page": ["checker"], "catalog": ["es"],
        "snapshot_pdf_page": [copy.pk, 1], "transcript_add": [copy.pk],
        "invitation": [link.rstrip("/").rsplit("/", 1)[1]], "paragraph": [claim.article_id, 1],
        "person_change": [checker.pk], "label_change": [Label.objects.all()[0].pk], "question_change": [question.pk], "invitation_withdraw": [invitation.pk],
    }  # fmt: skip
    numbers = {"article": claim.article_id, "claim": claim.pk, "review": review.pk, "citation": citation.pk,
               "source": citation.source_id, "snapshot": copy.pk}  # fmt: skip
    numbers["citation_add"] = review.pk
    change = EvidenceChange.objects.create(source=citation.source, kind="gone", copy=copy, attempt=copy)
    numbers["evidence"] = change.pk
    removal = Removal.objects.create(snapshot=copy, sha256=copy.blob_id, ground="Order", asked_by=editor)
    PublicCopy.objects.create(snapshot=copy, made_by=editor)
    arguments |= {name: [copy.pk] for name in ("kept_copy", "kept_picture")}
    arguments["removal_decide"] = [removal.pk]
    arguments["version_remove"] = [claim.article_id, 1]
    note = notes.note_claim(claim=claim, by=checker, text="Which week?")
    versions.write_version(article=claim.article, by=checker, text=factories.TEXT + "\n\nMore.", origin=Origin.OUTLET)
    link, _address = experts.ask(review=review, by=checker, name="Dr. Tide", days=3)
    token = experts.token_of(link)
    arguments |= {"expert": [token], "expert_copy": [token, citation.pk]}
    arguments |= {"expert_link": [link.pk], "expert_revoke": [link.pk]}
    event = AuditEvent.objects.latest("pk")
    numbers["notification"] = Notification.objects.create(
        event=event, person=factories.UserFactory(), kind="returned", channel="page"
    ).pk
    numbers["contact"] = contacts.log(
        claim=claim, by=checker, whom="A. Rowan", channel="email", question="Which log?", asked_at=timezone.now()
    ).pk
    arguments["note_claim"] = [claim.pk]
    arguments["note_passage"] = [claim.article_id]
    arguments |= {name: [claim.article_id] for name in ("version_look", "version_recheck", "version_write", "versions")}
    arguments["version_compare"] = [claim.article_id, 2]
    arguments["version_place"] = [claim.article_id, 2, claim.appearances.get().annotation_id]
    arguments["version_note"] = [claim.article_id, 2, claim.pk]
    numbers["note"] = note.pk
    numbers["claimant"] = Claimant.objects.create(name="B. Lindqvist").pk
    numbers["highlight"] = claim.appearances.get().annotation_id
    found = {}
    for name in [str(route.name) for route in own_routes()]:
        args = arguments.get(name)
        if args is None:
            key = name if name in numbers else name.split("_")[0]
            args = (
                [numbers[key]] if key in numbers and name not in ("article_add", "claim_new", "evidence_list") else []
            )
        found[name] = reverse(name, args=args)
    found["claims_search"] += "?query=waiting"
    return found
