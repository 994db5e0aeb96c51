/** Something is wrong with what was bought: the form, the thread with what happens next, and a shopkeeper's desk. */
import { h } from "../dom.js";
import { fullTime, now, shortTime } from "../state.js";
import { say } from "../words.js";
import { action, badge, button, card, empty, link, listCard, longList, money, person, picture, problem, rows, seconds, soft, surely, titled, withCursor } from "./parts.js";
import { get, post } from "./session.js";
import { tone } from "./badge_tones.js";

const MOST = "500";
const HOUR = 3600;
const KINDS = [["quality", () => say("质量有问题", "Something is wrong with it")], ["not_as_described", () => say("和描述不一样", "Not as described")], ["delivery", () => say("物流有问题", "Delivery")], ["service", () => say("服务有问题", "Service")], ["other", () => say("其他", "Something else")]];
const goods = (one) => h("span", { class: "m-goods small" }, picture(one.picture), h("span", {}, h("span", { class: "m-name" }, one.name), h("small", {}, `× ${one.quantity}`)));
const textarea = (label, testid, placeholder = "") => h("textarea", { class: "m-field", name: "words", rows: "4", maxlength: MOST, required: true, "aria-label": label, placeholder, "data-testid": testid });

/** The way from an order to its complaints: those there are, and a new one for what is not complained about yet. */
export async function ofOrder(program, order) {
  if (!order.paid_at) return null;
  const made = (await get(`/complaints?order_no=${encodeURIComponent(order.no)}`)).items;
  const left = order.items.length - made.length;
  return titled(say("有问题？", "Something wrong?"), made.length ? rows(made.map((one) => row(program, one))) : soft(say("店主先答复，不满意再由平台来看。", "The shopkeeper answers first; if that does not settle it, the platform looks at it.")),
    left > 0 ? button(made.length ? say("另一件也有问题", "Something wrong with another item") : say("说说哪里不对", "Say what is wrong"), () => program.go(`pages/complaints/new?no=${order.no}`), { quiet: made.length > 0, testid: "complain" }) : null);
}

function row(program, one) {
  const due = one.answer_due_at ? say(` · 最晚 ${fullTime(seconds(one.answer_due_at))}`, ` · by ${fullTime(seconds(one.answer_due_at))}`) : "";
  return link([h("span", { class: "cut" }, one.item.name), h("small", {}, badge(one.state_text, tone("complaint", one.state)), ` ${one.kind_text}${one.buyer ? ` · ${person(one.buyer)}` : ""}${due}`)], () => program.go(`pages/complaints/detail?id=${one.id}`), { testid: "complaint" });
}

export async function newComplaint(program, query) {
  const order = await get(`/orders/${encodeURIComponent(query.no)}`);
  const made = (await get(`/complaints?order_no=${encodeURIComponent(query.no)}`)).items.map((one) => one.item.sku_code);
  const left = order.items.filter((one) => !made.includes(one.sku_code));
  if (!left.length) return empty(say("每一件都已经说过了，请在原来的里面补充。", "Every item has its complaint; please add to the one there is."));
  const choice = (name, options) => h("div", { class: "m-options" }, options.map(([value, label], n) => h("label", { class: "m-check" }, h("input", { type: "radio", name, value, required: true, checked: options.length === 1 && n === 0, "data-testid": `${name}-${value}` }), h("span", {}, label))));
  const form = h("form", { onsubmit: (event) => { event.preventDefault(); send(program, form, order.no); } },
    soft(order.shopkeeper ? say("店主会在期限内答复；没有答复或者您不满意，平台来看。只有您、店主和平台看得到。", "The shopkeeper has a term to answer; if they do not, or if you are not content, the platform looks at it. Only you, the shopkeeper and the platform can read it.") : say("平台直接来看。只有您和平台看得到。", "The platform itself looks at it. Only you and the platform can read it.")),
    titled(say("哪一件", "Which item"), choice("sku_code", left.map((one) => [one.sku_code, goods(one)]))),
    titled(say("是什么问题", "What it is about"), choice("kind", KINDS.map(([value, words]) => [value, words()]))),
    titled(say("发生了什么", "What happened"), textarea(say("发生了什么", "What happened"), "complaint-words", say("最多 500 个字；请不要写手机号或地址", "At most 500 characters; no phone number or address, please"))),
    h("div", { class: "m-bottom" }, button(say("提交", "Send"), null, { main: true, testid: "send-complaint", type: "submit" })));
  return form;
}

async function send(program, form, no) {
  const submit = form.querySelector("[type=submit]");
  form.querySelector(".m-problem")?.remove();
  submit.disabled = true;
  try {
    const made = await post(`/orders/${no}/complaints`, { sku_code: form.elements.sku_code.value, kind: form.elements.kind.value, text: form.elements.words.value.trim() });
    program.replace(`pages/complaints/detail?id=${made.id}`);
  } catch (error) {
    form.append(problem(error));
    submit.disabled = false;
  }
}

export async function complaints(program, query) {
  const role = query.role === "shopkeeper" ? "shopkeeper" : "buyer";
  return listCard(await longList((cursor) => get(withCursor(`/complaints?role=${role}`, cursor)), (one) => [row(program, one)], empty(role === "shopkeeper" ? say("还没有顾客投诉过。", "No customer has complained.") : say("您还没有投诉过。", "You have not complained about anything."))));
}

