"""Words of commissions: what is earned, and why or why not."""

from webapp.kernel.words import Named, Words
from webapp.money.commission.kinds import AccrualState

NAMED: Named = {
    "earning.state": AccrualState,
    "earning.next": AccrualState,
    "explanation.title": AccrualState,
}

WORDS: Words = {
    "earning.state.pending": ("待结算", "Pending"),
    "earning.state.payable": ("可提现", "Payable"),
    "earning.state.void": ("已取消", "Cancelled"),
    "earning.state.clawed_back": ("已扣回", "Taken back"),
    "commission.plan.direct": ("直接销售", "Direct sale"),
    "earning.arithmetic": (
        "{base} × {rate} = {amount}（不足一分舍去）",
        "{base} × {rate} = {amount} (fractions of a fen are dropped)",
    ),
    "earning.next.pending": (
        "签收后满 {days} 天、没有退款，就变成可提现。",
        "It becomes payable {days} days after receipt if nothing is refunded.",
    ),
    "earning.next.due": ("{at} 起可提现。", "Payable from {at}."),
    "earning.next.payable": ("{at} 已结算，可以提现。", "Settled on {at}; it can be withdrawn."),
    "earning.next.void": ("订单在结算前退款，这笔不付。", "The order was refunded before settlement; nothing is paid."),
    "earning.next.clawed_back": (
        "结算后退款，已从可提现余额收回。",
        "Refunded after settlement; taken back from the balance.",
    ),
    "explanation.title.pending": ("{amount} 待结算", "{amount} pending"),
    "explanation.title.payable": ("{amount} 可提现", "{amount} payable"),
    "explanation.title.void": ("{amount} 已取消", "{amount} cancelled"),
    "explanation.title.clawed_back": ("{amount} 已扣回", "{amount} taken back"),
    "explanation.title.none": ("这笔订单没有您的佣金", "No commission for you on this order"),
    "explanation.title.waiting": ("这笔订单还没有付款", "This order is not paid yet"),
    "explanation.policy.last_touch": (
        "归属规则：下单前有效期内最后一次打开。",
        "Credited by the last valid visit before the order.",
    ),
    "explanation.policy.first_touch": ("归属规则：有效期内第一次打开。", "Credited by the first valid visit."),
    "explanation.policy.locked_tie": (
        "归属规则：买家与您的关系仍在保护期内。",
        "Credited because the buyer's tie to you is still protected.",
    ),
    "explanation.plan.direct": ("「直接销售」（direct）", "direct"),
    "explanation.next.paid": (
        "接下来：等待发货。买家确认收货后再过 {days} 天结算给您。",
        "Next: the goods are shipped. {days} days after the buyer confirms receipt this becomes payable.",
    ),
    "explanation.next.shipped": (
        "接下来：等待买家确认收货（最迟发货后 {receipt_days} 天自动确认），再过 {days} 天结算给您。",
        "Next: the buyer confirms receipt ({receipt_days} days after shipping at the latest, by itself); "
        "{days} days later this becomes payable.",
    ),
    "explanation.next.received": (
        "接下来：{due} 退货期结束后结算给您。",
        "Next: it becomes payable on {due}, when the time for returns is over.",
    ),
    "explanation.next.refunding": (
        "接下来：买家申请了退款。退款成功则佣金取消，退款未成则继续等待。",
        "Next: the buyer has asked for a refund. If it succeeds this is cancelled; if not, it goes on.",
    ),
    "explanation.next.payable": (
        "已于 {settled} 结算，记入您的可提现佣金。",
        "It joined your payable balance on {settled}.",
    ),
    "explanation.next.void": (
        "订单已于 {voided} 全额退款，佣金随之取消，您不欠任何费用。",
        "The order was refunded in full on {voided}, so the commission is cancelled; you owe nothing.",
    ),
    "explanation.next.clawed_back": (
        "结算后订单于 {voided} 全额退款，佣金已从可提现佣金扣回；余额不足的部分由之后的佣金抵扣。",
        "The order was refunded in full on {voided}, after settlement, so the amount left your payable "
        "balance; what was not there is met by later commissions.",
    ),
    "explanation.next.none": ("不会再有变化。", "Nothing more will happen."),
    "explanation.next.waiting": ("买家付款后再来看。", "Look again when the buyer has paid."),
    "explanation.not_credited.earlier": (
        "买家打开过您的分享，但下单前最后一次打开的是另一位店主的分享。",
        "The buyer opened your share, but the last share they opened before ordering was another shopkeeper's.",
    ),
    "explanation.not_credited.later": (
        "买家打开过您的分享，但最先打开的是另一位店主的分享。",
        "The buyer opened your share, but another shopkeeper's share was opened first.",
    ),
    "explanation.not_credited.tie_protected": (
        "买家与另一位店主的关系还在保护期内。",
        "The buyer's tie to another shopkeeper is still protected.",
    ),
    "explanation.not_credited.too_old": (
        "买家打开您的分享到下单，超过了归属有效期。",
        "More time passed between the buyer's visit and the order than a visit counts for.",
    ),
    "explanation.not_credited.share_expired": (
        "买家打开时您的分享已经过期。",
        "Your share had expired when the buyer opened it.",
    ),
    "explanation.not_credited.share_revoked": (
        "买家打开时您已撤回这条分享。",
        "You had taken the share back when the buyer opened it.",
    ),
    "explanation.not_credited.suspended": (
        "下单时您的店铺处于暂停状态。",
        "Your shop was suspended when the order was placed.",
    ),
    "explanation.not_credited.self": (
        "这是您自己的购买；自己买不产生佣金。",
        "It is your own purchase; nobody earns by buying from themselves.",
    ),
    "explanation.not_credited.protected": (
        "您自己打开分享的那一次不覆盖别人刚带来的访问。",
        "Your visit to your own share does not replace one that somebody else had just brought.",
    ),
    "explanation.not_credited.no_touch": (
        "下单前没有通过店主分享打开的记录，销售归平台。",
        "No visit through a shopkeeper's share was known before the order, so the sale is the platform's.",
    ),
    "explanation.verdict.won": ("算这一次，佣金归{shop}。", "this one counts; the commission is for {shop}."),
    "explanation.verdict.self": (
        "买家自己的店被选中；自己买不产生佣金，销售归平台。",
        "the buyer's own shop was chosen; nobody earns by buying from themselves, so the sale is the platform's.",
    ),
    "explanation.verdict.protected": (
        "买家打开自己店的分享，不覆盖别人刚带来的访问。",
        "the buyer looked at their own shop, which does not replace a visit that somebody else had just brought.",
    ),
    "explanation.verdict.too_old": ("打开到下单超过了归属有效期，不算。", "too long before the order to count."),
    "explanation.verdict.share_expired": (
        "打开时这条分享已经过期，不算。",
        "the share had expired by then, so it does not count.",
    ),
    "explanation.verdict.share_revoked": (
        "打开时这条分享已被撤回，不算。",
        "the share had been taken back by then, so it does not count.",
    ),
    "explanation.verdict.suspended": (
        "下单时这家店处于暂停状态，不算。",
        "the shop was suspended when the order was placed.",
    ),
    "explanation.verdict_same_shop.earlier": (
        "同一家店的较早一次；算后来打开分享 {chosen} 的那一次。",
        "an earlier visit to the same shop; the later one, to share {chosen}, was chosen.",
    ),
    "explanation.verdict_same_shop.later": (
        "同一家店的较晚一次；算最先打开分享 {chosen} 的那一次。",
        "a later visit to the same shop; the first one, to share {chosen}, was chosen.",
    ),
    "explanation.verdict_same_shop.tie_protected": (
        "同一家店的另一次；关系受保护，算最后打开分享 {chosen} 的那一次。",
        "another visit to the same shop, whose tie is protected; the last one, to share {chosen}, was chosen.",
    ),
    "explanation.verdict_other_shop.earlier": (
        "买家之后又打开了另一家店（{winner}）的分享 {chosen}，选后来的。",
        "the buyer later opened share {chosen} of another shop ({winner}), and the later one was chosen.",
    ),
    "explanation.verdict_other_shop.later": (
        "买家之前先打开了另一家店（{winner}）的分享 {chosen}，选最先的。",
        "the buyer had first opened share {chosen} of another shop ({winner}), and the first one was chosen.",
    ),
    "explanation.verdict_other_shop.tie_protected": (
        "买家与另一家店（{winner}）的关系还在保护期内，选分享 {chosen}。",
        "the buyer's tie to another shop ({winner}) is still protected, so share {chosen} was chosen.",
    ),
    "explanation.not_paid.closed": ("订单没有付款就关闭了。", "The order was closed without being paid."),
    "explanation.not_paid.refunded": ("订单已全额退款。", "The order was refunded in full."),
    "explanation.not_paid.refused": (
        "平台的合规规则没有放行这笔佣金；如有疑问请联系平台。",
        "The platform's compliance rules did not let this reward through; please ask the platform if in doubt.",
    ),
    "explanation.share": (
        "来自您的分享 {share}，买家 {buyer} 下单前最近的一次打开是访问 {visit}。",
        "It came through your share {share}; the visit of the buyer, {buyer}, that counted is {visit}.",
    ),
    "explanation.direct": (
        "买家直接打开了您的分享，中间没有人转发。",
        "The buyer opened your share directly; nobody forwarded it.",
    ),
    "explanation.of_share": ("分享 {share} · {why}", "Share {share} · {why}"),
    "explanation.visit_gone": ("访问 {visit}", "visit {visit}"),
    "explanation.forwarded": (
        "转发路径：您 → {path} → 买家 {buyer}。转发的人会被记住并感谢，佣金归分享的店主。",
        "It was forwarded: you → {path} → the buyer, {buyer}. Those who forwarded are remembered and thanked; the "
        "commission is the sharing shopkeeper's.",
    ),
    "explanation.line": (
        "商品：{name} ×\N{NO-BREAK SPACE}{quantity}，每件 {price}，共 {total}。",
        "Bought: {quantity} × {name} at {price}, together {total}.",
    ),
    "explanation.rule": (
        "佣金规则{plan}，版本 {version}，第 {level} 级，比例 {rate}；下单时已固定，之后的调整不影响这笔订单。",
        "Rule {plan}, version {version}, level {level}, {rate}: fixed when the order was placed, whatever "
        "changes later.",
    ),
    "explanation.arithmetic": (
        "计算：{base} × {rate} = {amount}，不足一分的部分舍去。",
        "Arithmetic: {base} × {rate} = {amount}; fractions of a fen are dropped.",
    ),
    "explanation.considered": (
        "分享 {share}（{shop}），{at} 打开：{verdict}",
        "Share {share} of {shop}, opened {at}: {verdict}",
    ),
    "explanation.considered_page": (
        "分享 {share}（{shop}），{at} 在这一页下单：{verdict}",
        "Share {share} of {shop}, ordered from its page {at}: {verdict}",
    ),
    "explanation.same_visit": (
        "就是被选中的那次访问，打开时记下的。",
        "the very visit that was chosen, as it was noted when the page was opened.",
    ),
    # What is held about a person
    "held.column.order_no": ("订单号", "order number"),
    "held.table.accrual": ("我的佣金", "My commissions"),
}
