// Forms: no double sending, a fresh CSRF token, and failures said beside where they happened.
import { clearNotice, notice } from "./say.js";
import { gettext } from "./words.js";

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

export function startForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // A log-in in another tab made another token: the cookie has the one that counts.
    const hidden = form.elements?.csrfmiddlewaretoken;
    if (hidden && token()) hidden.value = token();
    if (leavesBehind(form)) { event.preventDefault(); return; }
    if (!form.hasAttribute("data-once") || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
  });
  keepDrafts();
  // The back button brings the page back as it was: let it be sent again.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
  // A log-in in another tab changes the token; the cookie always has the one that counts.
  document.addEventListener("htmx:configRequest", (event) => {
    if (token()) {
      event.detail.headers["X-CSRFToken"] = token();
      if (event.detail.parameters.has?.("csrfmiddlewaretoken")) event.detail.parameters.set("csrfmiddlewaretoken", token());
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful || event.detail.xhr.status >= 400) return; // htmx calls a 422 successful
    clearNotice();
    event.detail.elt.querySelector?.(".failed-here")?.remove();
  });
  document.addEventListener("htmx:responseError", (event) => tell(event.detail.xhr.status, event.detail.elt));
  document.addEventListener("htmx:sendError", (event) => tell(0, event.detail.elt));
  document.addEventListener("htmx:timeout", (event) => tell(0, event.detail.elt));
  const wrong = document.querySelector(".field:has(.error > *) :is(input, textarea, select)");
  if (wrong) wrong.focus();
}

// A decision beside a text that another form of the page would have sent: said, not lost.
function leavesBehind(form) {
  const field = form.dataset.beside && document.querySelector(form.dataset.beside);
  if (!field?.value.trim()) return false;
  notice(form.dataset.besideWords);
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  return true;
}

// What is typed into an ordinary form outlives a log-out and a lost page; it is forgotten once the form went through.
function keepDrafts() {
  const user = document.body.dataset.user;
  const place = (form, field) => `form:${user}:${form.getAttribute("action") ?? location.pathname}:${field.name}`;
  const texts = (form) => [...form.elements].filter((f) => f.name && f.matches("textarea, input[type=text], input:not([type])"));
  const sent = sessionStorage.getItem("sent");
  if (sent && wentThrough(sent) && !location.pathname.startsWith("/accounts/")) {
    for (const name of JSON.parse(sessionStorage.getItem("sent-keys") ?? "[]")) localStorage.removeItem(name);
  }
  if (!location.pathname.startsWith("/accounts/")) sessionStorage.removeItem("sent");
  if (!user) return;
  for (const form of document.querySelectorAll("form[data-once]")) {
    for (const field of texts(form)) {
      const kept = localStorage.getItem(place(form, field));
      if (kept !== null && !field.value) field.value = kept;
    }
    form.addEventListener("input", (event) => {
      if (texts(form).includes(event.target)) {
        try { localStorage.setItem(place(form, event.target), event.target.value); } catch { /* too long to keep */ }
      }
    });
    form.addEventListener("submit", () => {
      sessionStorage.setItem("sent", location.pathname);
      sessionStorage.setItem("sent-keys", JSON.stringify(texts(form).map((field) => place(form, field))));
    });
  }
}

// Whether the page that answers a form from the path `sent` took it: a refusal may stand at another address than the form.
function wentThrough(sent) {
  const status = performance.getEntriesByType("navigation")[0]?.responseStatus;
  const refused = status ? status >= 400 : document.querySelector("#notices .notice-error, form :is(.error > *, p.error)");
  return !refused && (location.pathname !== sent || Boolean(document.querySelector("#notices .notice-success")));
}

// The same words beside the control that failed, for eyes that are there.
function beside(control) {
  control.querySelector?.(".failed-here")?.remove();
  const words = document.getElementById("notices").textContent.trim();
  if (!control.matches?.("form") || !words) return;
  const line = document.createElement("p");
  line.className = "error failed-here";
  line.textContent = words;
  control.append(line);
}

export function tell(status, control = null) {
  explain(status);
  if (control) beside(control);
}

function explain(status) {
  const here = encodeURIComponent(location.pathname + location.search);
  if (status === 401) {
    notice(gettext("You are logged out. What you typed is kept here."), "error",
      { href: `/accounts/login/?next=${here}`, words: gettext("Log in"), fresh: true });
  } else if (status === 403) {
    notice(gettext("The site refused this. Reload the page and try again; what you typed is kept."));
  } else if (status === 429) {
    notice(gettext("Too many requests. Wait a minute, then try again."));
  } else if (status >= 500) {
    notice(gettext("Something broke on our side. What you typed is kept; try again in a minute."));
  } else if (status === 0) {
    notice(gettext("The connection is gone. What you typed is kept and sent when it is back."));
  } else {
    notice(gettext("This could not be done. Reload the page and try again."));
  }
}
