/** Earnings: what is promised, what is payable, and the reason for every fen. */
import { h } from "../dom.js";
import { dateOnly, shortTime, tell } from "../state.js";
import { explain } from "../guide.js";
import { say } from "../words.js";
import { badge, button, card, empty, listCard, longList, money, seconds, soft, withCursor } from "./parts.js";
import { get } from "./session.js";
import { tone } from "./tones.js";

const WORDS = { pending: () => say("待结算", "pending"), payable: () => say("可提现", "payable"), void: () => say("已取消", "void"), voided: () => say("已取消", "void"), clawed_back: () => say("已扣回", "clawed back") };

export async function earnings(program) {
  const purse = await get("/earnings");
  const filter = { state: null };
  const place = h("div", {});
  const chips = h("div", { class: "m-chips", role: "group", "aria-label": say("筛选", "Filter") });
  const fill = async () => {
    chips.replaceChildren(...[[null, say("全部", "All")], ["pending", say("待结算", "Pending")], ["payable", say("可提现", "Payable")]].map(([state, words]) => h("button", { type: "button", class: "m-chip", "aria-pressed": String(filter.state === state), onclick: () => { filter.state = state; fill(); } }, words)));
    const path = filter.state ? `/earnings/entries?state=${filter.state}` : "/earnings/entries";
    place.replaceChildren(await longList((cursor) => get(withCursor(path, cursor)), (one) => [entry(program, one)], empty(say("还没有佣金。有人从您的分享买了东西，就会在这里。", "No commission yet. When somebody buys through your share, it appears here."))));
  };
  await fill();
  return [
    h("section", { class: "m-card m-purse" }, h("div", {}, h("span", {}, say("待结算", "Pending")), h("strong", { "data-testid": "pending" }, money(purse.pending_fen))), h("div", {}, h("span", {}, say("可提现", "Payable")), h("strong", { "data-testid": "payable" }, money(purse.payable_fen))),
      purse.next_due_at ? soft(say(`下一笔 ¥${(purse.next_due_fen / 100).toFixed(2)} 在 ${dateOnly(seconds(purse.next_due_at))} 可提现`, `Next: ¥${(purse.next_due_fen / 100).toFixed(2)} payable on ${dateOnly(seconds(purse.next_due_at))}`)) : soft(say("收货并过了退货期，待结算的就变成可提现。", "After receipt and the return window, pending becomes payable."))),
    chips, listCard(place),
  ];
}

function entry(program, one) {
  const words = (WORDS[one.state] || (() => one.state))();
  const details = h("details", { class: "m-entry", "data-testid": "entry", "data-order": one.order_no },
    h("summary", {}, h("span", { class: "m-row-text" }, h("span", { class: "cut" }, `${one.sold.name} × ${one.sold.quantity}`), h("small", {}, shortTime(seconds(one.accrued_at), { withHour: true }), say("，订单尾号 ", ", order "), one.order_no.slice(-4))), h("span", { class: "m-entry-sum" }, money(one.amount_fen), badge(words, tone("commission", one.state)))),
    explained(one.explanation),
    button(say("看这张订单", "See the order"), () => program.go(`pages/orders/detail?no=${one.order_no}&role=seller`), { quiet: true }));
  details.addEventListener("toggle", () => {
    if (!details.open) return;
    explain("did_explained");
    tell("explained", seconds(one.accrued_at));
    if (one.state === "payable") tell("payable", seconds(one.accrued_at));
  });
  return h("li", {}, details);
}

export function explained(words) {
  return h("div", { class: "m-explained" }, h("ol", {}, words.lines.map((line) => h("li", {}, line))), words.next ? h("p", { class: "m-next" }, words.next) : null);
}

export async function why(program, query) {
  const words = await get(`/earnings/why?order_no=${encodeURIComponent(query.no)}`);
  return card(h("h2", {}, words.title), explained(words));
}
