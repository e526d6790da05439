// Drafts save themselves. What is typed waits in localStorage until the server has it.
import { tell } from "./forms.js";
import { notice, say } from "./say.js";
import { gettext } from "./words.js";
import { begun, ended, takeIn } from "./swap.js";
import { versionShown } from "./workspace.js";

const PAUSE = 700;
// Browsers send 64 kB in all after the page is gone; a longer form is sent as far as it gets, and kept here.
const MOST_KEPT_ALIVE = 30_000;
const size = (sent) => new Blob(sent.flat()).size;
let timer = 0;
let running = null;
// What the answer that is being taken in was about.
let onItsWay = {};

const form = () => document.getElementById("card-form");
// A shared computer must not hand one person's words to the next.
const key = (box, name) => `draft:${document.body.dataset.user}:${box.dataset.autosave}:${name}`;
const baseOf = (box, name) => box.elements[`base-${name}`];

function kept(box, name) {
  try { return JSON.parse(localStorage.getItem(key(box, name))); } catch { return null; }
}
const fields = (box) => [...box.elements].filter((e) => e.name && e.type !== "hidden" && e.type !== "submit" && e.tagName !== "BUTTON");
const valueOf = (box, name) => new FormData(box).get(name) ?? "";

function remember(box, name) {
  // With the mark of the text it replaces: after a reload, a change by somebody else still shows as a conflict.
  const base = kept(box, name)?.base ?? baseOf(box, name)?.value ?? "";
  const { sent } = kept(box, name) ?? {};
  try { localStorage.setItem(key(box, name), JSON.stringify({ value: valueOf(box, name), base, sent })); } catch { /* private mode */ }
}

function forget(box, sent) {
  for (const [name, value] of sent) {
    const mine = kept(box, name);
    if (mine?.value === value) localStorage.removeItem(key(box, name));
    else if (mine) localStorage.setItem(key(box, name), JSON.stringify({ ...mine, base: baseOf(box, name)?.value ?? mine.base }));
  }
}

function recover(box) {
  let found = false;
  for (const field of fields(box)) {
    const mine = kept(box, field.name);
    if (mine === null) continue;
    // It arrived, though nobody was there to hear so.
    if (field.type !== "radio" && field.value === mine.value) { localStorage.removeItem(key(box, field.name)); continue; }
    if (field.type === "radio") {
      if (field.value === mine.value && !field.checked) { field.checked = true; found = true; }
    } else if (field.value !== mine.value) { field.value = mine.value; found = true; }
    // The mark of what it replaces: whether what stands there now came from here, the server tells by `own-…`.
    if (baseOf(box, field.name)) baseOf(box, field.name).value = mine.base;
  }
  if (found) {
    notice(gettext("We kept what you typed before and are saving it now."), "info");
    queue(0);
  }
}

const unsaved = (box) => fields(box).some((field) => kept(box, field.name) !== null);

function queue(wait) {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
}

async function save() {
  const box = form();
  if (!box) return null;
  if (running) { await running; }
  running = send(box);
  const result = await running;
  running = null;
  return result;
}

async function send(box, extra = {}) {
  begun();
  try { return await deliver(box, extra); } finally { ended(); }
}

