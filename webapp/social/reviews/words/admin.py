"""Words of reviews."""

WORDS: dict[str, tuple[str, str]] = {
    "nav.reviews": ("评价", "Reviews"),
    "may.reviews.view": ("看评价", "See reviews"),
    "reviews.title": ("评价", "Reviews"),
    "reviews.note": (
        "评价只来自真实购买；不因为差评删除，文字只按内容检查。收回由作者自己做。",
        "Every review is of a real purchase. None is removed for being negative; words are judged by what they say. "
        "Only their author takes one back.",
    ),
    "reviews.when": ("时间", "When"),
    "reviews.goods": ("商品", "Goods"),
    "reviews.stars": ("星", "Stars"),
    "reviews.of_five": ("{n} 星，满分 5 星", "{n} of 5 stars"),
    "reviews.words": ("说了什么", "Words"),
    "reviews.reply": ("店主回复", "Reply"),
    "reviews.no_words": ("只有星", "stars only"),
    "reviews.empty.title": ("还没有评价", "No reviews yet"),
    "reviews.empty.text": (
        "买家确认收货以后，可以给买到的东西打星、写评价，会出现在这里。",
        "Once buyers confirm receipt they may rate and review what they bought; it comes here.",
    ),
    "said.checking": ("检查中", "being checked"),
    "said.waiting": ("等同事看", "waits for a colleague"),
    "said.shown": ("已公开", "public"),
    "said.refused": ("未公开", "refused"),
}
