"""Words of how a shop serves people."""

WORDS: dict[str, tuple[str, str]] = {
    "nav.serving": ("服务", "Serving"),
    "nav.care": ("把关", "Care"),
    "dash.waits.ship": ("{count} 单待发货", "{count} orders to be shipped"),
    "dash.waits.complaints": ("{count} 个投诉等平台决定", "{count} complaints wait for a decision"),
    "dash.waits.contests": ("{count} 条异议等平台决定", "{count} contests wait for a decision"),
    "dash.waits.texts": ("{count} 段公开文字等人看", "{count} public texts wait for somebody to read them"),
    "contests.pair": ("看这段关系", "See the relationship"),
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
