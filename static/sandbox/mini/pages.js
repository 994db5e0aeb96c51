/** The pages of the mini-program and its tab bar. */
import { say } from "../words.js";
import { ability } from "./ability.js";
import { complaint, complaints, desk, newComplaint } from "./complaints.js";
import { customer, customers } from "./customers.js";
import { earnings, why } from "./earnings.js";
import { goods, goodsDetail } from "./goods.js";
import { home, visits } from "./home.js";
import { invite, join } from "./onboarding.js";
import { materialDetail, materials } from "./materials.js";
import { me, chain } from "./me.js";
import { orderDetail, orders } from "./orders.js";
import { checkout, shareLanding } from "./checkout.js";
import { myQuestions, productQuestions, questionDesk } from "./questions.js";
import { productReviews, soldReviews } from "./reviews.js";
import { privacy } from "./privacy.js";
import { standing, standings } from "./my_shops.js";
import { shareDetail, shares } from "./shares.js";
import { texts } from "./texts.js";
import { writeMaterial } from "./material_form.js";

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
  "pages/earnings/explanation": { title: () => say("为什么？", "Why?"), draw: why },
  "pages/ability/index": { title: () => say("服务能力", "Ability to serve"), draw: ability },
  "pages/customers/index": { title: () => say("我的顾客", "My customers"), draw: customers },
  "pages/reviews/index": { title: () => say("评价", "Reviews"), draw: soldReviews, form: true },
  "pages/reviews/product": { title: () => say("评价", "Reviews"), draw: productReviews },
  "pages/customers/detail": { title: () => say("顾客", "Customer"), draw: customer, form: true },
  "pages/materials/index": { title: () => say("素材", "Material"), draw: materials },
  "pages/materials/detail": { title: () => say("素材", "Material"), draw: materialDetail },
  "pages/materials/write": { title: () => say("写素材", "Write material"), draw: writeMaterial, form: true },
  "pages/my-shops/index": { title: () => say("哪些店记着您", "Shops that know you"), draw: standings },
  "pages/my-shops/detail": { title: () => say("店主", "Shopkeeper"), draw: standing, form: true },
  "pages/questions/product": { title: () => say("大家问", "Questions"), draw: productQuestions, form: true },
  "pages/questions/mine": { title: () => say("我的提问", "My questions"), draw: myQuestions },
  "pages/questions/asked": { title: () => say("顾客提问", "Customers' questions"), draw: questionDesk, form: true },
  "pages/complaints/new": { title: () => say("有问题", "Something wrong"), draw: newComplaint, form: true },
  "pages/complaints/detail": { title: () => say("投诉", "Complaint"), draw: complaint, form: true },
  "pages/complaints/index": { title: () => say("投诉", "Complaints"), draw: complaints },
  "pages/after-sales/index": { title: () => say("售后", "After-sale"), draw: desk },
  "pages/privacy/index": { title: () => say("隐私与数据", "Privacy and data"), draw: privacy, form: true },
  "pages/invite/index": { title: () => say("邀请开店", "Invite"), draw: invite },
  "pages/join/index": { title: () => say("开一间小店", "Open a shop"), draw: join, form: true },
  "pages/me/index": { title: () => say("我的", "Me"), draw: me },
  "pages/texts/index": { title: () => say("我发表的", "What I published"), draw: texts },
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
