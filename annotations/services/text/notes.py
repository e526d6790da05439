"""Notes beside the text: on a claim or a passage, answered, resolved and reopened; @names are told by mail."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.anchoring.selectors import Selector
from annotations.connections import atomic
from annotations.models import MOST_WORDING, SUGGESTED, About, ArticleVersion, Citation, Claim, ClaimReview, Note, User
from annotations.review.permissions import Permission, Refused, check_can
from annotations.services.claims.claims import make_annotation, stamp
from annotations.services.record import audit
from annotations.services.text.articles import bump

MENTION = re.compile(r"(?<![\w@.])@([\w.+-]*\w)")
MAX_LENGTH = 5000


def mentioned(text: str) -> list[User]:
    """The active people whose username stands after an @ in `text`."""
    names = {name.lower() for name in MENTION.findall(text)}
    return [u for u in User.objects.filter(is_active=True) if u.username.lower() in names] if names else []


def _text(text: str) -> str:
    text = text.strip()
    if not text:
        raise ValidationError(_("Write the note first."))
    if len(text) > MAX_LENGTH:
        raise ValidationError(
            _("A note has at most %(most)s characters; this one has %(count)s. Shorten it.")
            % {"most": f"{MAX_LENGTH:,}", "count": f"{len(text):,}"}
        )
    return text


@atomic
def note_claim(*, claim: Claim, by: User, text: str) -> Note:
    """A new thread on a claim."""
    check_can(by, Permission.WRITE)
    claim = Claim.objects.held(claim.pk)[claim.pk]
    note = Note.objects.create(claim=claim, article=claim.article, text=_text(text), created_by=by)
    _after(note, by, "note.added")
    return note


@atomic
def comment(
    *, review: ClaimReview, by: User, about: str, text: str, citation: Citation | None = None, suggestion: str = ""
) -> Note:
    """A thread bound to one text, source or the passage of a version; `suggestion` are other words for a text."""
    check_can(by, Permission.WRITE)
    if about not in About.values or (about == About.CITATION) != (
        citation is not None and citation.review_id == review.pk
    ):
        raise ValidationError({"about": _("Choose what the comment is about.")})
    suggestion = "\n".join(suggestion.strip().splitlines())
    if suggestion and about not in SUGGESTED:
        raise ValidationError({"suggestion": _("Other words can be suggested for a text only.")})
    if about == About.WORDING and len(suggestion) > MOST_WORDING:
        short = _("A claim in neutral words has at most %(most)s characters.") % {"most": f"{MOST_WORDING:,}"}
        raise ValidationError({"suggestion": short})
    if suggestion and about != About.WORDING and ClaimReview.objects.sealed_from(by).filter(pk=review.pk).exists():
        # Whether they are the words that stand there would tell those words.
        raise Refused("text_withheld")
    Claim.objects.held(review.claim_id)
    stands = text_of(review, about) if suggestion else ""
    if suggestion == stands:
        suggestion = ""
    note = Note.objects.create(
        claim=review.claim, article=review.claim.article, text="" if suggestion and not text.strip() else _text(text),
        about=about, citation=citation, suggestion=suggestion, replaces=stands if suggestion else "", created_by=by,
    )  # fmt: skip
    _after(note, by, "note.added")
    return note


def text_of(review: ClaimReview, about: str) -> str:
    """The text that a comment about it is on, as it stands in the version now."""
    text = review.claim.wording if about == About.WORDING else getattr(review, about)
    return "\n".join(str(text).splitlines())


@atomic
def note_passage(*, version: ArticleVersion, by: User, selector: Selector, text: str) -> Note:
    """A new thread on some words of an article that are no claim."""
    check_can(by, Permission.WRITE)
    words = _text(text)
    annotation = make_annotation(by=by, version=version, selector=selector)
    note = Note.objects.create(article=version.article, annotation=annotation, text=words, created_by=by)
    _after(note, by, "note.added")
    return note


@atomic
def answer(*, note: Note, by: User, text: str) -> Note:
    """An answer in the thread of `note`; a resolved thread is open again."""
    check_can(by, Permission.WRITE)
    thread = _held(note.answers_to_id or note.pk)
    made = Note.objects.create(
        claim=thread.claim, article=thread.article, answers_to=thread, text=_text(text), created_by=by
    )
    if thread.resolved_at:
        thread.resolved_at = thread.resolved_by = None
        thread.save(update_fields=["resolved_at", "resolved_by"])
    _after(made, by, "note.answered")
    return made


@atomic
def set_resolved(*, note: Note, by: User, resolved: bool) -> Note:
    """Close a thread, or open it again."""
    check_can(by, Permission.WRITE)
    thread = _held(note.pk)
    if thread.answers_to_id:
        raise Refused("not_a_thread")
    if bool(thread.resolved_at) == resolved:
        return thread
    thread.resolved_at, thread.resolved_by = (timezone.now(), by) if resolved else (None, None)
    thread.save(update_fields=["resolved_at", "resolved_by"])
    _after(thread, by, "note.resolved" if resolved else "note.reopened", tell=False)
    return thread


def _held(thread: int) -> Note:
    """The first note of a thread as it is now; it and its claim are held until the transaction ends."""
    claim = Note.objects.values_list("claim", flat=True).get(pk=thread)
    if claim is not None:
        Claim.objects.held(claim)
    return Note.objects.select_for_update(of=("self",)).get(pk=thread)


def _after(note: Note, by: User, verb: str, *, tell: bool = True) -> None:
    """Who is named, the event (by which they are told), live pages."""
    if tell:
        note.mentions.add(*mentioned(note.text))
    chain = note.claim or note.article
    if chain is not None:
        audit.record(by=by, verb=verb, chain=chain, about=note)
    if note.claim:
        stamp(note.claim)
    else:
        bump(note.article)


def place_of(note: Note) -> str:
    """The path of the page on which the note's thread is open."""
    thread = f"#note-{note.answers_to_id or note.pk}"
    if note.article_id is None:
        return reverse("claim", args=[note.claim_id]) + thread
    claim = f"?claim={note.claim_id}" if note.claim_id else ""
    return reverse("article", args=[note.article_id]) + claim + thread
