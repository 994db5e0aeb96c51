"""Words of visits."""

from webapp.kernel.words import Words

WORDS: Words = {
    "error.not_a_visit": ("这个访问编号不是我们给的。", "This visit's number was not made here."),
    # What is held about a person
    "held.column.linked_at": ("认出的时间", "recognised at"),
    "held.kept.180 days": ("180 天", "180 days"),
    "held.purpose.attribution of an order": ("订单归给哪家店", "attribution of an order"),
    "held.purpose.counts a visitor once and finds who brought a buyer": (
        "同一个人只算一次，并知道是谁带来的",
        "counts a visitor once and finds who brought a buyer",
    ),
    "held.purpose.joins visits before and after login": (
        "登录前后的浏览算作同一个人",
        "joins visits before and after login",
    ),
    "held.table.touch": ("半小时内的多次浏览合为一次", "Visits within half an hour, as one"),
    "held.table.visit": ("我看过的分享页", "Share pages I looked at"),
    "held.table.visitor": ("我用过的浏览器", "Browsers I used"),
}
