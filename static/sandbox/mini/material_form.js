/** Writing a material of one's own, or the next version of it. */
import { h } from "../dom.js";
import { say } from "../words.js";
import { action, card, picture, soft, titled } from "./parts.js";
import { KINDS } from "./materials.js";
import { get, post, put } from "./session.js";

const POINTS = 5;
const STAGES = () => [["stranger", say("陌生", "stranger")], ["acquaintance", say("初识", "acquaintance")], ["familiar", say("熟悉", "familiar")], ["friend", say("朋友", "friend")], ["partner", say("价值伙伴", "partner in value")], ["cooling", say("变淡", "cooling")]];

export async function writeMaterial(program, query) {
  const [known, products] = await Promise.all([query.id ? get(`/materials/${query.id}`) : null, get("/products?limit=100")]);
  const kind = chooser(say("种类", "Kind"), KINDS(), known?.kind ?? "copy");
  const product = chooser(say("给哪件商品", "For which product"), [["", say("任何商品", "any product")], ...products.items.map((one) => [one.code, one.name])], known?.product_code ?? query.product ?? "");
  const stage = chooser(say("给哪个阶段的顾客", "For customers at which stage"), [["", say("任何阶段", "any stage")], ...STAGES()], known?.stage ?? "");
  for (const each of [kind, product, stage]) each.select.disabled = Boolean(known);
  const title = field(say("标题", "Title"), 40, known?.title);
  const text = field("", 800, known?.text, 4);
  const opening = field(say("开场白", "How to open"), 160, known?.opening, 2);
  const points = Array.from({ length: POINTS }, (_, n) => field(say(`要点 ${n + 1}`, `Point ${n + 1}`), 80, known?.points[n]));
  const doubt = field(say("可能的顾虑（可不写）", "A doubt they may have (optional)"), 80, known?.doubt);
  const answer = field(say("怎么回答", "What to say to it"), 240, known?.answer, 2);
  const pictures = h("div", { class: "m-pictures choose" });
  const offered = h("input", { type: "checkbox", "data-testid": "offer" });
  offered.checked = Boolean(known) && known.state !== "private";
  const parts = { words: h("div", { class: "m-stack" }, text.label), talk: h("div", { class: "m-stack" }, opening.label, points.map((each) => each.label), doubt.label, answer.label), pictures: h("div", { class: "m-stack" }, soft(say("点选要发的图，按顺序", "Tap the pictures to send, in order")), pictures) };
  const chosen = new Set(known?.pictures ?? []);
  const draw = () => {
    const is = kind.select.value;
    parts.talk.hidden = is !== "script";
    parts.words.hidden = is === "script";
    parts.pictures.hidden = is !== "pictures";
    text.input.maxLength = is === "value_content" ? 800 : 120;
    text.words.textContent = is === "pictures" ? say("图片说明（可不写）", "Words to the pictures (optional)") : is === "value_content" ? say("内容（最多 800 字，不带商品链接）", "Text (at most 800 characters, no link to goods)") : say("文案（最多 120 字）", "Words to send (at most 120 characters)");
    const shown = products.items.find((one) => one.code === product.select.value)?.pictures ?? [];
    pictures.replaceChildren(...shown.map((src) => h("button", { type: "button", "aria-pressed": String(chosen.has(src)), "aria-label": say("图片", "Picture"), onclick: () => { if (!chosen.delete(src)) chosen.add(src); draw(); } }, picture(src))));
  };
  kind.select.addEventListener("change", draw);
  product.select.addEventListener("change", () => { chosen.clear(); draw(); });
  draw();
  const keep = async () => {
    const draft = { title: title.input.value.trim(), offered: offered.checked, ...contents(kind.select.value) };
    const kept = known ? await put(`/materials/${known.id}`, draft) : await post("/materials", { ...draft, kind: kind.select.value, product_code: product.select.value || null, stage: stage.select.value || null });
    if (known) program.back();
    else program.replace(`pages/materials/detail?id=${kept.id}`);
  };
  const contents = (is) => (is === "script" ? { opening: opening.input.value.trim(), points: points.map((each) => each.input.value.trim()).filter(Boolean), doubt: doubt.input.value.trim(), answer: answer.input.value.trim() } : { text: text.input.value.trim(), pictures: is === "pictures" ? [...chosen] : [] });
  return [
    card(h("div", { class: "m-stack" }, kind.label, product.label, stage.label)),
    titled(say("写什么", "What it says"), h("div", { class: "m-stack" }, title.label, parts.words, parts.pictures, parts.talk)),
    card(h("label", { class: "m-check" }, offered, h("span", {}, say("也给别的店主用", "Let other shopkeepers use it, too"))), soft(say("文字检查通过后，别的店主才看得到；不勾选就只有您自己看得到。请说真话，不写“最”“第一”，不写疗效。", "Others see it once its words have been checked; unticked, only you do. Say what is true: no superlatives, no promises of health.")),
      action(known ? say("保存为新的一版", "Keep as a new version") : say("保存", "Keep it"), keep, { main: true, testid: "keep-material" })),
  ];
}

function field(words, most, value, lines = 1) {
  const input = lines > 1 ? h("textarea", { class: "m-field", rows: String(lines), maxlength: String(most) }, value ?? "") : h("input", { class: "m-field", maxlength: String(most), value: value ?? "" });
  const caption = h("span", {}, words);
  return { input, words: caption, label: h("label", { class: "m-label" }, caption, input) };
}

function chooser(words, options, value) {
  const select = h("select", { class: "m-field" }, options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)));
  return { select, label: h("label", { class: "m-label" }, words, select) };
}