async function deliver(box, extra) {
  const data = new FormData(box);
  data.delete("csrfmiddlewaretoken"); // the header has the one that counts
  for (const [name, value] of Object.entries(extra)) data.append(name, value);
  const sent = [...data.entries()].filter(([name]) => !name.startsWith("base-"));
  for (const [name, value] of sent) {
    const mine = kept(box, name);
    // What went from here before, and may be on its way still: when that stands there, nobody else wrote it.
    if (mine?.sent !== undefined) data.append(`own-${name}`, mine.sent);
    if (mine) localStorage.setItem(key(box, name), JSON.stringify({ ...mine, sent: value }));
  }
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
  let answer;
  try {
    answer = await fetch(box.dataset.autosave, {
      method: "POST", body: data, redirect: "manual", keepalive: leaving && size(sent) < MOST_KEPT_ALIVE,
      headers: { "HX-Request": "true", "HX-Current-URL": location.href, "X-Version": versionShown(), "X-CSRFToken": token },
    });
  } catch { tell(0); queue(5000); return false; }
  if (answer.type === "opaqueredirect") { tell(401); return false; }
  if (![200, 409, 422].includes(answer.status)) { tell(answer.status); return false; }
  const html = await answer.text();
  if (form() !== box) {
    if (answer.status === 200) forget(box, sent); // the card is another one by now: it counts all the same
    return answer.status === 200;
  }
  onItsWay = Object.fromEntries(sent);
  takeIn(html);
  if (answer.status === 200) {
    forget(box, sent);
    document.getElementById("notices").replaceChildren();
  } else if (answer.status === 409) {
    say(gettext("Somebody else changed this claim. Compare and choose."));
  }
  return answer.status === 200;
}

// Whoever leaves a card, by whatever way, leaves nothing behind: what waits is sent before the form goes. While an
// answer is on its way, what was typed since goes after it.
let leaving = false;

function leave() {
  const box = form();
  if (!box || !unsaved(box)) return;
  clearTimeout(timer);
  send(box);
}

function leavePage() {
  leaving = true; // sent to its end though the page is gone
  leave();
  leaving = false;
}

export const saveNow = () => { clearTimeout(timer); return save(); };

export function startAutosave() {
  document.addEventListener("input", (event) => {
    const box = event.target.closest?.("[data-autosave]");
    if (!box || !event.target.name) return;
    remember(box, event.target.name);
    queue(event.target.type === "radio" || event.target.tagName === "SELECT" ? 0 : PAUSE);
  });
  document.addEventListener("submit", async (event) => {
    const box = event.target.closest("[data-autosave]");
    if (!box) return;
    event.preventDefault();
    clearTimeout(timer);
    const mine = event.submitter?.hasAttribute("data-keep-mine");
    const done = mine ? await send(box, { keep_mine: "1" }) : await save();
    if (done) say(gettext("Saved"));
  });
  // Submitting for review first saves what is still unsaved; so does the next claim, which takes over speaker and date.
  document.addEventListener("htmx:confirm", (event) => {
    const after = event.detail.elt.dataset?.afterSave;
    if (after === undefined || !form() || after === "if-typed" && !unsaved(form())) return;
    event.preventDefault();
    // Off until the answer is here: a second press would be for a card that is about to be drawn anew.
    const button = event.detail.elt.querySelector("button");
    button.disabled = true;
    saveNow().then((done) => {
      button.disabled = false;
      if (done !== false) event.detail.issueRequest(true);
    });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-take-theirs]");
    if (!link || !form()) return;
    for (const name of link.dataset.takeTheirs.trim().split(" ")) localStorage.removeItem(key(form(), name));
  });
  // A label chosen since the answer was asked for is not put back to the one before.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const mine = event.detail.target.id === "card-label" && form() && kept(form(), "label");
    if (mine && mine.value !== onItsWay.label) event.detail.shouldSwap = false;
  });
  document.addEventListener("card:leave", leave);
  document.addEventListener("htmx:beforeSwap", (event) => {
    const own = event.detail.requestConfig?.elt?.closest?.("#card");
    if (event.detail.target?.id === "card" && !own) leave();
  });
  addEventListener("pagehide", leavePage);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leavePage(); });
  addEventListener("online", () => queue(0));
  addEventListener("focus", () => {
    if (form() && unsaved(form())) queue(0);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    // Where only parts of the card came, its fields are those that are typed in.
    const parts = event.detail.xhr?.getResponseHeader("HX-Reswap") === "none";
    if (event.detail.target?.id === "card" && form() && !parts) recover(form());
  });
  if (form()) recover(form());
}
