/** Inviting somebody, and accepting an invitation: signed, free, with the agreement in full. */
import { h } from "../dom.js";
import { explain } from "../guide.js";
import { dateOnly, sandbox, state, tell } from "../state.js";
import { say } from "../words.js";
import { action, badge, button, card, empty, problem, seconds, soft, titled } from "./parts.js";
import { get, post } from "./session.js";

export async function invite(program) {
  const agreement = await get("/shopkeepers/agreement");
  return [
    titled(say("请一位朋友来开店", "Invite a friend to open a shop"), soft(say("邀请是一张签了名的卡片，几天内有效。接受的人排在您之下，关系会一直记着；不收费，也不按人头给钱。", "An invitation is a signed card, valid for some days. Whoever accepts stands below you and the tie is kept; no fee, and nobody is paid by head.")),
      action(say("发一张邀请", "Send an invitation"), async () => {
        const made = await post("/shopkeepers/invitations", {});
        await program.sendCard({ title: say(`${program.me.shopkeeper.shop_name} 请您来开一间小店`, `${program.me.shopkeeper.shop_name} invites you to open a shop`), desc: say("不收费，不用先买东西", "No fee, no purchase"), image: "", link: made.path });
      }, { main: true, testid: "send-invitation" })),
    titled(agreement.title, clauses(agreement)),
  ];
}

const clauses = (agreement) => h("ol", { class: "m-clauses" }, agreement.clauses.map((one) => h("li", {}, one)));

export async function join(program, query) {
  if (program.me.shopkeeper) return empty(say("您已经是店主了。", "You are a shopkeeper already."), button(say("回首页", "Home"), () => program.go("pages/home/index"), { main: true }));
  if (!query.scene) return empty(say("请从邀请卡片进来。", "Please come in by an invitation card."));
  const invitation = await get(`/shopkeepers/invitations/${encodeURIComponent(query.scene)}`);
  const { agreement } = invitation;
  const name = h("input", { class: "m-field", name: "shop", maxlength: "40", required: true, value: say(`${state.person.name}的小店`, `${state.person.name}'s shop`), "data-testid": "shop-name" });
  const accept = h("input", { type: "checkbox", required: true, name: "accept", "data-testid": "accept-agreement" });
  const form = h("form", { onsubmit: (event) => { event.preventDefault(); open(program, form, { token: query.scene, version: agreement.version }); } },
    card(h("p", {}, badge(say("邀请", "Invitation"), "accent"), " ", h("strong", {}, invitation.inviter.shop_name)), soft(invitation.inviter.introduction), soft(say(`有效到 ${dateOnly(seconds(invitation.expires_at))}`, `Valid until ${dateOnly(seconds(invitation.expires_at))}`))),
    titled(agreement.title, clauses(agreement), h("label", { class: "m-check" }, accept, say("我读过并接受这份约定", "I have read and accept this agreement"))),
    titled(say("店名", "Shop name"), name),
    h("div", { class: "m-bottom" }, button(say("开店", "Open my shop"), null, { main: true, testid: "open-shop", type: "submit" })));
  return form;
}

async function open(program, form, { token, version }) {
  form.querySelector(".m-problem")?.remove();
  try {
    await post("/shopkeepers", { invite_token: token, shop_name: form.elements.shop.value.trim(), agreement_version: version, accept: true });
    program.me = await get("/me");
    state.keepers = (await sandbox("POST", "/phone/api/keepers", { again: state.person.id })).keepers;
    tell("keepers");
    explain("did_join", { name: state.person.name });
    program.go("pages/home/index", { fresh: true });
  } catch (error) {
    form.append(problem(error));
  }
}
