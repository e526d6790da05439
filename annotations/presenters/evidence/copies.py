"""A kept copy as its page tells of it: the ways to see it, and how it was made."""

from __future__ import annotations

from copy import copy as copy_of
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from annotations.anchoring.quotes import find_quote
from annotations.extraction.document import LOCKED
from annotations.extraction.kinds import PAGES, PDF, PICTURES
from annotations.extraction.media.transcripts import seconds_of
from annotations.models import Blob, CapturedPage, Citation, HeadStamp, Snapshot
from annotations.presenters.text.highlights import QUOTE, BlockView, Mark, render_blocks
from annotations.presenters.text.windows import Window, window_of_text
from annotations.presenters.words.apart import apart
from annotations.services.text.versions import direction_of


def ways_to_see(snapshot: Snapshot) -> dict[str, str]:
    """{way: its words}, the first one by default; never empty."""
    ways = {"seen": _("As its reader saw it")} if _picture_of(snapshot) else {}
    if snapshot.blocks:
        ways["text"] = _("Text")
    if snapshot.media_type in PAGES:
        ways["page"] = _("Page")
    elif snapshot.media_type in PICTURES:
        ways["picture"] = _("Picture")
    elif snapshot.is_recording:
        ways["recording"] = _("Recording")
    elif snapshot.media_type == PDF and snapshot.why != LOCKED:
        ways["pages"] = _("Pages as pictures")
    return ways or {"none": ""}


def captured_page(snapshot: Snapshot) -> CapturedPage | None:
    """What a browser showed beside the copy; None for one that was fetched or uploaded."""
    return getattr(snapshot, "captured_page", None) if snapshot.by_browser else None


def _picture_of(snapshot: Snapshot) -> Blob | None:
    page = captured_page(snapshot)
    return page.picture if page else None


def quote_marks(cited: Citation | None) -> list[Mark]:
    """The mark over the words that a citation has pinned in the copy beside it; none without a pin."""
    if cited is None or cited.quote_start is None or cited.quote_end is None:
        return []
    return [Mark(cited.quote_start, cited.quote_end, cited.pk, 0, QUOTE, False, "")]


def drawn_copy(
    copy: Snapshot, cited: Citation | None, part: int, *, by_sentence: bool = False
) -> tuple[Window, list[BlockView]]:
    """Part `part` of the copy's text (the one with the quoted words where there is no such part) and its blocks;
    `by_sentence` with the sentence starts that choosing words by keyboard needs."""
    window = window_of_text(copy.blocks, part, cited.quote_start if cited else None)
    cuts = copy.cuts if by_sentence else []
    return window, render_blocks(copy.text, copy.blocks, copy.spans, cuts, quote_marks(cited), only=window.ids)


def placed_in(copy: Snapshot, wanted: Citation | None) -> Citation | None:
    """`wanted`, not to be saved, with its words where they stand in this copy and not in the one that it is pinned to;
    None where they do not.
    """
    place = find_quote(copy.text, wanted.quoted_words) if wanted and wanted.quoted_words else None
    if wanted is None or place is None:
        return None
    here = copy_of(wanted)
    here.quote_start, here.quote_end = place
    return here


def reading_direction(snapshot: Snapshot) -> str:
    """For `dir`: by the copy's language, else as its words are."""
    return direction_of(snapshot.language) if snapshot.language else "auto"


def page_of_quote(snapshot: Snapshot, cited: Citation | None) -> int | None:
    """The page of a PDF on which the quoted words begin."""
    return _block_of_quote(snapshot, cited).get("page")


def place_of_quote(snapshot: Snapshot, cited: Citation | None) -> str:
    """Where in the document the quoted words begin: a page, a cell, a path in data; "" where it has no such places."""
    block = _block_of_quote(snapshot, cited)
    if block.get("page"):
        return _("Page %(number)s") % {"number": block["page"]}
    where = block.get("where") or ""
    if seconds_of(where) is not None:
        return _("at %(time)s") % {"time": where}
    return apart(where) if where else ""


