"""How one stands to shops."""

HOLDINGS: dict[str, tuple[str, str]] = {
    "relationship": ("我和每家店的关系", "How I stand to each shop"),
    "relationship_event": ("关系里发生过什么", "What happened between us"),
    "relationship_event_void": ("更正过的记录", "Records that were corrected"),
    "contact_preference": ("我的免打扰和屏蔽", "Shops I muted or blocked"),
    "objection": ("我提出的异议", "What I contested"),
    "share_audience": ("店主选我作为分享对象的记录", "Shares that were meant for me"),
    "shopkeeper_score": ("小店的信任评分", "My shop's trust score"),
}
COLUMNS: dict[str, tuple[str, str]] = {
    "stage": ("阶段", "stage"),
    "since": ("从什么时候起", "since"),
    "kind": ("类别", "kind"),
    "gain": ("加了多少", "gained"),
    "cost": ("减了多少", "lost"),
    "muted_at": ("设免打扰的时间", "muted at"),
    "blocked_at": ("屏蔽的时间", "blocked at"),
    "sent_at": ("分享时间", "shared at"),
}
PURPOSES: dict[str, str] = {
    "how a shopkeeper and a consumer stand to each other": "店主和顾客之间的关系",
    "what the consumer says is wrong": "您说哪里不对",
    "what staff answered": "平台的答复",
}
