"""The page of one review: everything that a person needs to decide, on one screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from annotations.forms.review.assignments import AssignForm
from annotations.forms.review.claim_reviews import CorrectForm, RetractForm, ReturnForm
from annotations.forms.review.experts import AskExpertForm
from annotations.forms.review.opinions import OpinionForm
from annotations.forms.text.notes import CommentForm
from annotations.models import MINOR, SUGGESTED, AnswerChoice, ClaimReview, User
from annotations.presenters.evidence.citations import citation_views, citations_of
from annotations.presenters.newsroom.history import history_of
from annotations.presenters.publishing.markup_findings import preflight_of
from annotations.presenters.publishing.published import said_date
from annotations.presenters.review.differences import differences, media_words
from annotations.presenters.review.opinions import Standing, standing_of, without_verdict
from annotations.presenters.review.turns import turn_of
from annotations.presenters.review.verdicts import review_verdict
from annotations.presenters.text.notes import threads_on_claim
from annotations.presenters.words.rich_text import rich_text
from annotations.review.permissions import Permission, can, can_edit, can_take
from annotations.review.policies import missing_for_publication
from annotations.review.states import WRITABLE, Status
from annotations.services.publishing.public_addresses import check_path, slug_for
from annotations.services.review import claim_reviews as services
from annotations.services.review import opinions
from annotations.services.review.frozen_content import freeze
from annotations.services.text.notes import text_of
from annotations.web.loading import find, person
from annotations.web.numbers import key_of
from annotations.wording.checklist import question_words

CONTEXT_CHARS = 280
#: In the session: the expert's link that was just made, whose address the next page shows.
NEW_LINK = "new_expert_link"


def find_review(request: HttpRequest, pk: int) -> ClaimReview:
    related = (
        "claim__article",
        "claim__claimant",
        "claim__checker",
        "claim__reviewer",
        "label",
        "author",
        "retracted_by",
        "retraction_confirmed_by",
    )
    return find(ClaimReview, request, pk, *related)


def review_page(request: HttpRequest, found: ClaimReview, *, status: int = 200, **forms: Any) -> HttpResponse:
    """One review. A draft is shown as it stands now, everything else as it was frozen.

    `forms` are those that go back to their sender; `unsaved` are words whose form the page has no more.
    """
    user = person(request)
    authors = services.author_ids(found)
    standing = standing_of(found, user, authors, opinions.approvers(found))
    content = without_verdict(_content(found)) if standing.withheld else _content(found)
    may = _may(found, user, authors, standing)
    context = {
        "review": found,
        "content": content,
        "verdict": review_verdict(found, unsealed=not standing.withheld),
        "standing": standing,
        "submission": opinions.submission_of(found),
        "how_checked": rich_text(content["how_checked"]),
        "said_on": said_date(content["said_on"], content["said_precision"]),
        "media_words": media_words({**content, "media_rating": ""} if standing.withheld else content),
        "passage": passage_of(found),
        "citations": citation_views(citations_of(found), user, bare=standing.withheld),
        "lacking": missing_for_publication(services.cited_sources(found)),
        "not_asked": content["asked"] == "no" and content["claimant"] is not None,
        "contacts": list(found.claim.contacts.all()),
        "may": may,
        "is_author": user.pk in authors,
        "history": history_of(found.claim, user),
        **_compared(request, found, content, standing),
        "answers": [_answer(line) for line in content.get("checklist", [])],
        "may_answer": can_edit(user, found.status),
        **_for_readers(found, may),
        **_forms(request, found, standing, forms),
        "threads": threads_on_claim(found.claim, user),
        "experts": list(found.expert_links.prefetch_related("answers")),
        "turn": turn_of(found, user),
        # Its verdict would tell whoever rates blind what this one comes to.
        "origin": None if standing.withheld else found.claim.reworked_from,
        "next_review": next_of_article(request, found),
    }
    return render(request, "reviews/detail.html", context, status=status)


def _for_readers(found: ClaimReview, may: dict[str, bool]) -> dict[str, Any]:
    """Where readers find it or would, what to know before, and whether it still says what the rows say."""
    return {
        "address": check_path(found.claim_id, found.claim.slug or slug_for(found.claim.wording)),
        "preflight": preflight_of(found) if may["approve"] or may["publish"] else None,
        "differs": found.content is not None and found.status == Status.PUBLISHED and _differs(found),
        "is_pinned": may["pin"] and hasattr(found.claim, "pin"),
    }


def _forms(request: HttpRequest, found: ClaimReview, standing: Standing, given: dict[str, Any]) -> dict[str, Any]:
    """Every form of the page, those in `given` as they were sent; and what else is said of the last one sent."""
    made: dict[str, Callable[[], Any]] = {
        "opinion_form": lambda: OpinionForm(auto_id="rate-%s"),
        "return_form": ReturnForm,
        "expert_form": lambda: AskExpertForm(auto_id="expert-%s"),
        "correct_form": lambda: CorrectForm(auto_id="correct-%s", retracted=found.status == Status.RETRACTED),
        "retract_form": lambda: RetractForm(auto_id="retract-%s"),
        "comment_form": lambda: _comment_form(request, found, standing),
        "assign_form": lambda: AssignForm(auto_id="assign-%s") if can(person(request), Permission.DECIDE) else None,
    }
    said = {name: given.get(name, "") for name in ("changed_meanwhile", "unsaved", "expert_address")}
    return {**{name: given.get(name) or make() for name, make in made.items()}, **said}


def _comment_form(request: HttpRequest, found: ClaimReview, standing: Standing) -> CommentForm:
    """The form as the address asks for it: `?about=summary` with that text to be changed."""
    about = request.GET.get("about", "")
    text = text_of(found, about) if about in SUGGESTED and not standing.withheld else ""
    return CommentForm(initial={"about": about, "suggestion": text, "prefilled": about if text else ""}, review=found)


def _may(found: ClaimReview, user: User, authors: set[int], standing: Standing) -> dict[str, bool]:
    """What this person may do with the version now."""
    may = {
        name: can_take(user, name, found.status, authors)
        for name in ("approve", "return", "publish", "retract", "take_back")
    }
    may["approve"] &= not standing.no_approval
    may["return"] &= not standing.no_return
    may["prove"] = found.status in (Status.PUBLISHED, Status.RETRACTED) and can(user, Permission.DECIDE)
    may["pin"] = found.status == Status.PUBLISHED and can(user, Permission.DECIDE)
    may["correct"] = found.status in (Status.PUBLISHED, Status.RETRACTED) and can(user, Permission.DECIDE)
    if found.status == Status.RETRACTED and not found.retraction_confirmed_at and found.retracted_by_id == user.pk:
        may["correct"] = False
    may["confirm"] = (
        found.status == Status.RETRACTED and not found.retraction_confirmed_at and can(user, Permission.DECIDE)
        and found.retracted_by_id != user.pk
    )  # fmt: skip
    return may


def _answer(line: dict[str, str]) -> dict[str, str]:
    """One line of the check-list as it was frozen, in the reader's language where it is one of those shipped."""
    answer = str(AnswerChoice(line["answer"]).label)
    return {"words": question_words(line["question"]), "answer": answer, "note": line["note"]}


