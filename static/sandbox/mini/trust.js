/** How trust is shown: a bar from 0 to 1 with its interval, and the account behind it. */
import { h } from "../dom.js";
import { shortTime } from "../state.js";
import { say } from "../words.js";
import { badge, rows, seconds, soft } from "./parts.js";
import { tone } from "./badge_tones.js";

const percent = (value) => `${Math.round(value * 100)}%`;
export const stageBadge = (one) => badge(one.stage_text, tone("stage", one.stage));
export const choiceBadge = (one) => (one.blocked ? badge(say("已屏蔽", "blocked"), "bad") : one.muted ? badge(say("免打扰", "muted"), "wait") : null);

/** SVG, because the policy of this page allows no inline widths; with words it is a picture of its own. */
function bar(inside, words = null) {
  const place = h("span", { class: "m-trust", ...(words ? { role: "img", "aria-label": words } : { "aria-hidden": "true" }) });
  place.innerHTML = `<svg viewBox="0 0 100 6" preserveAspectRatio="none"><rect class="ground" width="100" height="6"/>${inside}</svg>`;
  return place;
}

/** The mean on its interval; nothing but the ground while too little is known. */
export function trustBar(trust) {
  if (trust.is_new) return bar("");
  const [low, high] = trust.interval;
  const words = say(`信任 ${percent(trust.mean)}，区间 ${percent(low)} 到 ${percent(high)}`, `Trust ${percent(trust.mean)}, between ${percent(low)} and ${percent(high)}`);
  return bar(`<rect class="between" x="${low * 100}" width="${(high - low) * 100}" height="6"/><rect class="mean" x="${Math.max(trust.mean * 100 - 0.75, 0)}" width="1.5" height="6"/>`, words);
}

/** A part of a whole; the number stands beside it. */
export const partBar = (value) => bar(`<rect class="mean" width="${value * 100}" height="6"/>`);

export const trustWords = (trust) => soft(trust.is_new ? say("还太新，说不上信任", "too new to speak of trust") : say(`信任 ${percent(trust.mean)}（${percent(trust.interval[0])}–${percent(trust.interval[1])}）`, `trust ${percent(trust.mean)} (${percent(trust.interval[0])}–${percent(trust.interval[1])})`));

/** The story of a relationship; `after(line)` may add something to a line. */
export function story(lines, after = () => null) {
  return rows(lines.map((line) => h("li", { class: "m-timeline", "data-testid": "story-line" },
    h("span", {}, line.kind === "stage" ? badge(line.text, "accent") : line.text, h("small", {}, shortTime(seconds(line.at), { withHour: true }))),
    line.arithmetic ? h("small", { class: "num" }, line.arithmetic) : null, after(line))));
}
