"""Words in pictures, read by tesseract where it is installed: a machine's reading, page by page.

It gets pictures that our own child has drawn anew (parsing.py), never the bytes of a stranger, and runs without a
network where namespaces are allowed, with bounds on time and memory.
"""

from __future__ import annotations

import csv
import functools
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import groupby

from annotations.capture.namespace import prefix
from annotations.extraction.charset import clean
from annotations.extraction.document import Builder, Document, Unreadable
from annotations.extraction.pdf.hyphens import Words

#: Of 100: words of which it is less sure are noise.
LEAST_SURE = 30.0
#: Words of a whole document below which it has read nothing, and of 100 how sure it must be of them.
FEWEST, SURE = 3, 45.0
MEGABYTES = 1_500
#: Languages that are tried together: each one makes it slower.
MOST_LANGUAGES = 4
#: The row of a word in tesseract's table.
WORD = "5"
NO_WORDS = "no_words"


@functools.cache
def find() -> str | None:
    """Path of the tesseract of this machine; None without one."""
    return shutil.which("tesseract")


@functools.cache
def version() -> str:
    """ "tesseract 5.3.0" """
    told = subprocess.run([find() or "tesseract", "--version"], capture_output=True, text=True, check=False)
    return (told.stdout or told.stderr).partition("\n")[0].strip()[:60]


@functools.cache
def installed() -> tuple[str, ...]:
    """Codes of the languages that are installed with it, as "eng"."""
    told = subprocess.run([find() or "tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return tuple(sorted(line for line in told.stdout.splitlines()[1:] if line and line != "osd"))


def languages(wanted: str) -> str:
    """Those of `wanted` ("eng+deu") that are installed, else the first of all that are."""
    chosen = [code for code in wanted.split("+") if code in installed()]
    return "+".join((chosen or list(installed()))[:MOST_LANGUAGES])


def read_pages(pages: Iterator[bytes], *, languages: str, seconds: float, in_all: float = 600.0) -> Document:
    """The words in pictures (PNG) of a document's pages, each within `seconds`, none begun after `in_all`.

    Raises Unreadable without any.
    """
    until = time.monotonic() + in_all
    found = []
    for picture in pages:
        found.append(list(_lines(_table(picture, languages, seconds))))
        if time.monotonic() > until:
            break
    sure = [word for lines in found for _place, words in lines for word in words]
    if len(sure) < FEWEST or sum(sureness for sureness, _word in sure) / len(sure) < SURE:
        raise Unreadable(NO_WORDS)
    known = Words(" ".join(word for _sure, word in words) for lines in found for _place, words in lines)
    built = Builder()
    for number, lines in enumerate(found, 1):
        for _paragraph, run in groupby(lines, key=lambda line: line[0]):
            text = known.joined([" ".join(word for _sure, word in words) for _place, words in run])
            built.add("paragraph", text, page=number)
    return built.document()


def _table(picture: bytes, languages: str, seconds: float) -> str:
    """Tesseract's table of what it saw (TSV); empty where it took too long or broke."""
    command = [*prefix(), find() or "tesseract", "stdin", "stdout", "-l", languages, "--psm", "3", "tsv"]
    try:
        told = subprocess.run(
            command, input=picture, capture_output=True, check=False, timeout=seconds, preexec_fn=_bounds,
            env={"PATH": "/usr/bin:/bin", "OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return ""
    return clean(told.stdout.decode("utf-8", "replace")) if told.returncode == 0 else ""


def _bounds() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))


def _lines(table: str) -> Iterator[tuple[tuple[str, str], list[tuple[float, str]]]]:
    """((block, paragraph), words with how sure it is of each) of each line, in order."""
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = (row for row in rows if row.get("level") == WORD and (row.get("text") or "").strip())
    for place, run in groupby(words, key=lambda row: (row["block_num"], row["par_num"], row["line_num"])):
        sure = [(float(row["conf"]), row["text"].strip()) for row in run]
        kept = [(sureness, word) for sureness, word in sure if sureness >= LEAST_SURE]
        if kept:
            yield place[:2], kept
