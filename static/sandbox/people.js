/** Whose phone it is: choosing, changing, and who turns out to be a shopkeeper. */
import { h, icon } from "./dom.js";
import { face, keeperTag } from "./faces.js";
import { closeAll, closeSheets, openScreen, toast } from "./screens.js";
import { peopleInOrder, sandbox, shopOf, state, tell } from "./state.js";
import { t } from "./words.js";

const KEPT = "phone.person";
const LANGUAGE = "phone.language";

export async function loadPeople() {
  const start = await sandbox("GET", "/phone/api/start");
  state.people = start.people;
  state.apps = start;
  state.keepers = { ...start.keepers, ...state.keepers };
  const kept = localStorage.getItem(KEPT);
  state.person = state.people.find((one) => one.id === kept) || null;
  return start;
}

/** Shops are asked for in the background: the phone is usable before the answer, and without the shop. */
export async function loadKeepers() {
  try {
    let answer;
    do {
      answer = await sandbox("POST", "/phone/api/keepers", {});
      state.keepers = answer.keepers;
      tell("keepers");
    } while (answer.more);
  } catch (error) {
    toast(error.message);
  }
}

export function bePerson(one) {
  state.person = one;
  localStorage.setItem(KEPT, one.id);
  closeAll();
  tell("person", one);
}

export function setLanguage(code) {
  state.lang = code;
  localStorage.setItem(LANGUAGE, code);
  showLanguage();
  tell("language", code);
}

export function showLanguage() {
  document.documentElement.lang = state.lang === "en" ? "en" : "zh-Hans";
}

export function rememberedLanguage() {
  return localStorage.getItem(LANGUAGE) || (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
}

export function choosePerson() {
  closeSheets();
  loadPeople().then(redrawChooser, (error) => toast(error.message));
  openScreen({
    title: t("whose"), from: state.person ? "below" : "none", className: "people",
    build: fillChooser,
  });
}

export function fillChooser(body) {
  const list = h("div", {});
  const words = h("input", { type: "search", placeholder: t("search"), "aria-label": t("search"), autocomplete: "off", oninput: draw });
  function draw() {
    if (!state.people.length) return list.replaceChildren(nobody());
    const wanted = words.value.trim().toLowerCase();
    const found = peopleInOrder().filter((one) => `${one.name} ${shopOf(one.id) || ""}`.toLowerCase().includes(wanted));
    const keepers = found.filter((one) => shopOf(one.id));
    const others = found.filter((one) => !shopOf(one.id));
    return list.replaceChildren(
      ...(keepers.length ? [h("h2", { class: "list-head" }, t("shopkeepers")), rows(keepers)] : []),
      ...(others.length ? [h("h2", { class: "list-head" }, keepers.length ? t("everybody") : t("people_all")), rows(others)] : []),
      ...(found.length ? [] : [h("p", { class: "empty" }, t("no_match"))]),
    );
  }
  body.append(h("p", { class: "list-head" }, t("whose_hint")), h("label", { class: "search" }, icon("search"), words), list);
  draw();
  redraw = draw;
}

let redraw = () => {};
/** The chooser that is open, or was last, shows who turned out to be a shopkeeper. */
export const redrawChooser = () => redraw();

function rows(people) {
  return h("ul", { class: "rows" }, people.map((one) => h("li", {}, h("button", {
    class: "row", type: "button", "data-testid": "person", "data-name": one.name, "data-keeper": shopOf(one.id) ? "yes" : null,
    "aria-current": state.person?.id === one.id ? "true" : null, onclick: () => bePerson(one),
  }, face(one, "small"), h("span", { class: "row-text" }, h("span", { class: "row-title" }, h("span", {}, one.name), keeperTag(one.id)), shopOf(one.id) ? h("span", { class: "row-note" }, shopOf(one.id)) : null),
  state.person?.id === one.id ? h("span", { class: "row-icon" }, icon("tick")) : null))));
}

function nobody() {
  const make = h("button", { class: "wx-button", type: "button", "data-testid": "make-people", onclick: async () => {
    make.disabled = true;
    try {
      await sandbox("POST", "/phone/api/first-people", {});
      await loadPeople();
      redrawChooser();
    } catch (error) {
      toast(error.message);
      make.disabled = false;
    }
  } }, t("make_people"));
  return h("div", { class: "empty" }, h("p", {}, t("nobody_hint")), make);
}
