"""Words of reviews."""

from webapp.kernel.words import Counted, Named, Words
from webapp.people.moderation import TextState

NAMED: Named = {
    "review.text": TextState,
}

WORDS: Words = {
    "reviews.title": ("评价", "Reviews"),
    "reviews.note": (
        "评价只来自真实购买；不因为差评删除，文字只按内容检查。收回由作者自己做。",
        "Every review is of a real purchase. None is removed for being negative; words are judged by what "
        "they say. Only their author takes one back.",
    ),
    "reviews.when": ("时间", "When"),
    "reviews.goods": ("商品", "Goods"),
    "reviews.stars": ("星", "Stars"),
    "review.of_five": ("{n} 星，满分 5 星", "{n} of 5 stars"),
    "reviews.words": ("说了什么", "Words"),
    "reviews.reply": ("店主回复", "Reply"),
    "reviews.no_words": ("只有星", "stars only"),
    "reviews.empty.title": ("还没有评价", "No reviews yet"),
    "reviews.empty.text": (
        "买家确认收货以后，可以给买到的东西打星、写评价，会出现在这里。",
        "Once buyers confirm receipt they may rate and review what they bought; it comes here.",
    ),
    "product_reviews.title": ("评价", "Reviews"),
    "product_reviews.of": ("{name}的评价", "Reviews of {name}"),
    "product_reviews.count": Counted("{count} 条评价", "{count} rating", "{count} ratings"),
    "product_reviews.all": ("看全部 {n} 条评价", "All {n} reviews"),
    "product_reviews.none": (
        "还没有评价。买过、收到以后就可以写。",
        "No reviews yet. Whoever has bought and received it can write one.",
    ),
    "review.how": (
        "评价只来自真实购买并收到货的人；不因为差评删除，好评没有奖励，最新的在前。",
        "Written only by people who bought and received it. None is removed for being negative, none is paid "
        "for; newest first.",
    ),
    "product_reviews.older": ("更早的评价", "Older reviews"),
    "product_reviews.pages": ("评价翻页", "Pages of reviews"),
    "product_reviews.stars_given": ("{star} 星：{n} 条", "{star} stars: {n}"),
    "product_reviews.verified": ("已购", "Verified purchase"),
    "review.a_buyer": ("一位买家", "A buyer"),
    "review.reply_of": ("{shop} 回复", "{shop} replied"),
    "my_review.ask.title": ("收到了，怎么样？", "It arrived. How was it?"),
    "my_review.ask.text": (
        "给几颗星，想说就说两句。{at} 前都可以写。",
        "Give it some stars, and a few words if you like. You can write until {at}.",
    ),
    "my_review.write": ("写评价", "Write a review"),
    "my_review.stars": ("几颗星？", "How many stars?"),
    "my_review.star.0": ("先不评", "Not now"),
    "my_review.star.1": ("很差", "Poor"),
    "my_review.star.2": ("不好", "Weak"),
    "my_review.star.3": ("一般", "Fair"),
    "my_review.star.4": ("满意", "Good"),
    "my_review.star.5": ("非常好", "Great"),
    "my_review.star_label": Counted("{count} 星", "{count} star", "{count} stars"),
    "my_review.words": ("想说的话", "In your words"),
    "my_review.words_hint": (
        "可以不写。好在哪、哪里不好，都对别人有用；请不要写电话和微信号。",
        "Only if you like. What is good, what is not: both help others. Please leave out phone numbers and WeChat ids.",
    ),
    "my_review.note": (
        "星数马上计入；文字检查过就公开，名字会遮住。每样东西评一次，可以收回，收回后不能再写。",
        "Stars count at once; words are public once they are checked, your name masked. Each thing is "
        "reviewed once; you can take it back, and then not write another.",
    ),
    "my_review.send": ("发布评价", "Send the review"),
    "my_review.need_stars": ("先给几颗星再发布。", "Give some stars first."),
    "my_review.too_long": ("最多 500 个字，现在 {n} 个", "At most 500 characters; these are {n}"),
    "my_review.title": ("我的评价", "My review"),
    "review.text.checking": (
        "文字在检查，通过后大家能看到",
        "Your words are being checked; then everybody can read them",
    ),
    "review.text.waiting": ("文字在等同事看一眼", "A colleague is looking at your words"),
    "review.text.shown": ("已公开", "Public"),
    "review.text.refused_because": ("文字没有公开：{reason}", "Your words are not public: {reason}"),
    "review.text.refused": ("文字没有公开，星数照常计入", "Your words are not public; your stars count"),
    "my_review.take_back": ("收回这条评价", "Take this review back"),
    "my_review.take_back_text": (
        "星、文字和店主的回复都会删掉，这件商品不能再评一次。",
        "Stars, words and the shopkeeper's reply go, and this purchase is not reviewed again.",
    ),
    "my_review.take_back_sure": ("确定收回", "Yes, take it back"),
    "my_order.done.review": ("谢谢，您的评价已记下。", "Thank you; your review is in."),
    "my_order.done.review_back": ("评价已收回。", "The review is taken back."),
    "nav.reviews": ("评价", "Reviews"),
    "permission.reviews.view": ("看评价", "See reviews"),
    "problem.not_received": ("收到货再评价", "Reviews are for what has arrived"),
    "problem.not_received.text": (
        "确认收货以后，订单页会请您评价。",
        "Once you confirm receipt, the order asks how it was.",
    ),
    "problem.purchase_refunded": ("退款的订单不评价", "What was given back is not reviewed"),
    "problem.purchase_refunded.text": (
        "这个订单已退款，或正在退款，所以不能评价。有话想说，请找店主或平台。",
        "This order was refunded or is about to be, so it cannot be reviewed. To tell us something, write to "
        "the shopkeeper or the platform.",
    ),
    "problem.too_late_to_review": ("评价时间过了", "The time for reviews is over"),
    "problem.too_late_to_review.text": (
        "收货后 90 天内可以评价。谢谢您的购买。",
        "A purchase can be reviewed within 90 days after it arrived. Thank you for buying.",
    ),
    "problem.already_reviewed": ("已经评价过了", "Reviewed already"),
    "problem.already_reviewed.text": (
        "每样东西评一次。您写的在订单里。",
        "Each thing bought is reviewed once. What you wrote is with the order.",
    ),
    "error.already_replied": ("这条评价已经回复过了，每条回复一次。", "This review has its reply already."),
    "error.already_reviewed": (
        "这件已经评价过了，每样东西评一次。",
        "This was reviewed already; each thing bought is reviewed once.",
    ),
    "error.not_bought": ("这个订单里没有这件商品。", "This is not part of that order."),
    "error.not_received": (
        "收到货再评价：请先确认收货。",
        "Reviews are for what has arrived; please confirm receipt first.",
    ),
    "error.purchase_refunded": (
        "这个订单已退款或正在退款，不能评价。",
        "This purchase was given back, or is about to be; it cannot be reviewed.",
    ),
    "error.review_not_found": ("没有这条评价，或者它不是您的。", "There is no such review, or it is not yours."),
    "error.stars_needed": ("请给 1 到 5 颗星。", "Give between one and five stars."),
    "error.too_late_to_review": (
        "收货后 90 天内可以评价，现在已经过了。",
        "A purchase can be reviewed within 90 days after it was received.",
    ),
    # What is held about a person
    "held.column.stars": ("几颗星", "stars"),
    "held.kept.until taken back": ("直到收回", "until taken back"),
    "held.kept.until taken back or erasure": ("直到收回或注销", "until taken back or erasure"),
    "held.purpose.opinion of a purchase": ("对一次购买的看法", "opinion of a purchase"),
    "held.purpose.who reviewed what they bought": ("谁评价了自己买的东西", "who reviewed what they bought"),
    "held.table.review": ("我的评价", "My reviews"),
}
