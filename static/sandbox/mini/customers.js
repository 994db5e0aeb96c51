/** A shopkeeper's customers: where each stands, why, and what a share would do. */
import { h } from "../dom.js";
import { shortTime } from "../state.js";
import { say } from "../words.js";
import { offered } from "./materials.js";
import { action, badge, button, card, empty, link, listCard, longList, person, problem, seconds, soft, titled, withCursor } from "./parts.js";
import { get, post, put, remove } from "./session.js";
import { choiceBadge, stageBadge, story, trustBar, trustWords } from "./trust.js";

const MOST = 100;

export async function customers(program) {
  const [funnel, used] = await Promise.all([get("/customers/funnel"), get("/customers/tags")]);
  const filter = { stage: null, tag: null };
  const place = h("div", {});
  const stages = h("div", { class: "m-chips wrap", role: "group", "aria-label": say("阶段", "Stage") });
  const tags = h("div", { class: "m-chips wrap", role: "group", "aria-label": say("标签", "Tags") });
  const chip = (name, value, words) => h("button", { type: "button", class: "m-chip", "data-testid": `by-${name}`, "aria-pressed": String(filter[name] === value), onclick: () => { filter[name] = name === "tag" && filter.tag === value ? null : value; fill(); } }, words);
  const fill = async () => {
    stages.replaceChildren(...[{ stage: null, stage_text: say("全部", "All"), now: null }, ...funnel.items].map((rung) => chip("stage", rung.stage, [rung.stage_text, rung.now === null ? "" : ` ${rung.now}`])));
    tags.replaceChildren(...used.items.map((one) => chip("tag", one.tag, [`#${one.tag}`, ` ${one.customers}`])));
    const asked = new URLSearchParams(Object.entries(filter).filter(([, value]) => value));
    const path = `/customers${asked.size ? `?${asked}` : ""}`;
    const nothing = filter.stage || filter.tag ? say("没有这样的顾客。", "No such customers.") : say("这里还没有顾客。认识的人打开您的分享，就会出现。", "No customers here yet. Whoever we know opens your share and appears.");
    place.replaceChildren(await longList((cursor) => get(withCursor(path, cursor)), (one) => [row(program, one)], empty(nothing)));
  };
  await fill();
  return [stages, used.items.length ? tags : null, listCard(place), soft(say("名字已遮住。信任只用来提醒您少打扰，不影响价格、订单和服务。", "Names are masked. Trust only reminds you not to disturb; it never changes price, order or service."))];
}

function row(program, one) {
  return link([h("span", {}, person(one), " ", stageBadge(one), choiceBadge(one)), trustBar(one.trust), one.tags.length ? h("small", {}, one.tags.map((tag) => `#${tag}`).join(" ")) : null, h("span", { class: "m-step" }, one.next_action.action_text), h("small", {}, why(one.next_action))],
    () => program.go(`pages/customers/detail?id=${one.id}`), { testid: "customer" });
}

const why = (step) => say(`因为：${step.reason_text}`, `Because ${step.reason_text}`);

export async function customer(program, query) {
  const [one, told, used] = await Promise.all([get(`/customers/${query.id}`), get(`/customers/${query.id}/timeline`), get("/customers/tags")]);
  return [
    card(h("h2", { class: "m-name" }, person(one), " ", stageBadge(one)), trustBar(one.trust), trustWords(one.trust)),
    titled(say("下一步", "Next step"), h("p", { class: "m-step", "data-testid": "next-step" }, one.next_action.action_text), soft(why(one.next_action)), withWhat(program, one.next_action), soft(say("再进一步需要：", "To go further: "), one.next_stage.missing)),
    one.reciprocity.text ? titled(say("彼此", "Each other"), h("p", { "data-testid": "exchange" }, one.reciprocity.text, " ", one.reciprocity.is_mutual ? badge(say("价值互换", "value both ways"), "ok") : null)) : null,
    titled(say("标签", "Tags"), tagging(one, used.items), seenByThem()),
    titled(say("备注", "Notes"), noting(one), seenByThem()),
    titled(say("来往", "The story"), story(told.items)),
  ];
}

/** What to take the step with: words to copy, goods to recommend. */
function withWhat(program, step) {
  const goods = step.product && step.action === "recommend" ? button(say(`去分享：${step.product.name}`, `Share: ${step.product.name}`), () => program.go(`pages/goods/detail?code=${encodeURIComponent(step.product.code)}${step.material ? `&material=${step.material.id}` : ""}`), { main: true, testid: "step-product" }) : null;
  return step.material || goods ? h("div", { class: "m-stack" }, step.material ? offered(program, step.material) : null, goods) : null;
}

const seenByThem = () => soft(say("顾客本人看得到，也可以删掉。请只写对服务有用的。", "They can read this and remove it. Write only what helps you to serve."));

