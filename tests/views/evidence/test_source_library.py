"""The library of sources, and "do we hold this already?"."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from annotations.models import Citation, Snapshot, Source, User
from annotations.services.evidence import citations, duplicate_sources, fetch_work, sources
from annotations.services.newsroom import search
from annotations.services.newsroom.search import SEARCHED
from annotations.services.store.uploads import Upload
from tests import factories
from tests.conftest import client_of
from tests.web import LocalWeb

pytestmark = pytest.mark.django_db


def kept(by: User, name: str, text: str, **facts: Any) -> Source:
    facts = {"protected": False, "url": "", "title": name, **facts}
    source, _new = sources.find_or_add(by=by, **facts)
    sources.take_upload(source=source, by=by, upload=Upload(f"{name}.txt", text.encode(), "text/plain"))
    return source


def titles(client: Client, query: str) -> list[str]:
    answer = client.get(f"/sources/?{query}")
    assert answer.status_code == 200, query
    names = re.findall(r'class="row-main"[^>]*>(.*?)</a>', answer.content.decode())
    return [re.sub("</?mark>", "", name) for name in names]


@pytest.fixture
def library(checker: User) -> list[Source]:
    return [
        kept(checker, "Bulletin", "Mean waiting time was 27 hours.", publisher="Harbour office", type="primary"),
        kept(checker, "Diary", "By the fifth day 41 ships lay at anchor.", publisher="Union", type="secondary"),
        kept(checker, "Japanese", "港での平均待ち時間は27時間だった。", publisher="Office"),
        kept(checker, "Arabic", "انخفضت مدة الانتظار في الميناء", publisher="Ministry"),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=waiting+time", ["Bulletin"]),
        ("q=WAITING", ["Bulletin"]),
        ("q=%22waiting+time%22", ["Bulletin"]),
        ("q=%22time+waiting%22", []),
        ("q=41+ships", ["Diary"]),
        ("q=ships+-anchor", []),
        ("q=waiting+or+ships", ["Bulletin", "Diary"]),
        ("q=الانتظار", ["Arabic"]),
        ("q=待ち時間", ["Japanese"]),
        ("q=Diar", ["Diary"]),
        ("q=%25", []),
        ("q='%22%29+--+%3A*%26!", []),
        ("type=secondary", ["Diary"]),
        ("publisher=union", ["Diary"]),
        ("type=secondary&q=waiting", []),
        ("type=none&health=none&sort=none", ["Arabic", "Japanese", "Diary", "Bulletin"]),
        ("health=gone", []),
        ("state=failed", []),
    ],
)
def test_what_is_found(library: list[Source], checker_client: Client, query: str, expected: list[str]) -> None:
    assert titles(checker_client, query) == expected


def test_the_words_are_shown_where_they_stand(library: list[Source], checker_client: Client) -> None:
    page = checker_client.get("/sources/?q=waiting+hours").content.decode()
    copy = library[0].snapshots.get().pk
    assert f'href="/copies/{copy}/"' in page
    assert "Mean <mark>waiting</mark> time was 27 <mark>hours</mark>" in page
    page = checker_client.get("/sources/", {"q": "待ち時間"}).content.decode()
    assert "港での平均<mark>待ち時間</mark>は27" in page


def test_found_words_are_text_not_markup(checker: User, checker_client: Client) -> None:
    kept(checker, "Odd", 'harbour <script>alert("x")</script> & <b>bold</b>')
    page = checker_client.get("/sources/?q=harbour").content.decode()
    assert "<script>alert" not in page
    assert "<b>bold" not in page


def test_words_in_a_protected_copy_lead_nobody_to_it(checker: User, editor: User, auditor: User) -> None:
    kept(checker, "Note", "The budget has no line for fountains.", protected=True)
    assert titles(client_of(checker), "q=fountains") == ["Note"]
    assert titles(client_of(editor), "q=fountains") == ["Note"]
    for other in (factories.UserFactory(role="checker"), auditor):
        assert titles(client_of(other), "q=fountains") == []
        assert "fountains." not in client_of(other).get("/sources/?q=fountains").content.decode()
        for misspelt in ("fontains", "fountain", "fount"):
            assert "fountains" not in client_of(other).get(f"/search/?q={misspelt}").content.decode()


def test_most_cited_first_and_on_by_pages(checker: User, checker_client: Client, monkeypatch) -> None:
    from annotations.views.evidence import source_library
    from annotations.web import paging

    monkeypatch.setattr(source_library, "page_of", lambda r, rows, column: paging.page_of(r, rows, column, size=2))
    made = [kept(checker, f"Source {n}", f"Text {n}.") for n in range(5)]
    for n, times in ((1, 3), (3, 1), (4, 1)):
        for _ in range(times):
            review = factories.draft(checker)
            values = {"stance": "supports", "quoted_words": ""}
            citations.cite_source(review=review, by=checker, source=made[n], citation=values)
    seen, query = [], "sort=uses"
    for _ in range(3):
        page = checker_client.get(f"/sources/?{query}").content.decode()
        seen += re.findall(r'class="row-main"[^>]*>([^<]+)</a>', page)
        onward = re.search(r'href="\?([^"]*after=[^"]*)"', page)
        query = onward[1].replace("&amp;", "&") if onward else ""
    assert seen == ["Source 1", "Source 4", "Source 3", "Source 2", "Source 0"]
    assert titles(checker_client, "sort=uses&after=x~y") == titles(checker_client, "sort=uses")


def test_the_index_serves_the_search(library: list[Source]) -> None:
    copy = library[0].snapshots.get()
    many = [Snapshot(source=copy.source, blob=copy.blob, text=f"Filler {n}, and words of no use.") for n in range(1000)]
    Snapshot.objects.bulk_create(many)
    rows = Snapshot.objects.filter(entry__words=search.Query("'waiting'"))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE annotations_copyentry")
        cursor.execute("SET LOCAL enable_seqscan = off")
        sql, params = rows.values("pk").query.sql_with_params()
        cursor.execute(f"EXPLAIN {sql}", params)
        assert "copy_entry_words" in "\n".join(line for (line,) in cursor.fetchall())


def test_a_copy_longer_than_the_index_is_kept_all_the_same(checker: User, checker_client: Client) -> None:
    chance = "".join(f"w{n}x{n * 7919 % 100_003} " for n in range(60_000))
    assert len(chance) > SEARCHED * 3
    kept(checker, "Long", f"first {chance} last")
    assert titles(checker_client, "q=first") == ["Long"]
    assert titles(checker_client, "q=last") == []


# --- the same document under two names


def cite(checker: User, url: str) -> Citation:
    review = factories.draft(checker)
    values = {"stance": "supports", "quoted_words": ""}
    made = citations.cite(review=review, by=checker, url=url, protected=False, citation=values, source={})
    while fetch_work.work_on_next():
        pass
    made.source.refresh_from_db()
    return made


@pytest.mark.parametrize("second", ["/canonical?utm=2&b=1", "/copy-elsewhere", "/to?/canonical"])
def test_the_same_document_is_found_and_cited_with_one_click(checker: User, web: LocalWeb, second: str) -> None:
    first = cite(checker, web.url("/canonical"))
    double = cite(checker, web.url(second))
    assert double.source_id != first.source_id
    assert duplicate_sources.duplicates_of([double.source, first.source]) == {double.source_id: first.source}
    client = client_of(checker)
    card = client.get(f"/claims/{double.review.claim_id}/").content.decode()
    assert "We hold this document already" in card
    assert "cited 1 time." in card
    assert client.post(f"/citations/{double.pk}/use-held/").status_code == 302
    (now,) = double.review.citations.filter(removed_at=None)
    assert (now.source_id, now.snapshot_id) == (first.source_id, None)
    assert "We hold this document already" not in client.get(f"/claims/{double.review.claim_id}/").content.decode()


def test_the_address_where_a_page_lives_is_the_same_source(checker: User, web: LocalWeb) -> None:
    first = cite(checker, web.url("/canonical?session=1"))
    assert first.source.canonical_key
    again = cite(checker, web.url("/canonical"))
    assert again.source_id == first.source_id


def test_a_page_can_claim_no_other_site(checker: User, web: LocalWeb) -> None:
    trap = cite(checker, web.url("/boast"))
    assert "elsewhere.example" not in trap.source.canonical_key
    other, new = sources.find_or_add(by=checker, url="https://elsewhere.example/report", protected=False)
    assert new
    assert other.pk != trap.source_id


def test_the_same_bytes_by_upload_are_offered_and_protected_ones_never(checker: User, editor: User) -> None:
    first = factories.cite(checker, factories.draft(checker))
    second = factories.cite(checker, factories.draft(checker))
    hidden = factories.cite(checker, factories.draft(checker), protected=True)
    third = factories.cite(editor, factories.draft(editor))
    found = duplicate_sources.duplicates_of([first, second, hidden, third])
    assert found == {second.pk: first, third.pk: first}


def test_what_was_submitted_is_not_swapped(checker: User, checker_client: Client) -> None:
    factories.cite(checker, factories.draft(checker))
    review = factories.submitted(checker)
    citation = review.citations.get()
    assert checker_client.post(f"/citations/{citation.pk}/use-held/").status_code == 422
    citation.refresh_from_db()
    assert citation.removed_at is None


def test_a_day_that_a_document_does_not_declare_is_offered_and_not_stored(checker: User, checker_client) -> None:
    words = "The council sets the dues each year after a vote of all its members in the hall. " * 5
    page = f"<html><body><article><h1>Dues</h1><p>Published 03/04/2024</p><p>{words}</p></article></body></html>"
    review = factories.draft(checker)
    made = citations.cite_upload(
        review=review, by=checker, upload=Upload("dues.html", page.encode(), "text/html"), url="", protected=False,
        citation={"stance": "background"}, source={"type": "primary"},
    )  # fmt: skip
    made.source.refresh_from_db()
    assert made.source.published_on is None
    shown = checker_client.get(f"/sources/{made.source_id}/").content.decode()
    assert "It may be 2024-03-04 / 2024-04-03" in shown
