/** What the mini-program's pages are made of. */
import { h, icon } from "../dom.js";
import { openSheet } from "../screens.js";
import { state } from "../state.js";
import { say } from "../words.js";

export const seconds = (moment) => new Date(moment).getTime() / 1000;

export function money(fen, className = "") {
  const [whole, part] = (Math.abs(fen) / 100).toFixed(2).split(".");
  return h("span", { class: `money ${className}` }, fen < 0 ? "−" : "", h("i", {}, "¥"), Number(whole).toLocaleString("en-US"), h("i", {}, `.${part}`));
}

export const card = (...children) => h("section", { class: "m-card" }, ...children);
export const listCard = (...children) => h("section", { class: "m-card list" }, ...children);
export const titled = (title, ...children) => card(h("h2", {}, title), ...children);
export const soft = (...children) => h("p", { class: "m-soft" }, ...children);
export const empty = (text, action = null) => h("div", { class: "m-empty" }, h("p", {}, text), action);

export function button(words, act, { main = false, testid = null, quiet = false, type = "button" } = {}) {
  return h("button", { class: `m-button ${main ? "main" : ""} ${quiet ? "quiet" : ""}`, type, "data-testid": testid, onclick: act }, words);
}

/** A row that leads somewhere. */
export function link(children, act, { testid = null, after = null } = {}) {
  return h("li", {}, h("button", { class: "m-row", type: "button", "data-testid": testid, onclick: act }, h("span", { class: "m-row-text" }, children), after, h("span", { class: "m-row-end" }, icon("next"))));
}

export const rows = (...children) => h("ul", { class: "m-rows" }, ...children);
export const picture = (src, className = "m-picture") => h("img", { class: className, src: src || "/phone/static/mark.svg", alt: "", loading: "lazy" });
export const badge = (words, tone = "") => h("span", { class: `m-badge ${tone}` }, words);

/** A person as a shop sees them: the masked name where there is one, and the letters that are the same everywhere. */
export const person = (one) => (one.name ? `${one.name} · ${one.alias}` : one.alias);

/** What the shop refused, in its own words, with its code for whoever asks support. */
export function problem(error, again = null) {
  const details = (error.problem?.errors || []).map((one) => h("li", {}, `${one.field}: ${one.message}`));
  return h("div", { class: "m-problem", role: "alert", "data-testid": "problem" }, h("p", {}, error.message), details.length ? h("ul", {}, details) : null,
    error.problem?.code ? h("p", { class: "m-code" }, `${error.problem.code} · ${error.status}`) : null, again ? button(say("再试一次", "Try again"), again) : null);
}

/** Do something once; while it runs the button waits, and a refusal is shown below it. */
export function doing(trigger, act) {
  return async () => {
    const place = trigger().parentElement;
    place.querySelector(".m-problem")?.remove();
    trigger().disabled = true;
    try {
      await act();
    } catch (error) {
      place.append(problem(error));
    }
    trigger().disabled = false;
  };
}

/** A button with its own waiting and its own refusal. */
export function action(words, act, options = {}) {
  let made;
  made = button(words, doing(() => made, act), options);
  return h("div", { class: "m-action" }, made);
}

/** What cannot be undone is done only after a second yes. */
export const surely = (question, yes, act) => async () => {
  const sure = await openSheet({
    label: question, kind: "dialog",
    build: (box, close) => box.append(h("div", { class: "dialog-text" }, h("p", {}, question)),
      h("div", { class: "dialog-buttons" }, h("button", { type: "button", "data-first": true, "data-testid": "not-sure", onclick: () => close(false) }, say("再想想", "Not now")), h("button", { type: "button", "data-testid": "sure", onclick: () => close(true) }, yes))),
  });
  if (sure) await act();
};

/** A list that goes on: fetch(cursor) answers {items, next_cursor}. */
export async function longList(fetch, draw, nothing) {
  const list = h("ul", { class: "m-rows" });
  const place = h("div", {}, list);
  async function more(cursor) {
    const page = await fetch(cursor);
    list.append(...page.items.flatMap(draw));
    place.querySelector(".m-more")?.remove();
    if (page.next_cursor) place.append(h("div", { class: "m-more" }, action(say("更多", "More"), () => more(page.next_cursor), { quiet: true })));
    return page.items.length;
  }
  return (await more(null)) ? place : nothing;
}

export const withCursor = (path, cursor) => (cursor ? `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}` : path);

export const isEnglish = () => state.lang === "en";
