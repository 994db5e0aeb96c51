/** Choosing a chat and sending a card there. */
import { h, icon } from "./dom.js";
import { chatFace, chatTitle, face, keeperTag } from "./faces.js";
import { openScreen, openSheet, toast } from "./screens.js";
import { peopleInOrder, sandbox, state } from "./state.js";
import { chatRows, chatWith, loadChats } from "./chats.js";
import { t } from "./words.js";

/** Let the person pick a chat and say yes; resolves with the chat the card went to, or null. */
export function forwardCard(card) {
  return new Promise((resolve) => {
    let answer = null;
    const screen = openScreen({ title: t("choose_chat"), from: "below", onClose: () => resolve(answer), build: (body) => fillPicker(body, pick) });
    async function pick(chat) {
      const sent = await confirmSending(chat, card);
      if (!sent) return;
      answer = chat;
      screen.close();
    }
  });
}

function fillPicker(body, pick) {
  const others = peopleInOrder().filter((one) => one.id !== state.person.id);
  const list = h("div", {});
  const words = h("input", { type: "search", placeholder: t("search"), "aria-label": t("search"), autocomplete: "off", oninput: draw });
  function draw() {
    const wanted = words.value.trim().toLowerCase();
    const chats = state.chats.filter((chat) => chatTitle(chat).toLowerCase().includes(wanted));
    const people = others.filter((one) => one.name.toLowerCase().includes(wanted));
    list.replaceChildren(
      h("h2", { class: "list-head" }, t("recent")), chatRows(chats.map((chat) => ({ ...chat, unread: 0 })), pick),
      h("h2", { class: "list-head" }, t("contacts")),
      h("ul", { class: "rows" }, people.map((one) => h("li", {}, h("button", { class: "row", type: "button", "data-testid": "contact", "data-name": one.name, onclick: async () => pick(await chatWith(one.id)) },
        face(one, "small"), h("span", { class: "row-text row-title" }, h("span", {}, one.name), keeperTag(one.id)))))));
  }
  body.append(h("label", { class: "search rows-gap" }, icon("search"), words), list);
  draw();
}

function confirmSending(chat, card) {
  const words = h("input", { class: "field", type: "text", placeholder: t("say_more"), "aria-label": t("say_more"), maxlength: "200", autocomplete: "off" });
  return openSheet({
    label: t("send_to"), kind: "dialog",
    build: (box, close) => {
      const send = h("button", { type: "button", "data-testid": "send-card", "data-first": true, onclick: async () => {
        send.disabled = true;
        try {
          await sandbox("POST", `/phone/api/people/${state.person.id}/cards`, { ...card, chat: chat.id });
          if (words.value.trim()) await sandbox("POST", `/control/chats/${chat.id}/messages`, { from_person: state.person.id, text: words.value.trim() });
          toast(t("sent"));
          loadChats().catch(() => {});
          close(true);
        } catch (error) {
          toast(error.message);
          send.disabled = false;
        }
      } }, t("send"));
      box.append(
        h("div", { class: "dialog-text" }, h("h2", {}, t("send_to")), h("div", { class: "to" }, chatFace(chat, "small"), h("strong", {}, chatTitle(chat))),
          h("div", { class: "preview" }, card.image ? h("img", { src: card.image, alt: "" }) : h("img", { src: "/phone/static/mark.svg", alt: "" }), h("span", {}, card.title)), words),
        h("div", { class: "dialog-buttons" }, h("button", { type: "button", onclick: () => close(false) }, t("cancel")), send));
    },
  });
}
