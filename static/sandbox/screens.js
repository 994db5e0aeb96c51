/** The stack of screens inside the glass, and the sheets and dialogs over it. */
import { h, icon } from "./dom.js";
import { t } from "./words.js";

const place = () => document.getElementById("screens");
const sheetPlace = () => document.getElementById("sheets");
const stack = [];
let numbered = 0;

/**
 * Put a screen on top. `build(body, screen)` fills it; the answer has close() and the parts.
 * `from` is "right" for going deeper, "below" for what covers everything, "none" for the first one.
 */
export function openScreen({ title, build, from = "right", right = [], left = null, className = "", label, onClose, foot = null, bare = false }) {
  const id = `screen-title-${++numbered}`;
  const heading = h("h1", { id, tabindex: "-1" }, title || "");
  const body = h("div", { class: "body" });
  const screen = { from, onClose, heading, body, returnTo: document.activeElement };
  screen.close = () => closeScreen(screen);
  const backButton = left || h("button", { class: "bar-button", type: "button", "aria-label": t("back"), "data-testid": "back", onclick: screen.close }, icon(from === "below" ? "close" : "back"));
  screen.bar = h("header", { class: "bar" }, h("div", { class: "bar-left" }, from === "none" ? null : backButton), heading, h("div", { class: "bar-right" }, right));
  screen.element = h("section", { class: `screen from-${from} is-out ${className}`, "aria-labelledby": label ? null : id, "aria-label": label }, bare ? null : screen.bar, body, foot);
  const below = stack.at(-1);
  stack.push(screen);
  place().append(screen.element);
  build(body, screen);
  screen.element.getBoundingClientRect();
  screen.element.classList.remove("is-out");
  if (below) {
    below.element.classList.add("is-under");
    below.element.classList.toggle("stay", from === "below");
    below.element.inert = true;
    if (!bare) heading.focus({ preventScroll: true });
  }
  return screen;
}

export function closeScreen(screen) {
  const at = stack.indexOf(screen);
  if (at < 1) return;
  const leaving = stack.splice(at);
  const below = stack.at(-1);
  below.element.inert = false;
  below.element.classList.remove("is-under", "stay");
  leaving.forEach((one) => {
    one.element.classList.add("is-out");
    one.element.inert = true;
    one.onClose?.();
    setTimeout(() => one.element.remove(), 300);
  });
  if (screen.returnTo?.isConnected) screen.returnTo.focus({ preventScroll: true });
  below.onShow?.();
}

/** Back to the first screen at once, as after changing who holds the phone. */
export function closeAll() {
  closeSheets();
  if (stack.length > 1) closeScreen(stack[1]);
}

export function resetScreens() {
  closeSheets();
  stack.splice(0).forEach((one) => one.onClose?.());
  place().replaceChildren(); // also those still sliding away
}

export const topScreen = () => stack.at(-1);

const sheets = [];

/** A bottom sheet or a dialog; resolves with what `close(value)` was given, or undefined when it was dismissed. */
export function openSheet({ label, build, kind = "sheet", dismissable = true }) {
  return new Promise((resolve) => {
    const returnTo = document.activeElement;
    const shade = h("div", { class: "shade is-out", "aria-hidden": "true" });
    const box = h("div", { class: `${kind} is-out`, role: "dialog", "aria-modal": "true", "aria-label": label, tabindex: "-1" });
    const sheet = { shade, box, dismissable };
    sheet.close = (value) => {
      if (!sheets.includes(sheet)) return;
      sheets.splice(sheets.indexOf(sheet), 1);
      shade.classList.add("is-out");
      box.classList.add("is-out");
      box.inert = true;
      setTimeout(() => [shade, box].forEach((one) => one.remove()), 300);
      if (!sheets.length) place().inert = false;
      if (returnTo?.isConnected) returnTo.focus({ preventScroll: true });
      resolve(value);
    };
    if (dismissable) shade.addEventListener("click", () => sheet.close());
    build(box, sheet.close);
    sheets.push(sheet);
    sheetPlace().append(shade, box);
    place().inert = true;
    box.getBoundingClientRect();
    [shade, box].forEach((one) => one.classList.remove("is-out"));
    (box.querySelector("[data-first]") || box).focus({ preventScroll: true });
  });
}

/** Put every open sheet away: what it asked is left unanswered. */
export function closeSheets() {
  [...sheets].forEach((sheet) => sheet.close());
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const sheet = sheets.at(-1);
  if (sheet) {
    if (sheet.dismissable) sheet.close();
  } else if (stack.length > 1 && document.getElementById("glass").contains(document.activeElement)) stack.at(-1).close();
});

let hiding;
export function toast(text) {
  const box = document.getElementById("toast");
  box.textContent = text;
  box.classList.add("is-shown");
  clearTimeout(hiding);
  hiding = setTimeout(() => box.classList.remove("is-shown"), 1600 + 40 * text.length);
}
