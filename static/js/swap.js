// Takes the parts of an answer into the page without moving what somebody reads or selects.
import { rangeOf, selected } from "./points.js";

// Own writes: while one is under way, and for answers asked for before it ended, what live pages bring is out of date.
let open = 0;
let count = 0;
export const begun = () => { open += 1; count += 1; };
export const ended = () => { open -= 1; };
export const turn = () => (open ? NaN : count);

const text = () => document.getElementById("text");

// htmx tells of each element it settled; what looks over the whole page is done once for all of them.
export function onSettled(act) {
  let due = false;
  document.addEventListener("htmx:afterSettle", () => {
    if (due) return;
    due = true;
    queueMicrotask(() => { due = false; act(); });
  });
}

// What looks over the whole text and nobody sees: after the answer is painted. In a text of thousands of highlights
// each look takes milliseconds.
export const later = (act) => (window.requestIdleCallback ? requestIdleCallback(act, { timeout: 300 }) : setTimeout(act, 50));

// After the next frame is painted.
export const painted = (act) => requestAnimationFrame(() => setTimeout(act));

export function takeIn(html) {
  const held = text() ? selected(text()) : null;
  htmx.swap(document.getElementById("live") ?? document.body, html, { swapStyle: "none" });
  if (!held) return;
  const now = selected(text());
  if (now && now.start === held.start && now.end === held.end) return;
  const range = rangeOf(text(), held.start, held.end);
  if (range) {
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }
}
