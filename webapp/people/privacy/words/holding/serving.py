"""Being served: questions, reviews, complaints, what shopkeepers note down, and the material they write."""

HOLDINGS: dict[str, tuple[str, str]] = {
    "question": ("我的提问", "My questions"),
    "answer": ("我得到的回答", "Answers I got"),
    "review": ("我的评价", "My reviews"),
    "complaint": ("我的投诉", "My complaints"),
    "complaint_message": ("投诉里说过的话", "What was said in my complaints"),
    "complaint_step": ("投诉的经过", "What happened to my complaints"),
    "customer_tag": ("店主给我贴的标签", "Tags shops gave me"),
    "customer_note": ("店主记下的关于我的话", "Notes shops keep about me"),
    "material": ("我写的素材", "Material I wrote"),
    "material_version": ("素材的各个版本", "Versions of my material"),
    "material_use": ("我的分享用了哪些素材", "Material my shares were made with"),
    "service_record": ("我的小店服务得怎么样", "How my shop has served people"),
}
BLOCKERS: dict[str, tuple[str, str]] = {
    "complaint": ("还有没了结的投诉", "complaints not yet settled"),
}
COLUMNS: dict[str, tuple[str, str]] = {
    "asker_id": ("我的编号", "my number"),
    "asked_at": ("提问时间", "asked at"),
    "shown_at": ("公开时间", "public since"),
    "answered_at": ("回答时间", "answered at"),
    "stars": ("几颗星", "stars"),
    "party": ("谁说的", "said by"),
    "texts": ("写的话", "words"),
    "tag": ("标签", "tag"),
}
PURPOSES: dict[str, str] = {
    "brings the answer to who asked": "把回答送给提问的人",
    "who reviewed what they bought": "谁评价了自己买的东西",
    "opinion of a purchase": "对一次购买的看法",
    "settling what went wrong with a purchase; read by its buyer, its shopkeeper and staff": (
        "解决购买中的问题；买家、店主和平台人员能看到"
    ),
    "what a shopkeeper remembers in order to serve a customer; the customer reads and removes it": (
        "店主用来更好地服务您，您能看到也能删掉"
    ),
    "written by the shopkeeper for their customers": "店主写给顾客的内容",
}
LIFETIMES: dict[str, str] = {
    "until taken back or erasure": "直到收回或注销",
    "until taken back": "直到收回",
    "until erasure, at most 3 years after completion (E-commerce Law art. 31)": (
        "直到注销，最长到交易完成后 3 年（电子商务法第三十一条）"
    ),
}
