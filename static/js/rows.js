// The list beside the text: a window of the claims, filtered as the address says, and the next claim to write.
import { say } from "./say.js";
import { later, onSettled, takeIn } from "./swap.js";
import { gettext } from "./words.js";
import { open, openClaim, versionShown } from "./workspace.js";

const form = () => document.getElementById("row-filter");
const list = () => document.getElementById("rows");
const rows = () => [...document.querySelectorAll("#rows > .claim-row")];
const rowOf = (claim) => document.querySelector(`#rows > [id="row-${claim}"]`);
// The link to rows that are not on the page yet, "before" or "after" those that are.
const edge = (side) => document.querySelector(`#rows > [data-edge=${side}]`);
const chosen = () => [...new FormData(form())].filter(([, value]) => value);

const order = (row, other) => Number(row.dataset.at) - Number(other.dataset.at) || Number(row.dataset.number) - Number(other.dataset.number);

function reload(around = null) {
  const asked = new URLSearchParams(chosen());
  if (around) asked.set("around", around);
  return htmx.ajax("GET", `${list().dataset.rows}?${asked}`, { target: "#rows", swap: "innerHTML" });
}

// Rows that an answer brought go to their place in the order of the text; those beyond the window wait for it to grow.
function place(row) {
  const old = rowOf(row.id.slice(4));
  const held = old?.contains(document.activeElement);
  if (old && !("gone" in row.dataset) && old.dataset.at === row.dataset.at) old.replaceWith(row);
  else {
    old?.remove();
    if ("gone" in row.dataset) return;
    const all = rows();
    const next = all.find((other) => order(row, other) < 0);
    if (!next && edge("after") || next && next === all[0] && edge("before")) return;
    list().insertBefore(row, next ?? null);
  }
  if (held) row.querySelector("a").focus();
}

// Blocks that came since the last news of rows.
const drawn = new Set();

// A highlight that went to other words left marks where it was: those blocks are asked for.
function askForOld(claims, fresh) {
  const wanted = claims.map((claim) => `a.ref[data-claim="${claim}"], mark[data-claims~="${claim}"]`).join(", ");
  const old = [...document.querySelectorAll(wanted)].map((mark) => mark.closest(".block").id).filter((id) => !fresh.has(id));
  if (!old.length) return;
  const ids = [...new Set(old)].map((id) => id.slice(2)).join(",");
  fetch(`${list().dataset.blocks}?ids=${ids}`, { headers: { "HX-Request": "true", "X-Version": versionShown() } })
    .then((answer) => (answer.status === 200 ? answer.text() : "")).then((html) => html && takeIn(html)).catch(() => {});
}

function takeNews() {
  const news = document.getElementById("row-news");
  if (!list() || !news.firstElementChild) return;
  const claims = [...news.children].map((row) => row.id.slice(4));
  const fresh = new Set(drawn);
  later(() => askForOld(claims, fresh));
  drawn.clear();
  const filtered = chosen().length > 0;
  if (filtered) reload(openClaim());
  else for (const row of [...news.children]) place(row);
  news.replaceChildren();
  tidy();
}

function tidy() {
  const some = rows().length;
  if (some >= 4) form().hidden = false;
  if (some) document.querySelector(".first-hint").hidden = true;
  document.getElementById("next-open").hidden = !document.querySelector("#text a.ref[data-open], #rows > [data-open]");
}

// A claim opened from the text, whose row is not among those on the page: the list goes to where it is, and looks
// once. A claim just taken away has its card open and no row anywhere.
let followed = null;

function follow() {
  const claim = openClaim();
  if (claim === followed) return;
  followed = claim;
  if (!claim || rowOf(claim) || chosen().length || !edge("before") && !edge("after")) return;
  reload(claim).then(() => rowOf(claim)?.classList.add("is-open"));
}

const more = (link) => htmx.ajax("GET", link.getAttribute("data-hx-get"), { target: link, swap: "outerHTML" });

export async function step(by) {
  const all = rows();
  const at = all.findIndex((row) => row.id === `row-${openClaim()}`);
  const side = by > 0 ? "after" : "before";
  if (at >= 0 && !all[at + by] && edge(side)) await more(edge(side));
  const now = rows();
  const from = now.indexOf(all[at]);
  const next = now[from < 0 ? (by > 0 ? 0 : now.length - 1) : from + by];
  if (next) open(next.id.slice(4));
  else say(by > 0 ? gettext("That was the last claim.") : gettext("That was the first claim."));
}

export function nextOpen() {
  const marked = [...document.querySelectorAll("#text a.ref")];
  const claims = [...new Set([...marked, ...rows().map((row) => row.querySelector("[data-claim]"))].map((link) => link.dataset.claim))];
  const asking = new Set([...document.querySelectorAll("#text a.ref[data-open], #rows > [data-open] [data-claim]")].map((link) => link.dataset.claim));
  const at = claims.indexOf(openClaim());
  const next = [...claims.slice(at + 1), ...claims.slice(0, Math.max(at, 0))].find((claim) => asking.has(claim));
  if (next) open(next);
  else say(gettext("Every claim has a verdict."));
}

export function startRows() {
  if (!form()) return;
  form().addEventListener("change", () => {
    const address = new URL(location.href);
    for (const [name, value] of new FormData(form())) {
      if (value) address.searchParams.set(name, value); else address.searchParams.delete(name);
    }
    history.replaceState(history.state, "", address);
    reload(openClaim());
  });
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    const id = event.detail.target?.id ?? "";
    if (id.startsWith("b-")) drawn.add(id);
    if (id === "row-news") queueMicrotask(takeNews);
  });
  onSettled(follow);
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("#next-open") || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    nextOpen();
  });
}
