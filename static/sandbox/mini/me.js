/** Oneself: name, shop, chain, orders, language, leaving. */
import { h } from "../dom.js";
import { state } from "../state.js";
import { openMini } from "../links.js";
import { setLanguage } from "../people.js";
import { say } from "../words.js";
import { action, badge, card, link, listCard, longList, rows, soft, titled, withCursor } from "./parts.js";
import { get, logout, patch } from "./session.js";

const SELLING = [
  ["pages/shares/index", "mini-my-shares", () => say("我的分享", "My shares")],
  ["pages/visits/index", "mini-visits", () => say("谁来看过", "Visits")],
  ["pages/orders/index?role=shopkeeper", "mini-sold", () => say("经我成交的订单", "Orders through me")],
  ["pages/materials/index", "mini-materials", () => say("素材", "Material")],
  ["pages/me/chain", "mini-chain", () => say("我的关系", "My chain")],
  ["pages/invite/index", "mini-invite", () => say("邀请开店", "Invite a shopkeeper")],
];
const SERVING = [
  ["pages/customers/index", "mini-customers", () => say("我的顾客", "My customers")],
  ["pages/questions/asked", "mini-question-desk", () => say("顾客提问", "Customers' questions")],
  ["pages/after-sales/index", "mini-desk", () => say("售后", "After-sale")],
  ["pages/reviews/index", "mini-reviews", () => say("评价", "Reviews")],
  ["pages/ability/index", "mini-ability", () => say("服务能力", "Ability to serve")],
];
const MINE = [
  ["pages/orders/index?role=buyer", "mini-orders", () => say("我买的", "What I bought")],
  ["pages/questions/mine", "mini-questions", () => say("我的提问", "My questions")],
  ["pages/complaints/index", "mini-complaints", () => say("我的投诉", "My complaints")],
  ["pages/texts/index", "mini-texts", () => say("我发表的", "What I published")],
  ["pages/my-shops/index", "mini-standing", () => say("哪些店记着您", "Shops that know you")],
  ["pages/privacy/index", "mini-privacy", () => say("隐私与数据", "Privacy and data")],
];

export async function me(program) {
  const { me: person } = program;
  const shop = person.shopkeeper;
  const menu = (places) => rows(places.map(([path, testid, words]) => link(h("span", {}, words()), () => program.go(path), { testid })));
  return [
    card(h("p", { class: "m-name big" }, person.nickname || state.person.name), shop ? h("p", {}, badge(say("店主", "Shopkeeper"), "accent"), " ", shop.shop_name) : soft(say("顾客", "Consumer")),
      person.nickname ? null : action(say("使用微信昵称", "Use my WeChat name"), async () => { program.me = await patch("/me", { nickname: state.person.name }); program.again(); }, { quiet: true })),
    shop ? [listCard(menu(SELLING)), listCard(menu(SERVING))] : null,
    listCard(menu(MINE)),
    titled(say("语言", "Language"), h("div", { class: "m-chips" }, [["zh", "中文"], ["en", "English"]].map(([code, words]) => h("button", { type: "button", class: "m-chip", "aria-pressed": String(state.lang === code), onclick: async () => { await patch("/me", { language: code }); setLanguage(code); openMini("pages/me/index"); } }, words)))),
    card(action(say("退出登录", "Log out"), async () => { await logout(); program.screen.close(); }, { quiet: true })),
  ];
}

export async function chain() {
  const found = await get("/shopkeepers/me/chain");
  const below = await longList((cursor) => (cursor ? get(withCursor("/shopkeepers/me/chain", cursor)) : Promise.resolve(found)).then((page) => ({ items: page.direct, next_cursor: page.next_cursor })), (one) => [h("li", { class: "m-row" }, one.shop_name)], soft(say("还没有人经您开店。", "Nobody has joined through you yet.")));
  return [
    titled(say("谁请我来的", "Who brought me here"), found.upline.length ? h("ol", { class: "m-chain" }, found.upline.map((one) => h("li", {}, one.shop_name)), h("li", {}, h("strong", {}, say("我", "Me")))) : soft(say("您是这条链的起点。", "You stand at the beginning of this chain."))),
    titled(say(`经我开店的（全部下线 ${found.downline_count}）`, `Joined through me (${found.downline_count} below in all)`), below),
    soft(say("关系全程记录、被看见；佣金只给直接成交的店主。", "The whole chain is kept and seen; commission goes to the shopkeeper who made the sale.")),
  ];
}
