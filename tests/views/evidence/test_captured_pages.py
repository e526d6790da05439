"""Captured pages over HTTP: their pictures with the quoted words marked, their files, and who sees them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from annotations.fetching.errors import FetchError
from annotations.models import CaptureOrder, Citation, Snapshot, User
from annotations.services.evidence import capture_work, captures, citations, sources
from annotations.services.publishing import public_copies
from annotations.services.store.uploads import Upload
from tests import factories
from tests.capture.made import URL, captured
from tests.capture.pages import TEXT
from tests.conftest import client_of, words_of
from tests.documents import png
from tests.views.test_markup import check

pytestmark = pytest.mark.django_db
QUOTE = "Mean waiting time was 27 hours, after 31 hours"


@pytest.fixture
def cited(checker: User, settings: object, monkeypatch: pytest.MonkeyPatch) -> Citation:
    """A citation of a page that a browser showed."""
    settings.CAPTURE = "yes"  # type: ignore[attr-defined]
    unpressed = factories.picture(1280, 901)
    brought = captured(pressed="Reject all", unpressed=unpressed, refused=["10.0.0.1"], cut=True, left_out=3)
    monkeypatch.setattr(capture_work, "capture", lambda *_args: brought)
    monkeypatch.setattr(capture_work, "browser", lambda: "/bin/chromium")
    made = citations.cite(
        review=factories.draft(checker), by=checker, url=URL, protected=False,
        citation={"quoted_words": QUOTE, "stance": "contradicts"}, source={"type": "primary", "title": "Bulletin"},
    )  # fmt: skip
    captures.ask(source=made.source, by=checker)
    capture_work.work_on_next()
    made.refresh_from_db()
    return made


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def boxes(html: str) -> list[tuple[str, ...]]:
    return re.findall(r'<rect[^>]*x="([\d.]+)"\s+y="([\d.]+)" width="([\d.]+)"\s+height="([\d.]+)"', html)


def test_the_picture_comes_first_with_the_quoted_words_marked(cited: Citation, checker_client: Client) -> None:
    page = read(checker_client, f"/copies/{cited.snapshot_id}/?citation={cited.pk}")
    assert 'aria-current="page"' in page.split("As its reader saw it")[0].rsplit("<a", 1)[1]
    # Nine words of the grid's second line: one box around them.
    assert TEXT.split().index("Mean") == 10
    assert boxes(page) == [("10.0", "50.0", f"{120 * 8 + 100:.1f}", "20.0")]
    assert 'href="#seen-quote"' in page
    assert 'id="seen-quote"' in page
    words = words_of(page)
    assert "“Reject all” was pressed" in words.replace("\u2068", "").replace("\u2069", "")
    assert "The page goes on below" in words
    assert "10.0.0.1" in words
    assert "Answers kept with it 3 Answers left out 3" in words


def test_a_quote_over_two_lines_has_two_boxes(cited: Citation, checker: User, checker_client: Client) -> None:
    longer = "after 31 hours a year before."
    citations.change(citation=cited, by=checker, values={"quoted_words": longer})
    assert len(boxes(read(checker_client, f"/copies/{cited.snapshot_id}/?citation={cited.pk}"))) == 2


def test_words_that_are_not_in_the_picture_are_told(cited: Citation, checker: User, checker_client: Client) -> None:
    citations.change(citation=cited, by=checker, values={"quoted_words": "Harbour bulletin of another day"})
    copy = Snapshot.objects.get(by_browser=True)
    page = read(checker_client, f"/copies/{copy.pk}/?citation={cited.pk}")
    assert boxes(page) == []
    assert 'href="#seen-quote"' not in page
    assert "can't be seen in the picture" in words_of(page)
    assert "can't be seen" not in words_of(read(checker_client, f"/copies/{copy.pk}/"))


def test_its_text_and_page_are_there_as_well(cited: Citation, checker_client: Client) -> None:
    text = read(checker_client, f"/copies/{cited.snapshot_id}/?as=text&citation={cited.pk}")
    assert "1,204 ships" in words_of(text)
    assert "<mark" in text
    assert "1,204 ships" in read(checker_client, f"/copies/{cited.snapshot_id}/page/")


@pytest.mark.parametrize(
    ("name", "kind", "begins"),
    [
        ("seen", "image/png", b"\x89PNG"), ("unpressed", "image/png", b"\x89PNG"), ("print", "application/pdf", b"%PDF"),
        ("wacz", "application/wacz", b"PK"), ("original", "application/octet-stream", b"From:"),
    ],
)  # fmt: skip
def test_its_files(cited: Citation, checker_client: Client, name: str, kind: str, begins: bytes) -> None:
    answer = checker_client.get(f"/copies/{cited.snapshot_id}/{name}/")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert (answer.status_code, answer["Content-Type"], body[: len(begins)]) == (200, kind, begins)
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_card_leads_to_it(cited: Citation, checker_client: Client) -> None:
    card = read(checker_client, f"/claims/{cited.review.claim_id}/")
    assert f"/copies/{cited.snapshot_id}/?as=seen&amp;citation={cited.pk}#seen-quote" in card
    assert "Found in our copy" in words_of(card)


def test_readers_see_it_where_an_editor_made_it_public(cited: Citation, editor: User) -> None:
    reader = client_of(None)
    assert reader.get(f"/kept/{cited.snapshot_id}/picture.png").status_code == 404
    public_copies.show(snapshot=cited.snapshot, by=editor)  # type: ignore[arg-type]
    page = read(reader, f"/kept/{cited.snapshot_id}/")
    assert f'src="/kept/{cited.snapshot_id}/picture.png"' in page
    assert "1,204 ships" in words_of(page)
    picture = reader.get(f"/kept/{cited.snapshot_id}/picture.png")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    assert "noindex" in picture["X-Robots-Tag"]
    assert "Set-Cookie" not in picture
    # Nothing else of it is public, and no draft marks anything for readers.
    assert boxes(read(reader, f"/kept/{cited.snapshot_id}/?citation={cited.pk}")) == []
    for name in ("seen", "unpressed", "print", "wacz"):
        assert reader.get(f"/copies/{cited.snapshot_id}/{name}/").status_code == 302
    public_copies.withdraw(snapshot=cited.snapshot, by=editor)  # type: ignore[arg-type]
    assert reader.get(f"/kept/{cited.snapshot_id}/picture.png").status_code == 404


def test_a_press_orders_it_and_comes_back(cited: Citation, checker_client: Client) -> None:
    place = f"/sources/{cited.source_id}/"
    assert "Keep the page as its reader sees it" in read(checker_client, place)
    answer = checker_client.post(f"{place}capture/")
    assert (answer.status_code, answer["Location"]) == (302, place)
    assert "Waiting for a worker" in words_of(read(checker_client, place))
    assert CaptureOrder.objects.filter(state="waiting").count() == 1


def test_without_a_browser_it_says_so(cited: Citation, checker_client: Client, settings: object) -> None:
    settings.CAPTURE = "no"  # type: ignore[attr-defined]
    place = f"/sources/{cited.source_id}/"
    page = read(checker_client, place)
    assert "Keep the page as its reader sees it" not in page
    assert "No browser is installed" in words_of(page)
    checker_client.post(f"{place}capture/")
    assert "No browser is installed where pages are captured" in words_of(read(checker_client, place))


def test_what_went_wrong_is_told_beside_the_source(
    cited: Citation, checker: User, checker_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capture_work, "capture", lambda *_args: captured(error=FetchError("too_heavy")))
    captures.ask(source=cited.source, by=checker)
    capture_work.work_on_next()
    assert "takes more memory" in words_of(read(checker_client, f"/sources/{cited.source_id}/"))


def test_its_pages_are_valid(cited: Citation, checker: User, editor: User, tmp_path: Path) -> None:
    """By the Nu checker: with marks, without, for readers, and a source whose page waits for a browser."""
    public_copies.show(snapshot=cited.snapshot, by=editor)  # type: ignore[arg-type]
    picture = sources.take_upload(source=cited.source, by=checker, upload=Upload("ship.png", png(), "image/png"))
    captures.ask(source=cited.source, by=checker)
    copy, folder = f"/copies/{cited.snapshot_id}/", tmp_path / "pages"
    folder.mkdir()
    addresses = [copy, f"{copy}?citation={cited.pk}", f"/kept/{cited.snapshot_id}/", f"/sources/{cited.source_id}/",
                 f"/copies/{picture.pk}/"]  # fmt: skip
    for number, address in enumerate(addresses):
        (folder / f"{number}.html").write_text(read(client_of(editor), address))
    assert check(folder) == []
