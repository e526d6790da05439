// Takes the parts of an answer into the page without moving what somebody reads or selects.
import { rangeOf, selected } from "./points.js";

// Own writes: while one is under way, and for answers asked for before it ended, what live pages bring is out of date.
let open = 0;
let count = 0;
export const begun = () => { open += 1; count += 1; };
export const ended = () => { open -= 1; };
export const turn = () => (open ? NaN : count);

const text = () => document.getElementById("text");

// Rows in the order of the text, as the page draws them.
function sortRows() {
  const list = document.getElementById("rows");
  if (!list || !text()) return;
  const order = [...text().querySelectorAll("a.ref")].map((link) => link.dataset.claim);
  const place = (row) => { const at = order.indexOf(row.id.slice(4)); return at < 0 ? order.length : at; };
  const rows = [...list.children];
  const sorted = [...rows].sort((a, b) => place(a) - place(b));
  if (sorted.some((row, i) => row !== rows[i])) list.append(...sorted);
}

export function takeIn(html) {
  const held = text() ? selected(text()) : null;
  htmx.swap(document.getElementById("live") ?? document.body, html, { swapStyle: "none" });
  sortRows();
  if (!held) return;
  const now = selected(text());
  if (now && now.start === held.start && now.end === held.end) return;
  const range = rangeOf(text(), held.start, held.end);
  if (range) {
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }
}
