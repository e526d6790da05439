"""The Wayback Machine's Save Page Now, version 2, with a key of the Internet Archive ("access:secret").

https://docs.google.com/document/d/1Nsv52MvSjbLb2PCpHlat0gkzw0EvtSgpKHu4mk0MnrA (their description of the interface).
"""

from __future__ import annotations

from dataclasses import dataclass

from annotations.archives.archive import Ask, Capture, Pending, json_of, moment_of, said_by_it
from annotations.fetching.client import Asked

#: status_ext of a failed job for which asking again is useless.
FOR_GOOD = ("error:blocked-url", "error:not-found", "error:no-access", "error:invalid-url-syntax", "error:gone")


@dataclass(frozen=True)
class Wayback:
    key: str
    base: str = "https://web.archive.org"
    name: str = "wayback"
    words: str = "Wayback Machine"

    def step(self, url: str, job: str, ask: Ask) -> Capture | Pending | None:
        """POST /save gives a job; GET /save/status/JOB says pending, success or error."""
        headers = {"Accept": "application/json", "Authorization": f"LOW {self.key}"}
        if not job:
            form = {"url": url, "skip_first_archive": "1", "if_not_archived_within": "1d"}
            told = json_of(ask(f"{self.base}/save", Asked("POST", headers, form)))
            if not isinstance(told.get("job_id"), str) or not told["job_id"].replace("-", "").isalnum():
                raise said_by_it(told.get("message"), "archive_no_order", again=True)
            return Pending(told["job_id"])
        told = json_of(ask(f"{self.base}/save/status/{job}", Asked("GET", headers)))
        if told.get("status") == "pending":
            return Pending(job)
        if told.get("status") == "success":
            made = moment_of(told.get("timestamp"))
            return Capture(f"{self.base}/web/{told['timestamp']}/{told.get('original_url') or url}", made)
        again = told.get("status_ext") not in FOR_GOOD
        raise said_by_it(told.get("message"), "archive_kept_nothing", again=again)
