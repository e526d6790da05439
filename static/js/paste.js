// Text copied from a web page or a document comes with its headings, lists, quotations and links.
// The signs go into the text, where they can be seen and changed; links travel beside it, in a hidden field.
import { notice } from "./say.js";
import { gettext } from "./words.js";

const LINES = "p, div, section, article, main, header, footer, aside, table, tr, ul, ol, dl, dt, dd, li, blockquote, h1, h2, h3, h4, h5, h6, pre, figure, figcaption, hr, address";
const WORTH = "h1, h2, h3, h4, h5, h6, li, blockquote, table, pre, sup, sub, del, s, strike, [hidden], a[href^='http']";
// What is struck out, hidden or a remark of an editor is no part of the text (annotations/extraction/web/as_read.py).
const SILENT = "script, style, template, noscript, head, title, svg, button, input, select, textarea, del, s, strike, [hidden], .msocomanchor, .msocomtext, .msocomoff";
const HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*comment/iu;
const RAISED = Object.fromEntries([..."0123456789+-−=()n"].map((c, i) => [c, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"][i]]));
const LOWERED = Object.fromEntries([..."0123456789+-−=()"].map((c, i) => [c, [..."₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"][i]]));
const BEFORE = 24;

function sign(element) {
  const heading = /^H([1-6])$/.exec(element.tagName);
  if (heading) return `${"#".repeat(Number(heading[1]))} `;
  if (element.tagName === "BLOCKQUOTE") return "> ";
  if (element.tagName !== "LI") return "";
  const list = element.parentElement;
  if (list?.tagName !== "OL") return "- ";
  const first = Number(list.getAttribute("start") ?? 1) || 1;
  return `${Number(element.getAttribute("value")) || first + [...list.children].indexOf(element)}. `;
}

// Raised or lowered words so that they join no number: "10²", "CO₂", "noted [3]", "1st".
function setApart(words, letters, mark) {
  if (!/\d/u.test(words)) return words;
  if (/^[[(*]/u.test(words)) return ` ${words}`;
  return [...words].every((c) => c in letters) ? [...words].map((c) => letters[c]).join("") : `${mark}${words}`;
}

// What `root` reads as, a block a paragraph: {text, links: [[before, words, address], …]}.
export function asText(root) {
  const lines = [];
  const links = [];
  let line = "";
  let pending = "";
  const end = () => {
    const kept = line.replace(/[ \t]+$/u, "");
    if (kept) lines.push({ words: pending + kept, sign: pending.trim() });
    if (kept) pending = "";
    line = "";
  };
  const soFar = () => lines.map((l) => l.words).join("\n\n") + (lines.length ? "\n\n" : "") + pending + line;
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE && node.parentElement.closest("pre")) {
      line += node.data.replace(/\n\s*\n/gu, "\n");
      return;
    }
    if (node.nodeType === Node.TEXT_NODE) {
      const words = node.data.replace(/[ \t\r\n\f\u00a0]+/gu, " ");
      line += line === "" || line.endsWith(" ") || line.endsWith("\n") ? words.trimStart() : words;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(SILENT) || HIDDEN.test(node.getAttribute("style") ?? "")) return;
    if (node.matches("sup, sub")) {
      line += setApart(node.textContent.trim(), node.tagName === "SUP" ? RAISED : LOWERED, node.tagName === "SUP" ? "^" : "_");
      return;
    }
    if (node.matches("td, th") && line.trim()) line = `${line.trimEnd()}\t`;
    if (node.tagName === "BR") { line = `${line.trimEnd()}\n`; return; }
    const block = node.matches(LINES);
    if (block) end();
    const own = sign(node);
    if (own) pending = own;
    const from = line.length;
    node.childNodes.forEach(visit);
    if (node.tagName === "A" && /^https?:/u.test(node.getAttribute("href") ?? "")) {
      const words = line.slice(from).trim();
      if (words) links.push([soFar().slice(0, soFar().length - line.length + line.indexOf(words, from)).slice(-BEFORE), words, node.getAttribute("href")]);
    }
    if (block) end();
    if (own) pending = "";
  };
  visit(root);
  end();
  // Items of one list stand line under line; everything else is parted by an empty line.
  const list = (l) => l.sign.replace(/\d+/u, "1");
  const near = (l, i) => ["-", "1."].includes(list(l)) && list(l) === list(lines[i - 1]);
  const text = lines.map((l, i) => (i === 0 ? "" : near(l, i) ? "\n" : "\n\n") + l.words).join("");
  return { text, links: links.map(([before, ...rest]) => [before.split("\n").at(-1), ...rest]) };
}

function insert(field, text) {
  field.focus();
  // The one way that leaves undo (Ctrl+Z) whole; gone from some browsers, hence the second.
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

export function startPaste() {
  const hidden = document.querySelector("form [name=links]");
  const field = hidden?.form.elements.text;
  if (!field) return;
  field.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html");
    if (!html) return;
    // A parsed document is inert: no script of it runs, no picture loads.
    const page = new DOMParser().parseFromString(html, "text/html");
    if (!page.body.querySelector(WORTH)) return;
    const { text, links } = asText(page.body);
    if (!text) return;
    event.preventDefault();
    insert(field, text);
    hidden.value = JSON.stringify([...JSON.parse(hidden.value || "[]") ?? [], ...links]);
    notice(gettext("Pasted with its headings, lists and links. For the bare words: undo, then paste with Ctrl+Shift+V."), "info");
  });
}
