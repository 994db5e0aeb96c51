/** What I allow, what is held about me, and being forgotten. */
import { h } from "../dom.js";
import { toast } from "../screens.js";
import { state } from "../state.js";
import { say } from "../words.js";
import { action, badge, card, soft, surely, titled } from "./parts.js";
import { bytesOf, forgetSession, get, post, put, remove } from "./session.js";

export async function privacy(program) {
  const [consents, erasure] = await Promise.all([get("/me/consents"), get("/me/erasure").catch((error) => { if (error.status === 404) return null; throw error; })]);
  return [
    soft(say("寄送、付款和售后用到的资料不在下面，没有它们就没法把东西送到您手上。", "What delivery, payment and after-sales need is not listed: without it nothing would reach you.")),
    ...consents.items.map((one) => purpose(program, one)),
    titled(say("带走您的资料", "Take your data with you"), soft(say("我们保存的、关于您的每一条记录，都写明用来做什么、保存多久。", "Every record we hold about you, each with what it is for and how long it is kept.")),
      h("div", { class: "m-two" }, action(say("下载表格", "Download tables"), save("csv", "zip"), { testid: "export-csv" }), action(say("下载 JSON", "Download JSON"), save("json", "json"), { testid: "export-json" }))),
    erasure?.state === "waiting" ? waiting(program, erasure) : forgetting(program),
  ];
}

function purpose(program, one) {
  const turn = async () => { await (one.on ? remove : put)(`/me/consents/${one.purpose}`); program.again(); };
  return card(h("h2", {}, one.name, " ", one.on ? badge(say("开", "on"), "ok") : badge(say("关", "off"))),
    one.outdated ? h("p", {}, badge(say("说明文字改过了，请重新决定", "The words have changed: please decide again"), "wait")) : null,
    soft(one.description), one.on ? soft(one.if_refused) : null,
    action(one.on ? say("关掉", "Turn off") : say("打开", "Turn on"), turn, { testid: `consent-${one.purpose}` }));
}

const save = (format, ending) => async () => {
  const file = h("a", { href: URL.createObjectURL(await bytesOf(`/me/export?format=${format}`)), download: `guanxi.${ending}` });
  file.click();
  setTimeout(() => URL.revokeObjectURL(file.href), 10_000);
  toast(say("已保存", "Saved"));
};

function waiting(program, erasure) {
  const what = erasure.blocked_by.join(say("、", ", "));
  return titled(say("已收到您的注销申请", "Your request to be forgotten is here"),
    soft(what ? say(`正在等：${what}。结束后自动办理。`, `Waiting for: ${what}. Then it goes on by itself.`) : say("几分钟内办好。", "It is done within minutes.")),
    action(say("不注销了", "Stay after all"), async () => { await remove("/me/erasure"); program.again(); }, { testid: "stay" }));
}

function forgetting(program) {
  const word = h("input", { class: "m-field", maxlength: "20", autocomplete: "off", "aria-label": say("输入“注销”两个字来确认", "Type the word “erase” to confirm"), placeholder: say("输入“注销”两个字来确认", "Type the word “erase” to confirm"), "data-testid": "erase-word" });
  const send = async () => {
    const asked = await post("/me/erasure", { word: word.value.trim() });
    if (asked.blocked_by.length) return program.again();
    forgetSession();
    toast(say("好的，我们会忘了您。谢谢您来过。", "We will forget you. Thank you for having been here."));
    return program.screen.close();
  };
  return titled(say("注销并删除", "Be forgotten"),
    soft(say("您的微信身份、昵称、地址、电话、备注、说过的话和浏览记录会被删除。", "Your WeChat identity, name, addresses, phone, notes, words and visits are deleted.")),
    soft(say("订单和账目法律要求保留 3 年，只留一个编号，不再认得出是您。", "The law wants orders and books kept for 3 years; they stay under a number that names nobody.")),
    soft(say("有没结束的订单或退款，会等它们结束后自动办理；上面的用途现在就停。删了找不回来。", "Orders and refunds under way end first, then it goes on by itself; the uses above end at once. It cannot be undone.")),
    word, action(say("注销", "Erase me"), surely(say(`真的要注销“${state.person.name}”吗？删了找不回来。`, `Really erase “${state.person.name}”? It cannot be undone.`), say("注销", "Erase me"), send), { quiet: true, testid: "erase" }));
}
