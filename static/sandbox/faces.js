/** Faces and names, the same everywhere. */
import { h } from "./dom.js";
import { person, shopOf, state } from "./state.js";
import { t } from "./words.js";

const EMOJI = /\p{Extended_Pictographic}/u;

export function face(one, size = "") {
  if (!one) return h("span", { class: `face ${size}`, "aria-hidden": "true", style: { background: "#888" } }, "?");
  const picture = /^(https?:|\/)/.test(one.avatar || "");
  const inner = picture ? h("img", { src: one.avatar.startsWith("/") ? state.apps.shop_origin + one.avatar : one.avatar, alt: "" }) : EMOJI.test(one.avatar) ? one.avatar : (one.avatar || one.name).slice(-1);
  return h("span", { class: `face ${size} ${picture || EMOJI.test(one.avatar) ? "" : "letter"}`, "aria-hidden": "true", style: { background: one.colour || "#888" } }, inner);
}

export function chatFace(chat, size = "") {
  const others = chat.members.filter((id) => id !== state.person?.id).map(person).filter(Boolean);
  if (chat.kind === "single") return face(others[0], size);
  return h("span", { class: `face faces ${size}`, "aria-hidden": "true" }, others.slice(0, 4).map((one) => face(one)));
}

export function chatTitle(chat) {
  if (chat.title) return chat.title;
  return chat.members.filter((id) => id !== state.person?.id).map((id) => person(id)?.name || "?").join("、");
}

export function keeperTag(id) {
  return shopOf(id) ? h("span", { class: "keeper-tag" }, t("shopkeeper")) : null;
}
