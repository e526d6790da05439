"""What holds of every document that was read: how finely it is cut at most, and no control characters.

What draws, stores and compares a text works block by block.
"""

from __future__ import annotations

from dataclasses import replace

from annotations.extraction.charset import clean
from annotations.extraction.document import Block, Document

#: Blocks of a document. Lines beyond this many are taken together.
MOST_BLOCKS = 50_000
#: Code points of a block; a longer one is cut at white space.
LONGEST_BLOCK = 50_000


#: What a document's own metadata says, which markup can fill with any character.
FACTS = ("title", "author", "publisher", "language", "canonical", "other_text", "ruled")
#: Code points of what else stands on a page.
MOST_OTHER = 100_000


def bounded(document: Document) -> Document:
    """`document` with clean facts, no more than MOST_BLOCKS blocks, and none longer than LONGEST_BLOCK."""
    blocks = document.blocks
    if len(blocks) > MOST_BLOCKS:
        blocks = _taken_together(blocks, -(-len(blocks) // MOST_BLOCKS))
    if any(block.end - block.start > LONGEST_BLOCK for block in blocks):
        blocks = [piece for block in blocks for piece in _pieces(document.text, block)]
    document.blocks = blocks
    document.other_text = document.other_text[:MOST_OTHER]
    for name in FACTS:
        setattr(document, name, clean(getattr(document, name)))
    return document


def _taken_together(blocks: list[Block], size: int) -> list[Block]:
    """Every `size` neighbours as one block, in which line breaks are kept."""
    groups = (blocks[at : at + size] for at in range(0, len(blocks), size))
    return [
        Block("preformatted", group[0].start, group[-1].end, page=group[0].page, where=group[0].where)
        for group in groups
    ]


def _pieces(text: str, block: Block) -> list[Block]:
    found, start = [], block.start
    while block.end - start > LONGEST_BLOCK:
        cut = max(text.rfind(" ", start, start + LONGEST_BLOCK), text.rfind("\n", start, start + LONGEST_BLOCK))
        end = cut if cut > start else start + LONGEST_BLOCK
        found.append(replace(block, start=start, end=end))
        start = end + (cut > start)
    if start < block.end:
        found.append(replace(block, start=start))
    return found
