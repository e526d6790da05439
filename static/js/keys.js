// Single keys, off while typing and where the profile says so. A held key counts once.
import { adjusting, adjustKey, startAdjust } from "./adjust.js";
import { saveNow } from "./autosave.js";
import { say } from "./say.js";
import { writeNote } from "./notes.js";
import { nextOpen, step } from "./rows.js";
import { fill, gettext } from "./words.js";
import { makeClaim, startWalk, walkKey, walking } from "./selection.js";
import { closeCard, openClaim, openForm } from "./workspace.js";

const PLACES = { a: "/articles/", c: "/claims/", r: "/reviews/", d: "/dashboard/" };
let pending = null;

const typing = (target) => target.matches?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

function neighbour(by) {
  if (document.querySelector("#rows > .claim-row")) { step(by); return; }
  const links = [...document.querySelectorAll("[data-list] .row-main")];
  const at = links.indexOf(document.activeElement);
  links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
}

function verdict(number) {
  const radio = document.querySelectorAll("#card-form [name=rating]")[Number(number) - 1];
  if (!radio) return;
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("input", { bubbles: true }));
  say(fill(gettext("%(verdict)s chosen"), { verdict: radio.closest("label").textContent.trim() }));
}

const addSource = () => openForm("add-source");

function escape(event) {
  const dialog = document.querySelector("dialog[open]");
  if (dialog) return;
  if (typing(event.target) || event.target.closest?.("#card form")) { document.getElementById("card")?.focus() ?? event.target.blur(); return; }
  if (openClaim() && document.getElementById("rows")) closeCard();
}

// The letter that the key gives, whatever Caps Lock says; on keyboards of other scripts the one that stands on that key
// in Latin. With Shift held no letter is meant.
function letterOf(event) {
  if (/^[a-z]$/i.test(event.key)) return event.shiftKey && event.key !== event.key.toLowerCase() ? "" : event.key.toLowerCase();
  if (/^[\x20-\x7e]$/.test(event.key)) return event.key;
  if (/^Key[A-Z]$/.test(event.code)) return event.shiftKey ? "" : event.code.slice(3).toLowerCase();
  if (/^Digit\d$/.test(event.code)) return event.code.slice(5);
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  return event.key;
}

// The last act that can be taken back has its button on the page.
const undo = () => [...document.querySelectorAll("[data-undo]")].at(-1);

function single(event) {
  const key = letterOf(event);
  if (pending === "g") { pending = null; if (PLACES[key]) { location.href = PLACES[key]; return true; } return false; }
  if (pending === "v") { pending = null; if ("123".includes(key)) { verdict(key); return true; } }
  if (key === "g") { pending = "g"; return true; }
  if (key === "v" && document.getElementById("verdict")) {
    pending = "v";
    (document.querySelector("#card-form [name=rating]:checked") ?? document.querySelector("#card-form [name=rating]"))?.focus();
    document.getElementById("verdict").scrollIntoView({ block: "nearest" });
    return true;
  }
  if (key === "j" || key === "k") { neighbour(key === "j" ? 1 : -1); return true; }
  if (key === "a" && document.getElementById("add-source")) { addSource(); return true; }
  if (key === "/") { document.getElementById("search")?.focus(); return true; }
  if (key === "?") { document.getElementById("keys")?.showModal(); return true; }
  if (document.getElementById("bar")) {
    if (key === "c") { makeClaim(); return true; }
    if (key === "u") { nextOpen(); return true; }
    if (key === "n") { writeNote(); return true; }
    if (key === "m") { makeClaim({ more: true }); return true; }
    if (key === "s") { startWalk(); return true; }
    if (key === "e") {
      const link = document.querySelector("#card [data-adjust]");
      if (!link) say(gettext("Open a claim first, then change its words."));
      else if (!startAdjust(link)) link.click();
      return true;
    }
  }
  return false;
}

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key === "Enter") {
      const submit = document.querySelector("#card .card-end button.primary");
      if (submit) { event.preventDefault(); submit.click(); }
      return;
    }
    const resting = document.body.hasAttribute("data-no-keys") || typing(event.target) || document.querySelector("dialog[open]");
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && letterOf(event) === "z" && !event.repeat && !resting && undo()) {
      event.preventDefault();
      undo().click();
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      if (event.target.closest?.("#card-form")) { event.preventDefault(); saveNow().then((done) => { if (done) say(gettext("Saved")); }); }
      return;
    }
    if (adjusting() && adjustKey(event)) return;
    if (event.key === "Escape") { if (walking()) walkKey(event); else escape(event); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && !event.key.startsWith("Arrow")) return;
    if (walking() && !typing(event.target) && walkKey(event)) return;
    if (document.body.hasAttribute("data-no-keys") || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (single(event)) event.preventDefault();
  });
}