export async function complaint(program, query) {
  const one = await get(`/complaints/${encodeURIComponent(query.id)}`);
  return [
    card(h("div", { class: "m-state" }, h("strong", { "data-testid": "complaint-state", "data-state": one.state }, one.state_text), badge(one.kind_text, tone("complaint", one.state))), soft(one.next_text),
      one.answer_due_at ? h("p", { class: "m-next" }, say(`最晚 ${fullTime(seconds(one.answer_due_at))}`, `By ${fullTime(seconds(one.answer_due_at))}`)) : null, buyerActions(program, one)),
    card(goods(one.item), h("p", { class: "m-facts" }, h("span", {}, one.buyer ? say(`买家 ${person(one.buyer)}`, `Buyer ${person(one.buyer)}`) : one.shop_name ? say(`店主 ${one.shop_name}`, `Shopkeeper ${one.shop_name}`) : say("平台", "The platform")), money(one.item.amount_fen)),
      button(say("看订单", "See the order"), () => program.go(`pages/orders/detail?no=${one.order_no}${one.role === "shopkeeper" ? "&role=shopkeeper" : ""}`), { quiet: true })),
    titled(say("说过的话", "What was said"), h("ol", { class: "m-talk" }, one.messages.map(message))),
    one.can_write ? writing(program, one) : null,
  ];
}

function message(one) {
  return h("li", { class: one.mine ? "mine" : one.decides ? "decision" : "", "data-testid": "complaint-message" },
    h("small", {}, one.mine ? say("我", "Me") : one.decides ? say("平台的决定", "The platform's decision") : one.party_text, " · ", shortTime(seconds(one.at), { withHour: true })), h("p", {}, one.text));
}

function buyerActions(program, one) {
  if (!one.can_settle) return null;
  const path = `/complaints/${one.id}`;
  const settle = (outcome) => async () => { await post(`${path}/resolution`, { outcome }); program.again(); };
  return h("div", { class: "m-two" },
    one.answered_at ? action(say("解决了", "It is solved"), settle("solved"), { main: one.state === "answered", testid: "settle" }) : action(say("撤回投诉", "Take it back"), surely(say("撤回以后，这一件不能再投诉。", "Once taken back, this item cannot be complained about again."), say("撤回", "Take it back"), settle("withdrawn")), { quiet: true, testid: "withdraw" }),
    one.can_escalate ? action(say("请平台处理", "Ask the platform"), async () => { await post(`${path}/escalation`, {}); program.again(); }, { testid: "escalate" }) : null);
}

function writing(program, one) {
  const answering = one.role === "shopkeeper" && one.state === "open";
  const title = answering ? say("答复顾客", "Answer the customer") : say("补充一条", "Add a message");
  const words = textarea(title, "message-words", answering ? say("说说您会怎么做", "Say what you will do") : "");
  return titled(title, words, action(say("发送", "Send"), async () => { await post(`/complaints/${one.id}/messages`, { text: words.value.trim() }); program.again(); }, { main: answering, testid: "send-message" }));
}

/** What waits for a shopkeeper, most urgent first; a further kind of thing is a further line in OPENS. */
const OPENS = { complaint: (one) => `pages/complaints/detail?id=${one.ref}`, refund: (one) => `pages/orders/detail?no=${one.order_no}&role=shopkeeper` };

export async function desk(program) {
  const found = await get("/after-sales");
  const figures = found.figures;
  return [
    titled(say("等着您的", "Waiting for you"), found.items.length ? rows(found.items.map((one) => link([h("span", { class: "cut" }, one.name), h("small", {}, badge(one.kind_text, one.kind === "complaint" ? "wait" : ""), ` ${one.about_text} · ${person(one.buyer)}`)], () => program.go(OPENS[one.kind](one)), { testid: "waiting", after: left(one) })))
      : soft(say("都处理好了，没有什么在等您。", "All done; nothing waits for you.")),
      found.questions ? rows(link(h("span", {}, say(`${found.questions} 个提问等您回答`, `${found.questions} questions wait for your answer`)), () => program.go("pages/questions/asked"), { testid: "open-questions" })) : null),
    titled(say("近 90 天", "The last 90 days"), h("dl", { class: "m-figure-list" },
      fact(say("投诉 / 已答复", "Complaints / answered"), `${figures.complaints} / ${figures.answered}`), fact(say("答复中位时间", "Median time to answer"), lasting(figures.median_answer_seconds)),
      fact(say("平台决定 / 成立", "Decided / upheld"), `${figures.decided} / ${figures.upheld}`), fact(say("成交 / 退款", "Sales / refunds"), `${figures.sales} / ${figures.refunds}`),
      fact(say("退款中位时间", "Median time to refund"), lasting(figures.median_refund_seconds))), soft(say("期限内没有答复，投诉会转给平台。", "A complaint not answered in time goes to the platform."))),
    button(say("所有投诉", "All complaints"), () => program.go("pages/complaints/index?role=shopkeeper"), { quiet: true, testid: "all-complaints" }),
  ];
}

const fact = (name, value) => [h("dt", {}, name), h("dd", {}, value)];

function left(one) {
  if (!one.due_at) return h("small", { class: "m-left" }, say("进行中", "under way"));
  const rest = seconds(one.due_at) - now();
  return h("small", { class: `m-left ${rest < 12 * HOUR ? "soon" : ""}`, "data-testid": "time-left" }, rest <= 0 ? say("已到期", "over") : say(`还剩 ${lasting(rest)}`, `${lasting(rest)} left`));
}

function lasting(span) {
  if (span === null) return "—";
  const hours = span / HOUR;
  if (hours >= 48) return say(`${Math.round(hours / 24)} 天`, `${Math.round(hours / 24)} days`);
  if (hours >= 1) return say(`${Math.floor(hours)} 小时`, `${Math.floor(hours)} h`);
  return say(`${Math.max(Math.round(span / 60), 1)} 分钟`, `${Math.max(Math.round(span / 60), 1)} min`);
}
