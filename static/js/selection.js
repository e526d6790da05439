// Selected words to a claim: by mouse, by touch, or by walking from sentence to sentence.
import { noteOn } from "./notes.js";
import { rangeOf, selected, tint, wordsOf } from "./points.js";
import { notice, say } from "./say.js";
import { gettext } from "./words.js";

const QUIET = 250;
const article = () => document.getElementById("text");
const bar = () => document.getElementById("bar");
let chosen = null;
let walk = null;
let timer = 0;

function show(range) {
  chosen = range;
  const box = bar();
  if (!box) return;
  box.hidden = !range;
  if (range) offer(range);
  if (range) document.getElementById("bar-quote").textContent = range.quote;
  draw(range);
}

// With a card open, the words can also be more of that claim; inside its highlight, a part of their own.
function offer(range) {
  const card = document.querySelector("#card [data-card]");
  const more = document.querySelector("#bar [data-more-of]");
  if (!more) return; // a kept copy has no claims
  more.hidden = !card;
  if (card) {
    more.value = card.dataset.card;
    more.querySelector("span").textContent = card.dataset.number;
  }
  const inside = [...document.querySelectorAll("#card [data-adjust]")].find((link) => link.dataset.version === article().dataset.version
    && Number(link.dataset.start) <= range.start && range.end <= Number(link.dataset.end)
    && range.end - range.start < Number(link.dataset.end) - Number(link.dataset.start));
  const split = document.querySelector("#bar [data-split]");
  split.hidden = !inside;
  if (inside) split.dataset.split = inside.dataset.adjust;
}

async function splitOff(id) {
  const range = selected(article()) ?? chosen;
  if (!range) return;
  getSelection().removeAllRanges();
  await htmx.ajax("POST", `/highlights/${id}/split/`, { target: "#card", swap: "innerHTML", values: range });
  stopWalk();
}

function draw(range) {
  const dom = range && walk ? rangeOf(article(), range.start, range.end) : null;
  tint("draft", ...(dom ? [dom] : []));
}

export function makeClaim({ more = false } = {}) {
  const range = selected(article()) ?? chosen;
  if (!range) { notice(gettext("Select some words of the text first."), "info"); return; }
  const form = document.getElementById("mark-form");
  if (form.dataset.busy) return;
  form.elements.start.value = range.start;
  form.elements.end.value = range.end;
  form.elements.quote.value = range.quote;
  const button = form.querySelector("[data-more-of]");
  if (more && button?.hidden !== false) { say(gettext("Open the claim first that these words are more of.")); return; }
  form.requestSubmit(more ? button : form.querySelector("button"));
}

// --- sentence walk

function sentences() {
  const found = [];
  for (const block of article().querySelectorAll("[data-start]")) {
    const base = Number(block.dataset.start);
    const words = [...wordsOf(block)];
    const cuts = (block.dataset.cuts || "0").split(",").map(Number);
    cuts.forEach((cut, i) => {
      let end = cuts[i + 1] ?? words.length;
      while (end > cut && !words[end - 1].trim()) end -= 1;
      if (end > cut) found.push({ start: base + cut, end: base + end, quote: words.slice(cut, end).join(""), block });
    });
  }
  return found;
}

function place() {
  const { list, from, to, cutLeft, cutRight } = walk;
  const first = list[Math.min(from, to)];
  const last = list[Math.max(from, to)];
  const quote = list.slice(Math.min(from, to), Math.max(from, to) + 1).map((s) => s.quote).join(" ");
  let range = { start: first.start, end: last.end, quote };
  if (cutLeft || cutRight) range = narrowed(range, cutLeft, cutRight);
  show(range);
  getSelection().removeAllRanges();
  const dom = rangeOf(article(), range.start, range.end);
  if (dom) {
    getSelection().addRange(dom);
    range.quote = selected(article())?.quote ?? range.quote;
    chosen = range;
    document.getElementById("bar-quote").textContent = range.quote;
  }
  last.block.scrollIntoView({ block: "nearest" });
  say(range.quote);
}

