"""A reward in words, Chinese and English side by side. Both are written, neither is translated."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """The same thing said in both languages, with the same blanks."""

    zh: str
    en: str

    def say(self, language: str, **blanks: object) -> str:
        return (self.en if language == "en" else self.zh).format(**blanks)


TITLE = {
    "pending": Words("{amount} 待结算", "{amount} pending"),
    "payable": Words("{amount} 已结算", "{amount} payable"),
    "void": Words("{amount} 已取消", "{amount} cancelled"),
    "clawed_back": Words("{amount} 已扣回", "{amount} taken back"),
    "none": Words("这笔订单没有您的佣金", "No commission for you on this order"),
    "waiting": Words("这笔订单还没有付款", "This order is not paid yet"),
}

SHARE = Words(
    "来自您的分享 {share}，买家下单前最近的一次打开是 {visit}。",
    "It came through your share {share}; the buyer's visit that counted is {visit}.",
)
DIRECT = Words("买家直接打开了您的分享，中间没有人转发。", "The buyer opened your share directly; nobody forwarded it.")
FORWARDED = Words(
    "转发路径：您 → {path} → 买家。转发的人会被记住并感谢，佣金归分享的店主。",
    "It was forwarded: you → {path} → the buyer. Those who forwarded are remembered and thanked; "
    "the commission is the sharing shopkeeper's.",
)
POLICY = {
    "last_touch": Words("归属规则：下单前有效期内最后一次打开。", "Credited by the last valid visit before the order."),
    "first_touch": Words("归属规则：有效期内第一次打开。", "Credited by the first valid visit."),
    "locked_tie": Words(
        "归属规则：买家与您的关系仍在保护期内。", "Credited because the buyer's tie to you is still protected."
    ),
}
LINE = Words(
    "商品：{name} × {quantity}，每件 {price}，共 {total}。",
    "Bought: {quantity} × {name} at {price}, together {total}.",
)
RULE = Words(
    "佣金规则{plan}，版本 {version}，第 {level} 级，比例 {rate}；下单时已固定，之后的调整不影响这笔订单。",
    "Rule {plan}, version {version}, level {level}, {rate}: fixed when the order was placed, whatever changes later.",
)
PLAN = {"direct": Words("「直接销售」（direct）", "direct")}
ARITHMETIC = Words(
    "计算：{base} × {rate} = {amount}，不足一分的部分舍去。",
    "Arithmetic: {base} × {rate} = {amount}; fractions of a fen are dropped.",
)

NEXT = {
    "paid": Words(
        "接下来：等待发货。买家确认收货后再过 {days} 天结算给您。",
        "Next: the goods are shipped. {days} days after the buyer confirms receipt this becomes payable.",
    ),
    "shipped": Words(
        "接下来：等待买家确认收货（最迟发货后 {receipt_days} 天自动确认），再过 {days} 天结算给您。",
        "Next: the buyer confirms receipt ({receipt_days} days after shipping at the latest, by itself); "
        "{days} days later this becomes payable.",
    ),
    "received": Words(
        "接下来：{due} 退货期结束后结算给您。",
        "Next: it becomes payable on {due}, when the time for returns is over.",
    ),
    "refunding": Words(
        "接下来：买家申请了退款。退款成功则佣金取消，退款未成则继续等待。",
        "Next: the buyer has asked for a refund. If it succeeds this is cancelled; if not, it goes on.",
    ),
    "payable": Words("已于 {settled} 结算，记入您的应付余额。", "It joined your payable balance on {settled}."),
    "void": Words(
        "订单已于 {voided} 全额退款，佣金随之取消，您不欠任何费用。",
        "The order was refunded in full on {voided}, so the commission is cancelled; you owe nothing.",
    ),
    "clawed_back": Words(
        "结算后订单于 {voided} 全额退款，佣金已从应付余额扣回；余额不足的部分由之后的佣金抵扣。",
        "The order was refunded in full on {voided}, after settlement, so the amount left your payable balance; "
        "what was not there is met by later commissions.",
    ),
    "none": Words("不会再有变化。", "Nothing more will happen."),
    "waiting": Words("买家付款后再来看。", "Look again when the buyer has paid."),
}

# Why a shopkeeper's share did not earn, said to that shopkeeper: verdicts and reasons of the attribution.
NOT_CREDITED = {
    "earlier": Words(
        "买家打开过您的分享，但下单前最后一次打开的是另一位店主的分享。",
        "The buyer opened your share, but the last share they opened before ordering was another shopkeeper's.",
    ),
    "later": Words(
        "买家打开过您的分享，但最先打开的是另一位店主的分享。",
        "The buyer opened your share, but another shopkeeper's share was opened first.",
    ),
    "tie_protected": Words(
        "买家与另一位店主的关系还在保护期内。", "The buyer's tie to another shopkeeper is still protected."
    ),
    "too_old": Words(
        "买家打开您的分享到下单，超过了归属有效期。",
        "More time passed between the buyer's visit and the order than a visit counts for.",
    ),
    "share_expired": Words("买家打开时您的分享已经过期。", "Your share had expired when the buyer opened it."),
    "share_revoked": Words("买家打开时您已撤回这条分享。", "You had taken the share back when the buyer opened it."),
    "suspended": Words("下单时您的店铺处于暂停状态。", "Your shop was suspended when the order was placed."),
    "self": Words(
        "这是您自己的购买；自己买不产生佣金。", "It is your own purchase; nobody earns by buying from themselves."
    ),
    "protected": Words(
        "您自己打开分享的那一次不覆盖别人刚带来的访问。",
        "Your visit to your own share does not replace one that somebody else had just brought.",
    ),
    "no_touch": Words(
        "下单前没有通过店主分享打开的记录，销售归平台。",
        "No visit through a shopkeeper's share was known before the order, so the sale is the platform's.",
    ),
}
# Every touch that was weighed, whose it was and what became of it, said to staff. A touch that lost names the one that
# was preferred to it: of the same shop, or of another.
CONSIDERED = Words("分享 {share}（{shop}），{at} 打开：{verdict}", "Share {share} of {shop}, opened {at}: {verdict}")
CONSIDERED_PAGE = Words(
    "分享 {share}（{shop}），{at} 在这一页下单：{verdict}",
    "Share {share} of {shop}, ordered from its page {at}: {verdict}",
)
VERDICT = {
    "won": Words("算这一次，佣金归{shop}。", "this one counts; the commission is for {shop}."),
    "self": Words(
        "买家自己的店被选中；自己买不产生佣金，销售归平台。",
        "the buyer's own shop was chosen; nobody earns by buying from themselves, so the sale is the platform's.",
    ),
    "protected": Words(
        "买家打开自己店的分享，不覆盖别人刚带来的访问。",
        "the buyer looked at their own shop, which does not replace a visit that somebody else had just brought.",
    ),
    "too_old": Words("打开到下单超过了归属有效期，不算。", "too long before the order to count."),
    "share_expired": Words("打开时这条分享已经过期，不算。", "the share had expired by then, so it does not count."),
    "share_revoked": Words(
        "打开时这条分享已被撤回，不算。", "the share had been taken back by then, so it does not count."
    ),
    "suspended": Words("下单时这家店处于暂停状态，不算。", "the shop was suspended when the order was placed."),
}
SAME_VISIT = Words(
    "就是被选中的那次访问，打开时记下的。", "the very visit that was chosen, as it was noted when the page was opened."
)
VERDICT_SAME_SHOP = {
    "earlier": Words(
        "同一家店的较早一次；算后来打开 {chosen} 的那一次。",
        "an earlier visit to the same shop; the later one, to {chosen}, was chosen.",
    ),
    "later": Words(
        "同一家店的较晚一次；算最先打开 {chosen} 的那一次。",
        "a later visit to the same shop; the first one, to {chosen}, was chosen.",
    ),
    "tie_protected": Words(
        "同一家店的另一次；关系受保护，算最后打开 {chosen} 的那一次。",
        "another visit to the same shop, whose tie is protected; the last one, to {chosen}, was chosen.",
    ),
}
VERDICT_OTHER_SHOP = {
    "earlier": Words(
        "买家之后又打开了另一家店（{winner}）的分享 {chosen}，选后来的。",
        "the buyer later opened {chosen}, a share of another shop ({winner}), and the later one was chosen.",
    ),
    "later": Words(
        "买家之前先打开了另一家店（{winner}）的分享 {chosen}，选最先的。",
        "the buyer had first opened {chosen}, a share of another shop ({winner}), and the first one was chosen.",
    ),
    "tie_protected": Words(
        "买家与另一家店（{winner}）的关系还在保护期内，选 {chosen}。",
        "the buyer's tie to another shop ({winner}) is still protected, so {chosen} was chosen.",
    ),
}
NOT_PAID = {
    "closed": Words("订单没有付款就关闭了。", "The order was closed without being paid."),
    "refunded": Words("订单已全额退款。", "The order was refunded in full."),
    "refused": Words(
        "平台的合规规则没有放行这笔佣金；如有疑问请联系平台。",
        "The platform's compliance rules did not let this reward through; please ask the platform if in doubt.",
    ),
}
