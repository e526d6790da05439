"""What the watch found in the demo: a cited page says something else beside the quoted words, another one is gone.

Of the first one readers may see our copy.
"""

from __future__ import annotations

from annotations.demo import texts
from annotations.fetching.client import Fetched
from annotations.fetching.errors import FetchError
from annotations.models import Fetch, FetchState, Source, User
from annotations.parsing import parser
from annotations.services.evidence import fetch_work
from annotations.services.publishing import public_copies
from annotations.services.store import fetches


def load() -> None:
    """Both as a worker would have written them down."""
    bulletin = Source.objects.get(url="https://ports.example/bulletin/q3")
    page = texts.BULLETIN.replace("9,410 hours", "8,940 hours")
    answer = Fetched(
        url=bulletin.url,
        final_url=bulletin.url,
        status=200,
        reason="1.1 OK",
        headers=[("Content-Type", "text/html; charset=utf-8")],
        media_type="text/html",
        body=page.encode(),
    )
    fetch_work.finish_kept(_work(bulletin), answer, parser.extract(answer.body, media_type="text/html"))
    cited = bulletin.citations.filter(review__status="published").values("snapshot")
    editor = User.objects.filter(role="editor").order_by("pk")[0]
    public_copies.show(snapshot=bulletin.snapshots.filter(pk__in=cited)[0], by=editor)
    diary = Source.objects.get(url="https://union.example/strike-diary")
    gone = Fetched(url=diary.url, final_url=diary.url, status=404, error=FetchError("not_found", status=404))
    fetch_work.finish_failed(_work(diary), gone, "not_found", permanent=True)


def _work(source: Source) -> Fetch:
    """A row of the watch, claimed."""
    fetches.enqueue(source=source, url=source.url, priority=fetches.SCHEDULED, reason=fetches.WATCH)
    work = fetches.claim_next()
    if work is None or work.source_id != source.pk or work.state != FetchState.FETCHING:
        raise RuntimeError("The demo begins with an empty queue.")
    return work
