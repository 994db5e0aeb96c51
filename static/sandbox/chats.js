/** Chats: the list, one chat with its cards, and sending. */
import { h, icon } from "./dom.js";
import { chatFace, chatTitle, face } from "./faces.js";
import { openScreen, toast } from "./screens.js";
import { hear, person, sandbox, setNow, shopOf, shortTime, state, tell } from "./state.js";
import { t } from "./words.js";
import { openLink } from "./links.js";
import { loadPeople } from "./people.js";

const LOOK_SECONDS = 4;
const PAUSE = 300; // seconds between two messages after which the chat says the time again

export async function loadChats() {
  if (!state.person) return;
  const asked = state.person.id;
  const answer = await sandbox("GET", `/phone/api/people/${asked}/chats`);
  if (state.person?.id !== asked) return;
  state.chats = answer.chats;
  if (answer.chats.some((chat) => !chat.members.every(person))) await loadPeople();
  setNow(answer.now);
  tell("chats");
}

/** Other people write, and other phones forward, while one looks. */
setInterval(() => {
  if (!document.hidden && state.person) loadChats().catch(() => {});
}, LOOK_SECONDS * 1000);

const lastWords = (chat) => {
  if (!chat.last) return "";
  const who = chat.kind === "group" && chat.last.from !== state.person?.id ? `${person(chat.last.from)?.name || ""}: ` : "";
  return who + (chat.last.card ? t(isMini(chat.last.card) ? "mini_card" : "card", { title: chat.last.card.title }) : chat.last.text);
};
export const isMini = (card) => !/^https?:/.test(card.link);
export const unreadInAll = () => state.chats.reduce((sum, chat) => sum + chat.unread, 0);

export function chatRows(chats, onPick) {
  return h("ul", { class: "rows" }, chats.map((chat) => {
    const picture = chatFace(chat);
    if (chat.unread) picture.append(h("span", { class: "mark" }, chat.unread > 99 ? "99+" : String(chat.unread)));
    return h("li", {}, h("button", { class: "row", type: "button", "data-testid": "chat", "data-title": chatTitle(chat), onclick: () => onPick(chat) }, picture,
      h("span", { class: "row-text" },
        h("span", { class: "row-title" }, h("span", {}, chatTitle(chat)), chat.last ? h("span", { class: "row-time" }, shortTime(chat.last.at)) : null),
        h("span", { class: "row-note cut", style: { display: "block" } }, lastWords(chat) || "\u00a0"),
        chat.unread ? h("span", { class: "sr" }, t("unread", { n: chat.unread })) : null)));
  }));
}

export function fillChatList(body) {
  if (!state.chats.length) return body.replaceChildren(h("p", { class: "empty" }, t("no_chats")));
  return body.replaceChildren(chatRows(state.chats, openChat));
}

export async function chatWith(other) {
  const chat = await sandbox("POST", `/control/people/${state.person.id}/chats`, { other });
  await loadChats();
  return state.chats.find((one) => one.id === chat.id) || { ...chat, last: null, unread: 0, at: 0 };
}

export function openChat(chat) {
  const log = h("div", { class: "talk", role: "log", "aria-label": chatTitle(chat), "aria-live": "polite" });
  const words = h("input", { type: "text", "aria-label": t("message"), placeholder: t("message"), maxlength: "2000", autocomplete: "off", "data-testid": "message-field" });
  const known = { id: chat.id, messages: [], earlier: false };
  const form = h("form", { class: "writing", onsubmit: (event) => { event.preventDefault(); speak(chat, words).then(look); } }, words, h("button", { type: "submit", "data-testid": "send-message" }, t("send")));
  const title = chat.kind === "group" ? t("members", { title: chatTitle(chat), n: chat.members.length }) : chatTitle(chat);
  let body;
  const look = () => update(known, log, body, chat).catch((error) => toast(error.message));
  const named = hear("keepers", () => draw(known, log, chat));
  const heard = hear("chats", () => {
    const fresh = state.chats.find((one) => one.id === chat.id);
    if (fresh?.last && fresh.last.id !== known.messages.at(-1)?.id) look();
  });
  openScreen({ title, foot: form, onClose: () => { named(); heard(); }, build: (element) => { body = element; element.append(log); } });
  look();
}

async function speak(chat, words) {
  const text = words.value.trim();
  if (!text) return;
  words.value = "";
  try {
    await sandbox("POST", `/control/chats/${chat.id}/messages`, { from_person: state.person.id, text });
    await loadChats();
  } catch (error) {
    toast(error.message);
  }
}

async function update(known, log, body, chat) {
  const answer = await sandbox("GET", `/phone/api/chats/${known.id}/messages`);
  known.messages = answer.messages;
  known.earlier = answer.earlier;
  draw(known, log, chat);
  body.scrollTop = body.scrollHeight;
  const last = known.messages.at(-1);
  if (last && state.person) {
    await sandbox("POST", `/phone/api/people/${state.person.id}/chats/${known.id}/read`, { up_to: last.id });
    loadChats().catch(() => {});
  }
}

function draw(known, log, chat) {
  const more = known.earlier ? h("button", { class: "earlier", type: "button", onclick: async () => {
    const before = await sandbox("GET", `/phone/api/chats/${known.id}/messages?before=${known.messages[0].id}`);
    known.messages = [...before.messages, ...known.messages];
    known.earlier = before.earlier;
    draw(known, log, chat);
  } }, t("earlier")) : "";
  let last = 0;
  log.replaceChildren(more, ...known.messages.flatMap((one) => {
    const pause = one.at - last > PAUSE ? [h("p", { class: "talk-time" }, shortTime(one.at, { withHour: true }))] : [];
    last = one.at;
    return [...pause, said(one, chat)];
  }));
}

function said(message, chat) {
  const mine = message.from === state.person?.id;
  const who = person(message.from);
  return h("div", { class: `said ${mine ? "mine" : ""}` }, face(who, "small"),
    h("div", { class: "said-what" },
      chat.kind === "group" && !mine ? h("span", { class: "said-who" }, who?.name || "?") : h("span", { class: "sr" }, who?.name || "?"),
      message.card ? shareCard(message.card, message.from, () => openLink(message.card.link)) : h("p", { class: "bubble" }, message.text)));
}

export function shareCard(card, from, onTap) {
  const mini = isMini(card);
  const shop = shopOf(from);
  return h("button", { class: "share", type: "button", "data-testid": "card", "data-link": card.link, onclick: onTap },
    h("span", { class: "share-title" }, card.title),
    h("span", { class: "share-middle" }, h("span", { class: "share-desc" }, card.desc), card.image ? h("img", { class: "share-picture", src: card.image, alt: "", loading: "lazy" }) : h("img", { class: "share-picture", src: "/phone/static/mark.svg", alt: "" })),
    h("span", { class: "share-foot" }, mini ? icon("mini") : h("img", { src: "/phone/static/mark.svg", alt: "" }), mini ? t("mini_program") : "", shop ? `${mini ? "· " : ""}${shop}` : mini ? "" : state.apps.merchant_name));
}
