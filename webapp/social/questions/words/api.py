"""What the API refuses about questions, in Chinese; the English is the errors' own."""

PROBLEMS: dict[str, str] = {
    "asked_oneself": "这是您自己的店，问题由别人来问。",
    "too_many_open_questions": "您在这家店有 5 个问题还没回答，等回答了再问吧。",
    "already_answered": "这个问题已经回答过了。",
    "question_target_needed": "请说明问哪一件：带上分享的 token，或者商品和店主的编号。",
    "ambiguous_answer": "请写一个回答，或者选一个以前的回答，二选一。",
}
