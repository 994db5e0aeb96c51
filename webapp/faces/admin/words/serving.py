"""Words of how a shop serves people."""

WORDS: dict[str, tuple[str, str]] = {
    "nav.serving": ("服务", "Serving"),
    "nav.care": ("把关", "Care"),
    "pair.both_ways": ("价值互换", "value both ways"),
    "serving.title": ("服务与信任", "Service and trust"),
    "serving.score": ("全局信任分", "Global trust"),
    "serving.rank": ("第 {rank} 名，共 {of} 家", "{rank} of {of}"),
    "serving.ability": ("服务能力", "Ability"),
    "serving.note": (
        "能力只影响没人打开的分享扣多少信任，不影响投诉、价格和订单。没有数过的不算。",
        "Ability only changes what an unopened share costs; never complaints, price or orders. What was not counted"
        " does not count.",
    ),
}
