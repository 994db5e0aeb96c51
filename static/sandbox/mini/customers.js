/** A shopkeeper's customers: where each stands, why, and what a share would do. */
import { h } from "../dom.js";
import { say } from "../words.js";
import { action, badge, card, empty, link, listCard, longList, soft, titled, withCursor } from "./parts.js";
import { get, post } from "./session.js";
import { stageTone, story, trustBar, trustWords } from "./trust.js";

const MOST = 100;

export async function customers(program) {
  const funnel = await get("/customers/funnel");
  const filter = { stage: null };
  const place = h("div", {});
  const chips = h("div", { class: "m-chips wrap", role: "group", "aria-label": say("阶段", "Stage") });
  const fill = async () => {
    chips.replaceChildren(...[{ stage: null, words: say("全部", "All"), now: null }, ...funnel.items].map((rung) => h("button", { type: "button", class: "m-chip", "aria-pressed": String(filter.stage === rung.stage), onclick: () => { filter.stage = rung.stage; fill(); } }, rung.words, rung.now === null ? "" : ` ${rung.now}`)));
    const path = filter.stage ? `/customers?stage=${filter.stage}` : "/customers";
    place.replaceChildren(await longList((cursor) => get(withCursor(path, cursor)), (one) => [row(program, one)], empty(say("这里还没有顾客。认识的人打开您的分享，就会出现。", "No customers here yet. Whoever we know opens your share and appears."))));
  };
  await fill();
  return [chips, listCard(place), soft(say("名字已遮住。信任只用来提醒您少打扰，不影响价格、订单和服务。", "Names are masked. Trust only reminds you not to disturb; it never changes price, order or service."))];
}

function row(program, one) {
  return link([h("span", {}, one.nickname, " ", badge(one.stage_words, stageTone(one.stage)), one.blocked ? badge(say("已屏蔽", "blocked"), "bad") : one.muted ? badge(say("免打扰", "muted"), "wait") : null), trustBar(one.trust), h("small", {}, one.next_step)],
    () => program.go(`pages/customers/detail?id=${one.id}`), { testid: "customer" });
}

export async function customer(program, query) {
  const [one, told] = await Promise.all([get(`/customers/${query.id}`), get(`/customers/${query.id}/story`)]);
  return [
    card(h("h2", { class: "m-name" }, one.nickname, " ", badge(one.stage_words, stageTone(one.stage))), trustBar(one.trust), trustWords(one.trust)),
    titled(say("下一步", "Next step"), h("p", {}, one.next_step), soft(say("再进一步需要：", "To go further: "), one.onward.lacking)),
    titled(say("来往", "The story"), story(told.items)),
  ];
}

/** Whom a share would tire, who would welcome it, what else to send: asked before sharing. Resolves to the audience. */
export async function audienceFor() {
  const known = (await get(`/customers?limit=${MOST}`)).items;
  if (!known.length) return { box: null, chosen: () => [] };
  const advice = await post("/shares/advice", { audience: known.map((one) => one.id) });
  const choices = [];
  const group = (title, list, checked, tone) => list.length ? [h("h3", {}, title), h("ul", { class: "m-rows" }, list.map((one) => {
    const box = h("input", { type: "checkbox", value: one.id, "data-testid": "meant-for" });
    box.checked = checked;
    if (tone !== "bad") choices.push(box);
    return h("li", { class: "m-about", "data-testid": `advice-${tone || "ok"}` }, h("label", {}, tone === "bad" ? null : box, h("span", {}, one.nickname, h("small", {}, one.words))), badge(`${Math.round(one.trust * 100)}% → ${Math.round(one.trust_if_ignored * 100)}%`, tone));
  }))] : [];
  const box = h("details", { class: "m-advice", "data-testid": "advice" },
    h("summary", {}, say(`给谁看？${advice.welcomes.length} 人欢迎，${advice.tires.length} 人会累，${advice.held_back.length} 人不打扰`, `For whom? ${advice.welcomes.length} welcome it, ${advice.tires.length} would tire, ${advice.held_back.length} are left in peace`)),
    soft(advice.instead),
    group(say("会欢迎", "Would welcome it"), advice.welcomes, false, "ok"), group(say("会觉得累", "Would tire"), advice.tires, false, "wait"), group(say("不打扰", "Left in peace"), advice.held_back, false, "bad"),
    soft(say("勾选的人两天内没有打开，就记一次“没有打开”，信任会少一点（箭头后的数）。", "Who is ticked and does not open it within two days has left it unopened, which costs a little trust (the figure after the arrow).")));
  return { box, chosen: () => choices.filter((one) => one.checked).map((one) => one.value) };
}
