"""Words of what consumers ask."""

from webapp.social.questions.words.kinds import ANSWER_STATES, STATES

WORDS: dict[str, tuple[str, str]] = {
    **{f"asked.{key}": words for key, words in STATES.items()},
    **{f"answer.{key}": words for key, words in ANSWER_STATES.items()},
    "nav.questions": ("提问", "Questions"),
    "may.questions.view": ("看提问和回答", "See questions and answers"),
    "questions.title": ("提问和回答", "Questions and answers"),
    "questions.question": ("问题", "Question"),
    "questions.product": ("商品", "Product"),
    "questions.asked": ("提问时间", "Asked"),
    "questions.answer": ("回答", "Answer"),
    "questions.took": ("用时", "Took"),
    "questions.of": ("店主编号", "Shopkeeper's code"),
    "questions.set_aside": ("不放页面", "not for the page"),
    "questions.words_of": ("引用 {shop} 的回答", "in the words of {shop}"),
    "questions.why": ("原因：{reason}", "Why: {reason}"),
    "questions.minutes": ("{n} 分钟", "{n} min"),
    "questions.hours": ("{n} 小时", "{n} h"),
    "questions.days": ("{n} 天", "{n} d"),
    "questions.empty.title": ("还没有人提问", "Nobody has asked yet"),
    "questions.empty.text": (
        "顾客在商品页提的问题和店主的回答，会出现在这里。",
        "What consumers ask on product pages, and what shops answer, comes here.",
    ),
}
