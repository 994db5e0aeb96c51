/** What I have said in public, and what became of it. */
import { h } from "../dom.js";
import { shortTime } from "../state.js";
import { say } from "../words.js";
import { badge, empty, listCard, longList, seconds, soft, withCursor } from "./parts.js";
import { get } from "./session.js";
import { tone } from "./badge_tones.js";

/** One's own words; a badge and a reason say why others do not read them. */
export function said(text) {
  const hidden = text.state !== "shown";
  return h("div", { class: "m-said", "data-testid": "said", "data-state": text.state }, h("p", { class: "m-quote" }, text.text),
    hidden ? h("div", { class: "m-said-state" }, badge(text.state_text, tone("text", text.state)), soft(text.reason || say("别人现在看不到这段话。", "Others do not see these words now."))) : null);
}

export async function texts() {
  const list = await longList((cursor) => get(withCursor("/me/texts", cursor)), (one) => [row(one)],
    empty(say("还没有发表过什么。评价、提问和分享时写的话会在这里。", "Nothing yet. Reviews, questions and the words of your shares will be here.")));
  return [soft(say("公开的话先由微信检查；它拿不准的，由平台的同事看。通过以后别人才看得到。", "Public words are checked by WeChat first; what it doubts, a colleague of the platform looks at. Others see them only then.")), listCard(list)];
}

function row(one) {
  return h("li", { class: "m-text", "data-testid": "text", "data-state": one.state },
    h("p", { class: "m-text-facts" }, h("span", {}, one.kind_text, " · ", shortTime(seconds(one.created_at), { withHour: true })), badge(one.state_text, tone("text", one.state))),
    h("p", { class: "m-pre" }, one.text), one.reason ? h("p", { class: "m-reason" }, one.reason) : null);
}