/** The tags of a customer; a tap takes one away, and those used before are offered again. */
function tagging(one, used) {
  let kept = one.tags;
  const chips = h("div", { class: "m-chips wrap" });
  const offered = h("div", { class: "m-chips wrap", "aria-label": say("用过的标签", "Used before") });
  const field = h("input", { class: "m-field", maxlength: "12", "aria-label": say("新标签", "New tag"), placeholder: say("新标签，如：爱喝绿茶", "New tag, such as: green tea"), "data-testid": "new-tag" });
  const keep = async (tags) => { kept = (await put(`/customers/${one.id}/tags`, { tags })).tags; field.value = ""; draw(); };
  const place = h("div", { class: "m-tags" });
  const chip = (tag, act, testid, sign, words) => h("button", { type: "button", class: "m-chip small", "data-testid": testid, "aria-label": `${words} ${tag}`, onclick: act }, tag, h("span", { class: "m-sign", "aria-hidden": "true" }, sign));
  const doingIt = (tags) => async () => { try { await keep(tags()); } catch (error) { place.querySelector(".m-problem")?.remove(); place.append(problem(error)); } };
  const draw = () => {
    place.querySelector(".m-problem")?.remove();
    chips.replaceChildren(...(kept.length ? kept.map((tag) => chip(tag, doingIt(() => kept.filter((each) => each !== tag)), "tag", "×", say("去掉", "Remove"))) : [soft(say("还没有标签。", "No tags yet."))]));
    offered.replaceChildren(...used.filter((each) => !kept.includes(each.tag)).slice(0, 8).map((each) => chip(each.tag, doingIt(() => [...kept, each.tag]), "offered-tag", "+", say("加上", "Add"))));
    offered.hidden = !offered.childElementCount;
  };
  draw();
  place.append(chips, h("div", { class: "m-line" }, field, action(say("加上", "Add"), () => keep([...kept, field.value.trim()]), { testid: "add-tag" })), offered);
  return place;
}

/** The notes about a customer, newest first; a removed one is gone for good. */
function noting(one) {
  const list = h("ul", { class: "m-rows" });
  const field = h("textarea", { class: "m-field", rows: "2", maxlength: "500", "aria-label": say("新备注", "New note"), placeholder: say("记一件对服务有用的事", "Something that helps you to serve them"), "data-testid": "new-note" });
  const line = (note) => {
    const item = h("li", { class: "m-note", "data-testid": "note" }, h("p", {}, note.text), h("small", {}, shortTime(seconds(note.at), { withHour: true })),
      action(say("删掉", "Remove"), async () => { await remove(`/customers/${one.id}/notes/${note.id}`); item.remove(); }, { quiet: true, testid: "remove-note" }));
    return item;
  };
  list.append(...one.notes.map(line));
  return h("div", { class: "m-notes" }, field, action(say("记下", "Keep it"), async () => { list.prepend(line(await post(`/customers/${one.id}/notes`, { text: field.value.trim() }))); field.value = ""; }, { testid: "add-note" }), list);
}

/** How many there are of each kind; a kind without anybody is not worth a word. */
function counted(advice) {
  const kinds = [
    [advice.welcomes.length, "人欢迎", "welcome it"], [advice.unsure.length, "人还不了解", "hardly known"],
    [advice.tires.length, "人会累", "would tire"], [advice.held_back.length, "人不打扰", "left in peace"],
  ];
  return kinds.filter(([many]) => many).map(([many, zh, en]) => `${many} ${say(zh, en)}`).join(say("，", ", "));
}

/** Whom a share would tire, who would welcome it, what else to send: asked before sharing. Resolves to the audience. */
export async function audienceFor(program, code) {
  const known = (await get(`/customers?limit=${MOST}`)).items;
  if (!known.length) return { box: null, chosen: () => [] };
  const advice = await post("/shares/advice", { audience: known.map((one) => one.id), product_code: code });
  const isGoods = (found) => !found || found.kind === "copy";
  // Most would welcome goods: then those who would tire still get something else.
  const other = isGoods(advice.material) && advice.tires.length ? await post("/shares/advice", { audience: advice.tires.map((one) => one.id), product_code: code }) : advice;
  const instead = isGoods(other.material) ? null : offered(program, other.material, { note: other === advice ? null : other.alternative });
  const choices = [];
  const group = (title, list, checked, tone) => list.length ? [h("h3", {}, title), h("ul", { class: "m-rows" }, list.map((one) => {
    const box = h("input", { type: "checkbox", value: one.id, "data-testid": "meant-for" });
    box.checked = checked;
    if (tone !== "bad") choices.push(box);
    return h("li", { class: "m-about", "data-testid": `advice-${tone || "ok"}` }, h("label", {}, tone === "bad" ? null : box, h("span", {}, person(one), h("small", {}, one.reason_text))), badge(`${Math.round(one.trust * 100)}% → ${Math.round(one.trust_if_ignored * 100)}%`, tone));
  }))] : [];
  const box = h("details", { class: "m-advice", "data-testid": "advice" },
    h("summary", {}, say("给谁看？", "For whom? "), counted(advice)),
    soft(advice.alternative), other === advice ? instead : null,
    group(say("会欢迎", "Would welcome it"), advice.welcomes, false, "ok"), group(say("还不了解", "Hardly known"), advice.unsure, false, ""), group(say("会觉得累", "Would tire"), advice.tires, false, "wait"), other === advice ? null : instead, group(say("不打扰", "Left in peace"), advice.held_back, false, "bad"),
    soft(say("勾选的人两天内没有打开，就记一次“没有打开”，信任会少一点（箭头后的数）。", "Who is ticked and does not open it within two days has left it unopened, which costs a little trust (the figure after the arrow).")));
  return { box, chosen: () => choices.filter((one) => one.checked).map((one) => one.value) };
}
