"""The package itself: texts, versions, quotes, audit trail, and the list of all files with their SHA-256."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from annotations.exports.claim_review import document
from annotations.exports.warc import warc
from annotations.models import AnnotationRange, AuditEvent, Citation, ClaimReview, PublicCopy, Snapshot
from annotations.review.states import Status
from annotations.services.evidence.removals import tombstone_of
from annotations.services.publishing.public_addresses import check_url
from annotations.services.record.audit import event_facts
from annotations.services.store import blobs

FORMAT = 1
VERIFY = Path(__file__).parent / "verify.py"


@dataclass
class Package:
    """A ZIP in the making, with the list of what is in it and of what is not."""

    archive: zipfile.ZipFile
    #: {name: its SHA-256 and size in bytes}.
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    left_out: list[dict[str, str]] = field(default_factory=list)

    def add(self, name: str, data: bytes) -> None:
        self.archive.writestr(name, data)
        self.files[name] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}

    def add_json(self, name: str, value: Any) -> None:
        self.add(name, json.dumps(value, ensure_ascii=False, indent=1).encode())

    def leave_out(self, what: str, why: str) -> None:
        if (told := {"what": what, "why": why}) not in self.left_out:
            self.left_out.append(told)


def write(out: IO[bytes], review: ClaimReview, *, with_article: bool, with_copies: bool) -> str:
    """Write the package of the published `review` into `out`; gives the SHA-256 of its list of files.

    Copies that readers may see are always in it; others, and the article's text, only where the editor answers for it.
    Nothing of a protected source and nothing that was removed ever is.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        package = Package(archive)
        versions = list(ClaimReview.objects.once_public().filter(claim=review.claim_id).order_by("number"))
        for version in versions:
            package.add_json(f"versions/{version.number}.json", _version(version))
        if review.status == Status.RETRACTED:
            package.leave_out("the markup", "the fact-check is retracted")
        else:
            package.add_json("claimreview.json", document(review))
        quotes = [_quote(package, citation, with_copies) for citation in _citations(versions)]
        package.add_json("quotes.json", [quote for quote in quotes if quote])
        package.add_json("passages.json", _passages(package, review, with_article))
        package.add_json("audit.json", {"events": _chain(review)})
        package.add("verify.py", VERIFY.read_bytes())
        package.add("README.txt", _read_me(review).encode())
        manifest = {
            "format": FORMAT,
            "made_at": timezone.now().isoformat(timespec="seconds"),
            "made_by": settings.SITE_NAME,
            "address": check_url(review.claim_id, review.claim.slug),
            "files": package.files,
            "left_out": package.left_out,
        }
        told = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        archive.writestr("manifest.json", told)
    return hashlib.sha256(told).hexdigest()


def _version(version: ClaimReview) -> dict[str, Any]:
    approvals = version.approvals.filter(digest=version.digest).select_related("by").order_by("pk")
    return {
        "number": version.number,
        "status": version.status,
        "published_at": version.published_at and version.published_at.isoformat(),
        "retracted_at": version.retracted_at and version.retracted_at.isoformat(),
        "retraction_reason": version.retraction_reason,
        "digest": version.digest,
        "approvals": [{"by": str(a.by), "at": a.created_at.isoformat(), "digest": a.digest} for a in approvals],
        "content": version.content,
    }


def _citations(versions: list[ClaimReview]) -> list[Citation]:
    """Of all versions, each words of each copy once."""
    rows = Citation.objects.filter(review__in=versions, removed_at=None).select_related("source", "snapshot__source")
    found = {(row.source_id, row.snapshot_id, row.quote_start, row.quoted_words): row for row in rows.order_by("pk")}
    return list(found.values())


def _quote(package: Package, citation: Citation, with_copies: bool) -> dict[str, Any] | None:
    """What is quoted and where it stands; the copy, as far as it may leave."""
    source, copy = citation.source, citation.snapshot
    if source.protected:
        package.leave_out("a source", "it is protected")
        return None
    told: dict[str, Any] = {
        "words": citation.quoted_words, "url": source.url, "title": source.title, "text_file": "",
        "start": citation.quote_start, "end": citation.quote_end,
    }  # fmt: skip
    if copy is None:
        return told
    told |= {"copy": copy.pk, "sha256": copy.blob_id, "kept_at": copy.finished_at.isoformat()}
    name = f"copies/{copy.pk}"
    what = f"the copy of {source.url or source.title or 'a document'}"
    if tombstone_of(copy):
        package.leave_out(what, "its content was removed by law")
    elif not with_copies and not PublicCopy.objects.public().filter(snapshot=copy).exists():
        package.leave_out(what, "it is not shown to readers; its SHA-256 is told")
    elif f"{name}.txt" in package.files or _add_copy(package, name, copy, what):
        told["text_file"] = f"{name}.txt"
    return told


def _add_copy(package: Package, name: str, copy: Snapshot, what: str) -> bool:
    if copy.blob is None:
        return False
    try:
        body = blobs.read(copy.blob)
    except FileNotFoundError:
        package.leave_out(what, "the store has lost it")
        return False
    package.add(f"{name}.warc.gz", warc(copy, body))
    package.add(f"{name}.txt", copy.text.encode())
    page = getattr(copy, "captured_page", None)
    if page is not None and page.picture is not None:
        try:
            package.add(f"{name}.png", blobs.read(page.picture))
        except FileNotFoundError:
            package.leave_out(f"the picture of {what.removeprefix('the copy of ')}", "the store has lost it")
    return True


def _passages(package: Package, review: ClaimReview, with_article: bool) -> list[dict[str, Any]]:
    """Where the claim stands in each article, by code points of a version's text."""
    said = {place["article"] for place in (review.content or {})["appearances"] if place.get("article")}
    # Passages that joined the claim after it was approved are nobody's to give away yet.
    marked = review.claim.appearances.standing().filter(annotation__created_at__lte=review.submitted_at)
    ranges = AnnotationRange.objects.filter(
        annotation__in=marked.values("annotation"), annotation__version__article__in=said,
        created_at__lte=review.submitted_at,
    )  # fmt: skip
    found = []
    for place in ranges.select_related("annotation__version__article").order_by("pk"):
        version = place.annotation.version
        name = f"articles/{version.article_id}-version-{version.number}.txt"
        may_leave = with_article and bool(version.text)
        if not version.text:
            package.leave_out(name, "its text was removed by law")
        elif not with_article:
            package.leave_out(name, "the text is somebody else's; its SHA-256 is told")
        elif name not in package.files:
            package.add(name, version.text.encode())
        sha256 = hashlib.sha256(version.text.encode()).hexdigest()
        found.append({
            "article": str(version.article), "url": version.article.url, "version": version.number,
            "sha256": sha256 if version.text else "", "text_file": name if may_leave else "",
            "words": place.exact if version.text else "", "start": place.start, "end": place.end,
        })  # fmt: skip
    return found


def _chain(review: ClaimReview) -> list[dict[str, Any]]:
    """The claim's events as they are hashed. Their values stay here as salted hashes: they name people and places."""
    events = AuditEvent.objects.filter(chain_kind="claim", chain_id=review.claim_id).order_by("seq")
    return [{**event_facts(event), "hash": event.hash} for event in events]


def _read_me(review: ClaimReview) -> str:
    """In the site's language: the package goes to anybody."""
    context = {
        "site": settings.SITE_NAME,
        "wording": (review.content or {}).get("wording", ""),
        "address": check_url(review.claim_id, review.claim.slug),
    }
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string("exports/proof.txt", context)
