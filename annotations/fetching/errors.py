"""Why a document could not be had, by code; annotations/wording/documents.py says it to the person who cited it."""

from __future__ import annotations

from annotations.coded import Coded

#: A later try may help.
PASSING = frozenset((
    "name_not_found", "refused", "connection", "timeout", "bad_answer", "busy", "server_error", "browser_broke",
    "recorder_broke", "not_stored",
))  # fmt: skip
#: Trying again is useless.
PERMANENT = frozenset((
    "bad_address", "credentials", "forbidden_address", "forbidden_port", "certificate", "too_many_redirects",
    "too_large", "encoding", "login", "not_found", "removed", "legal", "http_status", "empty", "removed_content",
    "not_a_page", "no_text", "no_browser", "no_sandbox", "too_heavy", "no_recording", "live", "recording_login",
    "protected_recording", "no_recorder", "gave_up",
))  # fmt: skip
CODES = PASSING | PERMANENT
BY_STATUS = {401: "login", 402: "login", 403: "login", 407: "login", 404: "not_found", 410: "removed",
             408: "timeout", 425: "busy", 429: "busy", 451: "legal"}  # fmt: skip


class FetchError(Coded):
    """A document could not be had."""

    def __init__(self, code: str, *, status: int | None = None, retry_after: float | None = None) -> None:
        self.permanent = code in PERMANENT
        self.status = status
        #: Seconds the site asked us to wait.
        self.retry_after = retry_after
        super().__init__(code, **({} if status is None else {"status": status}))


def for_status(status: int, retry_after: float | None = None) -> FetchError:
    """The error for an HTTP status that is neither a document nor a redirect."""
    code = BY_STATUS.get(status) or ("server_error" if status >= 500 else "http_status")
    return FetchError(code, status=status, retry_after=retry_after)
