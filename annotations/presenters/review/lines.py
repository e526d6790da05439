"""Lines of the lists of claims and reviews: the lists, the dashboard, my work, the queue and its board.

Drawn by functions: templates for thirty lines took longer than everything else on these pages together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from annotations.matching.hits import Wanted, hits
from annotations.models import Claim, ClaimReview, User
from annotations.models.review.claim_review_queryset import ClaimReviewQuerySet
from annotations.presenters.review.claim_rows import STATUS_WORDS, ClaimRow
from annotations.presenters.review.turns import Turn, turn_of
from annotations.presenters.review.verdicts import Verdict, review_verdict, verdict_html
from annotations.presenters.words.apart import bdi
from annotations.presenters.words.moments import moment_html
from annotations.presenters.words.snippets import marked
from annotations.review.permissions import Permission, can
from annotations.review.states import Status


@dataclass(frozen=True)
class Line:
    """One version in a list; `own` says that the person who looks wrote in it."""

    review: ClaimReview
    verdict: Verdict
    own: bool = False


def lines_of(reviews: Iterable[ClaimReview], user: User | None = None) -> list[Line]:
    """The versions as lines; those that `user` wrote in say so."""
    found = list(reviews)
    own = set(user.authored.filter(review__in=found).values_list("review_id", flat=True)) if user else set()
    return [Line(review, review_verdict(review), review.pk in own) for review in found]


def lists_of(lists: dict[str, ClaimReviewQuerySet], user: User | None = None) -> dict[str, list[Line]]:
    """Several short lists as lines, read together: each is asked for its ids alone."""
    keys = {name: list(rows.values_list("pk", flat=True)) for name, rows in lists.items()}
    found = ClaimReview.objects.for_lists().in_bulk({key for here in keys.values() for key in here})
    lines = {line.review.pk: line for line in lines_of(found.values(), user)}
    return {name: [lines[key] for key in here] for name, here in keys.items()}


def review_lines(lines: Iterable[Line]) -> SafeString:
    """A list whose lines lead to the pages of the reviews."""
    return SafeString(f'<ul class="rows" data-list>{"".join(map(_review_line, lines))}</ul>')


def _review_line(line: Line) -> str:
    review = line.review
    said = [f'<span dir="auto">{escape(str(review.claim.article))}</span>'] if review.claim.article else []
    said.append(bdi(review.author))
    if review.submitted_at:
        said.append(_("submitted %(when)s") % {"when": moment_html(review.submitted_at, "ago")})
    if review.number > 1:
        said.append(_("version %(number)s") % {"number": review.number})
    if line.own:
        own = escape(_("your own work"))
        said.append(f"<strong>{own}</strong>")
    return _line(line.verdict, reverse("review", args=[review.pk]), review.claim.wording, " · ".join(said))


def _line(
    verdict: Verdict, path: str, words: str, said: str, *, before: str = "", name: str = "", in_place: bool = False
) -> str:
    """One line; with a `name` of its own it can be put `in_place` of an older one, and keeps the focus."""
    ids = f' id="q-{name}"' if name else ""
    link = f' id="ql-{name}"' if name else ""
    swap = ' data-hx-swap-oob="true"' if in_place else ""
    return (
        f'<li class="edge-{verdict.state}"{ids}{swap}>{before}<span class="row-verdict">{verdict_html(verdict)}</span> '
        f'<a class="row-main"{link} dir="auto" href="{escape(path)}">{conditional_escape(words)}</a> '
        f'<span class="muted">{said}</span></li>'
    )


def claim_lines(rows: Iterable[ClaimRow[Claim]], wanted: Wanted | None = None) -> SafeString:
    """A list whose lines lead to the claims, in their articles where they have one; hits of `wanted` are marked."""
    return SafeString(f'<ul class="rows" data-list>{"".join(_claim_line(row, wanted) for row in rows)}</ul>')


def _claim_line(row: ClaimRow[Claim], wanted: Wanted | None) -> str:
    claim = row.claim
    said = [escape(row.status_words)] if row.status_words else []
    if claim.claimant:
        said.append(f"<bdi>{marked(str(claim.claimant), wanted)}</bdi>")
    if claim.article:
        said.append(f'<span dir="auto">{escape(str(claim.article))}</span>')
    said += [bdi(claim.created_by), moment_html(claim.created_at, "ago")]
    if wanted:
        # What else of it is searched, where it is why this line stands here.
        said += [
            f"<bdi>{marked(told, wanted)}</bdi>" for told in (claim.context, claim.topic) if any(hits(told, wanted))
        ]
    return _line(row.verdict, _claim_page(claim), marked(claim.wording, wanted), " · ".join(said))


@dataclass(frozen=True)
class Queued:
    """One open version as `user` sees it in the queue; `chosen` is ticked."""

    review: ClaimReview
    user: User
    chosen: bool = False


def queue_lines(queued: Iterable[Queued]) -> SafeString:
    """Lines, by the number of the claim, with a box for who may assign, and with Take or Hand back for who may write.

    Their buttons send the form with the id "take"; the boxes belong to the one with the id "assign".
    """
    return SafeString("".join(map(_queue_line, queued)))


def _queue_line(line: Queued, *, in_place: bool = False) -> str:
    review, claim = line.review, line.review.claim
    turn = turn_of(review, line.user)
    said = [_state(review), *_waits(turn), moment_html(review.changed_at, "ago")]
    if claim.article:
        said.append(f'<span dir="auto">{escape(str(claim.article))}</span>')
    box = ""
    if can(line.user, Permission.DECIDE):
        words = escape(_("Choose claim %(number)s") % {"number": claim.pk})
        ticked = " checked" if line.chosen else ""
        box = (
            f'<input type="checkbox" id="qb-{claim.pk}" name="claim" value="{claim.pk}" form="assign" '
            f'aria-label="{words}"{ticked}>'
        )
    acts = " · ".join(said) + _button(line, turn)
    verdict, path, name = review_verdict(review), _next_page(review), str(claim.pk)
    return _line(verdict, path, claim.wording, acts, before=box, name=name, in_place=in_place)


def _button(line: Queued, turn: Turn | None) -> str:
    if turn is None or not can(line.user, Permission.WRITE) or (turn.person == line.user and not turn.is_mine):
        return ""
    name, words = (' name="hand_back" value="1"', _("Hand back")) if turn.is_mine else ("", _("Take"))
    path = reverse("claim_take", args=[line.review.claim_id])
    return f' <button class="link" form="take" formaction="{path}"{name}>{escape(words)}</button>'


def board_lines(queued: Iterable[Queued]) -> SafeString:
    """The same, shorter, for a column of the board, which tells the state."""
    return SafeString("".join(map(_board_line, queued)))


def _board_line(line: Queued, *, in_place: bool = False) -> str:
    review = line.review
    state = [_state(review)] if in_place else []
    said = " · ".join([*state, *_waits(turn_of(review, line.user))])
    verdict, path, name = review_verdict(review), _next_page(review), str(review.claim_id)
    return _line(verdict, path, review.claim.wording, said, name=name, in_place=in_place)


def lines_in_place(queued: Iterable[Queued], board: bool) -> SafeString:
    """Lines that take the place of those with the same claim, each with the state that it has now."""
    draw = _board_line if board else _queue_line
    return SafeString("".join(draw(line, in_place=True) for line in queued))


def _state(review: ClaimReview) -> str:
    return escape(str(STATUS_WORDS[Status(review.status)]))


def _waits(turn: Turn | None) -> list[str]:
    """Whom it waits for, and until when."""
    if turn is None:
        return []
    said: list[str] = [format_html(_("waits for %(who)s") % {"who": "{}"}, bdi(turn.words))]
    if turn.due_on:
        day = {"day": date_format(turn.due_on, _("j F Y"))}
        words = escape((_("overdue since %(day)s") if turn.is_overdue else _("due %(day)s")) % day)
        said.append(f'<strong class="state-failed">{words}</strong>' if turn.is_overdue else words)
    return said


def _next_page(review: ClaimReview) -> str:
    """Where the next step is done."""
    if review.status in (Status.IN_REVIEW, Status.APPROVED):
        return reverse("review", args=[review.pk])
    return _claim_page(review.claim)


def _claim_page(claim: Claim) -> str:
    """Its card, in the article that it was marked in."""
    if claim.article_id:
        return f"{reverse('article', args=[claim.article_id])}?claim={claim.pk}#card"
    return reverse("claim", args=[claim.pk])
