/** A share opened inside the mini-program: looking, and buying with the visit it recorded. */
import { h } from "../dom.js";
import { state, tell } from "../state.js";
import { say } from "../words.js";
import { action, badge, button, card, money, picture, problem, soft, titled } from "./parts.js";
import { askedAbout } from "./questions.js";
import { post } from "./session.js";
import { pay } from "./orders.js";
import { reviewsOf } from "./reviews.js";

const ADDRESS = [
  ["recipient", () => say("收货人", "Recipient"), "name"], ["phone", () => say("手机号", "Phone"), "tel"],
  ["region", () => say("省市区", "Region"), "address-level1"], ["detail", () => say("详细地址", "Address"), "street-address"],
];
const EXAMPLE = { phone: "13800138000", region: "浙江省 杭州市 西湖区", detail: "文三路 188 号 3 幢 502 室" };

export async function shareLanding(program, query) {
  const opened = await post("/visits", { token: query.scene });
  tell("opened");
  const { product, shopkeeper, text, signals, card: shared } = opened.page;
  program.card = { title: shared.title, desc: shared.description, image: shared.picture, link: shared.path };
  program.opened = { token: query.scene, visit: opened.visit_id, product, shop: shopkeeper };
  const [opinions, asked] = await Promise.all([reviewsOf(program, product), askedAbout(program, product, shopkeeper)]);
  return [
    picture(product.pictures[0], "m-cover"),
    card(h("div", { class: "m-price big" }, money(product.price_fen), product.sold_out ? badge(say("售完", "Sold out")) : null), h("h2", { class: "m-name" }, product.name), soft(product.summary)),
    card(h("p", {}, badge(say("店主", "Shopkeeper"), "accent"), " ", shopkeeper.shop_name), text ? h("p", { class: "m-quote" }, text) : soft(shopkeeper.introduction), signals.length ? h("ul", { class: "m-signals", "aria-label": say("这家店", "This shop") }, signals.map((line) => h("li", {}, line))) : null),
    opinions,
    titled(say("说说它", "About it"), product.story.split("\n").map((line) => h("p", {}, line))),
    asked,
    h("div", { class: "m-bottom" }, button(say("购买", "Buy"), () => program.go("pages/share/checkout"), { main: true, testid: "buy" })),
  ];
}

export async function checkout(program) {
  const { token, visit, product } = program.opened;
  const key = crypto.randomUUID();
  const chosen = product.skus.find((one) => one.available) || product.skus[0];
  const sku = h("select", { class: "m-field", name: "sku", "aria-label": say("规格", "Variant") }, product.skus.map((one) => h("option", { value: one.code, selected: one === chosen, disabled: !one.available }, `${one.name} · ¥${(one.price_fen / 100).toFixed(2)}`)));
  const quantity = h("input", { class: "m-field", type: "number", name: "quantity", min: "1", max: String(chosen.most_per_order), value: "1", "aria-label": say("数量", "Quantity") });
  const fields = ADDRESS.map(([name, words, hint]) => h("label", { class: "m-label" }, words(), h("input", { class: "m-field", name, autocomplete: hint, required: true, "data-testid": `address-${name}` })));
  const form = h("form", { onsubmit: (event) => { event.preventDefault(); send(program, form, { token, visit, key }); } },
    titled(product.name, h("label", { class: "m-label" }, say("规格", "Variant"), sku), h("label", { class: "m-label" }, say("数量", "Quantity"), quantity)),
    titled(say("寄到哪里", "Where it goes"), fields, button(say("填一个示例地址", "Use an example address"), () => Object.entries({ recipient: state.person.name, ...EXAMPLE }).forEach(([name, value]) => { form.elements[name].value = value; }), { quiet: true, testid: "example-address" }),
      soft(say("下单后，推荐的店主会记得和您的来往，也可以再分享东西给您；随时可以在“我的 · 隐私与数据”关掉。", "Once you order, the shopkeeper remembers how you get on and may share things with you; turn it off any time under “Me · Privacy and data”."))),
    h("div", { class: "m-bottom" }, button(say("提交订单并付款", "Order and pay"), null, { main: true, testid: "place-order", type: "submit" })));
  return form;
}

async function send(program, form, { token, visit, key }) {
  const value = (name) => form.elements[name].value.trim();
  form.querySelector(".m-problem")?.remove();
  const submit = form.querySelector("[type=submit]");
  submit.disabled = true;
  try {
    const order = await post("/orders", {
      token, visit_id: visit, items: [{ sku_code: value("sku"), quantity: Number(value("quantity")) }],
      address: Object.fromEntries(ADDRESS.map(([name]) => [name, value(name)])),
    }, { "Idempotency-Key": key });
    await pay(order.no);
    program.go(`pages/orders/detail?no=${order.no}`, { fresh: true });
  } catch (error) {
    form.append(problem(error));
    submit.disabled = false;
  }
}