def _content(review: ClaimReview) -> dict[str, Any]:
    """A draft as it stands now, everything else as it was frozen."""
    return freeze(review)[0] if review.status in WRITABLE or not review.content else review.content


def _compared(request: HttpRequest, found: ClaimReview, content: dict[str, Any], standing: Standing) -> dict[str, Any]:
    """All versions, and what differs from the one in the address (`?against=2`), else from the one before."""
    versions = list(found.claim.reviews.order_by("-number").defer("content"))
    sealed = set(found.claim.reviews.sealed_from(person(request)).values_list("pk", flat=True))
    others = {version.number: version for version in versions if version.pk not in {found.pk, *sealed}}
    against = others.get(key_of(request.GET.get("against"))) or others.get(found.number - 1)
    if standing.withheld:
        against = None
    return {
        "versions": versions,
        "others": list(others.values()),
        "against": against,
        "differences": differences(_content(against), content) if against else [],
        "kind_words": found.get_correction_kind_display(),
        # A small correction is decided by its difference alone; the whole version can be unfolded.
        "only_difference": found.number > 1 and found.correction_kind in MINOR and found.status == Status.IN_REVIEW,
    }


def _differs(found: ClaimReview) -> bool:
    """Whether shared rows (a claimant's name, a source's title) were edited since publication."""
    now, then = freeze(found)[0], dict(found.content or {})
    return any(_is_other(now[name], then.get(name)) for name in ("claimant", "appearances", "citations"))


def _is_other(now: Any, then: Any) -> bool:
    """Whether `now` says something else: of what was frozen only, for later releases freeze more."""
    if isinstance(now, dict) and isinstance(then, dict):
        return any(_is_other(now.get(name), told) for name, told in then.items() if name != "quote")
    if isinstance(now, list) and isinstance(then, list):
        return len(now) != len(then) or any(map(_is_other, now, then))
    return bool(now != then)


def passage_of(found: ClaimReview) -> dict[str, str] | None:
    """The claim's first highlight in its paragraph; None for a claim without a passage."""
    first = (
        found.claim.appearances.standing()
        .filter(annotation__isnull=False)
        .select_related("annotation__version__article")
        .order_by("-is_first", "pk")
        .first()
    )
    if first is None or first.annotation is None:
        return None
    place = first.annotation.ranges.order_by("-pk").first()
    if place is None:
        return None
    version = first.annotation.version
    around = [b for b in version.blocks if b["start"] < place.end and place.start < b["end"]]
    before = version.text[around[0]["start"] : place.start] if around else ""
    after = version.text[place.end : around[-1]["end"]] if around else ""
    return {
        "before": ("…" if len(before) > CONTEXT_CHARS else "") + before[-CONTEXT_CHARS:],
        "quote": place.exact,
        "after": after[:CONTEXT_CHARS] + ("…" if len(after) > CONTEXT_CHARS else ""),
        "direction": version.article.direction,
        "version": str(version.number),
    }


def next_of_article(request: HttpRequest, done: ClaimReview) -> ClaimReview | None:
    """The next review of the same article that this person may decide, oldest first."""
    if done.claim.article_id is None:
        return None
    waiting = ClaimReview.objects.visible_to(request.user).not_by(person(request)).filter(status=Status.IN_REVIEW)
    return (
        waiting.filter(claim__article=done.claim.article_id).exclude(pk=done.pk).order_by("submitted_at", "pk").first()
    )
