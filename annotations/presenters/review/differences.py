"""What differs between two versions of a verdict, field by field, from their content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from annotations.anchoring.difference import Piece, difference
from annotations.models import Asked, Claim, Media, MediaRating
from annotations.presenters.review.verdicts import label_words
from annotations.review.content import LABELS, TEXTS

#: Of a citation, what readers see.
CITED = ("title", "url", "publisher", "stance", "quote", "locator", "ruled", "shows", "interest", "no_copy_because")


@dataclass(frozen=True)
class Changed:
    """One field with the words before and after, in pieces."""

    name: str
    pieces: list[Piece]


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[Changed]:
    """Every field of `new` that reads otherwise than in `old`; both as `freeze` made them."""
    found = [_changed(_("Verdict"), label_words(old), label_words(new))]
    found.append(_changed(_("Who said it"), _name(old), _name(new)))
    found += [_changed(_(LABELS[name]), _text(old, name), _text(new, name)) for name in TEXTS]
    found.append(_changed(_(LABELS["asked"]), _asked(old), _asked(new)))
    found.append(_changed(_(LABELS["media_kind"]), media_words(old), media_words(new)))
    found.append(_changed(_(LABELS["reworked_from"]), _origin(old), _origin(new)))
    found.append(_changed(_("Where it was said"), _places(old), _places(new)))
    return [change for change in [*found, *_citations(old, new)] if change is not None]


def _changed(name: str, old: str, new: str) -> Changed | None:
    if old == new:
        return None
    return Changed(name, difference(old, new))


def _text(content: dict[str, Any], name: str) -> str:
    return str(content.get(name) or "")


def _name(content: dict[str, Any]) -> str:
    return str((content.get("claimant") or {}).get("name", ""))


def _origin(content: dict[str, Any]) -> str:
    """The claim that it was reworked from, by its words."""
    origin = content.get("reworked_from")
    claim = Claim.objects.filter(pk=origin).first() if origin else None
    return f"{claim.pk}: {claim.wording}" if claim else ""


def _asked(content: dict[str, Any]) -> str:
    return str(Asked(content.get("asked") or "").label)


def media_words(content: dict[str, Any]) -> str:
    """What was shown and what it is found to be: "A picture: Edited"; empty for a claim in words."""
    media, rating = content.get("media_kind"), content.get("media_rating")
    found = [str(Media(media).label), *([str(MediaRating(rating).label)] if rating else [])] if media else []
    return ": ".join(found)


def _places(content: dict[str, Any]) -> str:
    places = content.get("appearances", [])
    return "\n".join(str(p.get("quote") or p.get("description") or p.get("url") or "") for p in places)


def _citations(old: dict[str, Any], new: dict[str, Any]) -> list[Changed | None]:
    """By source: taken out, put in, or cited otherwise."""
    before, after = _by_source(old), _by_source(new)
    keys = [*before, *(key for key in after if key not in before)]
    return [_changed(_("Source"), before.get(key, ""), after.get(key, "")) for key in keys]


def _by_source(content: dict[str, Any]) -> dict[tuple[int, int], str]:
    """{(source, how often it was cited before): what readers see of the citation}."""
    found: dict[tuple[int, int], str] = {}
    for citation in content.get("citations", []):
        source = citation["source"]
        key = (source, sum(1 for other, _nth in found if other == source))
        found[key] = " · ".join(str(citation[name]) for name in CITED if citation.get(name))
    return found
