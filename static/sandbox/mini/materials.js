/** The material library: what to send and to say, what each version led to, and one's own. */
import { h } from "../dom.js";
import { toast } from "../screens.js";
import { dateOnly } from "../state.js";
import { say } from "../words.js";
import { action, badge, button, card, empty, link, listCard, longList, picture, seconds, soft, surely, titled, withCursor } from "./parts.js";
import { get, remove } from "./session.js";
import { tone } from "./badge_tones.js";

export const KINDS = () => [["copy", say("文案", "Words to send")], ["pictures", say("图片", "Pictures")], ["script", say("话术", "Talks")], ["value_content", say("有用的内容", "Of use")]];

export async function materials(program, query) {
  const filter = { kind: query.kind || null, own: false };
  const place = h("div", {});
  const chips = h("div", { class: "m-chips wrap", role: "group", "aria-label": say("种类", "Kind") });
  const chip = (words, chosen, act) => h("button", { type: "button", class: "m-chip", "aria-pressed": String(chosen), onclick: () => { act(); fill(); } }, words);
  const fill = async () => {
    chips.replaceChildren(...[[null, say("全部", "All")], ...KINDS()].map(([kind, words]) => chip(words, filter.kind === kind, () => { filter.kind = kind; })), chip(say("我写的", "Mine"), filter.own, () => { filter.own = !filter.own; }));
    const asked = new URLSearchParams({ ...(filter.kind ? { kind: filter.kind } : {}), ...(filter.own ? { own: "true" } : {}), ...(query.product ? { product: query.product } : {}) });
    place.replaceChildren(await longList((cursor) => get(withCursor(`/materials${asked.size ? `?${asked}` : ""}`, cursor)), (one) => [row(program, one)],
      empty(filter.own ? say("您还没有写过素材。写一份自己顺手的话，下次直接用。", "You have not written any yet. Write what works for you, and use it next time.") : say("这里还没有素材。", "Nothing here yet."))));
  };
  await fill();
  return [chips, listCard(place), button(say("写一份素材", "Write one"), () => program.go("pages/materials/write"), { main: true, testid: "write-material" }),
    soft(say("数字是 90 天里用它的分享带来的结果，所有店主合计。", "Figures are what shares made with it led to within 90 days, over all shopkeepers."))];
}

function row(program, one) {
  return link([h("span", {}, one.title, " ", badge(one.kind_text, tone("material", one.kind)), stateBadge(one)), h("small", { class: "m-clamp" }, one.plain || say(`${one.pictures.length} 张图片`, `${one.pictures.length} pictures`)), h("small", {}, [forWhat(one), worked(one)].filter(Boolean).join(" · "))],
    () => program.go(`pages/materials/detail?id=${one.id}`), { testid: "material" });
}

const stateBadge = (one) => (one.by === "me" ? badge(one.state_text, tone("text", one.state)) : null);
const forWhat = (one) => [one.product_name, one.stage_text].filter(Boolean).join(" · ");
const worked = (one) => (one.performance.shares ? say(`用过 ${one.performance.shares} 次，${one.performance.visitors} 人看，${one.performance.buyers} 人买`, `used ${one.performance.shares} times, ${one.performance.visitors} looked, ${one.performance.buyers} bought`) : say("还没有人用过", "not used yet"));

/** Put words onto the clipboard and say so. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const place = h("textarea", { class: "m-offscreen", "aria-hidden": "true" }, text);
    document.body.append(place);
    place.select();
    document.execCommand("copy");
    place.remove();
  }
  toast(say("已复制", "Copied"));
}

/** A material with what one does with it; `use` puts it into a share, where there is one. */
export function offered(program, one, { use = null, note = null } = {}) {
  return h("div", { class: "m-material", "data-testid": "offered-material" },
    h("div", { class: "m-material-head" }, badge(one.kind_text, tone("material", one.kind)), h("strong", {}, one.title)),
    note ? soft(note) : null, body(one),
    h("div", { class: "m-two" }, use ? action(say("用这段", "Use it"), use, { testid: "use-material" }) : null, one.plain ? action(say("复制", "Copy"), () => copy(one.plain), { testid: "copy-material" }) : null),
    h("button", { class: "m-more-link", type: "button", onclick: () => program.go(`pages/materials/detail?id=${one.id}`) }, worked(one)));
}

