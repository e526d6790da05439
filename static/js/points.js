// From a DOM selection to code points of the article's text, and back.
// A block's words stand in one element [data-start]; links that we add hold no text and carry data-skip.

const count = (text) => { let n = 0; for (const _ of text) n += 1; return n; };

function* textNodes(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("[data-skip]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  while (walker.nextNode()) yield walker.currentNode;
}

function offsetIn(block, node, offset) {
  const edge = document.createRange();
  edge.setStart(node, offset);
  edge.collapse(true);
  let points = 0;
  for (const text of textNodes(block)) {
    if (text === node) return points + count(text.data.slice(0, offset));
    if (edge.comparePoint(text, 0) > 0) return points;
    points += count(text.data);
  }
  return points;
}

const trimmed = (words) => {
  const chars = [...words];
  let a = 0;
  let b = chars.length;
  while (a < b && !chars[a].trim()) a += 1;
  while (b > a && !chars[b - 1].trim()) b -= 1;
  return [a, b];
};

export const wordsOf = (block) => [...textNodes(block)].map((n) => n.data).join("");

// Widens offsets to whole graphemes, so that no emoji or accented letter is cut in half.
function snap(words, start, end) {
  if (!Intl.Segmenter) return [start, end];
  let at = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(words)) {
    const next = at + count(segment);
    if (start > at && start < next) start = at;
    if (end > at && end < next) end = next;
    at = next;
  }
  return [start, end];
}

// {start, end, quote} of the selection inside `article`, or null.
export function selected(article) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const first = selection.getRangeAt(0);
  const last = selection.getRangeAt(selection.rangeCount - 1);
  const range = document.createRange();
  range.setStart(first.startContainer, first.startOffset);
  range.setEnd(last.endContainer, last.endOffset);
  const pieces = [];
  for (const block of article.querySelectorAll("[data-start]")) {
    if (!range.intersectsNode(block)) continue;
    const words = wordsOf(block);
    const base = Number(block.dataset.start);
    const whole = count(words);
    let a = block.contains(range.startContainer) ? offsetIn(block, range.startContainer, range.startOffset) : 0;
    let b = block.contains(range.endContainer) ? offsetIn(block, range.endContainer, range.endOffset) : whole;
    // A triple click ends at (next block, 0), and a drag may end in our own link: nothing of it is meant.
    if (!block.contains(range.endContainer) && range.comparePoint(block, 0) > 0) continue;
    [a, b] = snap(words, a, b);
    const [left, right] = trimmed([...words].slice(a, b).join(""));
    if (left < right) pieces.push({ start: base + a + left, end: base + a + right, quote: [...words].slice(a + left, a + right).join("") });
  }
  if (!pieces.length) return null;
  return { start: pieces[0].start, end: pieces.at(-1).end, quote: pieces.map((p) => p.quote).join("\n") };
}

// The code point of the text under a place of the screen, or null beside the text.
export function caretPoint(article, x, y) {
  let node;
  let offset;
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y);
    [node, offset] = [caret?.offsetNode, caret?.offset];
  } else {
    const caret = document.caretRangeFromPoint(x, y);
    [node, offset] = [caret?.startContainer, caret?.startOffset];
  }
  const block = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-start]");
  return block && article.contains(block) ? Number(block.dataset.start) + offsetIn(block, node, offset) : null;
}

// A DOM range over code points `start`..`end`, or null when the blocks are not on the page.
export function rangeOf(article, start, end) {
  const range = document.createRange();
  let begun = false;
  let ended = false;
  for (const block of article.querySelectorAll("[data-start]")) {
    let at = Number(block.dataset.start);
    for (const node of textNodes(block)) {
      const next = at + count(node.data);
      if (!begun && start >= at && start < next) { range.setStart(node, units(node.data, start - at)); begun = true; }
      if (begun && end > at && end <= next) { range.setEnd(node, units(node.data, end - at)); ended = true; }
      at = next;
    }
    if (ended) break;
  }
  return begun && ended ? range : null;
}

// Draws ranges without touching the text, under a name that the style sheet knows; none takes the drawing away.
export function tint(name, ...ranges) {
  if (!window.Highlight || !CSS.highlights) return;
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}

const units = (text, points) => [...text].slice(0, points).join("").length;
