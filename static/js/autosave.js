// Drafts save themselves. What is typed waits in localStorage until the server has it.
import { tell } from "./forms.js";
import { notice, say } from "./say.js";

const PAUSE = 700;
let timer = 0;
let running = null;

const form = () => document.getElementById("card-form");
const key = (box, name) => `draft:${box.dataset.autosave}:${name}`;
const fields = (box) => [...box.elements].filter((e) => e.name && e.type !== "hidden" && e.type !== "submit" && e.tagName !== "BUTTON");
const valueOf = (box, name) => new FormData(box).get(name) ?? "";

function remember(box, name) {
  try { localStorage.setItem(key(box, name), valueOf(box, name)); } catch { /* private mode: nothing to keep it in */ }
}

function forget(box, sent) {
  for (const [name, value] of sent) {
    if (localStorage.getItem(key(box, name)) === value) localStorage.removeItem(key(box, name));
  }
}

function recover(box) {
  let found = false;
  for (const field of fields(box)) {
    const kept = localStorage.getItem(key(box, field.name));
    if (kept === null) continue;
    if (field.type === "radio") {
      if (field.value === kept && !field.checked) { field.checked = true; found = true; }
    } else if (field.value !== kept) { field.value = kept; found = true; }
  }
  if (found) {
    notice("We kept what you typed before and are saving it now.", "info");
    queue(0);
  }
}

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
  const data = new FormData(box);
  for (const [name, value] of Object.entries(extra)) data.append(name, value);
  const sent = [...data.entries()].filter(([name]) => !name.startsWith("base-"));
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
  let answer;
  try {
    answer = await fetch(box.dataset.autosave, {
      method: "POST", body: data, redirect: "manual",
      headers: { "HX-Request": "true", "HX-Current-URL": location.href, "X-CSRFToken": token },
    });
  } catch { tell(0); queue(5000); return false; }
  if (answer.type === "opaqueredirect") { tell(401); return false; }
  if (![200, 409, 422].includes(answer.status)) { tell(answer.status); return false; }
  const html = await answer.text();
  if (form() !== box) return true;
  htmx.swap(document.getElementById("live") ?? box, html, { swapStyle: "none" });
  if (answer.status === 200) {
    forget(box, sent);
    document.getElementById("notices").replaceChildren();
  } else {
    say("Somebody else changed this claim. Compare and choose.");
  }
  return answer.status === 200;
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
    if (done) say("Saved");
  });
  // Submitting for review first saves what is still unsaved.
  document.addEventListener("htmx:confirm", (event) => {
    if (!event.detail.elt.hasAttribute?.("data-after-save") || !form()) return;
    event.preventDefault();
    saveNow().then((done) => { if (done !== false) event.detail.issueRequest(true); });
  });
  addEventListener("online", () => queue(0));
  addEventListener("focus", () => {
    const box = form();
    if (box && fields(box).some((f) => localStorage.getItem(key(box, f.name)) !== null)) queue(0);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id === "card" && form()) recover(form());
  });
  if (form()) recover(form());
}
