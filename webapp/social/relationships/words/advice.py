"""Words of advice on sharing, and what moves a relationship on."""

from webapp.kernel.words import Named, Words
from webapp.social.relationships.facts import AdviceReason, Alternative, StageRequirement

NAMED: Named = {
    "advice.reason": AdviceReason,
    "advice.instead": Alternative,
    "relationship.next_stage": StageRequirement,
}

WORDS: Words = {
    "advice.reason.muted": ("顾客设了免打扰，不推送", "has muted you: no push"),
    "advice.reason.blocked": ("顾客屏蔽了您，不推送", "has blocked you: no push"),
    "advice.reason.no_outreach": ("不接收店主主动分享，不推送", "does not want shares sent to them: no push"),
    "advice.reason.below_gate": ("信任太低，先发有用的内容", "trusts you too little: send something of use first"),
    "advice.reason.would_fall_below_gate": (
        "再被忽略一次，信任就太低了",
        "one more unopened share would cost too much trust",
    ),
    "advice.reason.gone_quiet": ("很久没有来往，先问候一声", "has been quiet for long: say hello first"),
    "advice.reason.ignored_lately": ("最近 {n} 次都没有打开", "left the last {n} unopened"),
    "advice.reason.opened_lately": ("最近打开过您的分享", "opened a share of yours lately"),
    "advice.reason.trusts_you": ("信任您", "trusts you"),
    "advice.reason.nothing_known": ("还不了解，可以试一次", "little is known yet; one share does no harm"),
    "advice.instead.value_content": (
        "先发一条有用的：怎么挑、怎么存、怎么做，不带商品链接。",
        "Send something of use first: how to choose, keep or cook it, without a link to goods.",
    ),
    "advice.instead.greeting": ("先问候一声，不谈商品。", "Say hello first, and no word of goods."),
    "advice.instead.product": ("可以分享商品。", "Sharing a product is welcome."),
    "relationship.next_stage.first_visit": ("顾客第一次打开您的分享", "their first visit to a share of yours"),
    "relationship.next_stage.visits": (
        "两周内来 {need:.0f} 次（现在 {have:.0f} 次）",
        "{need:.0f} visits within two weeks (now {have:.0f})",
    ),
    "relationship.next_stage.purchases": (
        "满意的购买 {need:.0f} 次（现在 {have:.0f} 次）",
        "{need:.0f} satisfied purchases (now {have:.0f})",
    ),
    "relationship.next_stage.trust": ("信任到 {need:.2f}（现在 {have:.2f}）", "trust of {need:.2f} (now {have:.2f})"),
    "relationship.next_stage.giving_back": (
        "写一条评价，或者带来一位朋友",
        "a review of theirs, or a friend they bring",
    ),
    "relationship.next_stage.any_contact": ("顾客主动来一次", "a sign of life from them"),
    "relationship.next_stage.nothing": ("已经走到最深的一步", "nothing: it is as deep as it gets"),
}
