"""When two web addresses name the same document."""

from __future__ import annotations

import hashlib
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
    key = urlunsplit(("", host, parts.path or "/", urlencode(kept), ""))
    # Percent signs can make it longer than the address was; a hash compares as well.
    return key if len(key) <= 1000 else f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"
