/** The pages of the mini-program and its tab bar. */
import { say } from "../words.js";
import { customer, customers } from "./customers.js";
import { earnings, why } from "./earnings.js";
import { goods, goodsDetail } from "./goods.js";
import { home, visits } from "./home.js";
import { invite, join } from "./joining.js";
import { me, chain } from "./me.js";
import { orderDetail, orders } from "./orders.js";
import { checkout, shareLanding } from "./buying.js";
import { privacy } from "./privacy.js";
import { standing, standings } from "./standing.js";
import { shareDetail, shares } from "./shares.js";

export const PAGES = {
  "pages/home/index": { title: () => say("关系", "Guanxi"), draw: home },
  "pages/goods/index": { title: () => say("选货", "Goods"), draw: goods },
  "pages/goods/detail": { title: () => say("商品", "Product"), draw: goodsDetail, form: true },
  "pages/shares/index": { title: () => say("我的分享", "My shares"), draw: shares },
  "pages/shares/detail": { title: () => say("一次分享", "One share"), draw: shareDetail },
  "pages/visits/index": { title: () => say("谁来看过", "Visits"), draw: visits },
  "pages/orders/index": { title: () => say("订单", "Orders"), draw: orders },
  "pages/orders/detail": { title: () => say("订单", "Order"), draw: orderDetail },
  "pages/earnings/index": { title: () => say("收益", "Earnings"), draw: earnings },
  "pages/earnings/why": { title: () => say("为什么？", "Why?"), draw: why },
  "pages/customers/index": { title: () => say("我的顾客", "My customers"), draw: customers },
  "pages/customers/detail": { title: () => say("顾客", "Customer"), draw: customer },
  "pages/standing/index": { title: () => say("关于我的记录", "What is held about me"), draw: standings },
  "pages/standing/detail": { title: () => say("关于我的记录", "What is held about me"), draw: standing, form: true },
  "pages/privacy/index": { title: () => say("隐私与数据", "Privacy and data"), draw: privacy, form: true },
  "pages/invite/index": { title: () => say("邀请开店", "Invite"), draw: invite },
  "pages/join/index": { title: () => say("开一间小店", "Open a shop"), draw: join, form: true },
  "pages/me/index": { title: () => say("我的", "Me"), draw: me },
  "pages/me/chain": { title: () => say("我的关系", "My chain"), draw: chain },
  "pages/share/index": { title: () => say("商品", "Product"), draw: shareLanding, form: true },
  "pages/share/checkout": { title: () => say("确认订单", "Checkout"), draw: checkout, form: true },
};

export const TABS = [
  { path: "pages/home/index", icon: "home", title: () => say("首页", "Home") },
  { path: "pages/goods/index", icon: "goods", title: () => say("选货", "Goods"), keeper: true },
  { path: "pages/earnings/index", icon: "earnings", title: () => say("收益", "Earnings"), keeper: true },
  { path: "pages/me/index", icon: "me", title: () => say("我的", "Me") },
];
