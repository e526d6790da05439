"""A kept copy as a WARC/1.1 file (ISO 28500:2017), for archives and their readers."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from annotations.models import Snapshot

#: Of the connection, not of what is kept: the body is stored decoded and whole.
CODINGS = ("content-encoding", "transfer-encoding", "content-length")


def warc(snapshot: Snapshot, body: bytes) -> bytes:
    """The file: what it is, each answer that sent us on, the document, and what we know of its making."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    writer.write_record(info_record(writer, snapshot))
    for hop in snapshot.redirects:
        page = base64.b64decode(hop.get("body", ""))  # of a page that sent its readers on
        headers = answer_head(hop.get("status"), hop.get("reason", ""), hop.get("headers", []), len(page))
        writer.write_record(_record(writer, snapshot, "response", hop["url"], page, hop.get("peer", {}), headers))
    if snapshot.status is not None and not snapshot.by_browser:
        headers = answer_head(snapshot.status, snapshot.reason, snapshot.headers, len(body))
        main = _record(writer, snapshot, "response", snapshot.final_url, body, snapshot.peer, headers)
    else:
        kind = snapshot.media_type or "application/octet-stream"
        main = _record(writer, snapshot, "resource", _address(snapshot), body, {}, kind=kind)
    writer.write_record(main)
    about = json.dumps(_facts(snapshot), ensure_ascii=False, indent=1).encode()
    address = main.rec_headers.get_header("WARC-Target-URI")
    beside = _record(writer, snapshot, "metadata", address, about, {}, kind="application/json")
    beside.rec_headers.add_header("WARC-Concurrent-To", main.rec_headers.get_header("WARC-Record-ID"))
    writer.write_record(beside)
    return out.getvalue()


def info_record(writer: WARCWriter, snapshot: Snapshot) -> Any:
    """What the file is, as its first record."""
    info = {
        "software": snapshot.tool,
        "publisher": settings.SITE_NAME,
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    }
    return writer.create_warcinfo_record(f"copy-{snapshot.pk}.warc.gz", info)


def _record(
    writer: WARCWriter,
    snapshot: Snapshot,
    record: str,
    address: str,
    body: bytes,
    peer: dict[str, Any],
    http_headers: StatusAndHeaders | None = None,
    kind: str = "",
) -> Any:
    headers = {"WARC-Date": moment(snapshot.started_at)}
    if peer.get("address"):
        headers["WARC-IP-Address"] = peer["address"]
    return writer.create_warc_record(
        address,
        record,
        payload=BytesIO(body),
        length=len(body),
        http_headers=http_headers,
        warc_headers_dict=headers,
        warc_content_type=kind,
    )


def answer_head(status: int | None, reason: str, headers: list[list[str]], length: int) -> StatusAndHeaders:
    """The answer's head; headers that no longer fit the stored body under a name of their own."""
    version, _, words = reason.partition(" ")
    told = [(f"X-Archive-Orig-{name}" if name.lower() in CODINGS else name, value) for name, value in headers]
    whole = [*told, ("Content-Length", str(length))]
    return StatusAndHeaders(f"{status} {words}".strip(), whole, protocol=f"HTTP/{version or '1.1'}")


def _address(snapshot: Snapshot) -> str:
    """Where an upload or a page of a browser is from, as far as it is known; else a name made of its bytes."""
    if snapshot.by_browser:
        return snapshot.final_url
    known = snapshot.source.url if snapshot.source else snapshot.article.url if snapshot.article else ""
    return known or f"urn:sha256:{snapshot.blob_id}"


def moment(when: datetime) -> str:
    """As WARC writes it."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _facts(snapshot: Snapshot) -> dict[str, Any]:
    """What the records beside have no place for. Not who uploaded a copy: files travel."""
    return {
        "sha256": snapshot.blob_id,
        "size": snapshot.size,
        "media_type": snapshot.media_type,
        "file_name": snapshot.file_name,
        "by_browser": snapshot.by_browser,
        "captured_by_person": snapshot.captured_by_id is not None,
        "started": moment(snapshot.started_at),
        "finished": moment(snapshot.finished_at),
        "peer": snapshot.peer,
        "tool": snapshot.tool,
    }
