// Run in a world of its own beside the page's scripts, which can neither see nor change it.
"use strict";

const MOST_WORDS = 60000;
// Boxes that stay in view; a page with more of them is none that anybody reads.
const MOST_SETTLED = 100;
// Milliseconds after which what was found so far has to do.
const LONGEST = 8000;

// The text nodes under a node, those in open shadow trees among them; frames are asked by themselves (frames.py).
function* textNodes(root) {
  const walker = root.ownerDocument
    ? root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    : root.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) yield node;
    else if (node.shadowRoot) yield* textNodes(node.shadowRoot);
  }
}

// Whether a node or what it stands in, up to `end`, paints over what lies beneath it.
function paints(node, end) {
  for (let one = node; one && !one.contains(end); one = one.parentElement || one.getRootNode().host) {
    if (/^(IMG|VIDEO|CANVAS|IFRAME|EMBED|OBJECT)$/.test(one.tagName)) return true;
    const style = getComputedStyle(one);
    const alpha = style.backgroundColor.match(/^rgba\(.*, ([\d.]+)\)$/);
    if (style.backgroundImage !== "none" || !alpha || Number(alpha[1]) > 0.6) return true;
  }
  return false;
}

// What stands at a point of the window, inside open shadow trees, too.
function standsAt(x, y) {
  let found = document.elementFromPoint(x, y);
  while (found?.shadowRoot) {
    const inner = found.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === found) break;
    found = inner;
  }
  return found;
}

// Whether something else is painted over the middle of `box`, as the page stands in the window now.
function isCovered(parent, box) {
  const found = standsAt(box.x + box.width / 2, box.y + box.height / 2);
  if (!found || found.contains(parent)) return false;
  return paints(found, parent);
}

// The part of the window in which an element shows what it holds; boxes that cut off what flows out of them.
function clipOf(element, known) {
  if (!element || element === document.documentElement || element === document.body) return null;
  if (known.has(element)) return known.get(element);
  let clip = clipOf(element.parentElement || element.getRootNode().host, known);
  const style = getComputedStyle(element);
  if (style.overflowX !== "visible" || style.overflowY !== "visible") {
    const box = element.getBoundingClientRect();
    const outer = clip || { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
    clip = {
      left: Math.max(box.left, outer.left), top: Math.max(box.top, outer.top),
      right: Math.min(box.right, outer.right), bottom: Math.min(box.bottom, outer.bottom),
    };
  }
  known.set(element, clip);
  return clip;
}

// Whether the middle of `box`, which `element` holds or is, lies outside of what shows.
function isCutOff(element, box, known) {
  const clip = clipOf(element, known);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  return clip !== null && (x < clip.left || x > clip.right || y < clip.top || y > clip.bottom);
}

// Whether a line goes through the words in `element`: they stand there no more.
function isStruck(element) {
  for (let one = element; one && one !== document.body; one = one.parentElement) {
    if (getComputedStyle(one).textDecorationLine.includes("line-through")) return true;
  }
  return false;
}

// Each word that can be seen, with its place on the page in CSS pixels.
function words() {
  const found = [];
  const range = document.createRange();
  const [left, top] = [scrollX, scrollY];
  const until = performance.now() + LONGEST;
  let clips = new Map();
  for (const node of textNodes(document.body || document.documentElement)) {
    const parent = node.parentElement || node.getRootNode().host;
    if (!parent || /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TEXTAREA)$/.test(parent.tagName)) continue;
    if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (node.data.trim() && isStruck(parent)) continue;
    const untouched = getComputedStyle(parent).pointerEvents === "none";
    for (const match of node.data.matchAll(/\S+/gu)) {
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      let box = range.getBoundingClientRect();
      if (!box.width || !box.height) continue;
      if (box.top < 0 || box.bottom > innerHeight) {
        scrollTo({ left, top: scrollY + box.top - 100, behavior: "instant" });
        clips = new Map();
        box = range.getBoundingClientRect();
      }
      if (isCutOff(parent, box, clips)) continue;
      if (!untouched && isCovered(parent, box)) continue;
      const place = [box.x + scrollX, box.y + scrollY, box.width, box.height];
      found.push([match[0], ...place.map((n) => Math.round(n * 10) / 10)]);
      if (found.length >= MOST_WORDS) break;
    }
    if (found.length >= MOST_WORDS || performance.now() > until) break;
  }
  scrollTo({ left, top, behavior: "instant" });
  return found;
}

const HELD = "data-kept-style";

// Puts boxes that stay in view while a page is scrolled to where they stand on the page itself, bars at the foot of the
// window below its end: in one picture of all of it they would lie over its words.
function settle() {
  const end = height();
  const found = [];
  for (const node of document.querySelectorAll("body *")) {
    const { position } = getComputedStyle(node);
    if (position === "fixed") found.push([node, node.getBoundingClientRect()]);
    else if (position === "sticky") found.push([node, null]);
    if (found.length >= MOST_SETTLED) break;
  }
  const set = (node, values) => {
    for (const [name, value] of Object.entries(values)) node.style.setProperty(name, value, "important");
  };
  // All that is read comes before all that is written: one layout for each node would take a page minutes.
  for (const [node, box] of found) {
    node.setAttribute(HELD, node.getAttribute("style") ?? "");
    if (box === null) set(node, { position: "relative", inset: "auto" });
    else {
      const size = { width: `${box.width}px`, height: `${box.height}px`, margin: "0" };
      set(node, { position: "absolute", inset: "auto", left: "0px", top: "0px", ...size });
    }
  }
  const moved = found.filter(([, box]) => box).map(([node, box]) => [node, box, node.getBoundingClientRect()]);
  for (const [node, box, now] of moved) {
    const isBar = box.height < innerHeight / 3 && box.top > innerHeight / 2 && end > innerHeight;
    set(node, { left: `${box.left - now.left}px`, top: `${(isBar ? end : box.top) - now.top - scrollY}px` });
  }
}

function unsettle() {
  for (const node of document.querySelectorAll(`[${HELD}]`)) {
    const style = node.getAttribute(HELD);
    node.removeAttribute(HELD);
    if (style) node.setAttribute("style", style);
    else node.removeAttribute("style");
  }
}

// Whether an element shows itself where the window is now: a frame may be transparent, cut off or under something.
function isShown(element) {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const box = element.getBoundingClientRect();
  return !isCutOff(element, box, new Map()) && !isCovered(element, box);
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

// The button of a consent banner: [its words, x, y] in the window; null where there is none. `over`: all of the
// document lies over the page, as a frame does.
function banner(refuse, agree, over = false) {
  const found = [...buttons(document)].map((node) => {
    const said = (node.innerText || node.value || node.getAttribute("aria-label") || "").trim().replace(/\s+/g, " ");
    return [node, said];
  }).filter(([, said]) => said && said.length < 60);
  for (const pattern of [refuse, agree]) {
    const expression = new RegExp(pattern, "iu");
    for (const [node, said] of found) {
      if (!expression.test(said) || !(over || liesOver(node))) continue;
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
