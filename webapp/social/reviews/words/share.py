"""Reviews: reading them, writing one, and what became of it."""

WORDS: dict[str, tuple[str, str]] = {
    "reviews": ("评价", "Reviews"),
    "reviews_of": ("{name}的评价", "Reviews of {name}"),
    "reviews_count": ("{n} 条评价", "{n} ratings"),
    "reviews_count_one": ("1 条评价", "1 rating"),
    "reviews_all": ("看全部 {n} 条评价", "All {n} reviews"),
    "reviews_none": (
        "还没有评价。买过、收到以后就可以写。",
        "No reviews yet. Whoever has bought and received it can write one.",
    ),
    "reviews_how": (
        "评价只来自真实购买并收到货的人；不因为差评删除，好评没有奖励，最新的在前。",
        "Written only by people who bought and received it. None is removed for being negative, none is paid for; "
        "newest first.",
    ),
    "reviews_older": ("更早的评价", "Older reviews"),
    "reviews_pages": ("评价翻页", "Pages of reviews"),
    "stars": ("{n} 星，满分 5 星", "{n} of 5 stars"),
    "stars_given": ("{star} 星：{n} 条", "{star} stars: {n}"),
    "verified": ("已购", "Verified purchase"),
    "a_buyer": ("一位买家", "A buyer"),
    "reply_of": ("{shop} 回复", "{shop} replied"),
    # Being asked, and writing
    "how_was_it": ("收到了，怎么样？", "It arrived. How was it?"),
    "how_was_it_text": (
        "给几颗星，想说就说两句。{at} 前都可以写。",
        "Give it some stars, and a few words if you like. You can write until {at}.",
    ),
    "review_write": ("写评价", "Write a review"),
    "review_stars": ("几颗星？", "How many stars?"),
    "star_0": ("先不评", "Not now"),
    "star_1": ("很差", "Poor"),
    "star_2": ("不好", "Weak"),
    "star_3": ("一般", "Fair"),
    "star_4": ("满意", "Good"),
    "star_5": ("非常好", "Great"),
    "star_label": ("{n} 星", "{n} stars"),
    "star_label_one": ("1 星", "1 star"),
    "review_words": ("想说的话", "In your words"),
    "review_words_hint": (
        "可以不写。好在哪、哪里不好，都对别人有用；请不要写电话和微信号。",
        "Only if you like. What is good, what is not: both help others. Please leave out phone numbers and WeChat ids.",
    ),
    "review_note": (
        "星数马上计入；文字检查过就公开，名字会遮住。每样东西评一次，可以收回，收回后不能再写。",
        "Stars count at once; words are public once they are checked, your name masked. Each thing is reviewed once; "
        "you can take it back, and then not write another.",
    ),
    "review_send": ("发布评价", "Send the review"),
    "review_need_stars": ("先给几颗星再发布。", "Give some stars first."),
    "review_too_long": ("最多 500 个字，现在 {n} 个", "At most 500 characters; these are {n}"),
    # What was written
    "my_review": ("我的评价", "My review"),
    "said_checking": ("文字在检查，通过后大家能看到", "Your words are being checked; then everybody can read them"),
    "said_waiting": ("文字在等同事看一眼", "A colleague is looking at your words"),
    "said_shown": ("已公开", "Public"),
    "said_refused": ("文字没有公开：{reason}", "Your words are not public: {reason}"),
    "said_refused_plain": ("文字没有公开，星数照常计入", "Your words are not public; your stars count"),
    "review_take_back": ("收回这条评价", "Take this review back"),
    "review_take_back_text": (
        "星、文字和店主的回复都会删掉，这件商品不能再评一次。",
        "Stars, words and the shopkeeper's reply go, and this purchase is not reviewed again.",
    ),
    "review_take_back_sure": ("确定收回", "Yes, take it back"),
    "done_review": ("谢谢，您的评价已记下。", "Thank you; your review is in."),
    "done_review_back": ("评价已收回。", "The review is taken back."),
    # Refusals
    "review_not_yet": ("收到货再评价", "Reviews are for what has arrived"),
    "review_not_yet_text": (
        "确认收货以后，订单页会请您评价。",
        "Once you confirm receipt, the order asks how it was.",
    ),
    "review_given_back": ("退款的订单不评价", "What was given back is not reviewed"),
    "review_given_back_text": (
        "这个订单已退款，或正在退款，所以不能评价。有话想说，请找店主或平台。",
        "This order was refunded or is about to be, so it cannot be reviewed. To tell us something, write to the "
        "shopkeeper or the platform.",
    ),
    "review_too_late": ("评价时间过了", "The time for reviews is over"),
    "review_too_late_text": (
        "收货后 90 天内可以评价。谢谢您的购买。",
        "A purchase can be reviewed within 90 days after it arrived. Thank you for buying.",
    ),
    "review_done": ("已经评价过了", "Reviewed already"),
    "review_done_text": (
        "每样东西评一次。您写的在订单里。",
        "Each thing bought is reviewed once. What you wrote is with the order.",
    ),
}
