/** Questions about a product: asking and reading, a shop's desk where each is answered once, and one's own questions. */
import { h } from "../dom.js";
import { shortTime } from "../state.js";
import { say } from "../words.js";
import { action, badge, button, card, empty, longList, person, picture, problem, seconds, soft, titled, withCursor } from "./parts.js";
import { get, post, put, remove } from "./session.js";
import { tone } from "./badge_tones.js";

const SHOWN = 3;
const when = (moment) => shortTime(seconds(moment), { withHour: true });
const questionsPath = (code, shop) => `pages/questions/product?code=${encodeURIComponent(code)}&shop=${encodeURIComponent(shop)}`;

function line(mark, words, small, answer = false) {
  return h("p", { class: "m-qa" }, h("i", { class: answer ? "answer" : null, "aria-hidden": "true" }, mark), h("span", {}, words, small ? h("small", {}, small) : null));
}

const asked = (words, small) => line(say("问", "Q"), h("b", {}, words), small);
const answered = (words, small) => line(say("答", "A"), words, small, true);
const wordsOf = (one) => (one.quoted_from ? say(` · 引用 ${one.quoted_from} 的回答`, ` · in the words of ${one.quoted_from}`) : "");

function read(one) {
  return h("li", { class: "m-qas", "data-testid": "answered-question" }, asked(one.text, `${say("一位顾客", "A customer")} · ${when(one.asked_at)}`),
    answered(one.answer, say(`${one.shopkeeper.shop_name} 回答`, `${one.shopkeeper.shop_name} answered`) + wordsOf(one)));
}

const readers = (code, shop) => `/products/${encodeURIComponent(code)}/questions?shopkeeper_code=${encodeURIComponent(shop)}`;
const none = () => soft(say("还没有人问过。想知道什么，可以问店主。", "Nobody has asked yet. What would you like to know?"));

/** The section of a product's page: the shop's own answers first, and the way to ask. */
export async function askedAbout(program, product, shop) {
  const found = await get(`${readers(product.code, shop.code)}&limit=${SHOWN}`);
  return titled(say("大家问", "Questions"), found.items.length ? h("ul", { class: "m-rows" }, found.items.map(read)) : none(),
    button(found.next_cursor ? say("全部问答 · 问店主", "All questions · ask the shop") : say("问店主", "Ask the shop"), () => program.go(questionsPath(product.code, shop.code)), { testid: "ask-shop" }));
}

/** Everything that was asked about a product, and a form to ask. */
export async function productQuestions(program, query) {
  const words = h("textarea", { class: "m-field", rows: "3", maxlength: "200", placeholder: say("例如：送人合适吗？", "For example: would it make a good gift?"), "aria-label": say("想知道什么？", "What would you like to know?"), "data-testid": "question-words" });
  // The shop that was opened through a share is asked through it; otherwise by its code.
  const opened = program.opened?.product.code === query.code && program.opened?.shop.code === query.shop ? program.opened : null;
  const ask = action(say("提问", "Send"), async () => {
    await post("/questions", { text: words.value, ...(opened ? { token: opened.token } : { product_code: query.code, shopkeeper_code: query.shop }) });
    program.replace("pages/questions/mine");
  }, { main: true, testid: "send-question" });
  const list = await longList((cursor) => get(withCursor(readers(query.code, query.shop), cursor)), (one) => [read(one)], none());
  return [
    titled(opened ? say(`问 ${opened.shop.shop_name}`, `Ask ${opened.shop.shop_name}`) : say("问店主", "Ask the shop"), words,
      soft(say("问题和回答会放在商品页上，不写您的名字。请不要写电话、地址。", "Question and answer go on the product page, without your name. Please leave out phone numbers and addresses.")), ask),
    titled(say("大家问", "Questions"), list),
  ];
}

/** What I asked, how it stands, and what was answered. */
export async function myQuestions(program) {
  return h("div", {}, await longList((cursor) => get(withCursor("/questions", cursor)), (one) => [h("li", { class: "m-card", "data-testid": "my-question", "data-state": one.state },
    head(one, one.shopkeeper.shop_name, badge(one.state_text, tone("question", one.state))), asked(one.text),
    one.answer ? answered(one.answer.text, when(one.answer.answered_at) + wordsOf(one.answer)) : soft(NEXT[one.state](), one.reason ? say(` 原因：${one.reason}`, ` Why: ${one.reason}`) : ""),
    one.hidden ? soft(say("只回答给您，不放在商品页上", "Answered to you alone; not on the product page")) : null, about(program, one))],
  empty(say("还没有提过问题。在商品页点“问店主”。", "No questions yet. Tap “Ask the shop” on a product's page."))));
}

