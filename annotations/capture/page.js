// Run in a world of its own beside the page's scripts, which can neither see nor change it.
"use strict";

const MOST_WORDS = 60000;

// The text nodes under a node, those in open shadow trees among them; frames are only in the picture.
function* textNodes(root) {
  const walker = root.ownerDocument
    ? root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    : root.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) yield node;
    else if (node.shadowRoot) yield* textNodes(node.shadowRoot);
  }
}

// Each word that can be seen, with its place on the page in CSS pixels.
function words() {
  const found = [];
  const range = document.createRange();
  for (const node of textNodes(document.body || document.documentElement)) {
    const parent = node.parentElement;
    if (parent && /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TEXTAREA)$/.test(parent.tagName)) continue;
    if (parent && getComputedStyle(parent).visibility !== "visible") continue;
    for (const match of node.data.matchAll(/\S+/gu)) {
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const box = range.getBoundingClientRect();
      if (!box.width || !box.height) continue;
      const place = [box.x + scrollX, box.y + scrollY, box.width, box.height];
      found.push([match[0], ...place.map((n) => Math.round(n * 10) / 10)]);
      if (found.length >= MOST_WORDS) return found;
    }
  }
  return found;
}

// Whether a button lies over the page, in a box that stays in view or calls itself a dialog.
function liesOver(button) {
  for (let node = button; node; node = node.parentElement || node.getRootNode().host) {
    if (node.matches?.("dialog, [role=dialog], [role=alertdialog], [aria-modal=true]")) return true;
    const position = getComputedStyle(node).position;
    if (position === "fixed" || position === "sticky") return true;
  }
  return false;
}

function* buttons(root) {
  for (const node of root.querySelectorAll("*")) {
    if (node.shadowRoot) yield* buttons(node.shadowRoot);
    if (node.matches("button, [role=button], a, input[type=button], input[type=submit]")) yield node;
  }
}

// The button of a consent banner: [its words, x, y] in the window; null where there is none.
function banner(refuse, agree) {
  const found = [...buttons(document)].map((node) => {
    const said = (node.innerText || node.value || node.getAttribute("aria-label") || "").trim().replace(/\s+/g, " ");
    return [node, said];
  }).filter(([, said]) => said && said.length < 60);
  for (const pattern of [refuse, agree]) {
    const expression = new RegExp(pattern, "iu");
    for (const [node, said] of found) {
      if (!expression.test(said) || !liesOver(node)) continue;
      const box = node.getBoundingClientRect();
      const inView = box.width && box.height && box.top >= 0 && box.bottom <= innerHeight;
      if (inView) return [said, box.x + box.width / 2, box.y + box.height / 2];
    }
  }
  return null;
}

function height() {
  return Math.max(document.documentElement.scrollHeight, document.body ? document.body.scrollHeight : 0);
}