function body(one) {
  if (one.kind === "script") {
    return h("div", { class: "m-pitch" }, h("p", { class: "m-quote" }, one.opening), h("ul", { class: "m-points" }, one.points.map((point) => h("li", {}, point))),
      one.doubt ? h("p", {}, h("strong", {}, say("问：", "Q: ")), one.doubt, h("br"), h("strong", {}, say("答：", "A: ")), one.answer) : null);
  }
  return [one.text ? h("p", { class: "m-pre" }, one.text) : null, one.pictures.length ? h("div", { class: "m-pictures" }, one.pictures.map((src) => picture(src))) : null];
}

export async function materialDetail(program, query) {
  const one = await get(`/materials/${query.id}`);
  const mine = one.by === "me";
  const who = { platform: say("平台写的", "Written by the platform"), me: say("我写的", "Written by me"), shopkeeper: say(`${one.shop_name} 写的`, `Written by ${one.shop_name}`) }[one.by];
  return [
    card(h("h2", { class: "m-name" }, one.title, " ", badge(one.kind_text, tone("material", one.kind))), soft([who, forWhat(one)].filter(Boolean).join(" · ")),
      mine ? h("p", {}, stateBadge(one), one.reason ? soft(one.reason) : null) : null, body(one),
      h("div", { class: "m-two" }, one.plain ? action(say("复制", "Copy"), () => copy(one.plain), { main: true, testid: "copy-material" }) : null,
        one.product_code ? button(say("去分享这件商品", "Share this product"), () => program.go(`pages/goods/detail?code=${encodeURIComponent(one.product_code)}&material=${one.id}`), { testid: "share-with" }) : null)),
    titled(say("效果（90 天）", "What worked (90 days)"), h("ul", { class: "m-lines" }, one.versions.map((version) => h("li", { class: "m-version", "data-testid": "material-version" },
      h("span", {}, say(`第 ${version.version} 版`, `Version ${version.version}`), h("small", {}, ` ${dateOnly(seconds(version.at))}`)), version.version === one.version ? null : h("p", { class: "m-pre" }, version.plain),
      h("small", { class: "num" }, results(version.performance))))), soft(say("“至少”是样本少时也站得住的成交率下限，样本越多越接近真实。", "“At least” is the lower bound that holds even for few samples; with more it comes closer to the truth."))),
    mine ? h("div", { class: "m-two" }, button(say("改写（新的一版）", "Rewrite (a new version)"), () => program.go(`pages/materials/write?id=${one.id}`), { testid: "rewrite-material" }),
      action(say("收回", "Take it back"), surely(say("收回后不再出现；用它做过的分享不受影响。", "It is offered no more; shares made with it stay."), say("收回", "Take it back"), async () => { await remove(`/materials/${one.id}`); program.back(); }), { quiet: true, testid: "withdraw-material" })) : null,
  ];
}

function results(found) {
  if (!found.shares) return say("还没有人用过", "not used yet");
  const trust = `${found.trust < 0 ? "−" : "+"}${Math.abs(found.trust).toFixed(1)}`;
  const least = `${Math.round(found.score * 100)}%`;
  return say(`${found.shares} 次分享 · ${found.openings} 次打开 · ${found.buyers} 人买 · 信任 ${trust} · 至少 ${least}`, `${found.shares} shares · ${found.openings} openings · ${found.buyers} bought · trust ${trust} · at least ${least}`);
}

/** Materials for a product, best first, to choose from before sharing. `use(one)` puts one into the share. */
export async function picker(program, code, use) {
  const found = (await get(`/materials?product=${encodeURIComponent(code)}&sort=performance&limit=12`)).items.filter((one) => ["copy", "pictures"].includes(one.kind));
  if (!found.length) return null;
  return h("details", { class: "m-advice", "data-testid": "materials" }, h("summary", {}, say(`选一段素材（${found.length}）`, `Choose from the library (${found.length})`)),
    h("div", { class: "m-stack" }, found.map((one) => offered(program, one, { use: one.kind === "copy" ? () => use(one) : null }))),
    button(say("更多素材", "More"), () => program.go(`pages/materials/index?product=${encodeURIComponent(code)}`), { quiet: true }));
}

