"""Words of questions and answers."""

from webapp.kernel.words import BadgeTones, Named, Words
from webapp.people.moderation import TextState
from webapp.social.questions.kinds import QuestionState

NAMED: Named = {
    "question.state": QuestionState,
    "answer.state": TextState,
}
BADGE_TONES: BadgeTones = {
    "question": {
        QuestionState.WAITING: "wait",
        QuestionState.REFUSED: "bad",
        QuestionState.OPEN: "wait",
        QuestionState.ANSWERED: "ok",
    },
}

WORDS: Words = {
    "question.state.checking": ("检查中", "being checked"),
    "question.state.waiting": ("同事正在看", "a colleague is looking"),
    "question.state.refused": ("没有通过", "not accepted"),
    "answer.state.checking": ("回答检查中", "answer being checked"),
    "answer.state.waiting": ("同事正在看回答", "a colleague is looking at the answer"),
    "answer.state.refused": ("回答没有通过", "answer not accepted"),
    "question.state.open": ("等店主回答", "waiting for the shop"),
    "question.state.answered": ("已回答", "answered"),
    "answer.state.shown": ("已回答", "answered"),
    "questions.title": ("提问和回答", "Questions and answers"),
    "questions.question": ("问题", "Question"),
    "questions.product": ("商品", "Product"),
    "questions.asked": ("提问时间", "Asked"),
    "questions.answer": ("回答", "Answer"),
    "questions.took": ("用时", "Took"),
    "questions.of": ("店主编号", "Shopkeeper's code"),
    "questions.set_aside": ("不放页面", "not for the page"),
    "answer.words_of": ("引用 {shop} 的回答", "in the words of {shop}"),
    "questions.why": ("原因：{reason}", "Why: {reason}"),
    "questions.minutes": ("{n} 分钟", "{n} min"),
    "questions.hours": ("{n} 小时", "{n} h"),
    "questions.days": ("{n} 天", "{n} d"),
    "questions.empty.title": ("还没有人提问", "Nobody has asked yet"),
    "questions.empty.text": (
        "顾客在商品页提的问题和店主的回答，会出现在这里。",
        "What consumers ask on product pages, and what shops answer, comes here.",
    ),
    "product_questions.title": ("大家问", "Questions"),
    "product_questions.all": ("全部问答", "All questions"),
    "product_questions.ask": ("问店主", "Ask the shop"),
    "product_questions.none": (
        "还没有人问过。想知道什么，可以问店主。",
        "Nobody has asked yet. What would you like to know?",
    ),
    "product_questions.asker": ("一位顾客", "A customer"),
    "product_questions.answer_by": ("{shop} 回答", "{shop} answered"),
    "product_questions.q": ("问", "Q"),
    "product_questions.a": ("答", "A"),
    "ask.title": ("问 {shop}", "Ask {shop}"),
    "ask.label": ("想知道什么？", "What would you like to know?"),
    "ask.example": ("例如：送人合适吗？", "For example: would it make a good gift?"),
    "ask.hint": (
        "问题和回答会放在商品页上，不写您的名字。请不要写电话、地址。",
        "Question and answer go on the product page, without your name. Please leave out phone numbers and addresses.",
    ),
    "ask.send": ("提问", "Send"),
    "ask.done": (
        "收到了。文字检查过后请 {shop} 回答，您在“我的提问”里看得到。",
        "We have it. Once the words are checked, {shop} is asked; you find it under “My questions”.",
    ),
    "ask.known": (
        "微信认出您了，您写的还在下面，再点一次“提问”就好。",
        "WeChat knows you now. What you wrote is below: just press “Send” once more.",
    ),
    "ask.error.text_needed": ("写 1 到 {most} 个字", "Write 1 to {most} characters"),
    "ask.error.asked_oneself": (
        "这是您自己的店，问题由别人来问。",
        "This is your own shop: questions come from others.",
    ),
    "ask.error.too_many_open_questions": (
        "您在这家店有 5 个问题还没回答，等回答了再问吧。",
        "Five questions of yours wait at this shop. Please wait for one of them to be answered.",
    ),
    "ask.error.stale_form": (
        "这一页放了一会儿。您写的还在，再点一次“提问”就好。",
        "This page has been open for a while. What you wrote is still here: just press “Send” once more.",
    ),
    "ask.error.too_many": (
        "问得有点快，过一小时再问吧，您写的还在这里。",
        "That is quicker than we can pass on. Try again in an hour; what you wrote is still here.",
    ),
    "product_questions.pages": ("问答翻页", "Pages of questions"),
    "my_questions.title": ("我的提问", "My questions"),
    "my_questions.text": ("问过什么，店主怎么回答", "What you asked, and what shops answered"),
    "my_questions.empty.title": ("还没有提过问题", "No questions yet"),
    "my_questions.empty.text": (
        "在商品页点“问店主”，问过的和回答都会在这里。",
        "Tap “Ask the shop” on a product's page; your questions and their answers come here.",
    ),
    "question.next.checking": (
        "文字检查通常只要片刻，之后店主就能看到。",
        "Checking takes a moment, then the shop sees it.",
    ),
    "question.next.waiting": (
        "这句话要同事看一眼，看过再给店主。",
        "A colleague has a look at these words first, then the shop sees them.",
    ),
    "question.next.refused": ("没有公开，店主也没有看到。", "It was not published, and the shop has not seen it."),
    "question.next.open": ("已经送到店主那里，回答会放在这里。", "The shop has it; the answer will be here."),
    "my_questions.refused_because": ("原因：{reason}", "Why: {reason}"),
    "my_questions.aside": ("只回答给您，不放在商品页上", "Answered to you alone; not on the product page"),
    "my_questions.older": ("更早的提问", "Older questions"),
    "product_questions.more": ("更多问答", "More questions"),
    "nav.questions": ("提问", "Questions"),
    "permission.questions.view": ("看提问和回答", "See questions and answers"),
    "error.already_answered": ("这个问题已经回答过了。", "This question has been answered already."),
    "error.ambiguous_answer": (
        "请写一个回答，或者选一个以前的回答，二选一。",
        "Answer with words, or with an earlier answer; not with both and not with neither.",
    ),
    "error.asked_oneself": ("这是您自己的店，问题由别人来问。", "This is your own shop: questions come from others."),
    "error.question_target_needed": (
        "请说明问哪一件：带上分享的 token，或者商品和店主的编号。",
        "Say what is asked about: the token of a share, or a product's and a shopkeeper's code.",
    ),
    "error.too_many_open_questions": (
        "您在这家店有 5 个问题还没回答，等回答了再问吧。",
        "Five questions of yours wait for an answer at this shop; please wait for one of them.",
    ),
    # What is held about a person
    "held.column.asked_at": ("提问时间", "asked at"),
    "held.column.asker_id": ("我的编号", "my number"),
    "held.column.shown_at": ("公开时间", "public since"),
    "held.purpose.brings the answer to who asked": ("把回答送给提问的人", "brings the answer to who asked"),
    "held.table.answer": ("我得到的回答", "Answers I got"),
    "held.table.question": ("我的提问", "My questions"),
}
