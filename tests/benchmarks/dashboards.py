"""Lists, dashboards and figures with 1,000,000 claims beside the same with 20,000.

The whole request, median of several; each page of the one right after the same page of the other, for the speed of a
machine changes while it works.

Ten years of work, evenly spread; what is on the desk (drafts, reviews, approvals) is the same 10,000 at both sizes.
Then each filter that a list declares, by itself. Reach: each page at most 1.5 times its own time at 20,000.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import statistics
import time
from collections.abc import Iterator
from typing import Any

from tests.triggers import past_triggers

SIZES = (20_000, 1_000_000)
RUNS = 15
REACH_RATIO = 1.5
PAGES = (
    "/dashboard/",
    "/queue/",
    "/queue/?turn=me",
    "/queue/?overdue=1",
    "/reviews/",
    "/reviews/?status=published",
    "/reviews/?status=published&speaker=7",
    "/claims/",
    "/claims/?state=in_review",
    "/articles/",
    "/mine/",
    "/history/",
    "/corrections/",
    "/reports/",
    "/evidence/",
    "/",
    "/dashboard/verdicts/",
    "/dashboard/verdicts/?by=speaker",
    "/dashboard/verdicts/?by=outlet",
    "/dashboard/verdicts/?by=checker",
    "/dashboard/verdicts.csv?by=topic",
    "/reviews/?rating=disputed",
    "/reviews/?rating=disputed&status=published",
    "/dashboard/verdicts/?by=speaker&published_from=MONTH",
    "/dashboard/verdicts/?by=speaker&published_from=YEAR",
    # Words that stand in every claim, in one of ten, in one of a thousand; both; mistyped; in none.
    "/claims/?q=harbour",
    "/claims/?q=district3",
    "/claims/?q=street377",
    "/claims/?q=district3+street333",
    "/claims/?q=waitng+times+street377",
    "/claims/?q=nowhere+to+be+found",
    "/claims/?q=harbour&rating=disputed",
    "/claims/?q=street377&by=3",
    "/search/?q=harbour+office",
    "/search/?q=street377",
    "/?q=harbour",
    "/?q=street377",
    "/?verdict=disputed",
    "/?topic=topic+7",
    "/?language=en&year=2025",
    "/topics/topic-7/",
    "/speakers/7-speaker-7/",
    "/feeds/claimreview.json?page_size=100",
    "/feeds/claimreview.json?modified_since=MONTH",
)
#: What each filter is asked for.
VALUES = {
    "q": "street377", "rating": "disputed", "state": "published", "by": 3, "status": "in_review", "checker": 3,
    "article": 7, "since": "MONTH", "published_from": "MONTH", "published_to": "YEAR", "published_week": "MONTH",
    "published_month": "MONTH", "version": 2, "first": "verified", "second": "disputed", "speaker": 7,
    "group": "Party+3", "outlet": "Outlet+7", "topic": "topic+7", "reason": "Reason+3", "language": "en", "label": 1,
    "unconfirmed": "true", "turn": "me", "overdue": 1, "holder": 3, "kind": "claim", "verb": "claim.marked",
    "number": 77, "verdict": "disputed", "year": 2025,
}  # fmt: skip

PEOPLE = """
INSERT INTO annotations_user (username, display_name, role, email, first_name, last_name, password, is_active,
                              is_staff, is_superuser, single_keys, language, date_joined)
SELECT 'bench' || n, 'Person ' || n, CASE WHEN n <= 5 THEN 'editor' ELSE 'checker' END, '', '', '', '', true,
       false, false, true, '', now() FROM generate_series(1, 25) n;
INSERT INTO annotations_claimant (name, kind, "group", same_as, created_at, moved)
SELECT 'Speaker ' || n, 'Person', 'Party ' || n % 7, '', now(), '{}' FROM generate_series(1, 400) n;
"""
ARTICLES = """
INSERT INTO annotations_article (url, url_key, title, publisher, authors, published_on, language, direction, slug,
                                 added_by_id, created_at, recheck_hours, revision)
SELECT '', '', 'Article ' || n, 'Outlet ' || n % 40, '', NULL, 'en', 'ltr', '', (SELECT min(id) FROM annotations_user),
       now() - random() * interval '10 years', 0, 0 FROM generate_series(1, %(size)s / 50) n;
"""
CLAIMS = """
INSERT INTO annotations_claim (wording, claimant_id, said_on, said_precision, context, language, why_chosen, topic,
                               article_id, set_aside_reason, slug, created_by_id, changed_by_id, created_at, revision)
SELECT 'Claim ' || n || ' of the harbour office about waiting times in district' || n %% 10 || ', street' || n %% 1000
       || ', told by ' || translate(n::text, '0123456789', 'abcdefghij'), c.first + n %% 400, NULL, 'day', '', 'en',
       'Reason ' || n %% 6, 'topic ' || n %% 30, a.first + n / 50 %% (%(size)s / 50), '', 'claim-' || n,
       u.first + n %% 25, u.first + n %% 25, now() - interval '10 years' * (1 - n::float / %(size)s), 0
