/** The mini-program 关系: its own pages and its own look inside WeChat's frame with the capsule. */
import { h, icon } from "../dom.js";
import { chatTitle } from "../faces.js";
import { forwardCard } from "../forward.js";
import { explain } from "../guide.js";
import { openScreen, openSheet, toast } from "../screens.js";
import { hear, shopOf, state, tell } from "../state.js";
import { say, t } from "../words.js";
import { PAGES, TABS } from "./pages.js";
import { problem } from "./parts.js";
import { get } from "./session.js";

let running = null;
const SETTLING = 1500; // ms in which the shop's worker does what fell due

// When time moved, what is on the screen is old; a form somebody fills in stays.
hear("time", () => setTimeout(() => {
  const program = running;
  if (program?.page.isConnected && !PAGES[program.stack.at(-1).path].form) show(program, { stay: true });
}, SETTLING));

/** Open the mini-program at a page such as `pages/share/index?scene=…`. */
export function openMiniProgram(path) {
  const program = { me: null, stack: [], screen: null, card: null };
  const heading = h("h1", { class: "m-title", tabindex: "-1" });
  const back = h("button", { class: "bar-button", type: "button", "data-testid": "mini-back", "aria-label": t("back"), onclick: () => program.back() }, icon("back"));
  const capsule = h("div", { class: "capsule" },
    h("button", { type: "button", "aria-label": t("more"), "data-testid": "mini-menu", onclick: () => openMenu(program) }, icon("more")),
    h("button", { type: "button", "aria-label": t("close"), "data-testid": "mini-close", onclick: () => program.screen.close() }, icon("target")));
  const page = h("div", { class: "m-page", tabindex: "-1" });
  const tabs = h("nav", { class: "m-tabs", "aria-label": say("小程序栏目", "Sections") });
  Object.assign(program, { heading, backButton: back, page, tabs });
  bindNavigation(program);
  buildTabs(program);
  program.screen = openScreen({
    label: t("product"), from: "below", bare: true, className: "mini",
    build: (body) => {
      body.classList.add("m-frame");
      body.append(h("header", { class: "m-bar" }, back, heading, capsule), page, tabs);
    },
  });
  running = program;
  program.go(path, { fresh: true });
  heading.focus({ preventScroll: true });
}

function bindNavigation(program) {
  program.go = (path, { fresh = false } = {}) => {
    const place = parse(path);
    program.stack = fresh || TABS.some((tab) => tab.path === place.path) ? [place] : [...program.stack, place];
    return show(program);
  };
  program.replace = (path) => {
    program.stack.splice(-1, 1, parse(path));
    return show(program);
  };
  program.back = () => {
    if (program.stack.length > 1) {
      program.stack.pop();
      show(program);
    } else if (TABS.some((tab) => tab.path === program.stack[0].path)) program.screen.close();
    else program.go("pages/home/index", { fresh: true });
  };
  program.again = () => show(program, { stay: true });
  program.sendCard = (card) => sendCard(card);
}

function parse(path) {
  const [name, query = ""] = path.split("?");
  return { path: PAGES[name] ? name : "pages/home/index", query: Object.fromEntries(new URLSearchParams(query)) };
}

async function show(program, { stay = false } = {}) {
  const place = program.stack.at(-1);
  const { page, heading } = program;
  const known = PAGES[place.path];
  program.card = null;
  heading.textContent = known.title();
  program.backButton.hidden = program.stack.length === 1 && TABS.some((tab) => tab.path === place.path);
  drawTabs(program);
  page.setAttribute("aria-busy", "true");
  const wait = setTimeout(() => page.replaceChildren(h("p", { class: "m-wait", role: "status" }, say("读取中……", "Loading…"))), 250);
  let content;
  try {
    if (!program.me) {
      program.me = await get("/me");
      drawTabs(program); // only now it is known whether there is a shop
    }
    content = await known.draw(program, place.query);
  } catch (error) {
    content = problem(error, () => show(program));
  }
  clearTimeout(wait);
  if (program.stack.at(-1) !== place) return;
  page.removeAttribute("aria-busy");
  const scrolled = stay ? page.scrollTop : 0;
  page.replaceChildren(...[content].flat(2).filter(Boolean));
  page.scrollTop = scrolled;
  if (!stay && document.activeElement === document.body) heading.focus({ preventScroll: true });
}

function buildTabs(program) {
  program.tabs.replaceChildren(...TABS.map((tab) => h("button", {
    type: "button", class: "m-tab", "data-testid": `mini-${tab.icon}`, onclick: () => program.go(tab.path),
  }, icon(tab.icon), h("span", {}, tab.title()))));
}

/** The buttons stay the same: one that is replaced under a thumb loses its tap. */
function drawTabs(program) {
  const { path } = program.stack.at(-1);
  program.tabs.hidden = program.stack.length > 1 || !TABS.some((tab) => tab.path === path);
  TABS.forEach((tab, n) => {
    const button = program.tabs.children[n];
    button.hidden = Boolean(tab.keeper) && !shopOf(state.person.id) && !program.me?.shopkeeper;
    if (tab.path === path) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  });
}

async function sendCard(card) {
  const chat = await forwardCard(card);
  if (chat) {
    explain(card.link.startsWith("pages/join") ? "did_invite" : "did_share", { chat: chatTitle(chat) });
    tell(card.link.startsWith("pages/join") ? "invited" : "shared");
  }
  return chat;
}

function openMenu(program) {
  const card = program.card;
  return openSheet({
    label: t("more"),
    build: (box, close) => box.append(
      h("div", { class: "actions" },
        h("button", { class: "action", type: "button", "data-testid": "forward", "aria-disabled": card ? null : "true", onclick: async () => {
          close();
          if (!card) return toast(say("这一页没有可转发的内容", "This page has nothing to forward"));
          const chat = await forwardCard(card);
          if (!chat) return undefined;
          explain("did_forward", { chat: chatTitle(chat) });
          return tell("forwarded");
        } }, h("i", {}, icon("forward")), t("forward")),
        h("button", { class: "action", type: "button", onclick: () => { close(); program.again(); } }, h("i", {}, icon("refresh")), t("refresh"))),
      h("button", { class: "sheet-cancel", type: "button", onclick: () => close() }, t("cancel"))),
  });
}
