"""Imports point down only, and the pure packages know no Django."""

import re

import pytest

from annotations import tasks
from annotations.queue import NAMES
from tests.architecture.source import ROOT, files, imports, name_of

#: From the top down. A layer may import what stands below it, and its own.
LAYERS = [
    {"views", "management", "urls", "demo", "middleware"},
    {"workspace"},
    {"web"},
    {"tasks"},
    {"forms", "presenters", "exports", "templatetags", "accounts", "social_accounts", "checks"},
    {"services"},
    {"queue", "parsing", "client_address", "limits", "presence", "connections"},
    {"models"},
    {"wording"},
    {"archives", "capture"},
    {"fetching"},
    {"anchoring", "extraction", "matching", "review", "markup"},
    {"coded", "days", "contrast"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
PURE = ("annotations/anchoring", "annotations/extraction", "annotations/matching", "annotations/review",
        "annotations/markup")  # fmt: skip


def layer(dotted: str) -> str | None:
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "annotations" and parts[1] in RANK else None


def test_imports_point_down() -> None:
    wrong = []
    for path in files("annotations"):
        own = layer(".".join(path.relative_to(ROOT).with_suffix("").parts))
        if own is None:
            continue
        for dotted in imports(path):
            other = layer(dotted)
            if other and RANK[other] < RANK[own]:
                wrong.append(f"{name_of(path)} imports {dotted}")
    assert wrong == []


#: The rooms of the services, from the top down (README.md, Where things are).
ROOMS = ("newsroom", "review", "publishing", "evidence", "text", "claims", "record", "store")


def test_rooms_of_services_import_down() -> None:
    wrong = []
    for path in files("annotations/services"):
        own = path.parent.name
        for dotted in imports(path):
            layer_of, _, rest = dotted.partition("annotations.services.")
            other = rest.split(".")[0]
            if not layer_of and other in ROOMS and own in ROOMS and ROOMS.index(other) < ROOMS.index(own):
                wrong.append(f"{name_of(path)} imports {dotted}")
    assert wrong == []
    assert {path.name for path in (ROOT / "annotations/services").iterdir() if path.is_dir()} - {"__pycache__"} == {
        *ROOMS
    }


@pytest.mark.parametrize("folder", PURE)
def test_pure_packages_import_no_django(folder: str) -> None:
    for path in files(folder):
        foreign = {name.split(".")[0] for name in imports(path)} & {"django", "celery", "aiohttp", "factcheck"}
        assert not foreign, name_of(path)
        assert not any(name.startswith("annotations.models") for name in imports(path)), name_of(path)


def test_services_know_no_http() -> None:
    for path in files("annotations/services"):
        wrong = [
            n
            for n in imports(path)
            if n.startswith(("django.http", "django.template", "django.shortcuts", "annotations.forms"))
        ]
        assert not wrong, name_of(path)


def test_only_fetching_opens_sockets_to_others() -> None:
    clients = {"aiohttp", "httpx", "requests", "urllib3"}
    for path in files("annotations"):
        if "fetching" not in path.parts:
            assert not {name.split(".")[0] for name in imports(path)} & clients, name_of(path)
            assert "urllib.request" not in imports(path), name_of(path)


#: Managers that ask for rows through a rule of who may see them.
GUARDED = r"objects\.(visible_to|public|once_public|published|kept|usable)"
#: Views may read these only through a row they found by `visible_to`; each is looked at in the tests of its page.
CHILDREN = {
    "Anchor",
    "AnnotationRange",
    "Citation",
    "Fetch",
    "Label",
    "Snapshot",
    "ClaimReview",
    "User",
    "Invitation",
    "Article",
    "ArticleVersion",
    "LivePage",
    "Newsroom",
    "NewsroomPage",
    "ChecklistQuestion",
}


def test_views_ask_for_visible_rows() -> None:
    for path in files("annotations/views", "annotations/workspace", "annotations/web"):
        for model, rest in re.findall(r"(\w+)\.objects\.(\w+)", path.read_text()):
            if not re.match(GUARDED, f"objects.{rest}") and model != "model":
                assert model in CHILDREN, f"{name_of(path)}: {model}.objects.{rest}"


def test_no_signals_and_no_delay() -> None:
    for path in files("annotations"):
        text = path.read_text()
        assert "django.db.models.signals" not in text, name_of(path)
        assert ".delay(" not in text, name_of(path)
        assert "apply_async" not in text, name_of(path)


def test_every_task_is_rung_by_its_name() -> None:
    registered = {value.name for value in vars(tasks).values() if hasattr(value, "name") and hasattr(value, "delay")}
    assert registered == NAMES
