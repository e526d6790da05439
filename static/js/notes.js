// Notes on passages and claims: opened by the selection, kept while somebody writes, jumped to from their quote.
import { rangeOf, selected, tint } from "./points.js";
import { notice, say } from "./say.js";
import { gettext } from "./words.js";

const article = () => document.getElementById("text");
const box = () => document.getElementById("new-note");

function show(start, end) {
  const range = rangeOf(article(), start, end);
  if (range) tint("passage", range);
  return range;
}

export function noteOn(range) {
  const form = box();
  if (!form) return false;
  for (const name of ["start", "end", "quote"]) form.elements[name].value = range[name];
  form.querySelector(".quoted").textContent = range.quote;
  form.hidden = false;
  show(range.start, range.end);
  getSelection().removeAllRanges();
  form.closest(".claims-side").scrollTo(0, 0);
  form.elements.text.focus();
  return true;
}

function close() {
  if (!box() || box().hidden) return;
  box().hidden = true;
  tint("passage");
  article().focus({ preventScroll: true });
}

// By key: the selected words, else the open claim.
export function writeNote() {
  const range = article() && selected(article());
  if (range) return noteOn(range);
  const field = document.querySelector("#notes-box textarea[name=text]:not(.thread textarea)");
  if (!field) { notice(gettext("Select some words of the article, or open a claim, to write a note."), "info"); return false; }
  document.getElementById("notes-box").open = true;
  field.focus();
  return true;
}

const written = (element) => [...element.querySelectorAll("textarea")].some((field) => field.value || field === document.activeElement);

// Hints are drawn only when asked for; the list beside the text says why.
function drawHints() {
  const links = [...document.querySelectorAll("a[data-hint]")];
  tint("hint", ...links.map((link) => rangeOf(article(), ...link.dataset.passage.split(",").map(Number))).filter(Boolean));
}

export function startNotes() {
  drawHints();
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-no-note]")) close();
    const link = event.target.closest?.("a[data-passage]");
    if (!link || !article()) return;
    const range = show(...link.dataset.passage.split(",").map(Number));
    if (!range) return;
    event.preventDefault();
    range.startContainer.parentElement.closest("[data-start]").scrollIntoView({ block: "center" });
    say(link.textContent);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest?.("#new-note")) { event.stopPropagation(); close(); }
  }, true);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (!event.detail.successful || event.detail.xhr.status >= 400 || !form.hasAttribute?.("data-reset")) return;
    form.reset();
    if (form === box()) close();
    say(gettext("Note added."));
  });
  // News must not take an answer away from under somebody's hands.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target.hasAttribute?.("data-keep") && written(event.detail.target)) event.detail.shouldSwap = false;
  });
}
