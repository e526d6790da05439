"""Perceptual hashes of pictures, by which the same picture is known again after it was made smaller or saved anew."""

from __future__ import annotations

import io

import imagehash
import numpy as np
from PIL import Image

from annotations.extraction.document import Unreadable

#: Shades between which a picture has to vary: all plain pictures would be one.
LEAST_CONTRAST = 3.0


def picture_hash(data: bytes) -> str:
    """pHash as 16 hexadecimal digits; "" for a picture that shows nothing. Raises Unreadable for what is none."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.draft("RGB", (256, 256))
            small = image.convert("RGBA").resize((64, 64), Image.Resampling.BOX)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as exc:
        raise Unreadable("cannot_read") from exc
    # What can be seen through is white, as on a page.
    shown = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small).convert("L")
    return str(imagehash.phash(shown)) if np.asarray(shown).std() >= LEAST_CONTRAST else ""
