/** The panel beside the phone: who you are, the clock, a short tour that ticks itself off, and what just happened. */
import { h, icon } from "./dom.js";
import { face } from "./faces.js";
import { clockTime, dateOnly, fullTime, hear, now, sandbox, setNow, shopOf, state } from "./state.js";
import { toast } from "./screens.js";
import { t } from "./words.js";
import { choosePerson, setLanguage } from "./people.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const MOST_LINES = 4;
const PAYING = 120; // seconds between the notification and the tap on "done"
const doing = [];
const steps = JSON.parse(sessionStorage.getItem("phone.tour") || "{}");
const parts = {};

/** Explain something that has really happened. */
export function explain(key, values = {}) {
  doing.unshift({ key, values });
  doing.splice(MOST_LINES);
  if (parts.doing) drawDoing();
}

/** Remember a step of the tour, in the order it is told: looking counts only when something was shared before. */
function did(step, needs = null) {
  if (steps[step] || (needs && !steps[needs])) return;
  steps[step] = now();
  sessionStorage.setItem("phone.tour", JSON.stringify(steps));
  if (parts.tour) drawTour();
}
hear("shared", () => did("shared"));
hear("forwarded", () => did("forwarded", "shared"));
hear("paid", () => did("paid", "forwarded"));
// Only what followed from the sale of this tour counts, not the demo's older entries.
hear("explained", (accruedAt) => accruedAt >= steps.paid - PAYING && did("explained", "paid"));
hear("payable", (accruedAt) => accruedAt >= steps.paid - PAYING && did("payable", "paid"));

export function drawGuide() {
  const panel = document.getElementById("panel");
  parts.person = h("div", { class: "person-now" });
  parts.time = h("p", { class: "time-now" });
  parts.said = h("p", { class: "time-said", role: "status" });
  parts.tour = h("ol", { class: "tour" });
  parts.doing = h("ul", { class: "now-doing", "aria-live": "polite" });
  const shop = state.apps.shop_origin || "";
  panel.replaceChildren(
    h("div", { class: "panel-top" }, h("img", { src: "/phone/static/mark.svg", alt: "" }),
      h("div", {}, h("h1", {}, t("product")), h("p", {}, t("tagline"))),
      languages(),
      h("button", { class: "bar-button panel-close", type: "button", "aria-label": t("close"), onclick: () => toggle(false) }, icon("close"))),
    h("section", { "aria-label": t("you_are") }, parts.person),
    h("section", {}, h("div", { class: "tour-head" }, h("h2", {}, t("tour")), h("button", { type: "button", onclick: forgetTour }, t("tour_again"))), parts.tour),
    h("section", {}, h("div", { class: "tour-head" }, h("h2", {}, t("time")), parts.time), timeButtons(), parts.said),
    h("section", {}, h("h2", {}, t("doing")), parts.doing),
    h("p", { class: "small-print" }, t("sandbox_note"), " ",
      links([[`${shop}/admin/`, t("admin")], [`${shop}/api/docs`, t("docs")], ["/control/docs", t("control_docs")]])),
  );
  drawPerson();
  drawTour();
  drawDoing();
  drawTime();
}

function links(pairs) {
  return pairs.map(([href, text], at) => [at ? " · " : "", h("a", { href, target: "_blank", rel: "noopener" }, text)]);
}

export function languages() {
  return h("div", { class: "lang", role: "group", "aria-label": "语言 Language" }, [["zh", "中文"], ["en", "English"]].map(([code, name]) =>
    h("button", { type: "button", lang: code === "zh" ? "zh-Hans" : "en", "aria-pressed": String(state.lang === code), "data-testid": `language-${code}`, onclick: () => setLanguage(code) }, name)));
}

