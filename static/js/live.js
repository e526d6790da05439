// Pages that stay open ask every two seconds what changed since; hidden tabs don't.
import { begun, ended, takeIn, turn } from "./swap.js";
import { openClaim, versionShown } from "./workspace.js";

const EVERY = 2000;
const ALONE = 3000;
const SLOWEST = 15000;
let wait = EVERY;

// Who else is here: shown, never spoken. True when somebody is.
function company(answer) {
  const names = JSON.parse(answer.headers.get("X-Here") ?? "[]");
  const line = document.getElementById("here");
  if (line && line.dataset.names !== String(names)) {
    line.dataset.names = names;
    const words = names.map((name) => Object.assign(document.createElement("bdi"), { textContent: name }));
    line.replaceChildren(...(names.length ? [`${line.dataset.words} `, ...words.flatMap((word, at) => (at ? [", ", word] : [word]))] : []));
  }
  return names.length > 0;
}

// A form that somebody has opened on the card is not taken away from under their hands.
const busy = () => Boolean(document.activeElement?.closest?.("#card-sources"));

async function ask() {
  const live = document.getElementById("live");
  if (live && !document.hidden && !busy()) {
    const card = openClaim();
    const missing = document.querySelector("#card .lacks") ? "&missing=1" : ""; // said by the last try to submit
    const address = `${live.dataset.changes}?since=${live.dataset.since}&editing=${document.getElementById("card-form") ? 1 : 0}${card ? `&card=${card}` : ""}${missing}`;
    const before = turn();
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true", "X-Version": versionShown() }, redirect: "manual" });
      if (answer.status === 200) {
        const html = await answer.text();
        // Out of date by an own write, or of a card that was closed or changed for another meanwhile: asked again.
        if (turn() !== before || openClaim() !== card) { setTimeout(ask, wait); return; }
        takeIn(html);
        const mark = answer.headers.get("X-Mark");
        if (mark) document.getElementById("live").dataset.since = mark;
        wait = company(answer) ? EVERY : ALONE;
      } else if (answer.status === 204) {
        wait = company(answer) ? EVERY : ALONE;
      } else {
        wait = SLOWEST;
      }
    } catch {
      wait = Math.min(wait * 2, SLOWEST);
    }
  }
  setTimeout(ask, wait);
}

async function poll(box) {
  if (!document.hidden) {
    try {
      const answer = await fetch(box.dataset.poll, { headers: { "HX-Request": "true" }, redirect: "manual" });
      if (answer.headers.get("HX-Refresh")) { location.reload(); return; }
      if (answer.status === 200) {
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-poll]");
        if (fresh && fresh.outerHTML !== box.outerHTML && !box.contains(document.activeElement)) { box.replaceWith(fresh); box = fresh; htmx.process(fresh); }
      }
    } catch { /* tries again */ }
  }
  setTimeout(() => poll(box), EVERY);
}

export function startLive() {
  const writes = (event) => event.detail.requestConfig?.verb === "post";
  document.addEventListener("htmx:beforeSend", (event) => { if (writes(event)) begun(); });
  document.addEventListener("htmx:afterRequest", (event) => { if (writes(event)) ended(); });
  if (document.getElementById("live")) setTimeout(ask, EVERY);
  const box = document.querySelector("[data-poll]");
  if (box) setTimeout(() => poll(box), 1000);
}
