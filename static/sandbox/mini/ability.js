/** How able a shopkeeper has shown to be at serving people, and what that stands on. */
import { h } from "../dom.js";
import { say } from "../words.js";
import { card, empty, soft, titled } from "./parts.js";
import { get } from "./session.js";
import { partBar } from "./trust.js";

const percent = (value) => `${Math.round(value * 100)}%`;

export async function ability() {
  const found = await get("/shopkeepers/me/ability");
  const cost = Math.round((found.share_cost_factor - 1) * 100);
  return [
    card(h("div", { class: "m-price big" }, percent(found.ability)), partBar(found.ability),
      soft(cost === 0 ? say("不高不低：没人打开的分享，按平常的数扣信任。", "Neutral: a share nobody opens costs the usual trust.")
        : cost < 0 ? say(`没人打开的分享，少扣 ${-cost}% 信任。投诉不打折。`, `A share nobody opens costs ${-cost}% less trust. A complaint costs what it costs.`)
          : say(`没人打开的分享，多扣 ${cost}% 信任。投诉照常。`, `A share nobody opens costs ${cost}% more trust. A complaint costs what it costs.`))),
    found.skills.length ? titled(say("由什么得来（近半年）", "What it stands on (half a year)"), h("ul", { class: "m-rows" }, found.skills.map(skill)))
      : empty(say("还没有可数的：有人提问、评价或售后之后，这里就有了。", "Nothing to count yet: it begins with the first question, review or complaint.")),
    found.signals.length ? titled(say("顾客在您的分享页看到", "What consumers read on your share pages"), h("ul", { class: "m-signals" }, found.signals.map((line) => h("li", {}, line)))) : null,
  ];
}

function skill(one) {
  return h("li", { class: "m-skill", "data-testid": "skill" },
    h("span", {}, one.skill_text), h("b", { class: "num" }, percent(one.value)), partBar(one.value),
    h("small", {}, say(`${one.total} 次里 ${one.good} 次好`, `${one.good} of ${one.total} went well`), one.advice ? say(`。${one.advice}`, `. ${one.advice}`) : ""));
}
