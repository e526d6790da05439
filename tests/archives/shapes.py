"""Shapes of what the archives answer, as their own descriptions show them: names and kinds of values, no content.

Save Page Now 2: https://docs.google.com/document/d/1Nsv52MvSjbLb2PCpHlat0gkzw0EvtSgpKHu4mk0MnrA
Memento aggregator: http://timetravel.mementoweb.org/guide/api/
"""

from __future__ import annotations

from typing import Any

SAVE = {"url": str, "job_id": str}
STATUS = {
    "pending": {"status": str, "job_id": str, "resources": list},
    "success": {
        "status": str, "job_id": str, "timestamp": str, "original_url": str, "duration_sec": float,
        "http_status": int, "resources": list, "outlinks": dict, "counters": dict,
    },
    "error": {"status": str, "job_id": str, "status_ext": str, "message": str, "resources": list},
}  # fmt: skip
MEMENTO: dict[str, Any] = {
    "original_uri": str,
    "mementos": {
        "closest": {"datetime": str, "uri": list},
        "first": {"datetime": str, "uri": list},
        "last": {"datetime": str, "uri": list},
    },
    "timegate_uri": str,
}


def fits(value: Any, shape: Any) -> bool:
    """Whether `value` has no other names and kinds than `shape`; names may be missing."""
    if isinstance(shape, dict):
        return isinstance(value, dict) and all(name in shape and fits(v, shape[name]) for name, v in value.items())
    return isinstance(value, shape)
