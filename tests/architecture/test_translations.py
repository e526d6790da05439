"""Every visible word is marked for translation, and translated."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.architecture import messages
from tests.architecture.source import ROOT, files, name_of

LETTERS = re.compile(r"[^\W\d_]{2,}")
SPOKEN = {"title", "aria-label", "placeholder", "alt", "aria-description"}
#: Names, not words.
NAMES = {"sha256"}


class Visible(HTMLParser):
    """What a reader sees or hears of a page's plain HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.silent = 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style", "kbd")
        given = dict(attrs)
        spoken = SPOKEN | ({"value"} if given.get("type") in ("submit", "button", "reset") else set())
        self.found += [given[name] or "" for name in spoken & set(given) if tag != "option"]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style", "kbd")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def bare_words(template: str) -> list[str]:
    """Visible words of a template outside {% translate %} and {% blocktranslate %}."""
    text = re.sub(r"\{% blocktranslate.*?\{% endblocktranslate %\}", "", template, flags=re.DOTALL)
    text = re.sub(r"\{% block \w+_class %\}.*?\{% endblock %\}|\{#.*?#\}", "", text)
    page = Visible()
    page.feed(re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL))
    return [words.strip() for words in page.found if LETTERS.search(words) and words.strip() not in NAMES]


def test_templates_have_marks() -> None:
    assert {name_of(path): bare_words(path.read_text()) for path in messages.templates()} == {
        name_of(path): [] for path in messages.templates()
    }


@pytest.mark.parametrize(
    "template",
    ["<p>Bare</p>", '<a title="Bare">{{ x }}</a>', "{% if x %}Bare{% endif %}", '<input type="submit" value="Go on">'],
)
def test_a_missing_mark_is_seen(template: str) -> None:
    assert bare_words(template)


def literal(node: ast.AST | None) -> bool:
    """A string with letters in it that nothing translates."""
    if isinstance(node, ast.JoinedStr):
        return any(literal(part) for part in node.values)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(LETTERS.search(node.value))


def name_called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def said_by(call: ast.Call) -> Iterator[ast.AST]:
    """The arguments of a call that people get to read."""
    for keyword in call.keywords:
        if keyword.arg in ("label", "help_text", "empty_label", "said"):
            yield keyword.value
        if keyword.arg == "error_messages" and isinstance(keyword.value, ast.Dict):
            yield from keyword.value.values
        if keyword.arg == "choices" and isinstance(keyword.value, ast.List):
            yield from (e.elts[1] for e in keyword.value.elts if isinstance(e, ast.Tuple))
    name, owner = name_called(call), getattr(getattr(call.func, "value", None), "id", "")
    if name == "ValidationError":
        yield from (v for a in call.args for v in (a.values if isinstance(a, ast.Dict) else [a]))
    if name in ("problem", "add_error") or owner == "messages":
        yield from call.args[1:]


