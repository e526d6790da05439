"""A page from the checker's own browser, as the form sends it."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from annotations.models import Citation, ClaimReview, User
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
PATH = "/sources/from-browser/"
PAGE = "<!doctype html><title>Board</title><main><p>Only members read that the bridge is closed until May.</p></main>"


@pytest.fixture
def draft(checker: User) -> ClaimReview:
    return factories.draft(checker)


def sent(draft: ClaimReview) -> dict[str, object]:
    file = SimpleUploadedFile("page.html", PAGE.encode(), "text/html")
    return {"draft": draft.pk, "stance": "contradicts", "quoted_words": "the bridge is closed until May",
            "url": "https://members.example/board", "title": "Members' board", "type": "primary", "file": file}  # fmt: skip


def test_it_is_kept_as_an_upload_of_that_person(draft: ClaimReview, checker: User) -> None:
    answer = client_of(checker).post(PATH, sent(draft))
    assert answer.status_code == 302
    citation = Citation.objects.get()
    assert (citation.review, citation.stance, citation.source.url) == (
        draft,
        "contradicts",
        "https://members.example/board",
    )
    assert citation.snapshot is not None
    assert citation.snapshot.captured_by == checker
    assert "closed until May" in citation.snapshot.text


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"draft": ""}, "Choose the claim."),
        ({"draft": "999999"}, "Select a valid choice."),
        ({"url": "no address"}, "Enter a whole web address"),
        ({"stance": "doubts"}, "Select a valid choice."),
        ({"file": ""}, "This field is required."),
    ],
)
def test_what_is_missing_is_named_and_nothing_typed_is_lost(
    draft: ClaimReview, checker: User, other: dict[str, str], told: str
) -> None:
    answer = client_of(checker).post(PATH, {**sent(draft), **other})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "the bridge is closed until May" in answer.content.decode()
    assert not Citation.objects.exists()


def test_only_drafts_can_be_chosen(checker: User, editor: User) -> None:
    published = factories.published(checker, editor)
    submitted = factories.submitted(checker)
    draft = factories.draft(checker)
    page = client_of(checker).get(PATH).content.decode()
    assert f'<option value="{draft.pk}">' in page
    for other in (published, submitted):
        assert f'<option value="{other.pk}">' not in page
        assert client_of(checker).post(PATH, sent(other)).status_code == 422


@pytest.mark.parametrize("role", ["nobody", "auditor"])
def test_who_may_not_write_sends_nothing(draft: ClaimReview, auditor: User, role: str) -> None:
    client = Client() if role == "nobody" else client_of(auditor)
    answer = client.get(PATH)
    assert "Keep and cite" not in answer.content.decode()
    assert client.post(PATH, sent(draft)).status_code == 200
    assert not Citation.objects.exists()


def test_the_page_beside_can_find_this_one_and_no_other(draft: ClaimReview, checker: User) -> None:
    assert Client().get(PATH)["Cross-Origin-Opener-Policy"] == "unsafe-none"
    assert client_of(checker).get("/sources/")["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_bookmark_sends_to_this_site_alone(checker: User) -> None:
    page = client_of(checker).get(PATH)
    code = unquote(page.context["bookmarklet"])
    assert code.startswith(
        'javascript:(()=>{const to="http://127.0.0.1:8000/sources/from-browser/",origin="http://127.0.0.1:8000"'
    )
    assert "\n" not in code
    assert f'href="{page.context["bookmarklet"].replace("&", "&amp;")}"' in page.content.decode()


def test_the_extension_is_packed_for_this_site(checker: User, settings: Any) -> None:
    settings.SITE_URL = "https://check.example"
    answer = client_of(checker).get(f"{PATH}extension.zip")
    assert answer["Content-Disposition"] == 'attachment; filename="cite-this-page.zip"'
    with zipfile.ZipFile(BytesIO(answer.content)) as packed:
        told = json.loads(packed.read("manifest.json"))
        assert packed.namelist() == ["manifest.json", "background.js"]
    assert told["homepage_url"] == f"https://check.example{PATH}"
    # It sees no page but ours until its button is pressed.
    assert (told["permissions"], told["host_permissions"]) == (["activeTab", "scripting"], ["https://check.example/*"])
    assert answer.content == client_of(checker).get(f"{PATH}extension.zip").content
