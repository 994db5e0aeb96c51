"""Asking about a product, and what became of it."""

from webapp.social.questions.words.kinds import STATES

WORDS: dict[str, tuple[str, str]] = {
    **{f"asked_{key}": words for key, words in STATES.items()},
    "questions": ("大家问", "Questions"),
    "questions_all": ("全部问答", "All questions"),
    "questions_ask": ("问店主", "Ask the shop"),
    "questions_none": ("还没有人问过。想知道什么，可以问店主。", "Nobody has asked yet. What would you like to know?"),
    "question_by": ("一位顾客", "A customer"),
    "answer_by": ("{shop} 回答", "{shop} answered"),
    "answer_words_of": ("引用 {shop} 的回答", "in the words of {shop}"),
    "question_mark": ("问", "Q"),
    "answer_mark": ("答", "A"),
    "ask_title": ("问 {shop}", "Ask {shop}"),
    "ask_label": ("想知道什么？", "What would you like to know?"),
    "ask_example": ("例如：送人合适吗？", "For example: would it make a good gift?"),
    "ask_hint": (
        "问题和回答会放在商品页上，不写您的名字。请不要写电话、地址。",
        "Question and answer go on the product page, without your name. Please leave out phone numbers and addresses.",
    ),
    "ask_send": ("提问", "Send"),
    "ask_done": (
        "收到了。文字检查过后请 {shop} 回答，您在“我的提问”里看得到。",
        "We have it. Once the words are checked, {shop} is asked; you find it under “My questions”.",
    ),
    "ask_known": (
        "微信认出您了，您写的还在下面，再点一次“提问”就好。",
        "WeChat knows you now. What you wrote is below: just press “Send” once more.",
    ),
    "ask_text_needed": ("写 1 到 {most} 个字", "Write 1 to {most} characters"),
    "ask_asked_oneself": (
        "这是您自己的店，问题由别人来问。",
        "This is your own shop: questions come from others.",
    ),
    "ask_too_many_open_questions": (
        "您在这家店有 5 个问题还没回答，等回答了再问吧。",
        "Five questions of yours wait at this shop. Please wait for one of them to be answered.",
    ),
    "ask_stale_form": (
        "这一页放了一会儿。您写的还在，再点一次“提问”就好。",
        "This page has been open for a while. What you wrote is still here: just press “Send” once more.",
    ),
    "ask_too_many": (
        "问得有点快，过一小时再问吧，您写的还在这里。",
        "That is quicker than we can pass on. Try again in an hour; what you wrote is still here.",
    ),
    "question_pages": ("问答翻页", "Pages of questions"),
    "my_questions": ("我的提问", "My questions"),
    "my_questions_text": ("问过什么，店主怎么回答", "What you asked, and what shops answered"),
    "no_questions": ("还没有提过问题", "No questions yet"),
    "no_questions_text": (
        "在商品页点“问店主”，问过的和回答都会在这里。",
        "Tap “Ask the shop” on a product's page; your questions and their answers come here.",
    ),
    "asked_next_checking": (
        "文字检查通常只要片刻，之后店主就能看到。",
        "Checking takes a moment, then the shop sees it.",
    ),
    "asked_next_waiting": (
        "这句话要同事看一眼，看过再给店主。",
        "A colleague has a look at these words first, then the shop sees them.",
    ),
    "asked_next_refused": ("没有公开，店主也没有看到。", "It was not published, and the shop has not seen it."),
    "asked_next_open": ("已经送到店主那里，回答会放在这里。", "The shop has it; the answer will be here."),
    "asked_refused_why": ("原因：{reason}", "Why: {reason}"),
    "asked_aside": ("只回答给您，不放在商品页上", "Answered to you alone; not on the product page"),
    "questions_older": ("更早的提问", "Older questions"),
    "questions_more": ("更多问答", "More questions"),
}
