/** What shopkeepers' records say about me, and what I decide: mute, block, contest. */
import { h } from "../dom.js";
import { shortTime } from "../state.js";
import { say } from "../words.js";
import { action, badge, card, empty, link, listCard, rows, seconds, soft, surely, titled } from "./parts.js";
import { get, post, put, remove } from "./session.js";
import { tone } from "./badge_tones.js";
import { choiceBadge, stageBadge, story, trustBar, trustWords } from "./trust.js";

export async function standings(program) {
  const held = await get("/me/relationships");
  if (!held.items.length) return empty(say("还没有店记着您。", "No shop knows you yet."));
  return [soft(say("这些是店主看得到的、关于您的记录（名字已遮住）。不对的可以提异议。", "This is what shopkeepers can see about you (your name is masked). You can contest what is wrong.")),
    listCard(rows(held.items.map((one) => link([h("span", {}, one.shop_name, " ", stageBadge(one), choiceBadge(one)), trustBar(one.trust)], () => program.go(`pages/my-shops/detail?code=${encodeURIComponent(one.shopkeeper_code)}`), { testid: "standing" }))))];
}

export async function standing(program, query) {
  const base = `/me/relationships/${encodeURIComponent(query.code)}`;
  const [all, told] = await Promise.all([get("/me/relationships"), get(base)]);
  const one = all.items.find((each) => each.shopkeeper_code === query.code);
  const turn = (on, what) => async () => { await (on ? remove(`${base}/${what}`) : put(`${base}/${what}`)); program.again(); };
  const block = turn(one.blocked, "block");
  return [
    card(h("h2", { class: "m-name" }, one.shop_name, " ", stageBadge(one)), trustBar(one.trust), trustWords(one.trust),
      h("div", { class: "m-two" }, action(one.muted ? say("取消免打扰", "Unmute") : say("免打扰", "Mute"), turn(one.muted, "mute"), { testid: "mute" }),
        action(one.blocked ? say("取消屏蔽", "Lift the block") : say("屏蔽", "Block"), one.blocked ? block : surely(say("屏蔽后，这位店主不能再向您推送；您自己仍然可以看和买。", "This shopkeeper can push nothing to you any more; you can still look and buy."), say("屏蔽", "Block"), block), { quiet: true, testid: "block" }))),
    told.tags.length || told.notes.length ? titled(say("店主写的", "What they wrote down"), soft(say("这些只有您和这位店主看得到；不想留的，可以直接删掉。", "Only you and this shopkeeper see this; remove whatever you do not want kept.")), written(base, told, program)) : null,
    titled(say("记了什么", "What is recorded"), story(told.items, (line) => (line.objection ? contested(line.objection) : line.id && line.counted ? contest(program, line) : null))),
  ];
}

/** What I said about a line, how it stands, and the answer. */
function contested(one) {
  const words = { open: say("我们正在看", "being looked at"), upheld: say("异议成立", "you were right"), dismissed: say("异议不成立", "it stays as it is") }[one.state];
  return h("div", { class: "m-objected", "data-testid": "contested", "data-state": one.state }, h("p", {}, badge(words, tone("objection", one.state))),
    h("p", {}, h("small", {}, say("您说：", "You said: ")), one.text), one.answer ? h("p", {}, h("small", {}, say("答复：", "Answer: ")), one.answer) : null);
}

/** Tags and notes about me: each can be taken away, without a reason. */
function written(base, told, program) {
  const off = (path) => async () => { await remove(`${base}/${path}`); program.again(); };
  return h("ul", { class: "m-rows" },
    told.tags.map((tag) => h("li", { class: "m-note", "data-testid": "held-tag" }, h("p", {}, badge(tag)), action(say("删掉", "Remove"), off(`tags/${encodeURIComponent(tag)}`), { quiet: true, testid: "erase-tag" }))),
    told.notes.map((note) => h("li", { class: "m-note", "data-testid": "held-note" }, h("p", {}, note.text), h("small", {}, shortTime(seconds(note.at), { withHour: true })), action(say("删掉", "Remove"), off(`notes/${note.id}`), { quiet: true, testid: "erase-note" }))));
}

function contest(program, line) {
  const words = h("textarea", { class: "m-field", rows: "2", maxlength: "500", "aria-label": say("哪里不对", "What is wrong"), placeholder: say("哪里不对？", "What is wrong?"), "data-testid": "contest-words" });
  return h("details", { class: "m-objection" }, h("summary", {}, say("这条不对？", "Is this wrong?")), words,
    action(say("提交异议", "Contest"), async () => { if (!words.value.trim()) throw new Error(say("请写哪里不对。", "Please write what is wrong.")); await post(`/me/relationships/events/${line.id}/objection`, { text: words.value.trim() }); program.again(); }, { testid: "contest" }));
}
