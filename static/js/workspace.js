// The open card: opening one from a mark or the list, showing which is open, keeping a reader's selection.
import { say } from "./say.js";
import { later, onSettled, painted } from "./swap.js";

const text = () => document.getElementById("text");
const card = () => document.getElementById("card");
// Blocks of another version of the text are not sent to this page.
export const versionShown = () => text()?.dataset.version ?? "";
export const openClaim = () => card()?.querySelector("[data-card]")?.dataset.card ?? null;

const markOf = (claim) => document.querySelector(`mark[data-claims~="${CSS.escape(String(claim))}"]`);

function showOpen() {
  const open = openClaim();
  for (const element of document.querySelectorAll(".is-open, .mark-open")) element.classList.remove("is-open", "mark-open");
  if (!open) return;
  document.getElementById(`row-${open}`)?.classList.add("is-open");
  for (const mark of document.querySelectorAll(`mark[data-claims~="${CSS.escape(open)}"]`)) mark.classList.add("mark-open");
}

// The open card in the address. A browser goes over the whole page for a new address, so it is set once the card is
// there to be seen.
const remember = (claim) => painted(() => {
  const address = new URL(location.href);
  if (openClaim() !== claim || address.searchParams.get("claim") === claim) return;
  address.searchParams.set("claim", claim);
  address.hash = "";
  history.pushState({ claim }, "", address);
});

// Of a long text the page holds one part: a claim of another part is opened by loading that.
const isElsewhere = (claim) => "parts" in (text()?.dataset ?? {}) && !markOf(claim);

export async function open(claim, { focus = true, push = true, scroll = true } = {}) {
  if (push && isElsewhere(claim)) {
    location.assign(`${location.pathname}?claim=${claim}#card`);
    return;
  }
  await htmx.ajax("GET", `/claims/${claim}/`, { target: "#card", swap: "innerHTML" });
  if (openClaim() !== String(claim)) return;
  if (push) remember(String(claim));
  if (scroll) markOf(claim)?.scrollIntoView({ block: "nearest" });
  card().closest(".claims-side")?.scrollTo(0, 0);
  if (focus) card().focus({ preventScroll: true });
  say(card().querySelector(".card-title")?.textContent.trim() ?? "");
}

export function closeCard() {
  const was = openClaim();
  document.dispatchEvent(new Event("card:leave"));
  card().replaceChildren();
  const address = new URL(location.href);
  address.searchParams.delete("claim");
  history.pushState({}, "", address);
  showOpen();
  text().querySelector(`a.ref[data-claim="${was}"]`)?.focus();
}

// All links in the text are one tab stop, and so are all "Mark a claim here"; arrows go from one to the next.
// Links that came with an answer join: there may be thousands, and only those are written to.
function rove() {
  for (const kind of ["a.ref", "a.mark-here"]) {
    for (const link of text().querySelectorAll(`${kind}:not([tabindex])`)) link.tabIndex = -1;
    const stop = text().querySelector(`${kind}[tabindex="0"]`) ?? text().querySelector(kind);
    if (stop) stop.tabIndex = 0;
  }
}

function roveKey(event) {
  const link = event.target.closest?.("a.ref, a.mark-here");
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!link || !step) return;
  const links = [...text().querySelectorAll(link.matches(".ref") ? "a.ref" : "a.mark-here")];
  const next = links[links.indexOf(link) + step];
  if (!next) return;
  event.preventDefault();
  link.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function onClick(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target.closest("a[data-claim]");
  const mark = event.target.closest("mark[data-claims]");
  if (link) {
    event.preventDefault();
    open(link.dataset.claim);
  } else if (mark && getSelection().isCollapsed) {
    event.preventDefault(); // of a link that is marked: the card opens, the workspace stays
    const ids = mark.dataset.claims.split(" ");
    const at = ids.indexOf(openClaim());
    open(ids[(at + 1) % ids.length], { focus: false });
  } else if (event.target.closest(".sheet-close")) {
    event.preventDefault();
    closeCard();
  }
}

// "Add source" and "Set aside" open a form in the card; without scripts they are disclosures.
export function openForm(id) {
  const box = document.getElementById(id);
  if (!box) return;
  box.open = true;
  box.querySelector("input:not([type=hidden]), select, textarea").focus();
}

// An address pasted beside the fields of an open card is a source of its claim.
function pasteSource(event) {
  const typing = event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  const address = event.clipboardData?.getData("text/plain").trim() ?? "";
  const field = document.querySelector("#add-source [name=url]");
  if (typing || !field || !/^https?:\/\/\S+$/u.test(address)) return;
  event.preventDefault();
  openForm("add-source");
  field.value = address;
  field.form.elements.stance.focus();
}

