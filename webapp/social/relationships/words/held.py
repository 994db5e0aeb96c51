"""Words of what is held about a person in relationships."""

from webapp.kernel.words import Words

WORDS: Words = {
    "held.column.answer": ("答复", "answer"),
    "held.column.blocked_at": ("屏蔽的时间", "blocked at"),
    "held.column.cost": ("减了多少", "lost"),
    "held.column.gain": ("加了多少", "gained"),
    "held.column.muted_at": ("设免打扰的时间", "muted at"),
    "held.column.sent_at": ("分享时间", "shared at"),
    "held.purpose.how a shopkeeper and a consumer stand to each other": (
        "店主和顾客之间的关系",
        "how a shopkeeper and a consumer stand to each other",
    ),
    "held.purpose.what staff answered": ("平台的答复", "what staff answered"),
    "held.purpose.what the consumer says is wrong": ("您说哪里不对", "what the consumer says is wrong"),
    "held.table.consumer_choice": ("我的免打扰和屏蔽", "Shops I muted or blocked"),
    "held.table.contest": ("我提出的异议", "What I contested"),
    "held.table.relationship": ("我和每家店的关系", "How I stand to each shop"),
    "held.table.relationship_event": ("关系里发生过什么", "What happened between us"),
    "held.table.relationship_strike": ("更正过的记录", "Records that were corrected"),
    "held.table.share_audience": ("店主选我作为分享对象的记录", "Shares that were meant for me"),
    "held.table.shopkeeper_score": ("小店的信任评分", "My shop's trust score"),
}
