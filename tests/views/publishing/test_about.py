"""What a newsroom tells readers of itself: pages in versions and languages, logo, colour, badges; and their markup."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from annotations.models import Newsroom, NewsroomPage, PageKind, User
from annotations.review.permissions import Refused
from annotations.services.newsroom import newsroom
from tests import factories
from tests.conftest import client_of
from tests.linted import unknown_terms

pytestmark = pytest.mark.django_db


def read(path: str, language: str = "en") -> str:
    answer = Client().get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200, path
    return answer.content.decode()


def author(checker: User, editor: User) -> dict[str, Any]:
    review = factories.published(checker, editor)
    page = Client().get(f"/checks/{review.claim_id}/", follow=True).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert block
    markup = json.loads(block[1])
    assert unknown_terms(markup) == []
    return dict(markup["author"])


@pytest.mark.parametrize("kind", PageKind.values)
def test_nothing_is_said_that_nobody_said(kind: str) -> None:
    """Who works here and who pays is known to nobody but the newsroom; the rest is true wherever the site is used."""
    shipped = kind in ("methods", "selection", "corrections-policy", "complaints")
    assert Client().get(f"/about/{kind}/").status_code == (200 if shipped else 404)
    assert (f'href="/about/{kind}/"' in read("/")) == shipped


def test_a_page_is_written_in_versions_that_stay(admin: User, admin_client) -> None:
    path = "/newsroom/pages/funding/en/"
    assert admin_client.post(path, {"text": "Paid by **readers**.\r\n<script>x</script>"}).status_code == 302
    admin_client.post(path, {"text": "Paid by **readers**.\n<script>x</script>"})
    assert NewsroomPage.objects.count() == 1, "the same text again is no new version"
    page = read("/about/funding/")
    assert "Paid by <strong>readers</strong>." in page
    assert "<script>x" not in page
    admin_client.post(path, {"text": "Paid by a foundation."})
    page = read("/about/funding/")
    assert "Paid by a foundation." in page
    assert 'href="/about/funding/versions/en/1/"' in page
    older = Client().get("/about/funding/versions/en/1/")
    assert "readers" in older.content.decode()
    assert older["X-Robots-Tag"] == "noindex"
    admin_client.post(path, {"text": " "})
    assert Client().get("/about/funding/").status_code == 404
    assert "your text" not in admin_client.get("/newsroom/pages/").content.decode()
    assert [row.number for row in NewsroomPage.objects.order_by("number")] == [1, 2, 3]


def test_the_database_lets_nobody_change_a_version(admin: User) -> None:
    newsroom.write_page(by=admin, kind="funding", language="en", text="Paid by readers.")
    for sql in ("UPDATE annotations_newsroompage SET text = 'x'", "DELETE FROM annotations_newsroompage"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_each_reader_gets_their_language_where_it_is_written(admin: User) -> None:
    newsroom.write_page(by=admin, kind="methods", language="en", text="We look twice.")
    newsroom.write_page(by=admin, kind="methods", language="ar", text="نراجع مرتين.")
    assert "We look twice." in read("/about/methods/", "es"), "the site's language, where it is not in the reader's"
    arabic = read("/about/methods/", "ar")
    assert '<div class="rich" lang="ar" dir="rtl"><p>نراجع مرتين.</p>' in arabic
    newsroom.write_page(by=admin, kind="people", language="ar", text="ستة.")
    assert "ستة." in read("/about/people/", "en"), "any, where it is in neither"


@pytest.mark.parametrize("path", ["nobody/en", "funding/xx"])
def test_no_such_page(admin_client, path: str) -> None:
    assert admin_client.get(f"/newsroom/pages/{path}/").status_code == 404
    assert Client().get(f"/about/{path.split('/')[0]}/").status_code == 404


def test_too_long_a_text_is_told_and_kept(admin_client) -> None:
    answer = admin_client.post("/newsroom/pages/funding/en/", {"text": "word " * 5000})
    assert answer.status_code == 422
    assert "word word" in answer.content.decode()


def test_only_admins_write(checker: User, editor: User) -> None:
    for act in (lambda: newsroom.write_page(by=editor, kind="funding", language="en", text="x"),
                lambda: newsroom.set_logo(by=checker, data=factories.picture())):  # fmt: skip
        with pytest.raises(Refused):
            act()


def test_the_publisher_is_told_with_the_pages_that_there_are(admin: User, checker: User, editor: User) -> None:
    told = author(checker, editor)
    assert told["@type"] == "NewsMediaOrganization"
    assert told["verificationFactCheckingPolicy"] == "http://127.0.0.1:8000/about/methods/"
    assert told["correctionsPolicy"].endswith("/about/corrections-policy/")
    assert not {"logo", "masthead", "ownershipFundingInfo"} & set(told)
    newsroom.write_page(by=admin, kind="people", language="en", text="Six people.")
    newsroom.write_page(by=admin, kind="funding", language="es", text="Lectores.")
    newsroom.set_logo(by=admin, data=factories.picture(1024, 512))
    told = author(checker, editor)
    assert told["masthead"].endswith("/about/people/")
    assert told["ownershipFundingInfo"].endswith("/about/funding/")
    assert (told["logo"]["width"], told["logo"]["height"]) == (512, 256)
    path = told["logo"]["url"].removeprefix("http://127.0.0.1:8000")
    answer = Client().get(path)
    assert answer["Content-Type"] == "image/png"
    assert b"".join(answer).startswith(b"\x89PNG")
    assert f'src="{path}"' in read("/")


def test_the_feed_is_made_anew_with_the_publisher(admin: User, checker: User, editor: User) -> None:
    author(checker, editor)
    before = b"".join(Client().get("/feeds/claimreview.json"))
    assert b"masthead" not in before
    newsroom.write_page(by=admin, kind="people", language="en", text="Six people.")
    assert b"/about/people/" in b"".join(Client().get("/feeds/claimreview.json"))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_kept_and_removed(admin_client, kind: str) -> None:
    file = SimpleUploadedFile("logo", factories.picture(kind=kind))
    assert admin_client.post("/newsroom/logo/", {"logo": file}).status_code == 302
    assert Newsroom.objects.get().logo is not None
    assert 'alt="The logo"' in admin_client.get("/newsroom/logo/").content.decode()
    assert admin_client.post("/newsroom/logo/", {"remove": "1"}).status_code == 302
    assert Newsroom.objects.get().logo is None
    assert 'class="logo"' not in read("/")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is no PNG, JPEG or WebP picture."),
        (b"\x89PNG\r\n\x1a\n broken", "This is no PNG, JPEG or WebP picture."),
        (factories.picture()[:80], "This is no PNG, JPEG or WebP picture."),
        (factories.picture(4100, 2), "This picture is too large."),
        (b"x" * 1_000_001, "This picture has more than 1 MB."),
        (None, "Choose a picture."),
        (b"", "The submitted file is empty."),
    ],
)
def test_what_is_no_logo_is_told(admin_client, data: bytes | None, told: str) -> None:
    sent = {} if data is None else {"logo": SimpleUploadedFile("logo.png", data)}
    answer = admin_client.post("/newsroom/logo/", sent)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Newsroom.objects.exclude(logo=None).exists()


def test_a_colour_stands_in_a_sheet_of_its_own(admin: User) -> None:
    newsroom.change(by=admin, values={"colour": "#7a0019"})
    assert 'href="/colours-7a0019.css"' in read("/")
    answer = Client().get("/colours-7a0019.css")
    assert "--accent: light-dark(#7a0019, #" in answer.content.decode()
    assert "immutable" in answer["Cache-Control"]
    assert Client().get("/colours-red.css").status_code == 404


def test_badges_lead_to_those_who_gave_them(admin: User) -> None:
    assert "Signatory" not in read("/")
    newsroom.change(by=admin, values={"ifcn_url": "https://ifcncodeofprinciples.poynter.org/profile/desk"})
    page = read("/")
    assert 'href="https://ifcncodeofprinciples.poynter.org/profile/desk"' in page
    assert "Signatory of the IFCN" in page
    assert "EFCSN" not in page
    assert client_of(None).get("/about/methods/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/corrections/", "/about/methods/"])
def test_a_page_is_named_as_the_one_that_is_open(db: None, path: str) -> None:
    page = read(path)
    masthead = page[page.index("<header") : page.index("</header>")]
    assert masthead.count("aria-current") == 1
    assert f'href="{path}" aria-current="page"' in masthead


@pytest.mark.parametrize(
    "route", ["newsroom", "newsroom_pages", "newsroom_logo", "newsroom_labels", "newsroom_checklist"]
)
def test_one_tab_of_the_newsroom_is_open(admin_client, route: str) -> None:
    page = admin_client.get(reverse(route)).content.decode()
    tabs = page[page.index('<nav class="subtabs"') : page.index("</nav>", page.index('<nav class="subtabs"'))]
    assert tabs.count("aria-current") == 1
