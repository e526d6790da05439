// Words for a screen reader, and notices that everybody sees.

export function say(words) {
  const region = document.getElementById("said");
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = words; });
}

export function notice(words, kind = "error", link = null) {
  const box = document.getElementById("notices");
  const line = document.createElement("p");
  line.className = `notice notice-${kind}`;
  line.textContent = words;
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.words;
    if (link.fresh) anchor.target = "_blank";
    line.append(" ", anchor);
  }
  box.replaceChildren(line);
  return line;
}

export function clearNotice() {
  document.getElementById("notices").replaceChildren();
}
