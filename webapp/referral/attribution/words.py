"""Words of attribution: policies, reasons, verdicts."""

from webapp.kernel.words import Words

WORDS: Words = {
    "attribution.policy.last_touch_7d": ("最后一次有效访问", "Last valid touch"),
    "attribution.policy.first_touch_7d": ("第一次有效访问", "First valid touch"),
    "attribution.policy.locked": ("关系保护", "Protected tie"),
    "attribution.reason.last_touch": (
        "下单前 7 天内最后一次有效访问",
        "The last valid touch within 7 days before the order",
    ),
    "attribution.reason.first_touch": (
        "下单前 7 天内第一次有效访问",
        "The first valid touch within 7 days before the order",
    ),
    "attribution.reason.locked_tie": (
        "买家和这位店主的关系还在保护期内",
        "The buyer's tie to this shopkeeper is still protected",
    ),
    "attribution.reason.no_touch": ("没有任何店主带来的访问", "No shopkeeper brought this buyer"),
    "attribution.reason.self": (
        "买家就是店主本人，自买不计佣金",
        "The buyer is the shopkeeper; own purchases earn nothing",
    ),
    "attribution.reason.suspended": ("店主当时被暂停", "The shopkeeper was suspended at the time"),
    "attribution.reason.too_old": ("访问都超过了 7 天", "Every touch was older than 7 days"),
    "attribution.reason.share_expired": ("访问时分享已过期", "The share had expired"),
    "attribution.reason.share_revoked": ("访问时分享已被撤回", "The share had been taken back"),
    "attribution.verdict.won": ("算这一次", "This one counts"),
    "attribution.verdict.earlier": ("更早，让给后来的", "Earlier than the one that counts"),
    "attribution.verdict.later": ("更晚，让给先来的", "Later than the one that counts"),
    "attribution.verdict.tie_protected": ("受保护的关系优先", "A protected tie came first"),
    "attribution.verdict.protected": (
        "自己店的访问，30 分钟内不抢别人的",
        "A visit to one's own shop takes nothing for 30 minutes",
    ),
    "attribution.verdict.too_old": ("超过 7 天", "Older than 7 days"),
    "attribution.verdict.share_expired": ("分享已过期", "Share had expired"),
    "attribution.verdict.share_revoked": ("分享已撤回", "Share was taken back"),
    "attribution.verdict.suspended": ("店主被暂停", "Shopkeeper suspended"),
    "attribution.verdict.self": ("买家自己的店", "The buyer's own shop"),
    # What is held about a person
    "held.kept.3 years, with the order": ("随订单 3 年", "3 years, with the order"),
    "held.purpose.thanks the one who forwarded": ("感谢转发的人", "thanks the one who forwarded"),
    "held.table.attribution": ("订单归给哪家店", "Which shop an order was credited to"),
    "held.table.forward_credit": ("经我转发带来的购买", "Sales my forwards led to"),
}
