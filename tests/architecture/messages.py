"""Messages of templates, Python and scripts, and the catalogues that translate them; needs no gettext programs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

from tests.architecture.source import ROOT, files

LOCALE = ROOT / "annotations/locale"
#: (context or "", singular, plural or "")
Message = tuple[str, str, str]
STRING = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
#: Names that code gives to Django's functions -> how many leading arguments are words (context first, where there is one).
MARKS = {
    "_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "pgettext": 2, "pgettext_lazy": 2, "ngettext": 2,
    "ngettext_lazy": 2,
}  # fmt: skip


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def scripts() -> list[Path]:
    return sorted((ROOT / "static/js").glob("*.js"))


def of_templates() -> Iterator[Message]:
    """As makemessages sees them: Django turns a template into calls of gettext."""
    for path in templates():
        calls = templatize(path.read_text(), origin=str(path))
        for words in re.findall(rf"(?<!\w)(?:gettext|_)\(u?{STRING}\)", calls):
            yield "", ast.literal_eval(words), ""
        for one, many in re.findall(rf"(?<!\w)ngettext\(u?{STRING}, u?{STRING}, ?count\)", calls):
            yield "", ast.literal_eval(one), ast.literal_eval(many)


def of_python() -> Iterator[Message]:
    for path in files("annotations"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
                words = [arg.value for arg in node.args[: MARKS[node.func.id]] if isinstance(arg, ast.Constant)]
                if not words:  # gettext(variable): the words are marked where they stand
                    continue
                if node.func.id.startswith("pgettext"):
                    yield words[0], words[1], ""
                else:
                    yield "", words[0], words[1] if len(words) > 1 else ""


def of_scripts() -> Iterator[Message]:
    for path in scripts():
        for words in re.findall(rf"\bgettext\({STRING}\)", path.read_text()):
            yield "", ast.literal_eval(words), ""


@dataclass
class Entry:
    """One message of a .po file with its translations, one a plural form."""

    context: str = ""
    one: str = ""
    many: str = ""
    said: list[str] = field(default_factory=list)
    fuzzy: bool = False

    @property
    def message(self) -> Message:
        return self.context, self.one, self.many


def entries(path: Path) -> list[Entry]:
    """Entries of a .po file, its header first. https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html"""
    found = []
    for block in path.read_text().strip().split("\n\n"):
        entry, now = Entry(), ""
        parts = {"msgctxt": "", "msgid": "", "msgid_plural": ""}
        for line in block.splitlines():
            if line.startswith("#"):
                entry.fuzzy |= line.startswith("#,") and "fuzzy" in line
                continue
            word = re.match(r"(\w+)(\[\d\])? ", line)
            if word:
                now = word.group(1)
                if now == "msgstr":
                    entry.said.append("")
            words = ast.literal_eval(line[word.end() :] if word else line)
            if now == "msgstr":
                entry.said[-1] += words
            else:
                parts[now] += words
        entry.context, entry.one, entry.many = parts.values()
        found.append(entry)
    return found


def compiled(found: list[Entry]) -> dict[object, str]:
    """`found` in the form in which gettext.GNUTranslations holds a .mo file."""
    made: dict[object, str] = {}
    for entry in found:
        key = f"{entry.context}\x04{entry.one}" if entry.context else entry.one
        if entry.many:
            made |= {(key, form): words for form, words in enumerate(entry.said)}
        else:
            made[key] = entry.said[0]
    return made
