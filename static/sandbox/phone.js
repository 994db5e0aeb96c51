/** The phone starts here: its four tabs, and what keeps them up to date. */
import { h, icon } from "./dom.js";
import { face, keeperTag } from "./faces.js";
import { openPage } from "./browser.js";
import { chatWith, fillChatList, loadChats, openChat, unreadInAll } from "./chats.js";
import { drawGuide, explain, languages } from "./guide.js";
import { onMini, onPage, openMini } from "./links.js";
import { choosePerson, fillChooser, loadKeepers, loadPeople, redrawChooser, rememberedLanguage, showLanguage } from "./people.js";
import { openScreen, resetScreens, toast } from "./screens.js";
import { hear, peopleInOrder, setNow, shopOf, state } from "./state.js";
import { t } from "./words.js";
import { openMiniProgram } from "./mini/program.js";
import { openScanner, openScanned } from "./scan.js";

const TABS = ["chats", "contacts", "discover", "me"];
let tab = "chats";
let home = null;

onPage(openPage);
onMini(openMiniProgram);

function drawHome() {
  resetScreens();
  if (!state.person) {
    home = openScreen({ title: t("whose"), from: "none", build: fillChooser });
    return;
  }
  const tabs = h("nav", { class: "tabs", role: "tablist", "aria-label": "WeChat" }, TABS.map((name) => h("button", {
    class: "tab", type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "tab-body", "aria-selected": String(name === tab), "data-testid": `tab-${name}`, onclick: () => show(name),
  }, icon(name), h("span", {}, t(name)))));
  tabs.addEventListener("keydown", walkTabs);
  home = openScreen({ title: t(tab), from: "none", foot: tabs, build: (body) => { body.id = "tab-body"; body.setAttribute("role", "tabpanel"); } });
  home.onShow = fillTab;
  show(tab);
}

function walkTabs(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  show(TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]);
  document.getElementById(`tab-${tab}`).focus();
}

function show(name) {
  tab = name;
  TABS.forEach((one) => {
    const button = document.getElementById(`tab-${one}`);
    button.setAttribute("aria-selected", String(one === tab));
    button.tabIndex = one === tab ? 0 : -1;
  });
  home.body.setAttribute("aria-labelledby", `tab-${tab}`);
  home.body.scrollTop = 0;
  fillTab();
}

const FILL = {
  chats: fillChatList,
  contacts: (body) => body.replaceChildren(h("ul", { class: "rows", style: { "--inset": "68px" } }, peopleInOrder().filter((one) => one.id !== state.person.id).map((one) => h("li", {}, h("button", {
    class: "row", type: "button", "data-testid": "contact", "data-name": one.name, onclick: () => chatWith(one.id).then(openChat, (error) => toast(error.message)),
  }, face(one, "small"), h("span", { class: "row-text row-title" }, h("span", {}, one.name), keeperTag(one.id))))))),
  discover: (body) => body.replaceChildren(
    h("ul", { class: "rows plain rows-gap" }, row("scan", "blue", t("scan"), openScanner, "scan")),
    h("ul", { class: "rows plain rows-gap" }, h("li", {}, h("button", { class: "row", type: "button", "data-testid": "mini-program", onclick: () => openMini("pages/home/index") },
      h("img", { src: "/phone/static/mark.svg", alt: "", width: "40", height: "40" }), h("span", { class: "row-text" }, h("span", {}, t("product")), h("span", { class: "row-note", style: { display: "block" } }, t("mini_program"))), h("span", { class: "row-end" }, icon("next")))))),
  me: (body) => body.replaceChildren(
    h("div", { class: "who" }, face(state.person, "big"), h("div", {}, h("h2", {}, state.person.name), h("p", {}, t("wechat_id", { id: state.person.id })), shopOf(state.person.id) ? h("p", {}, t("a_keeper", { shop: shopOf(state.person.id) })) : null)),
    h("ul", { class: "rows plain rows-gap" }, row("swap", "", t("switch"), choosePerson, "person-switcher-me")),
    h("ul", { class: "rows plain rows-gap" }, h("li", {}, h("div", { class: "row" }, h("span", { class: "row-icon blue" }, icon("language")), h("span", { class: "row-text" }, t("language")), languages())))),
};

function row(name, colour, words, act, testid) {
  return h("li", {}, h("button", { class: "row", type: "button", "data-testid": testid, onclick: act }, h("span", { class: `row-icon ${colour}` }, icon(name)), h("span", { class: "row-text" }, words), h("span", { class: "row-end" }, icon("next"))));
}

function fillTab() {
  if (!state.person || !home?.element.isConnected) return;
  home.heading.textContent = t(tab) + (tab === "chats" && unreadInAll() ? ` (${unreadInAll()})` : "");
  const focused = home.body.contains(document.activeElement) && document.activeElement.dataset.title;
  FILL[tab](home.body);
  drawn = looks();
  if (focused) [...home.body.querySelectorAll("[data-title]")].find((one) => one.dataset.title === focused)?.focus();
  const button = document.getElementById("tab-chats");
  button.querySelector(".mark")?.remove();
  if (unreadInAll()) button.append(h("span", { class: "mark", "aria-label": t("unread", { n: unreadInAll() }) }, unreadInAll() > 99 ? "99+" : String(unreadInAll())));
}

/** What was drawn last: the list is drawn anew only when it would look different, so that it keeps still under a thumb. */
let drawn = "";
const looks = () => JSON.stringify([state.person?.id, state.lang, state.chats]);
hear("chats", () => {
  if (tab === "chats" && looks() !== drawn) fillTab();
});
hear("person", (one) => {
  tab = "chats";
  state.chats = [];
  explain("did_person", { name: one.name });
  drawHome();
  loadChats().catch((error) => toast(error.message));
});
hear("keepers", () => {
  redrawChooser();
  if (tab !== "chats") fillTab();
});
hear("language", () => {
  drawGuide();
  drawHome();
  loadChats().catch(() => {});
});
hear("time", () => loadChats().catch(() => {}));

async function start() {
  state.lang = rememberedLanguage();
  showLanguage();
  try {
    const found = await loadPeople();
    setNow(found.now);
  } catch (error) {
    toast(error.message);
  }
  drawGuide();
  drawHome();
  document.getElementById("glass").append(h("div", { class: "home-line", "aria-hidden": "true" }));
  await loadChats().catch((error) => toast(error.message));
  loadKeepers();
  if (document.body.dataset.scanned && state.person) openScanned(document.body.dataset.scanned);
}

start();
