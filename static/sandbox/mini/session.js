/** wx.login and wx.request: the mini-program's session with the shop, one per person. */
import { explain } from "../guide.js";
import { Refused, sandbox, state } from "../state.js";
import { say } from "../words.js";

const kept = (person) => `mini.session.${person}`;

async function request(person, method, path, { body, headers = {} } = {}) {
  const answer = await sandbox("POST", "/phone/request", {
    person: person.id, method, path, body,
    headers: { "Accept-Language": state.lang === "en" ? "en" : "zh-CN", ...headers },
  });
  if (!answer.status) throw new Refused(0, { detail: say("商城没有回应，等一会儿再试。", "The shop does not answer. Try again in a moment.") });
  if (answer.status >= 400) throw new Refused(answer.status, answer.body || { detail: answer.text });
  return answer;
}

async function login(person) {
  const { code } = await sandbox("POST", `/control/people/${person.id}/login-code`, {});
  const { body } = await request(person, "POST", "/api/v1/session", { body: { code } });
  sessionStorage.setItem(kept(person.id), body.token);
  explain("did_login", { name: person.name });
  return body.token;
}

/** One call to the API as the person who holds the phone; an ended session is opened again once. */
async function asPerson(method, path, options = {}) {
  const person = state.person;
  const bearer = (token) => ({ ...options, headers: { ...options.headers, Authorization: `Bearer ${token}` } });
  const token = sessionStorage.getItem(kept(person.id)) || (await login(person));
  try {
    return await request(person, method, `/api/v1${path}`, bearer(token));
  } catch (error) {
    if (error.status !== 401) throw error;
    return request(person, method, `/api/v1${path}`, bearer(await login(person)));
  }
}

export const get = async (path) => (await asPerson("GET", path)).body;
export const post = async (path, body, headers) => (await asPerson("POST", path, { body, headers })).body;
export const put = async (path, body) => (await asPerson("PUT", path, { body })).body;
export const patch = async (path, body) => (await asPerson("PATCH", path, { body })).body;
export const remove = async (path) => (await asPerson("DELETE", path)).body;

export async function pictureOf(path) {
  const answer = await asPerson("GET", path);
  return `data:${answer.type};base64,${answer.base64}`;
}

/** A download as the phone keeps it: JSON or any file. */
export async function bytesOf(path) {
  const answer = await asPerson("GET", path);
  if (!answer.base64) return new Blob([JSON.stringify(answer.body, null, 1)], { type: answer.type });
  return new Blob([Uint8Array.from(atob(answer.base64), (letter) => letter.charCodeAt(0))], { type: answer.type });
}

export const forgetSession = () => sessionStorage.removeItem(kept(state.person.id));

export async function logout() {
  await remove("/session");
  forgetSession();
}
