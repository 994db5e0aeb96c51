/** The camera: the mini-program codes that were drawn lately stand for what it could see. */
import { h, icon } from "./dom.js";
import { openMini } from "./links.js";
import { openScreen, toast } from "./screens.js";
import { sandbox } from "./state.js";
import { t } from "./words.js";

const SHOWN = 12;

export async function openScanned(id) {
  try {
    const code = await sandbox("GET", `/phone/api/codes/${encodeURIComponent(id)}`);
    openMini(`${code.page}?scene=${encodeURIComponent(code.scene)}`);
  } catch (error) {
    toast(error.message);
  }
}

export async function openScanner() {
  let codes = [];
  try {
    codes = (await sandbox("GET", "/control/codes")).codes;
  } catch (error) {
    toast(error.message);
  }
  openScreen({
    title: t("scan"),
    build: (body) => body.append(
      h("p", { class: "list-head" }, t(codes.length ? "scan_hint" : "scan_none")),
      h("ul", { class: "rows plain" }, codes.slice(0, SHOWN).map((code) => h("li", {}, h("button", { class: "row", type: "button", "data-testid": "code", onclick: () => openScanned(code.id) },
        h("span", { class: "row-icon" }, icon("mini")), h("span", { class: "row-text" }, t("scan_one", { id: code.id.slice(0, 6) }), h("span", { class: "row-note cut", style: { display: "block" } }, code.page))))))),
  });
}