def _block_of_quote(snapshot: Snapshot, cited: Citation | None) -> dict[str, Any]:
    return snapshot.place_at(cited.quote_start if cited else None)


def copy_facts(snapshot: Snapshot) -> list[tuple[str, str]]:
    """(what, words) of how the copy was made, as far as it is known."""
    peer, tls = snapshot.peer, snapshot.peer.get("tls") or {}
    hops = " → ".join([*(f"{hop['url']} ({hop['status']})" for hop in snapshot.redirects), snapshot.final_url])
    facts: list[tuple[str, Any]] = [
        (_("Asked for"), snapshot.url),
        (_("Sent on"), hops if snapshot.redirects else ""),
        (_("Answer"), f"{snapshot.status} {snapshot.reason.partition(' ')[2]}" if snapshot.status else ""),
        (_("Answered by"), _peer(peer)),
        (_("Certificate"), _certificate(tls)),
        (_("Begun"), _moment(snapshot.started_at)),
        (_("Finished"), _moment(snapshot.finished_at)),
        (_("Kind"), snapshot.media_type),
        (_("File"), snapshot.file_name),
        (_("SHA-256"), snapshot.blob_id),
        (_("Made with"), snapshot.tool),
        *_page_facts(captured_page(snapshot)),
        (_("Time stamp"), _stamp(snapshot)),
    ]
    return [(what, str(words)) for what, words in facts if words]


def _page_facts(page: CapturedPage | None) -> list[tuple[str, str]]:
    if page is None:
        return []
    return [
        (_("Browser"), page.browser),
        (_("Button that was pressed"), page.pressed),
        (_("Answers kept with it"), str(page.resources.count())),
        (_("Answers left out"), str(page.left_out or "")),
        (_("Not opened for the page"), ", ".join(page.refused)),
    ]


def photo_words(facts: dict[str, str]) -> list[tuple[str, str]]:
    """(what, words) of what a picture tells of itself, in the order in which people ask."""
    camera = " ".join(facts[name] for name in ("make", "model", "lens") if name in facts)
    where = ", ".join(facts[name] for name in ("city", "country") if name in facts)
    told = [
        (_("Taken"), facts.get("taken")),
        (_("Place"), facts.get("place")),
        (_("City"), where),
        (_("Camera"), camera),
        (_("Serial number of the camera"), facts.get("serial")),
        (_("Headline"), facts.get("headline")),
        (_("Caption"), facts.get("caption")),
        (_("Author"), facts.get("author")),
        (_("Credit"), facts.get("credit")),
        (_("Rights"), facts.get("rights")),
        (_("Changed with"), facts.get("software")),
        (_("Changed"), facts.get("changed")),
        (_("Pixels"), facts.get("size")),
    ]
    return [(what, words) for what, words in told if words]


def _peer(peer: dict[str, Any]) -> str:
    if not peer.get("address"):
        return ""
    return _("%(address)s, port %(port)s") % {"address": peer["address"], "port": peer["port"]}


def _certificate(tls: dict[str, Any]) -> str:
    if not tls:
        return ""
    names = ", ".join(tls.get("names", [])[:3])
    said = _("for %(names)s, by %(issuer)s, until %(until)s; SHA-256 %(hash)s")
    return said % {"names": names, "issuer": tls["issuer"], "until": tls["until"], "hash": tls["sha256"]}


def _stamp(snapshot: Snapshot) -> str:
    """Who else signed when that the copy was kept by then; "" where nobody did."""
    stamp = HeadStamp.objects.covering(snapshot.blob) if snapshot.blob else None
    if stamp is None:
        return ""
    told = {"when": _moment(stamp.stamped_at), "authority": stamp.authority}
    return _("%(authority)s signed on %(when)s that this copy was kept by then") % told


def _moment(when: Any) -> str:
    return date_format(timezone.localtime(when), "Y-m-d H:i:s T")
