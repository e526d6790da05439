"""How one newsroom works: who has to agree, and what readers are told about it."""

from __future__ import annotations

import io
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image

from annotations.contrast import ENOUGH, PAPER, contrast
from annotations.models import Blob, Newsroom, NewsroomPage, User
from annotations.review.modes import asks_for_less
from annotations.review.permissions import Permission, check_can
from annotations.services.publishing import outbox
from annotations.services.record import audit
from annotations.services.store import blobs

#: Pixels of the longer side of a logo as it is kept, and as it may come.
LOGO_SIDE, MOST_LOGO_SIDE = 512, 4000
LOGO_FORMATS = ("PNG", "JPEG", "WEBP")


@transaction.atomic
def change(*, by: User, values: dict[str, Any]) -> Newsroom:
    """Write what differs. Modes hold from the next submission on; what is in review keeps the one it came with."""
    check_can(by, Permission.MANAGE_NEWSROOM)
    row = Newsroom.objects.locked()
    before = {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
    if not before:
        return row
    mode, sensitive = (values.get(name, getattr(row, name)) for name in ("mode", "sensitive_mode"))
    if asks_for_less(sensitive, mode):
        raise ValidationError({"sensitive_mode": _("Sensitive claims can't be asked for less than all others.")})
    check_colour(values.get("colour", row.colour))
    after = {name: values[name] for name in before}
    for name, value in after.items():
        setattr(row, name, value)
    row.save()
    audit.record(by=by, verb="newsroom.changed", chain=row, data={"before": before, "after": after})
    return row


def check_colour(colour: str) -> None:
    """Refuses a colour that links and heads could not be read in."""
    if not colour:
        return
    found = min(contrast(colour, PAPER), contrast(colour, "#ffffff"))
    if found < ENOUGH:
        told = {"found": f"{found:.1f}", "asked": ENOUGH}
        words = _("Too light to be read: its contrast with the page is %(found)s to 1, and %(asked)s is needed.") % told
        raise ValidationError({"colour": words})


@transaction.atomic
def write_page(*, by: User, kind: str, language: str, text: str) -> NewsroomPage | None:
    """A new version of a page; empty `text` takes it back. Nothing is written where the text is as it was."""
    check_can(by, Permission.MANAGE_NEWSROOM)
    row = Newsroom.objects.locked()
    before = NewsroomPage.objects.newest().filter(kind=kind, language=language).first()
    text = "\n".join(text.strip().splitlines())
    if text == (before.text if before else ""):
        return before
    number = before.number + 1 if before else 1
    made = NewsroomPage.objects.create(kind=kind, language=language, number=number, text=text, by=by)
    told = {"page": kind, "language": language, "version": number}
    audit.record(by=by, verb="newsroom.page_written", chain=row, about=made, data=told)
    return made


@transaction.atomic
def set_logo(*, by: User, data: bytes | None) -> Newsroom:
    """Keep a picture as the newsroom's logo; without `data` there is none any more."""
    check_can(by, Permission.MANAGE_NEWSROOM)
    row = Newsroom.objects.locked()
    row.logo, row.logo_width, row.logo_height = None, 0, 0
    if data is not None:
        picture = _picture(data)
        row.logo_width, row.logo_height = picture.size
        row.logo = _kept(picture)
    row.save(update_fields=["logo", "logo_width", "logo_height", "changed_at"])
    outbox.publisher_changed()
    audit.record(by=by, verb="newsroom.logo_set", chain=row, data={"logo": row.logo_id or ""})
    return row


def _picture(data: bytes) -> Image.Image:
    """The picture drawn anew, so that nothing but what can be seen is kept of it."""
    try:
        found = Image.open(io.BytesIO(data), formats=LOGO_FORMATS)
        if max(found.size) > MOST_LOGO_SIDE:
            raise ValidationError({"logo": _("This picture is too large. Choose one of at most 4,000 pixels a side.")})
        drawn = found.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as exc:
        raise ValidationError({"logo": _("This is no PNG, JPEG or WebP picture. Choose another file.")}) from exc
    drawn.thumbnail((LOGO_SIDE, LOGO_SIDE))
    return drawn


def _kept(picture: Image.Image) -> Blob:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return blobs.keep(out.getvalue())
