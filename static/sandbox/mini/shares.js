/** My shares: what each led to, how it went from hand to hand, its code, and sending it again. */
import { h, icon } from "../dom.js";
import { dateOnly, shortTime } from "../state.js";
import { say } from "../words.js";
import { action, badge, button, card, empty, link, listCard, longList, person, picture, problem, seconds, soft, titled, withCursor } from "./parts.js";
import { get, pictureOf, remove } from "./session.js";
import { cardOf } from "./goods.js";
import { said } from "./texts.js";

export async function shares(program) {
  return listCard(await longList((cursor) => get(withCursor("/shares", cursor)), (one) => [link(
    h("span", { class: "m-goods small" }, picture(one.product.pictures[0]), h("span", {}, h("span", { class: "m-name" }, one.product.name), one.revoked_at ? badge(say("已收回", "Taken back"), "bad") : null,
      h("small", { class: "num" }, say(`${one.counts.visitors} 人看 · ${one.counts.forwards} 人转 · ${one.counts.orders} 单`, `${one.counts.visitors} looked · ${one.counts.forwards} forwarded · ${one.counts.orders} orders`)), h("small", {}, shortTime(seconds(one.created_at), { withHour: true })))),
    () => program.go(`pages/shares/detail?id=${one.id}`), { testid: "share" })],
  empty(say("还没有分享过。", "Nothing shared yet."), button(say("去选货", "Choose a product"), () => program.go("pages/goods/index"), { main: true }))));
}

export async function shareDetail(program, query) {
  const [share, forwards] = await Promise.all([get(`/shares/${query.id}`), get(`/shares/${query.id}/forwards`)]);
  const open = !share.revoked_at;
  if (open) program.card = cardOf(share);
  return [
    card(h("div", { class: "m-goods" }, picture(share.product.pictures[0]), h("div", {}, h("h2", { class: "m-name" }, share.product.name), share.moderation ? said(share.moderation) : null,
      soft(open ? say(`有效到 ${dateOnly(seconds(share.expires_at))}`, `Valid until ${dateOnly(seconds(share.expires_at))}`) : badge(say("已收回", "Taken back"), "bad")))),
    open ? action(say("发到聊天", "Send to a chat"), () => program.sendCard(cardOf(share)), { main: true, testid: "send-again" }) : null),
    h("section", { class: "m-card m-figures four", "aria-label": say("结果", "What it led to") }, [["visitors", say("人看过", "people")], ["visits", say("次访问", "visits")], ["forwards", say("人转发", "forwarded")], ["orders", say("单", "orders")]].map(([name, words]) =>
      h("div", { class: "m-figure" }, h("strong", { "data-testid": `count-${name}` }, String(share.counts[name])), h("span", {}, words)))),
    titled(say("转发的路", "The path of forwards"), tree(forwards.items), soft(say("代号代替名字：同一个代号在哪里都是同一个人，别的店主看到的是另一个代号。", "Six characters instead of names: the same six are the same person wherever you meet them; another shopkeeper sees others."))),
    open ? titled(say("小程序码", "Mini-program code"), code(share), soft(say("印出来，或给人当面扫。", "Print it, or let somebody scan it."))) : null,
    open ? titled(say("收回", "Take it back"), soft(say("收回后页面几秒内关闭，不能再打开；已经下的订单不受影响。", "Its pages close within seconds, for good. Orders already placed stay credited.")), action(say("收回这次分享", "Take this share back"), async () => { await remove(`/shares/${share.id}`); program.again(); }, { quiet: true, testid: "revoke" })) : null,
  ];
}

/** Everybody the share reached, each under whose forward they tapped. */
function tree(nodes) {
  const own = nodes.filter((one) => !one.own);
  const known = new Set(own.map((one) => one.id));
  const under = (parent) => own.filter((one) => (known.has(one.parent_id) ? one.parent_id : null) === parent);
  const branch = (parent) => {
    const children = under(parent);
    return children.length ? h("ul", {}, children.map((one) => h("li", {}, node(one), branch(one.id)))) : null;
  };
  return h("div", { class: "m-tree", "data-testid": "forwards" }, h("div", { class: "m-node root" }, h("i", {}, icon("share")), h("span", {}, say("您的分享", "Your share"))), own.length ? branch(null) : soft(say("还没有人打开。", "Nobody has opened it yet.")));
}

function node(one) {
  return h("div", { class: "m-node", "data-testid": "forward-node" }, h("i", { "aria-hidden": "true" }, one.visitor.alias[0]), h("span", {}, `${person(one.visitor)} · `, say(`看了 ${one.visits} 次`, `${one.visits} ${one.visits === 1 ? "visit" : "visits"}`), h("small", {}, shortTime(seconds(one.at), { withHour: true }))), one.bought ? badge(say("买了", "bought"), "ok") : null);
}

function code(share) {
  const place = h("div", { class: "m-code-place" }, action(say("生成小程序码", "Draw the code"), async () => {
    try {
      const drawn = await pictureOf(`/shares/${share.id}/code`);
      place.replaceChildren(h("img", { class: "m-code-picture", src: drawn, alt: say("这次分享的小程序码", "The mini-program code of this share"), "data-testid": "share-code" }));
    } catch (error) {
      place.append(problem(error));
    }
  }, { testid: "draw-code" }));
  return place;
}
