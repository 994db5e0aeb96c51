/** The browser inside WeChat: one frame per tapped card, at the address that belongs to this person alone. */
import { h, icon } from "./dom.js";
import { forwardCard } from "./forward.js";
import { explain } from "./guide.js";
import { chatTitle } from "./faces.js";
import { openScreen, openSheet, toast } from "./screens.js";
import { sandbox, state, tell } from "./state.js";
import { t } from "./words.js";
import { requestPayment } from "./pay.js";

const PATIENCE = 7000; // ms until silence of the frame is looked into
/** Pages are asked for in the language of the phone that frames them: the address says it, so no other phone is changed. */
const ownOrigin = (person) => `http://${person.id}-${state.lang === "en" ? "en" : "zh"}.localhost:${location.port || 80}`;

export function openPage(link) {
  const person = state.person;
  const origin = ownOrigin(person);
  const page = { person, origin, title: "", href: "", first: null, card: null, configured: false, met: false };
  const frame = h("iframe", { title: t("browser"), allow: "clipboard-write", sandbox: "allow-scripts allow-forms allow-same-origin allow-modals allow-downloads", "data-testid": "browser-frame" });
  // Before the frame is shown: an empty frame would be of the phone's own origin, which the sandbox could not hold.
  frame.src = origin + inFrame(link);
  const progress = h("div", { class: "progress", "aria-hidden": "true" });
  const place = h("div", { class: "frame-place" }, progress, frame);
  const more = h("button", { class: "bar-button", type: "button", "aria-label": t("more"), "data-testid": "browser-menu", onclick: () => openMenu(page, screen) }, icon("more"));
  const back = h("button", { class: "bar-button", type: "button", hidden: true, "aria-label": t("back"), "data-testid": "browser-back", onclick: () => post(page, { kind: "back" }) }, icon("back"));
  const shut = h("button", { class: "bar-button", type: "button", "aria-label": t("close"), "data-testid": "browser-close", onclick: () => screen.close() }, icon("close"));
  const screen = openScreen({
    title: t("browser"), from: "below", className: "browser", right: [more], left: h("span", { class: "bar-left" }, shut, back),
    onClose: () => window.removeEventListener("message", listen),
    build: (body) => body.replaceWith(place),
  });
  Object.assign(page, { frame, back, progress, screen });
  function listen(event) {
    if (event.source === frame.contentWindow && event.origin === origin && event.data?.bridge === 1) hearFrame(page, event.data);
  }
  window.addEventListener("message", listen);
  frame.addEventListener("load", () => progress.classList.add("done"));
  setTimeout(() => page.met || lookWhy(page, place), PATIENCE);
  return screen;
}

function inFrame(link) {
  const address = new URL(link);
  return address.pathname + address.search + address.hash;
}

const post = (page, message) => page.frame.contentWindow?.postMessage({ bridge: 1, ...message }, page.origin);

function hearFrame(page, message) {
  if (message.kind === "ready") {
    page.met = true;
    page.card = null;
    page.configured = false;
    post(page, { kind: "hello" });
  } else if (message.kind === "page") {
    show(page, message);
  } else if (message.kind === "signed-in") {
    explain("did_oauth");
  } else if (message.kind === "invoke") {
    const act = INVOKED[message.name];
    const failed = { err_msg: `${message.name}:fail, the function is not supported in this phone` };
    Promise.resolve(act ? act(page, message.params, message) : failed)
      .catch((error) => ({ err_msg: `${message.name}:fail, ${error.message}` }))
      .then((result) => post(page, { kind: "answer", id: message.id, result }));
  }
}

function show(page, { title, href, entry }) {
  if (!page.first) {
    page.first = entry;
    explain("did_open");
    tell("opened");
  }
  Object.assign(page, { title, href });
  page.back.hidden = entry === page.first;
  page.screen.heading.textContent = title;
  page.frame.title = t("page_of", { title });
}

