"""Documents that are ZIP files of parts: opened within bounds."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

from annotations.extraction.document import Unreadable

#: Parts of a file, and bytes of all of them unpacked.
MOST_PARTS = 20_000
MOST_BYTES = 300_000_000
#: Outside entities and addresses stay closed.
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_comments=True)


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The file, whose parts are together no larger than we read. Raises Unreadable."""
    try:
        found = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as exc:
        raise Unreadable("cannot_open") from exc
    parts = found.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Unreadable("too_much")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("file_locked")
    return found


def part_of(found: zipfile.ZipFile, name: str) -> Any:
    """The XML part called `name`. Raises Unreadable where there is none."""
    try:
        tree = etree.fromstring(found.read(name), PARSER)
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError, NotImplementedError, OSError, ValueError) as exc:
        raise Unreadable("cannot_open") from exc
    if tree is None:
        raise Unreadable("cannot_open")
    return tree
