"""Stands for tesseract where none is installed: says the same words of every picture that is not plain."""

from __future__ import annotations

import sys
from io import BytesIO

from PIL import Image

HEAD = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")
#: (paragraph, line, how sure, word)
SEEN = [
    (1, 1, 96, "Harbour"), (1, 1, 95, "bulletin"), (2, 1, 93, "Mean"), (2, 1, 92, "waiting"), (2, 1, 12, "~|"),
    (2, 2, 91, "time"), (2, 2, 96, "was"), (2, 2, 96, "27"), (2, 2, 90, "hours,"), (2, 3, 60, "COVID-"), (2, 4, 60, "19"),
]  # fmt: skip


def main() -> None:
    if "--version" in sys.argv:
        print("tesseract 5.3.0\n leptonica-1.82.0")
        return
    if "--list-langs" in sys.argv:
        print('List of available languages in "/x" (3):\ndeu\neng\nosd')
        return
    picture = Image.open(BytesIO(sys.stdin.buffer.read()))
    low, high = picture.convert("L").getextrema()
    print(HEAD)
    if low == high:
        return
    for number, (paragraph, line, sure, word) in enumerate(SEEN):
        print("\t".join(map(str, (5, 1, 1, paragraph, line, number, 0, 0, 9, 9, sure, word))))


if __name__ == "__main__":
    main()
