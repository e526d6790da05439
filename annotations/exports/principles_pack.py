"""What an assessor of the IFCN or the EFCSN asks for, of one period, as a ZIP of HTML and CSV.

The sample is drawn by the period itself (SHA-256 of its days and a claim's number), so that nobody picks it and
everybody who asks for the same days gets the same. Everything comes from frozen content: a protected source is
named as protected here, too.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import zipfile
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from annotations.days import begins, ends
from annotations.exports.figures import MARK, agreement_csv, figures_csv, plain
from annotations.models import AnswerChoice, ClaimReview, Contact, CorrectionRequest
from annotations.presenters.newsroom.figures import figures
from annotations.presenters.publishing.ledger import period as ledger_of_period
from annotations.presenters.publishing.newsroom import own_texts
from annotations.presenters.review.verdicts import label_words
from annotations.services.newsroom.figures import groups
from annotations.services.publishing.public_addresses import check_url
from annotations.services.review import agreement

FAIRNESS = ("speaker", "group", "outlet", "reason", "month", "topic", "label")
MOST_SAMPLE = 500
Rows = Iterable[list[Any]]


def pack(first: datetime.date, last: datetime.date, sample: int) -> bytes:
    """The ZIP for the days from `first` to `last`, both included, with at most `sample` verdicts in full."""
    published = ClaimReview.objects.once_public().filter(published_at__gte=begins(first), published_at__lt=ends(last))
    chosen = drawn(published, first, last, sample)
    standing = published.filter(status="published")
    files = {
        "verdicts.csv": _csv(VERDICTS, map(_verdict, chosen)),
        "sources.csv": _csv(SOURCES, (row for review in chosen for row in _sources(review))),
        "check-list.csv": _csv(CHECKLIST, (row for review in chosen for row in _checklist(review))),
        "right-of-reply.csv": _csv(CONTACTS, map(_contact, _contacts(chosen))),
        "corrections.csv": _csv(CORRECTIONS, map(_correction, ledger_of_period(begins(first), ends(last)))),
        "reports-by-readers.csv": _csv(REPORTS, map(_report, _reports(first, last))),
        "agreement.csv": agreement_csv(agreement.matrix(_opinions(first, last))),
        **{f"figures-by-{by}.csv": figures_csv(figures(groups(standing, by), by), by) for by in FAIRNESS},
    }
    context = {
        "site": settings.SITE_NAME, "first": first, "last": last, "chosen": [_shown(review) for review in chosen],
        "published": published.count(), "files": sorted(files), "own": own_texts(),
        "alpha": agreement.alpha_of(agreement.matrix(_opinions(first, last))),
    }  # fmt: skip
    files["index.html"] = render_to_string("exports/principles_pack.html", context)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=(min(max(last.year, 1980), 2107), last.month, last.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return out.getvalue()


def drawn(rows: QuerySet[ClaimReview], first: datetime.date, last: datetime.date, most: int) -> list[ClaimReview]:
    """At most `most` of `rows`, by the period's own lot; in the order of publication."""
    numbers = rows.values_list("pk", flat=True)
    by_lot = sorted(numbers, key=lambda pk: hashlib.sha256(f"{first} {last} {pk}".encode()).digest())
    chosen = ClaimReview.objects.filter(pk__in=by_lot[:most]).select_related("claim__article", "label")
    return list(chosen.order_by("published_at", "pk"))


def _csv(head: tuple[str, ...], rows: Rows) -> str:
    out = io.StringIO()
    out.write(MARK)
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([plain(str(value)) if value is not None else "" for value in row] for row in rows)
    return out.getvalue()


VERDICTS = (
    "claim", "version", "address", "wording", "speaker", "group", "rating", "label", "summary", "asked", "submitted",
    "approved", "published", "status", "mode", "authors", "approved_by",
)  # fmt: skip


def _verdict(review: ClaimReview) -> list[Any]:
    content = review.content or {}
    claimant = content.get("claimant") or {}
    approved = [str(a.by) for a in review.approvals.filter(digest=review.digest).select_related("by")]
    return [
        review.claim_id, review.number, check_url(review.claim_id, review.claim.slug), content.get("wording"),
        claimant.get("name"), claimant.get("group"), content.get("rating"), label_words(content),
        content.get("summary"), content.get("asked"), _moment(review.submitted_at), _moment(review.approved_at),
        _moment(review.published_at), review.status, review.mode, "; ".join(content.get("authors", [])),
        "; ".join(approved),
    ]  # fmt: skip


SOURCES = ("claim", "version", "stance", "type", "protected", "title", "publisher", "url", "interest", "quote", "shows")


def _sources(review: ClaimReview) -> Rows:
    for c in (review.content or {}).get("citations", []):
        facts = [c.get(name, "") for name in SOURCES[2:]]
        yield [review.claim_id, review.number, *facts]


CHECKLIST = ("claim", "version", "question", "answer", "note")


def _checklist(review: ClaimReview) -> Rows:
    for line in (review.content or {}).get("checklist", []):
        yield [review.claim_id, review.number, line["question"], AnswerChoice(line["answer"]).value, line["note"]]


CONTACTS = ("claim", "whom", "how", "asked", "until", "outcome", "answered")


def _contacts(chosen: list[ClaimReview]) -> QuerySet[Contact]:
    return Contact.objects.filter(claim__in=[review.claim_id for review in chosen]).order_by("claim", "asked_at")


def _contact(row: Contact) -> list[Any]:
    times = [_moment(row.asked_at), _moment(row.due_at)]
    return [row.claim_id, row.whom, row.channel, *times, row.outcome, _moment(row.answered_at)]


CORRECTIONS = ("claim", "version", "what", "kind", "reason", "at", "label_before", "label_after")


def _correction(entry: Any) -> list[Any]:
    review = entry.review
    return [
        review.claim_id, review.number, entry.step, entry.kind, entry.reason, _moment(entry.at), entry.old, entry.new,
    ]  # fmt: skip


REPORTS = ("claim", "version", "received", "outcome", "answered", "closed")


def _reports(first: datetime.date, last: datetime.date) -> QuerySet[CorrectionRequest]:
    return CorrectionRequest.objects.filter(created_at__gte=begins(first), created_at__lt=ends(last)).order_by("pk")


def _report(row: CorrectionRequest) -> list[Any]:
    """Without the reader's words or address: they were written to the newsroom alone."""
    times = [_moment(row.answered_at), _moment(row.closed_at)]
    return [row.claim_id, row.version, _moment(row.created_at), row.outcome, *times]


def _opinions(first: datetime.date, last: datetime.date) -> Any:
    return agreement.double_ratings().filter(created_at__gte=begins(first), created_at__lt=ends(last))


def _moment(when: datetime.datetime | None) -> str:
    """By the newsroom's clock, which the pack's period goes by, with its offset."""
    return timezone.localtime(when).isoformat(timespec="seconds") if when else ""


def _shown(review: ClaimReview) -> dict[str, Any]:
    content = review.content or {}
    answers = [
        (line["question"], str(AnswerChoice(line["answer"]).label), line["note"])
        for line in content.get("checklist", [])
    ]
    return {
        "review": review, "content": content, "label": label_words(content), "answers": answers,
        "url": check_url(review.claim_id, review.claim.slug),
    }  # fmt: skip