function drawPerson() {
  const one = state.person;
  const shop = one && shopOf(one.id);
  parts.person.replaceChildren(
    ...(one ? [face(one)] : []),
    h("div", {}, h("p", {}, t("you_are")), h("strong", { "data-testid": "person-now" }, one ? one.name : t("nobody_yet")), one ? h("p", {}, shop ? t("a_keeper", { shop }) : t("a_consumer")) : ""),
    h("button", { class: "desk-button", type: "button", "data-testid": "person-switcher", onclick: () => { toggle(false); choosePerson(); } }, icon("swap"), t("switch")),
  );
}
hear("person", () => parts.person && drawPerson());
hear("keepers", () => parts.person && drawPerson());

function timeButtons() {
  return h("div", { class: "time-buttons" }, [["hour_later", HOUR, "clock-hour"], ["day_later", DAY, "clock-day"], ["days_later", 15 * DAY, "clock-fifteen-days"]].map(([key, seconds, id]) =>
    h("button", { class: "desk-button", type: "button", "data-testid": id, onclick: () => pass(seconds) }, t(key))));
}

async function pass(seconds) {
  const buttons = document.querySelectorAll(".time-buttons button");
  buttons.forEach((one) => { one.disabled = true; });
  parts.said.textContent = t("moving");
  try {
    const moved = await sandbox("POST", "/control/clock", { advance_seconds: seconds });
    setNow(moved.now);
    parts.said.textContent = whatMoved(moved);
    explain("did_time");
  } catch (error) {
    parts.said.textContent = error.message;
    toast(error.message);
  }
  buttons.forEach((one) => { one.disabled = false; });
  drawTime();
}

function whatMoved(moved) {
  const stayed = moved.shop.filter((line) => !line.includes("moved too"));
  return [
    t("moved", { time: fullTime(moved.now) }),
    moved.delivered ? t("delivered", { n: moved.delivered }) : "",
    stayed.length ? t("shop_stayed", { why: stayed.join("; ") }) : moved.shop.length ? t("shop_moved") : "",
  ].filter(Boolean).join(state.lang === "en" ? " " : "");
}

function drawTour() {
  const order = ["shared", "forwarded", "paid", "explained", "payable"];
  const next = order.findIndex((step) => !steps[step]);
  parts.tour.replaceChildren(...order.map((step, at) => h("li", { class: steps[step] ? "is-done" : at === next ? "is-next" : "" },
    h("i", {}, steps[step] ? icon("tick") : String(at + 1)),
    h("span", {}, steps[step] ? h("span", { class: "sr" }, "✓ ") : null, t(`tour_${at + 1}`), step === "payable" ? parcel() : null))));
}

function parcel() {
  const orders = `${state.apps.shop_origin}/admin/orders?state=paid`;
  return h("span", { class: "parcel" }, icon("parcel"), h("span", {}, h("a", { href: orders, target: "_blank", rel: "noopener", "data-testid": "ship-in-admin" }, t("to_admin")), " ", t("parcel")));
}

function forgetTour() {
  Object.keys(steps).forEach((step) => delete steps[step]);
  sessionStorage.removeItem("phone.tour");
  drawTour();
}

function drawDoing() {
  parts.doing.replaceChildren(...(doing.length ? doing.map(({ key, values }) => h("li", {}, t(key, values))) : [h("li", {}, t("doing_none"))]));
}

export function drawTime() {
  const at = now();
  const time = clockTime(at);
  document.getElementById("status-time").textContent = time;
  const handle = document.getElementById("panel-handle");
  handle.lastElementChild.textContent = state.person ? state.person.name : t("guide");
  handle.setAttribute("aria-label", t("open_guide", { time }));
  if (parts.time) parts.time.replaceChildren(h("span", { class: "num", "data-testid": "clock-now" }, time), h("small", {}, dateOnly(at)));
}
hear("person", drawTime);
setInterval(drawTime, 5000);

function toggle(open) {
  const panel = document.getElementById("panel");
  panel.classList.toggle("is-open", open);
  document.getElementById("panel-handle").setAttribute("aria-expanded", String(open));
  if (open) panel.querySelector(".panel-close").focus();
}
document.getElementById("panel-handle").addEventListener("click", () => toggle(!document.getElementById("panel").classList.contains("is-open")));
