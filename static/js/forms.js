// Forms: no double sending, a fresh CSRF token, and failures said beside where they happened.
import { clearNotice, notice } from "./say.js";

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

export function startForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.hasAttribute("data-once") || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
  });
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
    if (event.detail.successful && !event.detail.elt.matches("[data-quiet]")) clearNotice();
  });
  document.addEventListener("htmx:responseError", (event) => tell(event.detail.xhr.status));
  document.addEventListener("htmx:sendError", () => tell(0));
  document.addEventListener("htmx:timeout", () => tell(0));
  const wrong = document.querySelector(".field-wrong :is(input, textarea, select)");
  if (wrong) wrong.focus();
}

export function tell(status) {
  const here = encodeURIComponent(location.pathname + location.search);
  if (status === 401) {
    notice("You are logged out. What you typed is kept here.", "error",
      { href: `/accounts/login/?next=${here}`, words: "Log in", fresh: true });
  } else if (status === 403) {
    notice("The site refused this. Reload the page and try again; what you typed is kept.");
  } else if (status === 429) {
    notice("Too many requests. Wait a minute, then try again.");
  } else if (status >= 500) {
    notice("Something broke on our side. What you typed is kept; try again in a minute.");
  } else if (status === 0) {
    notice("The connection is gone. What you typed is kept and sent when it is back.");
  } else {
    notice("This could not be done. Reload the page and try again.");
  }
}
