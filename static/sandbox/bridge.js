/* What WeChat puts into every page it shows: WeixinJSBridge. It speaks with the phone around the frame, and only with it. */
(() => {
  "use strict";
  const phones = "PHONE_ORIGINS";
  if (window.WeixinJSBridge || window.parent === window) return;

  const entry = location.href;
  let phone = null;
  let last = 0;
  const waiting = [];
  const asked = new Map();
  const listeners = new Map();
  const signedIn = document.currentScript?.hasAttribute("data-signed-in");

  const send = (message) => {
    if (phone) window.parent.postMessage({ bridge: 1, ...message }, phone);
    else waiting.push(message);
  };
  const describe = () => send({ kind: "page", title: document.title, href: location.href, entry });

  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || !phones.includes(event.origin) || event.data?.bridge !== 1) return;
    const { kind, id, result, name } = event.data;
    if (kind === "hello") {
      phone = event.origin;
      waiting.splice(0).forEach(send);
      describe();
    } else if (kind === "answer" && asked.has(id)) {
      const tell = asked.get(id);
      asked.delete(id);
      if (tell) tell(result);
    } else if (kind === "back") history.back();
    else if (kind === "reload") location.reload();
    else if (kind === "describe") describe();
    else if (kind === "event") (listeners.get(name) || []).forEach((tell) => tell(result));
  });

  const invoke = (name, params, tell) => {
    const id = ++last;
    asked.set(id, typeof tell === "function" ? tell : null);
    send({ kind: "invoke", id, name, params: params ? JSON.parse(JSON.stringify(params)) : {}, href: entry });
  };

  window.WeixinJSBridge = Object.freeze({
    invoke,
    call: (name, tell) => invoke(name, {}, tell),
    on: (name, tell) => listeners.set(name, [...(listeners.get(name) || []), tell]),
    log: () => {},
  });
  window.__wxjs_environment = "browser";
  // The server was told this by the proxy; scripts must read the same. On iOS the address a page was entered by is signed.
  Object.defineProperty(navigator, "userAgent", { value: "WECHAT_BROWSER", configurable: true });

  // The phone answers with its hello; this first word carries nothing, so anybody may hear it.
  window.parent.postMessage({ bridge: 1, kind: "ready" }, "*");
  const announce = () => {
    describe();
    if (signedIn) send({ kind: "signed-in" });
    document.dispatchEvent(new Event("WeixinJSBridgeReady"));
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", announce);
  else announce();
  window.addEventListener("pageshow", (event) => {
    // A page that comes back from the history met its phone already, but the phone has to meet it again.
    if (event.persisted) window.parent.postMessage({ bridge: 1, kind: "ready" }, "*");
  });
  document.addEventListener("htmx:pushedIntoHistory", describe);
  document.addEventListener("click", (event) => {
    // WeChat has one window: a link that wants a new one opens in this one.
    const link = event.target.closest?.("a[target=_blank]");
    if (link) link.target = "_self";
  }, true);
})();
