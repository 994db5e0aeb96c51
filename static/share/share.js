/* The share pages work as plain forms; this adds what only a script can do: the visit, and WeChat's bridge with its card and its payment sheet. */
(() => {
  "use strict";
  const data = document.body.dataset;
  const entry = location.href.split("#")[0];

  const post = (path, value) => fetch(path, {
    method: "POST",
    credentials: "same-origin",
    keepalive: true,
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(value),
  }).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))));

  const whenVisible = (act) => {
    const seen = () => {
      if (document.prerendering || document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", seen);
      document.removeEventListener("prerenderingchange", seen);
      act();
    };
    document.addEventListener("visibilitychange", seen);
    document.addEventListener("prerenderingchange", seen);
    seen();
  };

  const withBridge = (act) => {
    if (window.WeixinJSBridge) act(window.WeixinJSBridge);
    else document.addEventListener("WeixinJSBridgeReady", () => act(window.WeixinJSBridge), { once: true });
  };

  /* A forward carries the chain: the address and WeChat's card both become the visitor's own. */
  const offerCard = (card) => withBridge((bridge) => {
    /* iOS signs the address the page was entered by, Android the one it has now. */
    const url = /iPhone|iPad/.test(navigator.userAgent) ? entry : location.href.split("#")[0];
    post(data.signature, { url }).then((signed) => {
      const proof = {
        appId: signed.appid,
        verifyAppId: signed.appid,
        verifySignType: "sha1",
        verifyTimestamp: String(signed.timestamp),
        verifyNonceStr: signed.nonce,
        verifySignature: signed.signature,
      };
      const share = { title: card.title, desc: card.description, link: card.link, imgUrl: card.picture, ...proof };
      const list = ["updateAppMessageShareData", "updateTimelineShareData"];
      bridge.invoke("preVerifyJSAPI", { verifyJsApiList: list, ...proof }, () => {
        list.forEach((name) => bridge.invoke(name, share, () => {}));
      });
    }).catch(() => {});
  });

  if (data.visits) {
    whenVisible(() => post(data.visits, {}).then((visit) => {
      history.replaceState(null, "", "/s/" + visit.forward_token);
      offerCard(visit.card);
    }).catch(() => {}));
  }

  /* WeChat's payment sheet */
  const pay = document.querySelector("form[data-pay]");
  if (pay) {
    const button = document.querySelector("button[form=pay]");
    const said = document.getElementById("pay-said");
    const tell = (text) => { said.textContent = text; said.hidden = false; button.disabled = false; };
    const finished = (result) => {
      const word = (result && (result.err_msg || result.errMsg)) || "";
      if (/:ok$/.test(word)) location.assign(pay.dataset.result + "?waiting=1");
      else tell(/:cancel$/.test(word) ? pay.dataset.cancelled : pay.dataset.failed);
    };
    const ask = (bridge) => fetch(pay.action, { method: "POST", credentials: "same-origin", headers: { Accept: "application/json" }, body: new URLSearchParams(new FormData(pay)) })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
      .then((sheet) => bridge.invoke("getBrandWCPayRequest", sheet.params, finished))
      .catch((answer) => {
        /* Paid or closed meanwhile: the result page knows. */
        if (answer && (answer.status === 409 || answer.status === 422)) location.assign(pay.dataset.result);
        else tell(pay.dataset.trouble);
      });
    /* Back from WeChat's sheet by the phone's own way: the page is as it was left. */
    window.addEventListener("pageshow", () => { button.disabled = false; });
    pay.addEventListener("submit", (event) => {
      event.preventDefault();
      button.disabled = true;
      said.hidden = true;
      /* WeChat's bridge may come a moment after the page; without it the form goes to the shop, which says what to do. */
      const late = setTimeout(() => pay.submit(), 3000);
      withBridge((bridge) => { clearTimeout(late); ask(bridge); });
    });
  }
})();
