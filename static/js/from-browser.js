// Takes the page that the bookmarklet sends from the tab beside, and keeps it over a log-in.
const KEPT = "page-as-seen";
const form = document.getElementById("from-browser");
const state = document.getElementById("received");

function keep(page) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(page));
    return true;
  } catch {
    return false;  // too large for the tab
  }
}

function told(words) {
  document.getElementById("bookmark").hidden = true;
  state.textContent = state.dataset[words];
  state.hidden = false;
}

function fill(page) {
  const file = new File([page.html], "page.html", { type: "text/html" });
  const carried = new DataTransfer();
  carried.items.add(file);
  form.elements.file.files = carried.files;
  form.elements.url.value = page.url;
  form.elements.title.value = page.title.slice(0, 500);
  if (!form.elements.quoted_words.value) form.elements.quoted_words.value = page.words.trim();
  told("filled");
  form.elements.draft.focus();
}

function take(page) {
  if (form) fill(page);
  else told(keep(page) ? "waits" : "large");
}

addEventListener("message", (event) => {
  const page = event.data;
  if (page?.kind !== KEPT || typeof page.html !== "string") return;
  // A page may send itself and nobody else; what comes from this very page was handed to it by our extension.
  let origin;
  try { origin = new URL(page.url).origin; } catch { return; }
  if (event.source !== window && origin !== event.origin) return;
  event.source.postMessage("page-received", event.origin);
  take({ url: page.url, title: String(page.title), words: String(page.words), html: page.html });
});

const waiting = sessionStorage.getItem(KEPT);
if (waiting && form) {
  fill(JSON.parse(waiting));
  form.addEventListener("submit", () => sessionStorage.removeItem(KEPT));
} else if (waiting) {
  told("waits");
}
