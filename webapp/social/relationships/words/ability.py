"""Skills in Chinese and English: the same words on every face."""

from webapp.social.relationships import Skill

SKILLS: dict[str, tuple[str, str]] = {
    Skill.ANSWERING.value: ("回答提问", "answering questions"),
    Skill.AFTER_SALE.value: ("售后：及时答复，投诉不成立", "after-sale: answered in time, complaint not upheld"),
    Skill.SATISFACTION.value: ("顾客满意（4 星以上）", "satisfied customers (4 stars and more)"),
    Skill.LEARNING.value: ("学习", "learning"),
}
ADVICE: dict[str, tuple[str, str]] = {
    Skill.ANSWERING.value: ("先把没回答的提问答了。", "Answer the questions that still wait."),
    Skill.AFTER_SALE.value: (
        "售后请在两天内答复，答复里说清怎么办。",
        "Reply to complaints within two days, and say what you will do.",
    ),
    Skill.SATISFACTION.value: ("少推荐一点，推荐得更合适。", "Recommend less, and what fits better."),
    Skill.LEARNING.value: ("学一门课。", "Take a course."),
}