/** What pages ask of WeChat, by WeChat's names, answered in its words. */
const INVOKED = {
  preVerifyJSAPI: async (page, asked, { href }) => {
    const checked = await sandbox("POST", "/phone/api/js-config", {
      person: page.person.id, href, appid: asked.verifyAppId, timestamp: String(asked.verifyTimestamp ?? ""), nonce: asked.verifyNonceStr, signature: asked.verifySignature,
    });
    page.configured = checked.ok;
    explain(checked.ok ? "did_signed" : "did_unsigned", { why: checked.err_msg });
    return { err_msg: checked.ok ? "preVerifyJSAPI:ok" : `preVerifyJSAPI:fail, ${checked.err_msg}`, jsapi_ticket_url: checked.url };
  },
  updateAppMessageShareData: (page, asked) => takeCard(page, asked, "updateAppMessageShareData"),
  updateTimelineShareData: (page, asked) => takeCard(page, asked, "updateTimelineShareData"),
  getBrandWCPayRequest: async (page, asked) => {
    if (asked.appId !== state.apps.h5_appid) return { err_msg: "get_brand_wcpay_request:fail", err_desc: "appId is not this account's" };
    const { result, why } = await requestPayment(asked.appId, asked);
    return { err_msg: `get_brand_wcpay_request:${result}`, ...(why ? { err_desc: why } : {}) };
  },
  closeWindow: (page) => {
    page.screen.close();
    return { err_msg: "close_window:ok" };
  },
  hideOptionMenu: () => ({ err_msg: "hideOptionMenu:ok" }),
  showOptionMenu: () => ({ err_msg: "showOptionMenu:ok" }),
  hideMenuItems: () => ({ err_msg: "hideMenuItems:ok" }),
  showMenuItems: () => ({ err_msg: "showMenuItems:ok" }),
  checkJsApi: () => ({ err_msg: "checkJsApi:ok", checkResult: Object.fromEntries(Object.keys(INVOKED).map((name) => [name, true])) }),
};

/** Only a page whose address was signed may say what its card looks like. */
function takeCard(page, asked, name) {
  if (!page.configured) return { err_msg: `${name}:fail, the permission value is offline verifying` };
  if (name === "updateAppMessageShareData") {
    page.card = { title: String(asked.title || page.title), desc: String(asked.desc || ""), link: String(asked.link || page.href), image: String(asked.imgUrl || asked.img_url || "") };
    explain("did_card");
  }
  return { err_msg: `${name}:ok` };
}

const cardOf = (page) => page.card || { title: page.title || state.apps.merchant_name, desc: page.href, link: page.href, image: "" };

function openMenu(page) {
  post(page, { kind: "describe" });
  return openSheet({
    label: t("more"),
    build: (box, close) => {
      const action = (testid, name, words, act) => h("button", { class: "action", type: "button", "data-testid": testid, onclick: () => { close(); act(); } }, h("i", {}, icon(name)), words);
      const first = action("forward", "forward", t("forward"), () => forward(page));
      first.dataset.first = "";
      box.append(
        h("p", { class: "list-head" }, t("provided", { host: new URL(state.apps.shop_origin).host })),
        h("div", { class: "actions" }, first, action("copy-link", "link", t("copy_link"), () => copy(page)), action("refresh", "refresh", t("refresh"), () => reload(page)), action("close-page", "close", t("close"), () => page.screen.close())),
        h("button", { class: "sheet-cancel", type: "button", onclick: () => close() }, t("cancel")));
    },
  });
}

async function forward(page) {
  const chat = await forwardCard(cardOf(page));
  if (!chat) return;
  explain("did_forward", { chat: chatTitle(chat) });
  tell("forwarded");
}

async function copy(page) {
  const link = cardOf(page).link.replace(page.origin, state.apps.shop_origin);
  try {
    await navigator.clipboard.writeText(link);
    toast(t("copied"));
  } catch {
    toast(t("copy_failed", { text: link }));
  }
}

function reload(page) {
  page.progress.classList.remove("done");
  if (page.met) post(page, { kind: "reload" });
  else page.frame.src = String(page.frame.src);
}

/** Silence has two reasons: an error page without the bridge, or a browser that cannot find *.localhost. */
async function lookWhy(page, place) {
  if (!place.isConnected) return;
  try {
    await fetch(`${page.origin}/__wechat__/bridge.js`, { mode: "no-cors", cache: "no-store" });
  } catch {
    place.replaceChildren(h("div", { class: "hint-page", role: "alert" }, h("h2", {}, t("no_localhost")), h("p", {}, t("no_localhost_hint", { host: page.origin, phone: location.origin + "/phone" }))));
  }
}
