/** Reviews: saying how what arrived is, reading what others say, and a shopkeeper's replies. */
import { h } from "../dom.js";
import { shortTime } from "../state.js";
import { say } from "../words.js";
import { action, badge, card, empty, link, listCard, longList, person, picture, rows, seconds, soft, surely, titled, withCursor } from "./parts.js";
import { get, post, remove } from "./session.js";
import { tone } from "./badge_tones.js";

const MOST = 5;
const WORDS = [() => say("很差", "Poor"), () => say("不好", "Weak"), () => say("一般", "Fair"), () => say("满意", "Good"), () => say("非常好", "Great")];
const ofFive = (given) => say(`${given} 星，满分 5 星`, `${given} of 5 stars`);

export const stars = (given) => h("span", { class: "m-stars", role: "img", "aria-label": ofFive(given) }, h("i", {}, "★".repeat(given)), "★".repeat(MOST - given));

/** "2026-06" as people write it. */
function monthOf(month) {
  const [year, number] = month.split("-").map(Number);
  return say(`${year}年${number}月`, new Date(year, number - 1).toLocaleDateString("en", { month: "short", year: "numeric" }));
}

/** How a product is rated: the mean, and how often each number of stars was given. */
function rated(rating) {
  const bar = (one) => {
    const place = h("span", { class: "m-bar-of" });
    place.innerHTML = `<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="${(one.count * 100) / rating.count}" height="8"/></svg>`;
    return h("li", { "aria-label": say(`${one.stars} 星：${one.count} 条`, `${one.stars} stars: ${one.count}`) }, h("span", {}, String(one.stars)), place, h("span", {}, String(one.count)));
  };
  return h("div", { class: "m-rating", "data-testid": "rating" }, h("div", {}, h("strong", {}, rating.average.toFixed(1)), stars(Math.round(rating.average)), h("small", {}, say(`${rating.count} 条评价`, `${rating.count} ${rating.count === 1 ? "rating" : "ratings"}`))), h("ul", {}, rating.by_star.map(bar)));
}

/** Everybody reads the masked name; the shop that sold it knows the person by their letters, too. */
const reviewer = (one) => (one.alias ? person(one) : one.name || say("一位买家", "A buyer"));

const review = (one) => h("li", { class: "m-review", "data-testid": "review" }, h("p", {}, stars(one.stars), " ", badge(say("已购", "Verified purchase"), "ok")), one.text ? h("p", { class: "m-pre" }, one.text) : null,
  h("small", {}, `${reviewer(one.buyer)} · ${one.sku_name} · ${monthOf(one.month)}`), one.reply ? h("p", { class: "m-quote" }, h("b", {}, say(`${one.shop_name} 回复`, `${one.shop_name} replied`)), " ", one.reply) : null);

/** A product's rating and its newest reviews, for the page of the product. */
export async function reviewsOf(program, product) {
  const found = await get(`/products/${encodeURIComponent(product.code)}/reviews?limit=3`);
  if (!found.rating.count) return titled(say("评价", "Reviews"), soft(say("还没有评价。买过、收到以后就可以写。", "No reviews yet. Whoever has bought and received it can write one.")));
  return titled(say("评价", "Reviews"), rated(found.rating), h("ul", { class: "m-reviews" }, found.items.map(review)),
    found.next_cursor ? rows(link(h("span", {}, say(`全部 ${found.rating.count} 条`, `All ${found.rating.count}`)), () => program.go(`pages/reviews/product?code=${encodeURIComponent(product.code)}`), { testid: "all-reviews" })) : null, soft(found.policy));
}

export async function productReviews(program, query) {
  const path = `/products/${encodeURIComponent(query.code)}/reviews`;
  const first = await get(path);
  const list = await longList((cursor) => (cursor ? get(withCursor(path, cursor)) : Promise.resolve(first)), (one) => [review(one)], null);
  return first.rating.count ? [card(rated(first.rating), soft(first.policy)), card(list)] : empty(say("还没有评价。", "No reviews yet."));
}

/** What an order asks about, and what was written: for the page of the order. */
export async function orderReviews(program, order) {
  const found = await get(`/orders/${order.no}/reviews`);
  return found.items.map((one) => (one.review ? written(program, order, one) : one.reviewable ? asked(program, order, one) : null));
}

