/** Where a card leads: a web page opens in the browser, anything else is a page of the mini-program. */
const opened = { page: null, mini: null };

export const onPage = (open) => { opened.page = open; };
export const onMini = (open) => { opened.mini = open; };

export function openLink(link) {
  if (/^https?:/.test(link)) opened.page(link);
  else opened.mini(link);
}
export const openMini = (path) => opened.mini(path);
