/** The payment sheet: it opens only for what the merchant signed, in the app that runs, for the person who pays. */
import { h, icon, yuan } from "./dom.js";
import { explain } from "./guide.js";
import { openSheet } from "./screens.js";
import { sandbox, state, tell } from "./state.js";
import { t } from "./words.js";

/** Resolves with "ok", "cancel", or "fail" and why. */
export async function requestPayment(appId, params) {
  let sheet;
  try {
    const { timeStamp, nonceStr, package: prepay, signType, paySign } = params;
    sheet = await sandbox("POST", "/control/pay-sheet", { person: state.person.id, appId, timeStamp: String(timeStamp), nonceStr, package: prepay, signType, paySign });
  } catch (error) {
    await sayRefused(error.message);
    return { result: "fail", why: error.message };
  }
  explain("did_sheet");
  const paying = { done: Promise.resolve(false) };
  await openSheet({ label: t("pay_title"), dismissable: false, build: (box, close) => fillSheet(box, close, sheet, paying) });
  if (await paying.done) return { result: "ok" };
  await sandbox("POST", `/control/payments/${sheet.prepay_id}/decline`, {}).catch(() => {});
  explain("did_cancel");
  return { result: "cancel" };
}

/** What was paid stays paid, however the sheet is left: `paying.done` tells. */
async function payNow(sheet, paying) {
  const answer = sandbox("POST", `/control/payments/${sheet.prepay_id}/pay`, {});
  paying.done = answer.then(() => true, () => false);
  await answer;
  explain("did_pay", { sum: yuan(sheet.total) });
  tell("paid");
}

function fillSheet(box, close, sheet, paying) {
  const problem = h("p", { class: "pay-note", role: "alert" });
  const pay = h("button", { class: "wx-button wide", type: "button", "data-testid": "pay-confirm", "data-first": true, onclick: async () => {
    pay.disabled = true;
    try {
      await payNow(sheet, paying);
      fillPaid(box, close, sheet);
    } catch (error) {
      problem.textContent = error.message;
      pay.disabled = false;
    }
  } }, t("pay_confirm", { sum: yuan(sheet.total) }));
  box.dataset.testid = "pay-sheet";
  box.append(
    h("div", { class: "sheet-head" }, t("pay_title"), h("button", { class: "bar-button", type: "button", "aria-label": t("cancel"), "data-testid": "pay-cancel", onclick: () => close() }, icon("close"))),
    h("div", { class: "pay" },
      h("p", { class: "pay-to" }, t("pay_to", { name: sheet.merchant_name })), h("p", { class: "pay-what" }, sheet.description),
      h("p", { class: "pay-sum" }, h("small", {}, "¥"), (sheet.total / 100).toFixed(2)),
      h("fieldset", { class: "pay-ways" }, h("legend", { class: "sr" }, t("pay_way")),
        way("balance", "¥", t("pay_balance"), true), way("bank", "银", t("pay_bank"), false)),
      pay, problem, h("p", { class: "pay-note" }, t("pay_note"))));
}

function way(value, sign, words, chosen) {
  return h("label", { class: `pay-way ${value}` }, h("i", { "aria-hidden": "true" }, sign), words, h("input", { type: "radio", name: "pay-way", value, checked: chosen }));
}

function fillPaid(box, close, sheet) {
  const done = h("button", { class: "wx-button plain", type: "button", "data-testid": "pay-done", onclick: () => close() }, t("done"));
  box.replaceChildren(h("div", { class: "sheet-head" }, t("pay_title")),
    h("div", { class: "paid" }, h("span", { class: "paid-tick" }, icon("tick")), h("strong", { role: "status" }, t("paid")), h("p", { class: "pay-what" }, sheet.merchant_name), h("p", { class: "pay-sum" }, h("small", {}, "¥"), (sheet.total / 100).toFixed(2)), done));
  done.focus();
}

function sayRefused(why) {
  return openSheet({
    label: t("pay_refused"), kind: "dialog",
    build: (box, close) => box.append(h("div", { class: "dialog-text" }, h("h2", {}, t("pay_refused")), h("p", {}, why)), h("div", { class: "dialog-buttons" }, h("button", { type: "button", "data-first": true, onclick: () => close() }, t("got_it")))),
  });
}
