// The card of the claim marked next: fetched once, filled with what the answer to a mark says of the new claim.
import { later } from "./swap.js";

let blank = null;
const form = () => document.getElementById("mark-form");

async function fetchBlank() {
  blank = null;
  try {
    const answer = await fetch(form().dataset.blank, { headers: { "HX-Request": "true" }, redirect: "manual" });
    if (answer.status === 200) blank = { name: answer.headers.get("X-Blank"), html: await answer.text() };
  } catch { /* the next mark brings the whole card */ }
}

const escaped = (words) => words.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

// In one pass, so that nothing in what somebody wrote is taken for a stand-in.
function filled(fills) {
  const standIns = new RegExp(Object.keys(fills).join("|"), "g");
  return blank.html.replace(standIns, (found) => escaped(fills[found]));
}

export function startBlank() {
  if (!form()?.dataset.blank) return;
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt === form() && blank) event.detail.headers["X-Blank"] = blank.name;
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.requestConfig?.elt !== form() || event.detail.xhr.status !== 200) return;
    const answer = document.createElement("template");
    answer.innerHTML = event.detail.serverResponse;
    const fills = answer.content.getElementById("fills");
    if (fills && blank) {
      fills.insertAdjacentHTML("afterend", filled(JSON.parse(fills.textContent)));
      fills.remove();
      event.detail.serverResponse = answer.innerHTML;
    } else {
      later(fetchBlank);
    }
  });
  later(fetchBlank);
}
