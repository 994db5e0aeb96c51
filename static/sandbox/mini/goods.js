/** Choosing something and sharing it. */
import { h } from "../dom.js";
import { say } from "../words.js";
import { action, badge, card, empty, link, listCard, longList, money, picture, soft, titled, withCursor } from "./parts.js";
import { audienceFor } from "./customers.js";
import { reviewsOf } from "./reviews.js";
import { picker } from "./materials.js";
import { get, post } from "./session.js";

const PATIENCE = 3000; // ms
const LOOK_AGAIN = 250;

export const percent = (bp) => `${bp / 100}%`;

export async function goods(program) {
  const list = await longList((cursor) => get(withCursor("/products", cursor)), (one) => [link(
    h("span", { class: "m-goods" }, picture(one.pictures[0]), h("span", {}, h("span", { class: "m-name" }, one.name), h("small", { class: "m-clamp" }, one.summary), h("span", { class: "m-price" }, money(one.price_fen), earn(one)))),
    () => program.go(`pages/goods/detail?code=${encodeURIComponent(one.code)}`), { testid: "product" })], empty(say("货架上还没有东西。", "The shelf is empty.")));
  return listCard(list);
}

function earn(product) {
  if (product.commission_rate_bp === null) return null;
  const fen = Math.floor((product.price_fen * product.commission_rate_bp) / 10000);
  return badge(product.sold_out ? say("售完", "Sold out") : say(`赚 ¥${(fen / 100).toFixed(2)}`, `Earn ¥${(fen / 100).toFixed(2)}`), product.sold_out ? "" : "accent");
}

export async function goodsDetail(program, query) {
  const product = await get(`/products/${encodeURIComponent(query.code)}`);
  const words = h("textarea", { class: "m-field", rows: "2", maxlength: "120", placeholder: say("想说的话，会写在卡片和页面上（可不写）", "Your own words, on the card and the page (optional)"), "aria-label": say("想说的话", "Your words"), "data-testid": "share-words" });
  const used = { id: null };
  const usedWords = h("p", { class: "m-soft", role: "status", "data-testid": "used-material" });
  const use = (one) => {
    used.id = one.id;
    words.value = one.text;
    words.rows = 4;
    usedWords.textContent = say(`用了素材：${one.title}`, `From the library: ${one.title}`);
    words.scrollIntoView({ block: "center" });
  };
  const keeper = program.me.shopkeeper;
  const [meant, library, given] = await Promise.all([keeper ? audienceFor(program, product.code) : { box: null, chosen: () => [] }, keeper ? picker(program, product.code, use) : null, keeper && query.material ? get(`/materials/${query.material}`) : null]);
  if (given) {
    used.id = given.id;
    if (given.kind === "copy") Object.assign(words, { value: given.text, rows: 4 });
    usedWords.textContent = say(`用了素材：${given.title}`, `From the library: ${given.title}`);
  }
  const share = action(say("分享到聊天", "Share to a chat"), async () => {
    const made = await post("/shares", { product_code: product.code, text: words.value.trim(), audience: meant.chosen(), material_id: used.id });
    await program.sendCard(cardOf(await checked(made)));
    program.replace(`pages/shares/detail?id=${made.id}`);
  }, { main: true, testid: "share-to-chat" });
  return [
    picture(product.pictures[0], "m-cover"),
    card(h("div", { class: "m-price big" }, money(product.price_fen), earn(product)), h("h2", { class: "m-name" }, product.name), soft(product.summary), soft(product.brand.name)),
    keeper ? titled(say("分享", "Share"), words, usedWords, library, meant.box, share, soft(say(`佣金 ${percent(product.commission_rate_bp ?? 0)}，只按成交并过了退货期的商品付；顾客的价格不变。`, `Commission ${percent(product.commission_rate_bp ?? 0)}, paid for what is delivered and not returned; the customer's price is the same.`))) : null,
    await reviewsOf(program, product),
    titled(say("规格", "Variants"), h("ul", { class: "m-lines" }, product.skus.map((sku) => h("li", {}, h("span", {}, sku.name), h("span", {}, money(sku.price_fen), h("small", {}, sku.available ? say(` 余 ${sku.available}`, ` ${sku.available} left`) : say(" 售完", " sold out"))))))),
    titled(say("说说它", "About it"), product.story.split("\n").map((line) => h("p", {}, line))),
  ];
}

/** The share once its words were checked: a moment, as long as WeChat lets a mini-program prepare a card. */
async function checked(share) {
  let found = share;
  for (const until = Date.now() + PATIENCE; found.moderation?.state === "checking" && Date.now() < until;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
    found = await get(`/shares/${share.id}`);
  }
  return found;
}

/** What others are sent: the shopkeeper's own words only once they are shown. */
export function cardOf(share) {
  const words = share.moderation?.state === "shown" ? share.text : "";
  return { title: share.product.name, desc: words || share.product.summary, image: share.product.card_picture || share.product.pictures[0] || "", link: share.url };
}