const NEXT = {
  checking: () => say("文字检查通常只要片刻，之后店主就能看到。", "Checking takes a moment, then the shop sees it."),
  waiting: () => say("这句话要同事看一眼，看过再给店主。", "A colleague has a look at these words first, then the shop sees them."),
  refused: () => say("没有公开，店主也没有看到。", "It was not published, and the shop has not seen it."),
  open: () => say("已经送到店主那里，回答会放在这里。", "The shop has it; the answer will be here."),
};

function head(one, who, mark) {
  return h("p", { class: "m-qa-head" }, h("small", {}, `${who} · ${when(one.asked_at)}`), mark);
}

function about(program, one) {
  return h("button", { class: "m-qa-about", type: "button", onclick: () => program.go(questionsPath(one.product.code, one.shopkeeper.code)) }, picture(one.product.picture, "m-qa-picture"), h("span", {}, one.product.name));
}

/** A shop's desk: what waits for an answer first, the oldest on top; then what was answered. */
export async function questionDesk(program) {
  const list = (state, draw, nothing) => longList((cursor) => get(withCursor(`/questions?role=shopkeeper&state=${state}`, cursor)), (one) => [draw(program, one)], nothing);
  const [open, done] = await Promise.all([
    list("open", openQuestion, card(soft(say("没有等您回答的问题。", "Nothing waits for your answer.")))),
    list("answered", doneQuestion, null),
  ]);
  return [h("h2", { class: "m-part" }, say("等您回答", "Waiting for you")), open, done && h("h2", { class: "m-part" }, say("回答过的", "Answered")), done];
}

function openQuestion(program, one) {
  const words = h("textarea", { class: "m-field", rows: "2", maxlength: "500", "aria-label": say("您的回答", "Your answer"), placeholder: say("您的回答，检查后大家都能看到", "Your answer; everybody can read it once it is checked"), "data-testid": "answer-words" });
  const earlier = h("details", { class: "m-objection", "data-testid": "earlier" }, h("summary", {}, say("用以前的回答", "Use an earlier answer")));
  earlier.addEventListener("toggle", async () => earlier.append(await earlierAnswers(program, one).catch((error) => problem(error))), { once: true });
  return h("li", { class: "m-card", "data-testid": "open-question" }, head(one, person(one.asker), one.hidden ? badge(say("不放页面", "not for the page")) : null), asked(one.text), about(program, one),
    one.answer ? soft(say(`您的回答没有通过，请重写。${one.answer.reason}`, `Your answer was not published; please write it anew. ${one.answer.reason}`)) : null,
    words, h("div", { class: "m-two" }, action(say("回答", "Answer"), async () => { await post(`/questions/${one.id}/answer`, { text: words.value }); program.again(); }, { main: true, testid: "send-answer" }), asideButton(program, one)), earlier);
}

/** One tap answers with words that were checked before. */
async function earlierAnswers(program, one) {
  const found = await get(`/questions/${one.id}/answers-to-reuse`);
  if (!found.items.length) return soft(say("这件商品还没有人回答过问题。", "Nobody has answered a question about this product yet."));
  return h("ul", { class: "m-rows" }, found.items.map((each) => h("li", { class: "m-qas", "data-testid": "earlier-answer" }, asked(each.question), answered(each.text, each.own ? say("您的回答", "your answer") : each.shop_name),
    action(say("就用这个回答", "Answer with this"), async () => { await post(`/questions/${one.id}/answer`, { reuse_answer_id: each.id }); program.again(); }, { testid: "reuse" }))));
}

function doneQuestion(program, one) {
  return h("li", { class: "m-card", "data-testid": "done-question" }, head(one, person(one.asker), badge(one.answer.state_text, tone("question", one.answer.state))), asked(one.text), answered(one.answer.text, when(one.answer.answered_at) + wordsOf(one.answer)), about(program, one), asideButton(program, one));
}

function asideButton(program, one) {
  const path = `/questions/${one.id}/hidden`;
  return action(one.hidden ? say("放回商品页", "Put on the page") : say("不放商品页", "Not for the page"), async () => { await (one.hidden ? remove(path) : put(path)); program.again(); }, { quiet: true, testid: "aside" });
}
