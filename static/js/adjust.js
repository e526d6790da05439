// A highlight's ends moved by handles: dragged by mouse or finger, or by keys, a word or a letter at a time.
import { caretPoint, rangeOf, tint, wordsOf } from "./points.js";
import { say } from "./say.js";
import { fill, gettext } from "./words.js";

const article = () => document.getElementById("text");
const bar = () => document.getElementById("adjust");
let state = null;

export const adjusting = () => state !== null;

const blocks = () => [...article().querySelectorAll("[data-start]")].map((block) => {
  const words = wordsOf(block);
  return { block, start: Number(block.dataset.start), words, points: [...words] };
});

// Where words (or letters) begin and end in the block that holds `point`, as code points of the text.
function stops(point, unit, edge) {
  const all = blocks();
  const at = Math.max(0, all.findLastIndex((b) => b.start <= point - (edge === "end" ? 1 : 0)));
  const found = [];
  for (const { start, words } of all.slice(Math.max(0, at - 1), at + 2)) {
    let place = start;
    for (const piece of new Intl.Segmenter(article().lang || undefined, { granularity: unit }).segment(words)) {
      const length = [...piece.segment].length;
      const counts = unit === "word" ? piece.isWordLike || /\S/u.test(piece.segment) : piece.segment.trim();
      if (counts) found.push(edge === "end" ? place + length : place);
      place += length;
    }
  }
  return found;
}

function move(edge, step, unit) {
  const now = state[edge];
  const places = stops(now, unit, edge).sort((a, b) => a - b);
  const next = step > 0 ? places.find((p) => p > now) : places.findLast((p) => p < now);
  if (next !== undefined) set(edge, next);
  else say(step > 0 ? gettext("This is the last of it.") : gettext("This is the first of it."));
}

function set(edge, point) {
  const other = edge === "start" ? state.end : state.start;
  if (edge === "start" ? point >= other : point <= other) return;
  state[edge] = point;
  draw();
}

const quote = () => blocks()
  .filter((b) => b.start < state.end && state.start < b.start + b.points.length)
  .map((b) => b.points.slice(Math.max(0, state.start - b.start), state.end - b.start).join("").trim())
  .filter(Boolean).join("\n");

function draw() {
  const dom = rangeOf(article(), state.start, state.end);
  if (!dom) return;
  tint("adjust", dom);
  const boxes = [...dom.getClientRects()].filter((box) => box.width);
  const home = article().getBoundingClientRect();
  const rtl = getComputedStyle(dom.startContainer.parentElement).direction === "rtl";
  for (const [edge, box, left] of [["start", boxes[0], !rtl], ["end", boxes.at(-1), rtl]]) {
    if (!box) continue;
    const handle = state.handles[edge];
    handle.style.left = `${(left ? box.left : box.right) - home.left}px`;
    handle.style.top = `${(edge === "start" ? box.top : box.bottom) - home.top}px`;
    handle.setAttribute("aria-valuetext", edge === "start" ? fill(gettext("Begins with: %(words)s"), { words: quote().slice(0, 60) }) : fill(gettext("Ends with: %(words)s"), { words: quote().slice(-60) }));
    handle.setAttribute("aria-valuenow", state[edge]);
  }
  bar().querySelector(".bar-quote").textContent = quote();
}

function handle(edge) {
  const made = document.createElement("div");
  made.className = `handle handle-${edge}`;
  made.dataset.skip = "";
  made.tabIndex = 0;
  made.setAttribute("role", "slider");
  made.setAttribute("aria-label", edge === "start" ? gettext("Beginning of the highlight") : gettext("End of the highlight"));
  made.setAttribute("aria-valuemin", "0");
  made.setAttribute("aria-valuemax", String(blocks().reduce((most, b) => Math.max(most, b.start + b.points.length), 0)));
  made.addEventListener("keydown", (event) => keys(event, edge));
  made.addEventListener("pointerdown", (event) => drag(event, edge, made));
  return made;
}

function keys(event, edge) {
  const rtl = article().dir === "rtl";
  const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  move(edge, step, event.shiftKey ? "grapheme" : "word");
}

function drag(event, edge, made) {
  event.preventDefault();
  made.focus({ preventScroll: true });
  made.setPointerCapture(event.pointerId);
  for (const one of Object.values(state.handles)) one.classList.add("is-dragged");
  // The finger is below the words it means.
  const lift = event.pointerType === "touch" ? 18 : 0;
  const follow = (e) => {
    const point = caretPoint(article(), e.clientX, e.clientY - lift);
    if (point === null) return;
    const near = stops(point, "grapheme", edge).reduce((best, p) => (Math.abs(p - point) < Math.abs(best - point) ? p : best), point);
    set(edge, near);
  };
  const stop = () => {
    made.removeEventListener("pointermove", follow);
    for (const one of Object.values(state?.handles ?? {})) one.classList.remove("is-dragged");
    if (state) say(quote());
  };
  made.addEventListener("pointermove", follow);
  made.addEventListener("pointerup", stop, { once: true });
  made.addEventListener("pointercancel", stop, { once: true });
}

export function startAdjust(link) {
  const { adjust, start, end, version } = link.dataset;
  if (version !== article().dataset.version) return false;
  stopAdjust();
  state = { id: adjust, start: Number(start), end: Number(end), from: link, handles: { start: handle("start"), end: handle("end") } };
  article().append(state.handles.start, state.handles.end);
  document.body.classList.add("is-adjusting");
  bar().hidden = false;
  draw();
  state.handles.end.focus({ preventScroll: true });
  state.handles.start.scrollIntoView({ block: "center" });
  say(gettext("Change the highlight. Arrows move its end by a word, with Shift by a letter; Tab goes to its other end; Enter saves, Escape cancels."));
  return true;
}

export function stopAdjust() {
  if (!state) return;
  Object.values(state.handles).forEach((one) => one.remove());
  tint("adjust");
  bar().hidden = true;
  document.body.classList.remove("is-adjusting");
  const back = state.from;
  state = null;
  (back.isConnected ? back : document.getElementById("card"))?.focus({ preventScroll: true });
}

async function save() {
  const { id, start, end } = state;
  const values = { start, end, quote: quote() };
  await htmx.ajax("POST", `/highlights/${id}/range/`, { target: "#card", swap: "innerHTML", values });
}

// Enter and Escape count wherever the focus is, but for the bar's own buttons.
export function adjustKey(event) {
  if (event.key === "Escape") { event.preventDefault(); stopAdjust(); return true; }
  if (event.key === "Enter" && !event.target.closest("#adjust")) { event.preventDefault(); save(); return true; }
  return false;
}

export function startAdjusting() {
  if (!article() || !bar()) return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-adjust]");
    if (link && startAdjust(link)) { event.preventDefault(); return; }
    const act = event.target.closest?.("#adjust [data-act]")?.dataset.act;
    if (act === "save") save();
    if (act === "cancel") stopAdjust();
  });
  // The card that comes back is the sign that it went through.
  document.addEventListener("htmx:afterSwap", (event) => { if (state && event.detail.target?.id === "card") stopAdjust(); });
  addEventListener("resize", () => { if (state) draw(); });
  // News may draw a paragraph anew: what is drawn over its words goes with the old one.
  document.addEventListener("htmx:oobAfterSwap", () => { if (state) queueMicrotask(() => state && draw()); });
}