FROM generate_series(1, %(size)s) n,
     (SELECT min(id) AS first FROM annotations_claimant) c, (SELECT min(id) AS first FROM annotations_article) a,
     (SELECT min(id) AS first FROM annotations_user) u;
"""
#: The last 10,000 are on the desk; of the rest one in a hundred was corrected, one in a thousand retracted.
REVIEWS = """
WITH claims AS (
    SELECT id, claimant_id, created_by_id, created_at, wording, topic, row_number() OVER (ORDER BY id) AS n
    FROM annotations_claim
), states AS (
    SELECT claims.*, CASE WHEN n > %(size)s - 4000 THEN 'draft' WHEN n > %(size)s - 7300 THEN 'in_review'
        WHEN n > %(size)s - 8300 THEN 'returned' WHEN n > %(size)s - 10000 THEN 'approved'
        WHEN n %% 1000 = 0 THEN 'retracted' ELSE 'published' END AS status,
        (ARRAY['verified', 'disputed', 'unverifiable'])[1 + n %% 3] AS rating
    FROM claims
)
INSERT INTO annotations_claimreview (claim_id, speaker_id, number, status, author_id, rating, label_id, summary,
    how_checked, not_established, looked_for, asked, answer, correction_reason, changed_by_id, content, digest, submitted_at,
    approved_at, published_at, superseded_at, return_comment, retracted_at, retracted_by_id, retraction_reason,
    created_at, changed_at, correction_kind, retraction_confirmed_at, retraction_confirmed_by_id)
SELECT s.id, s.claimant_id, v.number, CASE WHEN v.number < last THEN 'superseded' ELSE s.status END, s.created_by_id,
    s.rating,
    (SELECT min(id) FROM annotations_label l WHERE l.rating = s.rating), 'It is otherwise.', '', '', '', '', '',
    CASE WHEN v.number > 1 THEN 'The week was wrong.' ELSE '' END, s.created_by_id,
    CASE WHEN s.status IN ('draft', 'returned') THEN NULL ELSE jsonb_build_object('rating', s.rating, 'wording',
        s.wording, 'summary', 'It is otherwise.', 'label', jsonb_build_object('words', initcap(s.rating), 'number', 3),
        'claimant', (SELECT jsonb_build_object('name', name, 'kind', 'Person', 'group', "group", 'office', office,
            'same_as', same_as) FROM annotations_claimant WHERE id = s.claimant_id),
        'topic', s.topic, 'said_on', NULL, 'said_precision', 'day', 'context', '', 'how_checked', '', 'looked_for', '',
        'not_established', '', 'asked', '', 'asked_on', NULL, 'answer', '', 'media_kind', '', 'media_rating', '',
        'checklist', '[]'::jsonb, 'authors', '[]'::jsonb, 'citations', '[]'::jsonb, 'appearances', '[]'::jsonb,
        'language', 'en', 'number', v.number, 'correction_reason', 'The week was wrong.', 'correction_kind', 'facts')
    END, CASE WHEN s.status IN ('draft', 'returned') THEN '' ELSE md5(s.id::text) END,
    CASE WHEN s.status = 'draft' THEN NULL ELSE at END,
    CASE WHEN s.status IN ('approved', 'published', 'retracted') THEN at + interval '1 hour' END,
    CASE WHEN s.status IN ('published', 'retracted') THEN at + interval '2 hours' END,
    CASE WHEN v.number < last THEN at + interval '1 day' END,
    CASE WHEN s.id %% 9 = 0 THEN 'Say which week.' ELSE '' END,
    CASE WHEN s.status = 'retracted' AND v.number = last THEN at + interval '3 days' END,
    CASE WHEN s.status = 'retracted' AND v.number = last THEN s.created_by_id END,
    CASE WHEN s.status = 'retracted' AND v.number = last THEN 'The count was wrong.' ELSE '' END,
    s.created_at, at, CASE WHEN v.number > 1 THEN 'facts' ELSE '' END,
    CASE WHEN s.status = 'retracted' AND v.number = last AND n < %(size)s - 15000 THEN at + interval '4 days' END,
    CASE WHEN s.status = 'retracted' AND v.number = last AND n < %(size)s - 15000 THEN s.created_by_id %% 25 + 1 END
FROM states s
CROSS JOIN LATERAL (SELECT CASE WHEN s.status IN ('published', 'retracted') AND s.n %% 100 = 0 THEN 2 ELSE 1 END) l(last)
CROSS JOIN LATERAL generate_series(1, last) v(number)
CROSS JOIN LATERAL (SELECT s.created_at + v.number * interval '5 hours') t(at);
UPDATE annotations_claimreview r SET first_published_at = f.at
    FROM (SELECT claim_id, min(published_at) AS at FROM annotations_claimreview GROUP BY claim_id) f
    WHERE f.claim_id = r.claim_id AND r.published_at IS NOT NULL;