// In a form that asks for it, Enter sends from a box of several lines, too; with Shift it is a new line.
function enterSends(event) {
  const form = event.target.matches?.("textarea") && event.target.closest("[data-enter-sends]");
  if (!form || event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
}

function formButtons(event) {
  const opens = event.target.closest?.("[data-opens]");
  const closes = event.target.closest?.("[data-closes]");
  if (opens) openForm(opens.dataset.opens);
  if (closes) {
    document.getElementById(closes.dataset.closes).open = false;
    document.querySelector(`[data-opens="${closes.dataset.closes}"]`)?.focus();
  }
}

// What is half typed into "Add source" outlives a redraw of the card.
let half = null;

function keepHalf(event) {
  const box = document.getElementById("add-source");
  const own = event.detail.requestConfig?.elt?.closest?.("#add-source");
  half = box?.open && !own && event.detail.target?.id === "card"
    ? { claim: openClaim(), values: [...new FormData(box.querySelector("form")).entries()].filter(([n, v]) => typeof v === "string" && n !== "csrfmiddlewaretoken") }
    : null;
}

function giveHalfBack() {
  const box = document.getElementById("add-source");
  if (!half || !box || half.claim !== openClaim()) { half = null; return; }
  box.open = true;
  for (const [name, value] of half.values) {
    const field = box.querySelector("form").elements[name];
    if (field && field.type !== "checkbox") field.value = value;
    else if (field) field.checked = true;
  }
  half = null;
}

// What the last try to submit missed of a field goes as it is answered; the list above "Submit" tells what is left.
function dropMissing(event) {
  if (!event.target.closest?.("#card-form") || !String(event.target.value).trim()) return;
  for (const around of ["fieldset", ".field", ".pair"]) {
    const near = event.target.closest(around);
    const said = near?.querySelector(":scope > .lacks") ?? near?.nextElementSibling;
    if (said?.matches(".lacks")) said.remove();
  }
}

function firstWrong() {
  const wrong = [...card().querySelectorAll(".lacks, .error")].find((element) => element.textContent.trim());
  if (!wrong) return null;
  const near = wrong.closest(".field, fieldset") ?? wrong.previousElementSibling;
  return near?.querySelector("input:not([type=hidden]), textarea, select") ?? document.querySelector("[data-opens=add-source]");
}

// After a source was added, what is still to be done: the verdict, an empty text, else the way on.
function nextToDo() {
  const form = document.getElementById("card-form");
  if (!form) return null;
  if (form.elements.rating && !form.elements.rating.value) return form.elements.rating[0];
  const empty = ["summary", "asked"].map((name) => form.elements[name]).find((field) => field && !field.value);
  return empty ?? document.querySelector("#card .card-end button.primary");
}

// The answer to a form of the card. What asks where things are comes last: each such look lays out the whole text
// again when something was written before it.
function showAnswer(cited) {
  const claim = openClaim();
  const wrong = firstWrong();
  card().closest(".claims-side")?.scrollTo(0, 0);
  if (claim && new URL(location.href).searchParams.get("claim") !== claim) {
    markOf(claim)?.scrollIntoView({ block: "nearest" });
    remember(claim);
  }
  (wrong ?? (cited ? nextToDo() : null) ?? card()).focus({ preventScroll: false });
}

export function startWorkspace() {
  document.addEventListener("click", formButtons);
  document.addEventListener("paste", pasteSource);
  document.addEventListener("keydown", enterSends);
  document.addEventListener("input", dropMissing);
  if (!text() || !card()) return;
  document.addEventListener("click", onClick);
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-Version"] = versionShown();
  });
  document.addEventListener("keydown", roveKey);
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.requestConfig?.elt?.id === "mark-form") getSelection().removeAllRanges();
    if (event.detail.requestConfig?.verb === "post") keepHalf(event);
  });
  let answered = false;
  let cited = false;
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id === "card" && event.detail.requestConfig?.verb === "post") {
      giveHalfBack();
      answered = true;
      cited = Boolean(event.detail.requestConfig.elt.closest?.("#add-source")) && event.detail.xhr.status === 200;
    }
  });
  onSettled(() => {
    later(rove);
    showOpen();
    if (answered) showAnswer(cited);
    answered = false;
  });
  addEventListener("popstate", () => {
    const claim = new URL(location.href).searchParams.get("claim");
    const part = document.getElementById(location.hash.slice(1));
    // A link to a part of the open card leads there; one to the card itself, as "Take theirs" is, loads it anew.
    if (claim && claim === openClaim() && part !== card() && card().contains(part)) return;
    if (claim) open(claim, { push: false, focus: false });
    else { document.dispatchEvent(new Event("card:leave")); card().replaceChildren(); showOpen(); }
  });
  later(rove);
  showOpen();
  const first = openClaim();
  if (first) markOf(first)?.scrollIntoView({ block: "center" });
}