function written(program, order, { name, review: mine }) {
  const back = surely(say("星、文字和回复都会删掉，这件不能再评一次。", "Stars, words and the reply go, and this purchase is not reviewed again."), say("收回", "Take it back"), async () => { await remove(`/reviews/${mine.id}`); program.again(); });
  return h("section", { class: "m-card", "data-testid": "my-review" }, h("h2", {}, say("我的评价", "My review")), order.items.length > 1 ? soft(name) : null, h("p", {}, stars(mine.stars), " ", mine.review_text ? badge(mine.review_text.state_text, tone("text", mine.review_text.state)) : null),
    mine.review_text ? h("p", { class: "m-pre" }, mine.review_text.text) : null, mine.review_text?.reason ? soft(mine.review_text.reason) : null, mine.reply ? h("p", { class: "m-quote" }, h("b", {}, say(`${mine.shop_name} 回复`, `${mine.shop_name} replied`)), " ", mine.reply) : null,
    action(say("收回这条评价", "Take this review back"), back, { quiet: true, testid: "take-back-review" }));
}

function asked(program, order, one) {
  const group = `stars-${one.sku_code}`;
  const choices = WORDS.map((words, n) => [h("input", { type: "radio", id: `${group}-${n + 1}`, name: group, value: String(n + 1) }), h("label", { for: `${group}-${n + 1}`, "data-testid": `star-${n + 1}` }, h("i", { "aria-hidden": "true" }, "★"), h("span", { class: "m-sr" }, say(`${n + 1} 星`, `${n + 1} stars`)), h("small", {}, words()))]);
  const rate = h("fieldset", { class: "m-rate" }, h("legend", { class: "m-sr" }, say("几颗星？", "How many stars?")), choices.flat());
  const words = h("textarea", { class: "m-field", rows: "3", maxlength: "500", placeholder: say("想说就说两句（可不写）", "A few words, if you like"), "aria-label": say("想说的话", "In your words"), "data-testid": "review-words" });
  const send = action(say("发布评价", "Send the review"), async () => {
    const given = rate.querySelector(":checked")?.value;
    if (!given) throw new Error(say("先给几颗星再发布。", "Give some stars first."));
    await post(`/orders/${order.no}/reviews`, { sku_code: one.sku_code, stars: Number(given), text: words.value.trim() });
    program.again();
  }, { main: true, testid: "send-review" });
  rate.addEventListener("change", () => rate.classList.add("chosen"));
  return h("section", { class: "m-card", "data-testid": "ask-review" }, h("h2", {}, say("收到了，怎么样？", "It arrived. How was it?")), order.items.length > 1 ? soft(one.name) : null, rate, words, send,
    soft(say("星数马上计入；文字检查过就公开，名字会遮住。每样东西评一次。", "Stars count at once; words are public once checked, your name masked. Each thing is reviewed once.")));
}

/** What buyers say about a shopkeeper's sales. */
export async function soldReviews(program) {
  const list = await longList((cursor) => get(withCursor("/reviews?role=shopkeeper", cursor)), (one) => [sold(program, one)], empty(say("还没有人评价经您卖出的东西。", "Nobody has reviewed what you sold yet.")));
  return [listCard(list), soft(say("名字已遮住；差评也留着，您可以回复一次。", "Names are masked. Bad reviews stay, too; you can reply once."))];
}

function sold(program, one) {
  const open = () => program.go(`pages/orders/detail?no=${one.order_no}&role=shopkeeper`);
  return h("li", { class: "m-sold", "data-testid": "sold-review" },
    h("button", { class: "m-goods small", type: "button", onclick: open }, picture(one.picture), h("span", {}, h("span", { class: "m-name" }, one.product_name), h("small", {}, `${person(one.buyer)} · ${one.sku_name} · ${shortTime(seconds(one.created_at), { withHour: true })}`), stars(one.stars))),
    one.text ? h("p", { class: "m-pre" }, one.text) : null, one.reply ? h("p", { class: "m-quote" }, one.reply.text, " ", badge(one.reply.state_text, tone("text", one.reply.state))) : reply(program, one));
}

function reply(program, one) {
  const words = h("textarea", { class: "m-field", rows: "2", maxlength: "300", "aria-label": say("回复", "Reply"), placeholder: say("谢谢，或者说说怎么改进", "Thank them, or say what you will do better"), "data-testid": "reply-words" });
  return h("details", { class: "m-objection" }, h("summary", {}, say("回复", "Reply")), words, action(say("发出回复", "Send the reply"), async () => { await post(`/reviews/${one.id}/reply`, { text: words.value.trim() }); program.again(); }, { testid: "send-reply" }));
}
