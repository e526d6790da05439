"""When two web addresses name the same document."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

TRACKING = re.compile(r"^(utm_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref_src|s_cid|cmpid)$", re.IGNORECASE)


def url_key(url: str) -> str:
    """`url` for comparing: host in lower case, no fragment, no default port, no tracking parameters.

    http and https count as one, and so do a bare host with and without its slash.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").rstrip(".")
    if port and (parts.scheme, port) not in (("http", 80), ("https", 443)):
        host = f"{host}:{port}"
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(name)]
    return urlunsplit(("", host, parts.path or "/", urlencode(kept), ""))