INSERT INTO annotations_reviewauthor (review_id, user_id, created_at)
    SELECT id, author_id, created_at FROM annotations_claimreview;
INSERT INTO annotations_approval (review_id, by_id, digest, submitted_at, reason, created_at)
    SELECT r.id, u.first + r.id %% 5, r.digest, r.submitted_at, '', r.approved_at
    FROM annotations_claimreview r, (SELECT min(id) AS first FROM annotations_user) u WHERE r.approved_at IS NOT NULL;
INSERT INTO annotations_auditevent (chain_kind, chain_id, seq, prev_hash, hash, verb, actor_id, object_kind, object_id,
                                    data, value_hashes, salt, at)
    SELECT 'claim', id, 1, '', md5(id::text), 'claim.marked', created_by_id, 'claim', id, '{}', '{}', '', created_at
    FROM annotations_claim;
"""


def run(sizes: tuple[int, int] = SIZES) -> list[str]:
    """One line a page; PostgreSQL and its data are made for this run and taken away after it."""
    import tests.servers  # noqa: F401  (starts PostgreSQL and Valkey on loopback)
    from tests.benchmarks.similar_claims import _set_up_django

    _set_up_django()
    with contextlib.ExitStack() as both:
        databases = [both.enter_context(database(size)) for size in sizes]
        pages = [*PAGES, *_filtered()]
        return [_line(page, *(_measure(database, page) for database in databases)) for page in pages]


def _filtered() -> list[str]:
    """An address for each filter that a list declares; KeyError for one that VALUES has nothing for."""
    from annotations.views.newsroom.history import HistoryFilter
    from annotations.views.publishing.front import CheckFilter
    from annotations.views.review.queue import QueueFilter
    from annotations.web.filters import ClaimFilter, ReviewFilter

    lists = {
        "/claims/?": ClaimFilter, "/reviews/?": ReviewFilter, "/reviews/?status=published&": ReviewFilter,
        "/queue/?": QueueFilter, "/history/?": HistoryFilter, "/?": CheckFilter,
    }  # fmt: skip
    return [f"{path}{name}={VALUES[name]}" for path, filters in lists.items() for name in filters.base_filters]


def _line(page: str, small: float, large: float) -> str:
    ratio = large / small
    met = "" if ratio <= REACH_RATIO else " (not reached)"
    return f"{page:40} {small:6.1f} ms, {large:6.1f} ms: {ratio:.2f} times{met}"


@contextlib.contextmanager
def database(size: int) -> Iterator[str]:
    """The name of a database with so many claims, taken away afterwards."""
    from django.core.management import call_command
    from django.db import connection

    before = connection.settings_dict["NAME"]
    name = f"{before}_{size}"
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0)
    try:
        _use(name)
        _fill(size)
        call_command("prepare")
        yield name
    finally:
        _use(name)
        connection.creation.destroy_test_db(before, verbosity=0)


def _use(name: str) -> None:
    """Go on with this database, and with what is kept of it."""
    from django.core.cache import caches
    from django.db import connection

    from annotations.services.record import public_pages

    connection.close()
    connection.settings_dict["NAME"] = name
    caches["default"].key_prefix, caches["pages"].key_prefix = name, f"{name}-pages"
    public_pages.KEPT = 0  # pages for readers are drawn each time


def _fill(size: int) -> None:
    from django.db import connection

    from annotations.models import Label

    Label.objects.ensure_defaults()
    with past_triggers(connection) as cursor:
        for words in (PEOPLE, ARTICLES, CLAIMS, REVIEWS):
            for statement in words.split(";\n"):
                if statement.strip():
                    cursor.execute(statement if words is PEOPLE else _with(statement, size))
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_reindex()")
        cursor.execute("VACUUM ANALYZE")


def _with(statement: str, size: int) -> Any:
    """The size put in; the statements are our own, and hold no other values."""
    return statement.replace("%(size)s", str(size)).replace("%%", "%")


def _measure(database: str, page: str) -> float:
    from django.test import Client

    from annotations.models import User

    _use(database)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username="bench1"), backend="django.contrib.auth.backends.ModelBackend")
    return _median(client, page)


def _dated(page: str) -> str:
    """With a month and a year ago for their names."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    ago = {"MONTH": today - datetime.timedelta(days=30), "YEAR": today - datetime.timedelta(days=365)}
    return functools.reduce(lambda path, name: path.replace(name, ago[name].isoformat()), ago, page)


def _median(client: Any, page: str) -> float:
    """Milliseconds of the request as a server answers it, without the network."""
    took = []
    for number in range(RUNS + 2):
        start = time.perf_counter()
        answer = client.get(_dated(page))
        assert answer.status_code == 200, (page, answer.status_code)
        if number >= 2:
            took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)