def unmarked(tree: ast.AST) -> Iterator[int]:
    """Lines with words for people that have no mark."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from (said.lineno for said in said_by(node) if literal(said))  # type: ignore[attr-defined]
        if isinstance(node, ast.ClassDef) and any("Choices" in ast.dump(base) for base in node.bases):
            pairs = [s.value for s in node.body if isinstance(s, ast.Assign) and isinstance(s.value, ast.Tuple)]
            yield from (pair.lineno for pair in pairs if literal(pair.elts[1]))


def test_python_has_marks() -> None:
    folders = [
        f"annotations/{name}"
        for name in (
            "forms",
            "models",
            "views",
            "services",
            "presenters",
            "templatetags",
            "web",
            "workspace",
        )
    ]
    commands_only = {"annotations/services/store/backups.py"}
    wrong = [f"{name_of(p)}:{line}" for p in files(*folders) for line in unmarked(ast.parse(p.read_text()))]
    assert [place for place in wrong if place.split(":")[0] not in commands_only] == []


@pytest.mark.parametrize(
    "code",
    ["f(label='Bare')", "raise ValidationError('Bare words.')", "messages.error(r, f'Bare {x}')", "f(choices=[('a', 'Bare')])",
     "raise ValidationError({'a': 'Bare'})", "f(error_messages={'required': 'Bare'})", "class A(TextChoices):\n    B = 'b', 'Bare'"],
)  # fmt: skip
def test_a_missing_mark_in_python_is_seen(code: str) -> None:
    assert list(unmarked(ast.parse(code)))


def sentences(path: Path) -> Iterator[str]:
    """Whole sentences in strings of code, docstrings left out, with X for what is put in."""
    tree = ast.parse(path.read_text())
    quoted = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in quoted | inside:
            parts = node.values if isinstance(node, ast.JoinedStr) else [node]
            words = "".join(str(p.value) if isinstance(p, ast.Constant) else "X" for p in parts)
            if re.fullmatch(r"(?s)[A-Z].* .*\.", words):
                yield words


def test_packages_without_django_say_nothing_to_people() -> None:
    """They name a code; its sentence stands in annotations/wording/."""
    folders = ("anchoring", "archives", "capture", "extraction", "fetching", "matching", "review")
    paths = [*files(*(f"annotations/{f}" for f in folders)), ROOT / "annotations/parsing.py"]
    assert {name_of(path): said for path in paths if (said := list(sentences(path)))} == {}


def test_scripts_have_marks() -> None:
    spoken = r"""(?:\b(?:say|notice)\(|setAttribute\("(?:aria-label|aria-valuetext|title)", |textContent = |words: )["'`][^"'`]"""
    assert {path.name: re.findall(spoken, path.read_text()) for path in messages.scripts()} == {
        path.name: [] for path in messages.scripts()
    }


def placeholders(words: str) -> list[str]:
    return sorted(set(re.findall(r"%\(\w+\)s|</?\w+", words)))


def test_messages_are_found() -> None:
    """Each way of marking words is read, so that the tests below compare something."""
    of_templates, of_python = set(messages.of_templates()), set(messages.of_python())
    assert ("", "Dashboard", "") in of_templates
    assert ("", "Version %(number)s", "") in of_templates
    assert ("", "%(n)s claim", "%(n)s claims") in of_templates
    assert ("", "(empty)", "") in of_templates
    assert ("between parts of a list", ", ", "") in of_python
    assert ("", "%(count)s day ago", "%(count)s days ago") in of_python
    assert ("", "Note added.", "") in set(messages.of_scripts())


def test_languages_are_there() -> None:
    from django.conf import settings

    assert {p.name for p in messages.LOCALE.iterdir()} == {code for code, _ in settings.LANGUAGES} - {"en"}


@pytest.mark.parametrize("language", ["es", "ar"])
@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_message_is_translated(language: str, domain: str) -> None:
    used = {*messages.of_scripts()} if domain == "djangojs" else {*messages.of_templates(), *messages.of_python()}
    used = {(context, one.replace("%%", "%"), many) for context, one, many in used}
    header, *found = messages.entries(messages.LOCALE / language / "LC_MESSAGES" / f"{domain}.po")
    known = {entry.message for entry in found}
    one_form = {(context, one) for context, one, _ in known}
    assert sorted(m for m in used if m not in known and (m[2] or m[:2] not in one_form)) == []
    forms = int(re.findall(r"nplurals=(\d)", header.said[0])[0])
    for entry in found:
        assert not entry.fuzzy, entry.one
        assert len(entry.said) == (forms if entry.many else 1), entry.one
        for said in entry.said:
            assert said.strip(), entry.one
            wanted, got = placeholders(entry.many or entry.one), placeholders(said)
            # "one claim", "two claims" need no figure.
            may_lack = {"%(n)s", "%(count)s"} if entry.many else set()
            assert set(got) <= set(wanted), entry.one
            assert set(wanted) - set(got) <= may_lack, entry.one


@pytest.mark.parametrize("language", ["es", "ar"])
@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_what_is_compiled_is_what_is_written(language: str, domain: str) -> None:
    folder = messages.LOCALE / language / "LC_MESSAGES"
    with (folder / f"{domain}.mo").open("rb") as stream:
        held = gettext.GNUTranslations(stream)._catalog  # type: ignore[attr-defined]
    written = messages.compiled(messages.entries(folder / f"{domain}.po"))
    assert {key: words for key, words in held.items() if key} == {k: w for k, w in written.items() if k}