function narrowed(range, left, right) {
  const dom = rangeOf(article(), range.start, range.end);
  const words = [...dom.toString().matchAll(/\S+/gu)];
  const a = Math.min(left, words.length - 1);
  const b = Math.max(a, words.length - 1 - right);
  const points = (text) => [...text].length;
  const text = dom.toString();
  const start = range.start + points(text.slice(0, words[a].index));
  const end = range.start + points(text.slice(0, words[b].index + words[b][0].length));
  return { start, end, quote: text.slice(words[a].index, words[b].index + words[b][0].length) };
}

export const walking = () => walk !== null;

export function startWalk() {
  const list = sentences();
  if (!list.length || !bar()) return;
  const mark = document.querySelector("mark.mark-open");
  const seen = [...article().querySelectorAll("[data-start]")].find((b) => b.getBoundingClientRect().bottom > 60);
  const anchor = chosen?.start ?? Number((mark?.closest("[data-start]") ?? seen)?.dataset.start ?? 0);
  const at = Math.max(0, list.findIndex((s) => s.end > anchor));
  walk = { list, from: at, to: at, cutLeft: 0, cutRight: 0 };
  article().focus({ preventScroll: true });
  say(gettext("Sentence walk. Arrows move, shift widens, brackets shorten, Enter makes the claim, Escape ends it."));
  place();
}

export function stopWalk() {
  walk = null;
  draw(null);
  getSelection().removeAllRanges();
  show(null);
}

export function walkKey(event) {
  const rtl = article().dir === "rtl";
  const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
  if (step) {
    const next = Math.min(walk.list.length - 1, Math.max(0, walk.to + step));
    walk.to = next;
    if (!event.shiftKey) walk.from = next;
    walk.cutLeft = 0;
    walk.cutRight = 0;
    place();
  } else if (event.key === "[" || event.key === "]") {
    if (event.key === "[") walk.cutLeft += 1; else walk.cutRight += 1;
    place();
  } else if (event.key === "{" || event.key === "}") {
    if (event.key === "{") walk.cutLeft = Math.max(0, walk.cutLeft - 1); else walk.cutRight = Math.max(0, walk.cutRight - 1);
    place();
  } else if (event.key === "Enter") {
    makeClaim();
    walk = null;
  } else if (event.key === "Escape") {
    stopWalk();
  } else {
    return false;
  }
  event.preventDefault();
  return true;
}

export function startSelection() {
  if (!article() || !bar()) return;
  const look = () => { if (!walk) show(selected(article())); };
  document.addEventListener("selectionchange", () => { clearTimeout(timer); timer = setTimeout(look, QUIET); });
  document.addEventListener("pointerdown", () => clearTimeout(timer));
  document.addEventListener("pointerup", () => { clearTimeout(timer); timer = setTimeout(look, 30); });
  // Pressing the button must not end the selection it is about.
  bar().addEventListener("pointerdown", (event) => event.preventDefault());
  bar().addEventListener("click", (event) => {
    const button = event.target.closest("[data-split]");
    if (button) splitOff(button.dataset.split);
    const range = event.target.closest("[data-note]") && (selected(article()) ?? chosen);
    if (range && noteOn(range)) stopWalk();
  });
  const form = document.getElementById("mark-form");
  form.addEventListener("submit", () => {
    const range = selected(article()) ?? chosen;
    if (range) {
      form.elements.start.value = range.start;
      form.elements.end.value = range.end;
      form.elements.quote.value = range.quote;
    }
  }, true);
  form.addEventListener("htmx:beforeRequest", () => { form.dataset.busy = "1"; });
  form.addEventListener("htmx:afterRequest", (event) => {
    delete form.dataset.busy;
    if (event.detail.successful && event.detail.xhr.status < 400) { stopWalk(); say(gettext("Done. The claim's card is open.")); }
  });
}
