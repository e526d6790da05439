"""ClaimReview objects out of anybody's page or file: JSON-LD and microdata, several blocks, `@graph`, at any depth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import lxml.html

from annotations.extraction.charset import decode
from annotations.markup.findings import Finding, error, warning

#: Depth to which objects are looked through.
DEEPEST = 12
KIND = "ClaimReview"


@dataclass
class Reading:
    """What was found: (path to it, the object) of each review, and what is wrong with how it is written."""

    reviews: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    canonical: str = ""


def read(data: bytes, *, charset: str = "") -> Reading:
    """The reviews in a page or in JSON."""
    text = decode(data, charset, markup=True)[0]
    found = Reading()
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        _take_json(found, text, "$")
    else:
        _take_page(found, text)
    if not found.reviews and not found.findings:
        found.findings.append(error("no_claim_review", "$"))
    claims = [str(review.get("claimReviewed")) for _, review in found.reviews]
    if len(set(claims)) < len(claims):
        found.findings.append(warning("same_claim_twice", "$"))
    return found


def _take_json(found: Reading, words: str, path: str) -> None:
    try:
        top = json.loads(words.lstrip("\ufeff"), parse_constant=_no_constant)
    except RecursionError:
        found.findings.append(error("too_deep", path))
        return
    except ValueError as exc:
        found.findings.append(error("no_json", path, why=exc))
        return
    found.reviews += _reviews(top, path)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


def _reviews(value: Any, path: str, depth: int = 0) -> Iterator[tuple[str, dict[str, Any]]]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _reviews(inner, f"{path}[{index}]", depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if KIND in ([_bare(kind) for kind in kinds] if isinstance(kinds, list) else [_bare(kinds)]):
            yield path, value
            return
        for name, inner in value.items():
            yield from _reviews(inner, f"{path}.{name}", depth + 1)


def _bare(kind: Any) -> str:
    """A type without the vocabulary's address."""
    return (
        str(kind or "").removeprefix("https://schema.org/").removeprefix("http://schema.org/").removeprefix("schema:")
    )


def _take_page(found: Reading, text: str) -> None:
    try:
        tree = lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (ValueError, lxml.etree.LxmlError):
        return
    blocks = [one for one in tree.iter("script") if "ld+json" in (one.get("type") or "").lower()]
    for number, block in enumerate(blocks, 1):
        _take_json(found, block.text or "", f"script {number}")
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            found.canonical = found.canonical or link.get("href") or ""
    if "itemtype" in text.lower():
        _take_microdata(found, text)


def _take_microdata(found: Reading, text: str) -> None:
    from extruct.w3cmicrodata import MicrodataExtractor  # takes half a second to load

    for number, item in enumerate(MicrodataExtractor(nested=True).extract(text), 1):
        found.reviews += _reviews(_as_object(item), f"microdata {number}")


def _as_object(item: Any) -> Any:
    """An item of microdata as the object that JSON-LD would hold."""
    if isinstance(item, list):
        return [_as_object(one) for one in item]
    if not isinstance(item, dict) or "properties" not in item:
        return item
    kind = item.get("type")
    return {"@type": _bare(kind), **{name: _as_object(value) for name, value in item["properties"].items()}}
