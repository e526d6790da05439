// The list beside the text: filtered as chosen, with the choice in the address, and the next claim to write.
import { say } from "./say.js";
import { onSettled } from "./swap.js";
import { gettext } from "./words.js";
import { open, openClaim } from "./workspace.js";

const form = () => document.getElementById("row-filter");
const rows = () => [...document.querySelectorAll("#rows > [id^=row-]")];

export function filterRows() {
  const box = form();
  if (!box) return;
  const chosen = Object.fromEntries(new FormData(box));
  let shown = 0;
  for (const row of rows()) {
    const fits = (!chosen.verdict || row.dataset.verdict === chosen.verdict)
      && (!chosen.state || row.dataset.state === chosen.state) && (!chosen.by || row.dataset.by === chosen.by);
    row.hidden = !fits;
    if (fits) shown += 1;
  }
  const active = Object.values(chosen).some(Boolean);
  document.getElementById("row-count").textContent = active ? `${shown} / ${rows().length}` : "";
  if (rows().length >= 4) box.hidden = false;
  document.getElementById("next-open").hidden = !document.querySelector("#rows > [data-open]");
}

export function nextOpen() {
  const list = rows();
  const at = list.findIndex((row) => row.id === `row-${openClaim()}`);
  const next = [...list.slice(at + 1), ...list.slice(0, at + 1)].find((row) => "open" in row.dataset && row.id !== `row-${openClaim()}`);
  if (next) open(next.id.slice(4));
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
    filterRows();
  });
  onSettled(filterRows);
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("#next-open") || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    nextOpen();
  });
  filterRows();
}
