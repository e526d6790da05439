"""Addresses as browsers read them (https://url.spec.whatwg.org/), by Ada: what was typed stays as it was typed."""

from __future__ import annotations

import ada_url
from yarl import URL

from annotations.fetching.errors import FetchError

BEYOND_ASCII = range(0x80, 0x100)


def checked_url(url: str, base: str = "") -> URL:
    """`url`, relative to `base` if there is one, as an address that we may open, without its fragment.

    Raises FetchError (bad_address, credentials). Signed links depend on each letter, so nothing is decoded.
    """
    if not base and any(ord(c) <= 32 or ord(c) == 127 for c in url.strip()):
        raise FetchError("bad_address")
    try:
        parsed = ada_url.URL(url.strip(), base or None)
    except ValueError as exc:
        raise FetchError("bad_address") from exc
    if parsed.protocol not in ("http:", "https:") or not parsed.hostname or parsed.port == "0":
        raise FetchError("bad_address")
    if parsed.username or parsed.password:
        raise FetchError("credentials")
    parsed.hash = ""
    try:
        return URL(parsed.href, encoded=True)
    except ValueError as exc:
        raise FetchError("bad_address") from exc


def from_header(value: str) -> str:
    """An address in a header, whose bytes beyond ASCII came as surrogates where they are no UTF-8.

    Such bytes are sent back as they came: what charset they were meant in, only the site knows.
    """
    raw = value.encode("utf-8", "surrogateescape")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return "".join(f"%{byte:02X}" if byte in BEYOND_ASCII else chr(byte) for byte in raw)
