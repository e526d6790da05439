"""A captured page as a WACZ 1.1.1 file: every answer it got, as WARC with an index, for web archives and their players.

https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from annotations.exports.warc import answer_head, info_record, moment
from annotations.models import Blob, CapturedPage, CapturedResource

DATA, INDEX, PAGES = "archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"
#: Statuses of answers that have none.
WITHOUT_BODY = (204, 205, 301, 302, 303, 304, 307, 308)
Reader = Callable[[Blob], bytes]


def wacz(page: CapturedPage, read: Reader) -> bytes:
    """The file; `read` gives the stored bytes of a blob, and raises FileNotFoundError where there are none."""
    data, index = _warc(page, read)
    members = {DATA: data, INDEX: "".join(sorted(index)).encode(), PAGES: _pages(page)}
    package = _json(_package(page, members))
    digest = _json({"path": "datapackage.json", "hash": _sha256(package)})
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, body in {**members, "datapackage.json": package, "datapackage-digest.json": digest}.items():
            archive.writestr(zipfile.ZipInfo(name, page.snapshot.started_at.timetuple()[:6]), body)
    return out.getvalue()


def _warc(page: CapturedPage, read: Reader) -> tuple[bytes, list[str]]:
    """(the records, the lines of their index). What a browser drew stands beside what the site sent, under a `urn:`."""
    out, index = BytesIO(), []
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    writer.write_record(info_record(writer, page.snapshot))
    for resource in page.resources.select_related("blob"):
        body = _bytes(resource.blob, read)
        if body is None and resource.status not in WITHOUT_BODY:
            continue  # an empty answer would be another one
        body = body or b""
        start = out.tell()
        record = _response(writer, page, resource, body)
        writer.write_record(record)
        told = {"mime": resource.media_type or "unk", "status": str(resource.status)}
        index.append(_line(page, resource.url, told, record, start, out.tell() - start))
        writer.write_record(_request(writer, page, resource, record))
    for name, blob, kind in (("view", page.picture, "image/png"), ("pdf", page.print, "application/pdf")):
        drawn = _bytes(blob, read)
        if drawn is not None:
            address, start = f"urn:{name}:{page.snapshot.final_url}", out.tell()
            record = _drawn(writer, page, address, drawn, kind)
            writer.write_record(record)
            told = {"mime": kind, "status": "200"}
            index.append(_line(page, address, told, record, start, out.tell() - start))
    return out.getvalue(), index


def _bytes(blob: Blob | None, read: Reader) -> bytes | None:
    try:
        return read(blob) if blob else None
    except FileNotFoundError:
        return None  # removed by law


def _response(writer: WARCWriter, page: CapturedPage, resource: CapturedResource, body: bytes) -> Any:
    return writer.create_warc_record(
        resource.url,
        "response",
        payload=BytesIO(body),
        length=len(body),
        http_headers=answer_head(resource.status, f"1.1 {resource.reason}", resource.headers, len(body)),
        warc_headers_dict={"WARC-Date": moment(page.snapshot.started_at)},
    )


def _request(writer: WARCWriter, page: CapturedPage, resource: CapturedResource, answer: Any) -> Any:
    parts = urlsplit(resource.url)
    line = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query} HTTP/1.1"
    told = [("Host", parts.netloc), *(pair for pair in resource.request_headers if pair[0].lower() != "host")]
    head = StatusAndHeaders(line, told, protocol=resource.method, is_http_request=True)
    record = writer.create_warc_record(
        resource.url,
        "request",
        http_headers=head,
        warc_headers_dict={"WARC-Date": moment(page.snapshot.started_at)},
    )
    record.rec_headers.add_header("WARC-Concurrent-To", answer.rec_headers.get_header("WARC-Record-ID"))
    return record


def _drawn(writer: WARCWriter, page: CapturedPage, address: str, body: bytes, kind: str) -> Any:
    when = {"WARC-Date": moment(page.snapshot.started_at)}
    return writer.create_warc_record(
        address, "resource", payload=BytesIO(body), length=len(body), warc_content_type=kind, warc_headers_dict=when
    )


def _line(page: CapturedPage, url: str, told: dict[str, str], record: Any, offset: int, length: int) -> str:
    """A line of the index (CDXJ): the address turned round, the moment, and where the record lies."""
    line = {
        "url": url,
        **told,
        "digest": record.rec_headers.get_header("WARC-Payload-Digest"),
        "length": str(length),
        "offset": str(offset),
        "filename": DATA.rpartition("/")[2],
    }
    return f"{surt(url)} {page.snapshot.started_at:%Y%m%d%H%M%S} {json.dumps(line)}\n"


def surt(url: str) -> str:
    """An address by which an index is sorted: "com,example)/path?query" (Sort-friendly URI Reordering Transform)."""
    parts = urlsplit(url.lower())
    if parts.scheme == "urn":
        return url.lower()
    host = re.sub(r"^www\d*\.", "", parts.hostname or "")
    port = f":{parts.port}" if parts.port and (parts.scheme, parts.port) not in (("http", 80), ("https", 443)) else ""
    query = f"?{'&'.join(sorted(parts.query.split('&')))}" if parts.query else ""
    turned = host if re.fullmatch(r"[0-9.]+|.*:.*", host) else ",".join(reversed(host.split(".")))
    return f"{turned}{port}){parts.path.rstrip('/') or '/'}{query}"


def _pages(page: CapturedPage) -> bytes:
    copy = page.snapshot
    told = {
        "id": copy.blob_id,
        "url": copy.final_url,
        "ts": moment(copy.started_at),
        "title": copy.title or copy.final_url,
        "text": copy.text,
    }
    header = {"format": "json-pages-1.0", "id": "pages", "title": "All pages", "hasText": True}
    return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in (header, told))


def _package(page: CapturedPage, members: dict[str, bytes]) -> dict[str, Any]:
    copy = page.snapshot
    return {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": copy.title or copy.final_url,
        "software": f"{copy.tool}, {page.browser}",
        "created": moment(copy.finished_at),
        "mainPageUrl": copy.final_url,
        "mainPageDate": moment(copy.started_at),
        "resources": [
            {"name": name.rpartition("/")[2], "path": name, "hash": _sha256(body), "bytes": len(body)}
            for name, body in members.items()
        ],
    }


def _sha256(body: bytes) -> str:
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def _json(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=2).encode()
