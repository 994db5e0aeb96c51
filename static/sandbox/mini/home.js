/** The first page: for a shopkeeper today's figures and news, for everybody else their orders. */
import { h } from "../dom.js";
import { now, shortTime } from "../state.js";
import { say } from "../words.js";
import { badge, button, card, empty, link, listCard, longList, money, person, rows, seconds, soft, titled, withCursor } from "./parts.js";
import { get } from "./session.js";
import { tone } from "./badge_tones.js";

const NEWS = 8;
const shanghaiDay = (at) => Math.floor((at + 8 * 3600) / 86400);
const SOURCES = { page: () => say("网页", "web page"), h5: () => say("网页", "web page"), mini: () => say("小程序", "mini-program"), order: () => say("下单时", "when ordering") };
const isToday = (moment) => shanghaiDay(seconds(moment)) === shanghaiDay(now());

export async function home(program) {
  return program.me.shopkeeper ? keeperHome(program) : consumerHome(program);
}

async function keeperHome(program) {
  const [earnings, visits, sold, desk] = await Promise.all([get("/earnings"), get("/visits?limit=100"), get("/orders?role=shopkeeper&limit=50"), get("/after-sales")]);
  const today = visits.items.filter((one) => isToday(one.at));
  const paidToday = sold.items.filter((one) => one.paid_at && isToday(one.paid_at));
  const more = visits.next_cursor && today.length === visits.items.length ? "+" : "";
  return [
    h("div", { class: "m-hello" }, h("p", {}, program.me.shopkeeper.shop_name), soft(program.me.shopkeeper.introduction || say("好东西，分享给懂的人。", "Good things, for people who will like them."))),
    h("section", { class: "m-card m-figures", "aria-label": say("今天", "Today") },
      figure(say("今天来看", "Looks today"), `${today.length}${more}`, () => program.go("pages/visits/index"), "mini-visits"),
      figure(say("今天成交", "Sold today"), String(paidToday.length), () => program.go("pages/orders/index?role=shopkeeper"), "mini-sold"),
      figure(say("待结算佣金", "Pending"), money(earnings.pending_fen), () => program.go("pages/earnings/index"), "mini-pending")),
    h("div", { class: "m-two" }, button(say("选货分享", "Share a product"), () => program.go("pages/goods/index"), { main: true, testid: "mini-share-product" }), button(say("我的分享", "My shares"), () => program.go("pages/shares/index"), { testid: "mini-my-shares" })),
    waiting(program, desk),
    titled(say("最近", "Lately"), news(program, visits.items, sold.items)),
  ];
}

/** What customers wait for: questions to answer, complaints with their term. */
function waiting(program, desk) {
  const complaints = desk.items.filter((one) => one.kind === "complaint").length;
  const row = (count, words, path, testid) => count ? link(h("span", {}, words), () => program.go(path), { testid, after: badge(String(count), "accent") }) : null;
  return complaints + desk.questions === 0 ? null : listCard(rows(
    row(complaints, say("等您答复的投诉", "Complaints that wait for you"), "pages/after-sales/index", "home-complaints"),
    row(desk.questions, say("等您回答的提问", "Questions that wait for you"), "pages/questions/asked", "home-questions")));
}

function figure(words, value, act, testid) {
  return h("button", { class: "m-figure", type: "button", "data-testid": testid, onclick: act }, h("strong", {}, value), h("span", {}, words));
}

function news(program, visits, sold) {
  const lines = [
    ...visits.map((one) => ({ at: one.at, text: one.forwarded_from ? say(`${person(one.visitor)} 从转发里来看了`, `${person(one.visitor)} looked, through a forward`) : say(`${person(one.visitor)} 打开了您的分享`, `${person(one.visitor)} opened your share`), act: () => program.go(`pages/shares/detail?id=${one.share_id}`) })),
    ...sold.map((one) => ({ at: one.paid_at || one.created_at, text: say(`${one.items[0]?.name ?? ""} ${one.state_text}`, `${one.items[0]?.name ?? ""}: ${one.state_text}`), act: () => program.go(`pages/orders/detail?no=${one.no}&role=shopkeeper`), sum: one.total_fen })),
  ].sort((a, b) => seconds(b.at) - seconds(a.at)).slice(0, NEWS);
  if (!lines.length) return soft(say("还没有人来过。分享一件商品到群里试试。", "Nobody has come yet. Share a product to a group."));
  return rows(lines.map((one) => link([h("span", { class: "cut" }, one.text), h("small", {}, shortTime(seconds(one.at), { withHour: true }))], one.act, { after: one.sum ? money(one.sum) : null })));
}

async function consumerHome(program) {
  const bought = await get("/orders?limit=5");
  return [
    h("div", { class: "m-hello" }, h("p", {}, say("您好", "Hello")), soft(say("朋友分享的好东西，在这里看订单。", "Things your friends recommended; your orders are here."))),
    titled(say("我的订单", "My orders"), bought.items.length
      ? rows(bought.items.map((one) => link([h("span", { class: "cut" }, one.items[0]?.name ?? one.no), h("small", {}, badge(one.state_text, tone("order", one.state)))], () => program.go(`pages/orders/detail?no=${one.no}`), { testid: "order", after: money(one.total_fen) })))
      : soft(say("还没有订单。点开聊天里的商品卡片就可以买。", "No orders yet. Tap a product card in a chat to buy."))),
    titled(say("想当店主？", "Be a shopkeeper?"), soft(say("开店要有店主邀请：不收费，也不用先买东西。请认识的店主发一张邀请卡片给您。", "A shop is opened by invitation: no fee, no purchase. Ask a shopkeeper you know to send you an invitation card."))),
    soft(say("认识的店主会记得和您的来往，也可以再分享东西给您。", "Shopkeepers you know remember how you get on and may share things with you."), " ",
      h("button", { class: "m-inline", type: "button", onclick: () => program.go("pages/privacy/index") }, say("隐私与数据", "Privacy and data"))),
  ];
}

export async function visits(program) {
  const list = await longList((cursor) => get(withCursor("/visits", cursor)), (one) => [link(
    [h("span", {}, badge(person(one.visitor)), " ", one.forwarded_from ? say("从朋友的转发里来", "came through a forward") : say("点了您的分享", "tapped your share")), h("small", {}, `${shortTime(seconds(one.at), { withHour: true })} · ${(SOURCES[one.source] || (() => one.source))()}`)],
    () => program.go(`pages/shares/detail?id=${one.share_id}`), { testid: "visit" })], empty(say("还没有人来看过。", "Nobody has looked yet.")));
  return [soft(say("代号代替名字：同一个代号在哪里都是同一个人，别的店主看到的是另一个代号。", "Six characters instead of names: the same six are the same person wherever you meet them; another shopkeeper sees others.")), listCard(list)];
}
