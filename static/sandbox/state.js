/** What the phone knows: who holds it, whom it knows, what time it is. Changes are announced as events. */
export const state = {
  people: [],
  keepers: {},
  person: null,
  lang: "zh",
  now: Date.now() / 1000,
  nowAt: performance.now(),
  apps: {},
  chats: [],
};

const bus = new EventTarget();
export const tell = (name, detail) => bus.dispatchEvent(new CustomEvent(name, { detail }));
/** Listen; the answer stops listening again. */
export function hear(name, act) {
  const listener = (event) => act(event.detail);
  bus.addEventListener(name, listener);
  return () => bus.removeEventListener(name, listener);
}

/** Seconds since 1970 on the virtual clock. */
export const now = () => state.now + (performance.now() - state.nowAt) / 1000;
export function setNow(seconds) {
  const jumped = Math.abs(seconds - now()) > 5;
  state.now = seconds;
  state.nowAt = performance.now();
  if (jumped) tell("time", seconds);
}

export const person = (id) => state.people.find((one) => one.id === id);
export const shopOf = (id) => state.keepers[id] || null;

/** Shopkeepers first, otherwise in the order they joined. */
export function peopleInOrder() {
  return [...state.people].sort((a, b) => Boolean(shopOf(b.id)) - Boolean(shopOf(a.id)));
}

export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.detail || problem?.title || problem?.message || `HTTP ${status}`);
    this.status = status;
    this.problem = problem || {};
  }
}

/** JSON from and to the sandbox itself. */
export async function sandbox(method, path, body) {
  const options = { method, headers: { Accept: "application/json" } };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Refused(0, { detail: state.lang === "en" ? "The sandbox does not answer." : "沙箱没有回应。" });
  }
  const text = await answer.text();
  const json = text && (answer.headers.get("Content-Type") || "").includes("json") ? JSON.parse(text) : null;
  if (!answer.ok) throw new Refused(answer.status, json);
  return json;
}

const SHANGHAI = "Asia/Shanghai";
const locale = () => (state.lang === "en" ? "en-GB" : "zh-CN");
const parts = (seconds, options) =>
  new Intl.DateTimeFormat(locale(), { timeZone: SHANGHAI, ...options }).format(new Date(seconds * 1000));
const day = (seconds) => Math.floor((seconds + 8 * 3600) / 86400);

export const clockTime = (seconds) => parts(seconds, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const fullTime = (seconds) =>
  parts(seconds, { month: state.lang === "en" ? "short" : "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const dateOnly = (seconds) =>
  parts(seconds, { year: "numeric", month: state.lang === "en" ? "short" : "long", day: "numeric" });

/** As WeChat dates things: the hour today, "yesterday", the weekday within a week, then the date. */
export function shortTime(seconds, { withHour = false } = {}) {
  const ago = day(now()) - day(seconds);
  const hour = withHour ? ` ${clockTime(seconds)}` : "";
  if (ago <= 0) return clockTime(seconds);
  if (ago === 1) return (state.lang === "en" ? "Yesterday" : "昨天") + hour;
  if (ago < 7) return parts(seconds, { weekday: state.lang === "en" ? "short" : "long" }) + hour;
  return parts(seconds, { month: state.lang === "en" ? "short" : "long", day: "numeric" }) + hour;
}
