/** Orders: what I bought, and what was sold through my shares. */
import { h } from "../dom.js";
import { explain } from "../guide.js";
import { requestPayment } from "../pay.js";
import { fullTime, shortTime, state } from "../state.js";
import { say } from "../words.js";
import { ofOrder } from "./complaints.js";
import { action, badge, button, card, empty, link, listCard, longList, money, person, picture, seconds, soft, surely, titled, withCursor } from "./parts.js";
import { orderReviews } from "./reviews.js";
import { get, post } from "./session.js";
import { tone } from "./badge_tones.js";

export async function orders(program, query) {
  const role = query.role === "shopkeeper" ? "shopkeeper" : "buyer";
  const nothing = role === "shopkeeper" ? say("还没有人从您的分享买过。", "Nobody has bought through your shares yet.") : say("还没有订单。", "No orders yet.");
  return listCard(await longList((cursor) => get(withCursor(`/orders?role=${role}`, cursor)), (one) => [link(
    h("span", { class: "m-goods small" }, picture(one.items[0]?.picture), h("span", {}, h("span", { class: "m-name" }, one.items[0]?.name ?? one.no), h("small", {}, badge(one.state_text, tone("order", one.state)), ` ${one.buyer ? person(one.buyer) : ""}`), h("small", {}, shortTime(seconds(one.created_at), { withHour: true })))),
    () => program.go(`pages/orders/detail?no=${one.no}&role=${role}`), { testid: "order", after: money(one.total_fen) })], empty(nothing)));
}

export async function orderDetail(program, query) {
  const seller = query.role === "shopkeeper";
  const order = await get(`/orders/${encodeURIComponent(query.no)}${seller ? "?role=shopkeeper" : ""}`);
  const opinions = !seller && order.received_at ? await orderReviews(program, order) : [];
  return [
    card(h("div", { class: "m-state" }, h("strong", { "data-testid": "order-state", "data-state": order.state }, order.state_text), money(order.total_fen, "big")), whatNext(order), seller ? sellerActions(program, order) : buyerActions(program, order)),
    ...opinions,
    card(h("ul", { class: "m-lines" }, order.items.map((one) => h("li", {}, h("span", { class: "m-goods small" }, picture(one.picture), h("span", {}, h("span", { class: "m-name" }, one.name), h("small", {}, `${one.quantity} ×`, " ", money(one.unit_price_fen)))), money(one.amount_fen))))),
    order.buyer ? titled(say("买家", "Buyer"), h("p", { "data-testid": "order-buyer" }, person(order.buyer))) : null,
    order.shopkeeper && !seller ? titled(say("推荐的店主", "Recommended by"), h("p", {}, order.shopkeeper.shop_name)) : null,
    titled(say("寄到哪里", "Where it goes"), h("p", {}, `${order.address.recipient} ${order.address.phone}`), soft(`${order.address.region} ${order.address.detail}`), order.tracking ? soft(`${order.tracking.carrier} ${order.tracking.no}`) : null),
    seller ? null : await ofOrder(program, order),
    titled(say("进度", "Progress"), h("ol", { class: "m-history" }, order.events.map((one) => h("li", {}, h("span", {}, one.text), h("small", {}, fullTime(seconds(one.at)))))), soft(order.no)),
  ];
}

function whatNext(order) {
  const words = {
    pending_payment: () => say(`请在 ${fullTime(seconds(order.expires_at))} 前付款，库存为您留着。`, `Pay before ${fullTime(seconds(order.expires_at))}; the stock is held for you.`),
    paid: () => say("等平台发货。（在后台点发货）", "Waiting to be shipped. (Ship it in the admin.)"),
    shipped: () => say("在路上。收到后请确认。", "On its way. Confirm when it has arrived."),
    received: () => order.settle_due_at && say(`退货期到 ${fullTime(seconds(order.settle_due_at))}。`, `Return window until ${fullTime(seconds(order.settle_due_at))}.`),
  }[order.state];
  return words?.() ? soft(words()) : null;
}

function sellerActions(program, order) {
  return h("div", { class: "m-two" }, button(say("为什么有（没有）佣金？", "Why was I (not) paid?"), () => program.go(`pages/earnings/explanation?no=${order.no}`), { testid: "why" }));
}

function buyerActions(program, order) {
  const path = `/orders/${order.no}`;
  const then = () => program.again();
  return h("div", { class: "m-two" }, [
    order.state === "pending_payment" && action(say("付款", "Pay"), () => pay(order.no).then(then), { main: true, testid: "pay" }),
    order.state === "pending_payment" && action(say("取消订单", "Cancel"), surely(say("取消这张订单？库存会放开给别人。", "Cancel this order? Its stock goes back on sale."), say("取消订单", "Cancel the order"), () => post(`${path}/cancellation`, {}).then(then)), { testid: "cancel-order" }),
    order.state === "shipped" && action(say("确认收货", "It has arrived"), () => post(`${path}/receipt`, {}).then(() => { explain("did_receipt"); then(); }), { main: true, testid: "confirm-receipt" }),
    order.refundable && action(say("申请退款", "Give it back"), surely(say("申请全额退款？订单就此停下，钱原路退回。", "Ask for all your money back? The order stops here, and the money returns the way it came."), say("申请退款", "Ask for a refund"), () => post(`${path}/refunds`, { text: "" }).then(then)), { quiet: true, testid: "refund" }),
  ]);
}

/** wx.requestPayment, then asking the shop: what the sheet says proves nothing. */
export async function pay(no) {
  const started = await post(`/orders/${no}/payment`, {});
  const { result } = await requestPayment(state.apps.mini_appid, started.sheet);
  if (result === "ok") await get(`/orders/${no}/payment`);
  return result;
}
