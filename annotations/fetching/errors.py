"""Why a document could not be had, in words for the person who cited it."""

from __future__ import annotations

#: code: (what happened and what to do, whether trying again is useless)
MESSAGES: dict[str, tuple[str, bool]] = {
    "bad_address": ("This is not a web address we can open. It must begin with http:// or https://.", True),
    "credentials": ("This address contains a user name or password. Take it out of the address.", True),
    "forbidden_address": (
        "This address belongs to a private or reserved network, so we don't open it.",
        True,
    ),
    "forbidden_port": ("This address uses an unusual port, so we don't open it.", True),
    "name_not_found": ("No site answers to this name. Check the address for a typing error.", False),
    "refused": ("The site refused the connection. Try again later.", False),
    "connection": ("The connection broke off. Try again later.", False),
    "timeout": ("The site took too long to answer. Try again later, or upload the document.", False),
    "certificate": ("The site's security certificate is not valid. Upload the document instead.", True),
    "too_many_redirects": ("The site sends us from address to address without end. Upload it instead.", True),
    "too_large": ("The document is larger than we keep. Upload the part you need.", True),
    "encoding": ("The site sent the document in a compression we can't read. Upload it instead.", True),
    "bad_answer": ("The site's answer makes no sense. Try again later, or upload the document.", False),
    "login": ("The site asks for a log-in ({status}). Upload the document instead.", True),
    "not_found": ("The site says there is no such page ({status}). Check the address.", True),
    "removed": ("The site says this page was removed ({status}). Upload a copy if you have one.", True),
    "legal": (
        "The site may not show this page for legal reasons ({status}). Upload a copy if you have one.",
        True,
    ),
    "busy": ("The site asks us to wait ({status}). We try again by ourselves.", False),
    "server_error": ("The site has an error of its own ({status}). Try again later.", False),
    "http_status": (
        "The site answered with status {status} instead of the document. Upload it instead.",
        True,
    ),
    "empty": ("The site sent an empty document. Check the address, or upload the document.", True),
    "removed_content": (
        "The content of this document was removed for legal reasons, so it is not kept again.",
        True,
    ),
    "not_a_page": ("This address gives a file and no page, so there is nothing to look at as a reader would.", True),
    "no_text": ("There is no readable text in this page, not even in a browser. Paste its text instead.", True),
    "no_browser": ("No browser is installed where pages are captured. Tell whoever runs this site.", True),
    "no_sandbox": ("The browser can't be locked in on that machine, so it opens nothing. Tell whoever runs it.", True),
    "browser_broke": ("The browser broke while it showed this page. Try again later, or upload the document.", False),
    "too_heavy": ("This page takes more memory than we allow to a browser. Upload the document instead.", True),
    "no_recording": ("No video or sound that can be kept was found at this address. Upload the file instead.", True),
    "live": ("This is still going on or has not begun. Keep it when it is over.", True),
    "recording_login": ("The site shows this recording only after a log-in. Upload the file instead.", True),
    "protected_recording": ("This recording is protected against copying. Upload the part you need.", True),
    "recorder_broke": ("Taking this recording failed. Try again later, or upload the file.", False),
    "no_recorder": ("yt-dlp is not installed where recordings are kept. Tell whoever runs this site.", True),
    "not_stored": ("Our store is full or can't be reached, so nothing was kept. Tell whoever runs this site.", False),
    "gave_up": ("Getting this document failed again and again. Try again later, or upload it.", True),
}
BY_STATUS = {401: "login", 402: "login", 403: "login", 407: "login", 404: "not_found", 410: "removed",
             408: "timeout", 425: "busy", 429: "busy", 451: "legal"}  # fmt: skip


class FetchError(Exception):
    """A document could not be had. `code` is stable, `message` is for people."""

    def __init__(self, code: str, *, status: int | None = None, retry_after: float | None = None) -> None:
        message, permanent = MESSAGES[code]
        self.code = code
        self.status = status
        self.permanent = permanent
        self.message = message.format(status=status)
        #: Seconds the site asked us to wait.
        self.retry_after = retry_after
        super().__init__(self.message)


def for_status(status: int, retry_after: float | None = None) -> FetchError:
    """The error for an HTTP status that is neither a document nor a redirect."""
    code = BY_STATUS.get(status) or ("server_error" if status >= 500 else "http_status")
    return FetchError(code, status=status, retry_after=retry_after)
