/** How trust is shown: a bar from 0 to 1 with its interval, and the account behind it. */
import { h } from "../dom.js";
import { shortTime } from "../state.js";
import { say } from "../words.js";
import { badge, rows, seconds, soft } from "./parts.js";
import { tone } from "./tones.js";

const percent = (value) => `${Math.round(value * 100)}%`;
export const stageBadge = (one) => badge(one.stage_words, tone("stage", one.stage));
export const choiceBadge = (one) => (one.blocked ? badge(say("已屏蔽", "blocked"), "bad") : one.muted ? badge(say("免打扰", "muted"), "wait") : null);

/** SVG, because the policy of this page allows no inline widths. */
export function trustBar(trust) {
  const [low, high] = trust.interval;
  const words = say(`信任 ${percent(trust.mean)}，区间 ${percent(low)} 到 ${percent(high)}`, `Trust ${percent(trust.mean)}, between ${percent(low)} and ${percent(high)}`);
  const place = h("span", { class: "m-trust", role: "img", "aria-label": words });
  place.innerHTML = `<svg viewBox="0 0 100 8" preserveAspectRatio="none"><rect class="ground" width="100" height="8"/><rect class="between" x="${low * 100}" width="${(high - low) * 100}" height="8"/><rect class="mean" x="${Math.max(trust.mean * 100 - 1, 0)}" width="2" height="8"/></svg>`;
  return place;
}

/** A part of a whole; the number stands beside it. */
export function partBar(value) {
  const place = h("span", { class: "m-trust", "aria-hidden": "true" });
  place.innerHTML = `<svg viewBox="0 0 100 8" preserveAspectRatio="none"><rect class="ground" width="100" height="8"/><rect class="mean" width="${value * 100}" height="8"/></svg>`;
  return place;
}

export const trustWords = (trust) => soft(trust.is_new ? say("还太新，说不上信任", "too new to speak of trust") : say(`信任 ${percent(trust.mean)}（${percent(trust.interval[0])}–${percent(trust.interval[1])}）`, `trust ${percent(trust.mean)} (${percent(trust.interval[0])}–${percent(trust.interval[1])})`));

/** The story of a relationship; `after(line)` may add something to a line. */
export function story(lines, after = () => null) {
  return rows(lines.map((line) => h("li", { class: "m-story", "data-testid": "story-line" },
    h("span", {}, line.kind === "stage" ? badge(line.words, "accent") : line.words, h("small", {}, shortTime(seconds(line.at), { withHour: true }))),
    line.arithmetic ? h("small", { class: "num" }, line.arithmetic) : null, after(line))));
}
