// Suggestions under a text field (an ARIA combobox): the server fills the list while one types, arrows go through it,
// Enter or a press takes one, Escape leaves what was typed.
const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"));
const inputOf = (list) => document.querySelector(`[aria-controls="${list.id}"]`);
const chosenIn = (list) => list.querySelector("[aria-selected=true]");
// What was taken from a list, so that the input event of it opens none again.
let taken = null;

function show(input, open) {
  listOf(input).hidden = !open;
  input.setAttribute("aria-expanded", open);
  if (!open) choose(input, null);
}

function choose(input, option) {
  chosenIn(listOf(input))?.setAttribute("aria-selected", false);
  option?.setAttribute("aria-selected", true);
  option?.scrollIntoView({ block: "nearest" });
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
}

function take(input, option) {
  taken = input.value = option.dataset.value;
  show(input, false);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function press(event, input) {
  const list = listOf(input);
  const options = [...list.children];
  const at = options.indexOf(chosenIn(list));
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    // Before the first and after the last stands what was typed.
    const next = at + (event.key === "ArrowDown" ? 1 : at < 0 ? options.length : -1);
    choose(input, options[next]);
  } else if (event.key === "Enter" && at >= 0) take(input, options[at]);
  else if (event.key === "Escape") show(input, false);
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

export function startCombobox() {
  document.addEventListener("htmx:afterSwap", (event) => {
    const list = event.detail.target;
    if (list?.role !== "listbox") return;
    const input = inputOf(list);
    show(input, list.children.length > 0 && input === document.activeElement && input.value !== taken);
  });
  document.addEventListener("keydown", (event) => {
    const open = event.target.role === "combobox" && event.target.getAttribute("aria-expanded") === "true";
    if (open && !event.isComposing) press(event, event.target);
  }, true);
  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest?.("[role=listbox] > [role=option]");
    if (!option) return;
    event.preventDefault(); // the field keeps the focus
    take(inputOf(option.parentElement), option);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.role === "combobox") show(event.target, false);
  });
}
