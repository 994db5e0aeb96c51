"""Words of shares and forwards."""

from webapp.kernel.words import Words

WORDS: Words = {
    "shares.title": ("分享与转发", "Shares and forwards"),
    "shares.search": ("店名、店主编号、商品，或 #0417203948", "Shop, code, product, or #0417203948"),
    "shares.share": ("分享", "Share"),
    "shares.words": ("附言", "Words"),
    "shares.visits": ("访问", "Visits"),
    "shares.visitors": ("人", "People"),
    "shares.forwards": ("转发", "Forwards"),
    "shares.orders": ("订单", "Orders"),
    "shares.code": ("编号", "Code"),
    "shares.made": ("分享于", "Shared"),
    "shares.open": ("有效", "Open"),
    "shares.expired": ("已过期", "Expired"),
    "shares.revoked": ("已撤回", "Taken back"),
    "shares.empty.title": ("还没有分享", "No shares yet"),
    "shares.empty.text": (
        "店主在小程序里分享商品以后，这里会出现。",
        "They appear once a shopkeeper shares a product.",
    ),
    "share.tree": ("它走过的路", "Where it went"),
    "share.tree_note": (
        "每一行是一个人；向右一层，是从上一个人的转发里打开的。",
        "Each line is one person; a step to the right was opened through the forward above it.",
    ),
    "share.visitor": ("访客 {label}", "Visitor {label}"),
    "share.own": ("店主自己", "the shopkeeper"),
    "share.opened": ("打开 {count} 次", "opened {count} times"),
    "share.opened_once": ("打开 1 次", "opened once"),
    "share.bought": ("买了 {no}", "bought {no}"),
    "share.more": (
        "还有 {count} 位只打开、没有转发的访客未列出",
        "{count} more who opened without forwarding are not listed",
    ),
    "share.no_visits.title": ("还没有人打开", "Nobody has opened it yet"),
    "share.no_visits.text": ("转发不花钱，打开才会记录。", "Forwarding leaves no trace until somebody opens it."),
    "share.source.h5": ("分享页", "Share page"),
    "share.source.mini": ("小程序", "Mini-program"),
    "share.source.order": ("下单时补记", "Recorded with the order"),
    "share.until": ("有效到", "Open until"),
    "nav.shares": ("分享与转发", "Shares & forwards"),
    "permission.shares.view": ("看分享与转发", "See shares and forwards"),
    "problem.share_expired": ("这个链接过期了", "This link has expired"),
    "problem.share_expired.text": (
        "分享有期限，过期后价格和库存可能已变。请店主再发一次。",
        "Shares last for a while only, for prices and stock change. Ask the shopkeeper to send a new one.",
    ),
    "problem.share_revoked": ("店主收回了这个分享", "The shopkeeper took this share back"),
    "problem.share_revoked.text": (
        "请店主再发一个新的。您已下的订单不受影响。",
        "Ask the shopkeeper for a new one. Orders you have placed are not affected.",
    ),
    "problem.shopkeeper_suspended": ("这家小店暂停营业", "This shop is closed for now"),
    "problem.shopkeeper_suspended.text": (
        "暂时不能从这里下单。您已下的订单照常发货、照常售后。",
        "You cannot order here at the moment. Orders you have placed are shipped and looked after as usual.",
    ),
    "error.share_expired": (
        "这条分享已过期，请向店主要一个新的。",
        "This share has expired; ask the shopkeeper for a new one.",
    ),
    "error.share_revoked": (
        "店主收回了这条分享，请向店主要一个新的。",
        "The shopkeeper took this share back; ask them for a new one.",
    ),
    "error.shopkeeper_suspended": ("这位店主暂时不能卖东西。", "This shopkeeper cannot sell at the moment."),
    # What is held about a person
    "held.table.share": ("我做的分享", "My shares"),
}
