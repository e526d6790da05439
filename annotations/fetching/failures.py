"""What a site or the network did, as one of our errors."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp

from annotations.fetching.addresses import WEB_PORTS, is_allowed
from annotations.fetching.errors import FetchError

#: Nobody has to be waited for longer than a day.
MAX_WAIT = 86_400.0


def retry_after(value: str | None) -> float | None:
    """Seconds that a Retry-After header (RFC 9110: a number or a date) asks for, a day at most; None for an odd one."""
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value), MAX_WAIT)
    try:
        seconds = (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0.0), MAX_WAIT)


def explained(exc: Exception, forbidden: list[tuple[str, int]]) -> FetchError:
    """The library's exception as one of ours."""
    if forbidden:
        odd_port = all(port not in WEB_PORTS and is_allowed(host, 80) for host, port in forbidden)
        return FetchError("forbidden_port" if odd_port else "forbidden_address")
    if isinstance(exc, aiohttp.ClientConnectorDNSError):
        return FetchError("name_not_found")
    if isinstance(exc, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError | ssl.SSLError):
        return FetchError("certificate")
    if isinstance(exc, aiohttp.ClientConnectorError | ConnectionRefusedError):
        return FetchError("refused")
    if isinstance(exc, aiohttp.InvalidURL | ValueError) and not isinstance(exc, aiohttp.ClientPayloadError):
        return FetchError("bad_address")
    if isinstance(exc, aiohttp.ClientResponseError):
        return FetchError("bad_answer")
    return FetchError("connection")
