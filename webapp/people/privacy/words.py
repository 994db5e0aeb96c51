"""Words of people's data: what is held, taking it along, being forgotten.

What is held about a person is said where its table stands: `held.table.<table>`, `held.blocker.<table>`,
`held.column.<column>`, and by the models' English `held.purpose.<…>` and `held.kept.<…>`; what several share, here.
"""

from webapp.kernel.words import Named, Words, say
from webapp.people.privacy.kinds import ErasureState

NAMED: Named = {"privacy.state": ErasureState}

WORDS: Words = {
    "my_privacy.file.table": ("表", "table"),
    "my_privacy.file.column": ("字段", "column"),
    "my_privacy.file.meaning": ("含义", "meaning"),
    "my_privacy.file.purpose": ("用途", "purpose"),
    "my_privacy.file.kept": ("保存多久", "kept"),
    "privacy.state.done": ("已注销", "erased"),
    "privacy.title": ("隐私与数据", "Privacy and data"),
    "privacy.consents": ("大家允许什么", "What people allow"),
    "privacy.purpose": ("用途", "Purpose"),
    "privacy.version": ("版本", "Version"),
    "privacy.on": ("允许", "Allow it"),
    "privacy.refused": ("拒绝", "Refuse it"),
    "privacy.outdated": ("文字改了，等新的同意", "Agreed to older words"),
    "privacy.erasures": ("注销申请", "Requests to be erased"),
    "privacy.person": ("人（编号）", "Person (number)"),
    "privacy.state": ("状态", "State"),
    "privacy.state.waiting": ("等待中", "waiting"),
    "privacy.state.cancelled": ("已撤回", "taken back"),
    "privacy.waits_for": ("在等", "Waits for"),
    "privacy.soon": ("马上办理", "done in a moment"),
    "privacy.requested": ("申请时间", "Asked"),
    "privacy.done_at": ("完成时间", "Done"),
    "privacy.rows": ("处理的行数", "Rows touched"),
    "privacy.empty.title": ("没有注销申请", "Nobody wants to be erased"),
    "privacy.empty.text": (
        "顾客在“隐私与数据”里申请注销后，会出现在这里。办理是自动的。",
        "Requests made under “Privacy and data” come here. They are carried out by themselves.",
    ),
    "privacy.inventory": ("保存了什么、为什么、多久", "What is held, why, and for how long"),
    "privacy.column": ("字段", "Column"),
    "privacy.kept": ("保存多久", "Kept"),
    "privacy.erasure": ("注销时", "At erasure"),
    "privacy.fate.row deleted": ("整行删除", "row deleted"),
    "privacy.fate.emptied": ("清空", "emptied"),
    "privacy.fate.kept": ("依法保留", "kept by law"),
    "privacy.note": (
        "这里没有名字：编号对应的人注销后，编号不再对应任何人。",
        "No names here: once its person is erased, a number stands for nobody.",
    ),
    "my_privacy.title": ("隐私与数据", "Privacy and data"),
    "my_privacy.text": ("您允许什么，下载资料，注销", "What you allow, your data to download, being forgotten"),
    "my_privacy.informed": (
        "下单后，推荐的店主会记得和您的来往，也可以再分享东西给您。不想要，随时在这里关掉：",
        "Once you order, the shopkeeper remembers how you get on and may share things with you. Turn it off here: ",
    ),
    "my_privacy.choices": ("您的资料用来做什么", "What your data is used for"),
    "my_privacy.needed": (
        "寄送、付款和售后用到的资料不在下面，没有它们就没法把东西送到您手上。",
        "What delivery, payment and after-sales need is not listed: without it nothing would reach you.",
    ),
    "my_privacy.on": ("开", "on"),
    "my_privacy.off": ("关", "off"),
    "my_privacy.turn_on": ("打开", "Turn on"),
    "my_privacy.turn_off": ("关掉", "Turn off"),
    "my_privacy.outdated": (
        "说明文字改过了，您同意的是以前的版本，所以现在是关的。",
        "These words have changed since you agreed, so it is off for now.",
    ),
    "my_privacy.export": ("带走您的资料", "Take your data with you"),
    "my_privacy.export_text": (
        "我们保存的、关于您的每一条记录，都写明用来做什么、保存多久。",
        "Every record we hold about you, each with what it is for and how long it is kept.",
    ),
    "my_privacy.tables": ("下载表格", "Download tables"),
    "my_privacy.json": ("下载 JSON", "Download JSON"),
    "my_privacy.erase": ("注销并删除", "Be forgotten"),
    "my_privacy.erase_1": (
        "您的微信身份、昵称、地址、电话、备注、说过的话和浏览记录会被删除。",
        "Your WeChat identity, name, addresses, phone, notes, words and visits are deleted.",
    ),
    "my_privacy.erase_2": (
        "订单和账目法律要求保留 3 年，只留一个编号，不再认得出是您。",
        "The law wants orders and books kept for 3 years; they stay under a number that names nobody.",
    ),
    "my_privacy.erase_3": (
        "删了找不回来。以后再来，就是一位新朋友。",
        "It cannot be undone. Should you come back, you are somebody new.",
    ),
    "my_privacy.erase_4": (
        "有没结束的订单或退款，会等它们结束后自动办理；上面的用途现在就停。",
        "Orders and refunds under way end first, then it goes on by itself; the uses above end at once.",
    ),
    "my_privacy.word": ("输入“注销”两个字来确认", "Type the word “erase” to confirm"),
    "my_privacy.word_wrong": ("请输入“注销”两个字", "Please type “erase”"),
    "my_privacy.erase_send": ("注销", "Erase me"),
    "my_privacy.waiting": ("已收到您的注销申请", "Your request to be forgotten is here"),
    "my_privacy.waiting_for": ("正在等：{what}。结束后自动办理。", "Waiting for: {what}. Then it goes on by itself."),
    "my_privacy.waiting_soon": ("几分钟内办好。", "It is done within minutes."),
    "my_privacy.stay": ("不注销了", "Stay after all"),
    "my_privacy.done_consent": ("记下了，马上生效。", "Noted, and in effect at once."),
    "my_privacy.done_stay": (
        "好的，您留下来了。上面的用途要您自己再打开。",
        "You stay. Turn on again above what you like.",
    ),
    "my_privacy.gone": ("好的，我们会忘了您", "We will forget you"),
    "my_privacy.gone_text": (
        "几分钟内，关于您的资料都会删除。谢谢您来过。",
        "Within minutes everything about you is deleted. Thank you for having been here.",
    ),
    "my_privacy.shop_open": (
        "您还开着一间小店。请先联系客服关店，收益结清以后就可以注销。",
        "You have a shop. Ask our service to close it first; once its earnings are paid out you can be forgotten.",
    ),
    "nav.privacy": ("隐私", "Privacy"),
    "permission.privacy.view": ("看隐私与注销", "See consents and erasures"),
    "error.no_open_erasure": ("没有可以撤回的注销申请。", "There is no request to be erased that could be taken back."),
    "error.not_confirmed": ("请输入“注销”两个字来确认。", "Type the word to confirm: 注销 or erase."),
    "error.shop_still_open": (
        "您还开着一间小店。请先联系客服关店，收益结清以后就可以注销。",
        "You have a shop. Ask our service to close it first; what it earned is paid out, and then you can be erased.",
    ),
    # What is held about a person
    "held.column.amount_fen": ("金额（分）", "amount (fen)"),
    "held.column.answered_at": ("回答时间", "answered at"),
    "held.column.appid": ("微信应用", "WeChat app"),
    "held.column.at": ("时间", "when"),
    "held.column.closed_at": ("关闭时间", "closed at"),
    "held.column.code": ("编号", "code"),
    "held.column.created_at": ("产生时间", "made at"),
    "held.column.detail": ("细节", "details"),
    "held.column.done_at": ("完成时间", "done at"),
    "held.column.expires_at": ("有效期至", "valid until"),
    "held.column.channel": ("怎么来的", "how"),
    "held.column.id": ("编号", "number"),
    "held.column.kind": ("类别", "kind"),
    "held.column.language": ("语言", "language"),
    "held.column.name_en": ("英文名", "English name"),
    "held.column.name_zh": ("中文名", "Chinese name"),
    "held.column.openid": ("微信 openid", "WeChat openid"),
    "held.column.outcome": ("结果", "outcome"),
    "held.column.person_id": ("我的编号", "my number"),
    "held.column.reason": ("原因", "reason"),
    "held.column.received_at": ("收货时间", "received at"),
    "held.column.requested_at": ("申请时间", "asked at"),
    "held.column.revoked_at": ("收回时间", "taken back at"),
    "held.column.settled_at": ("结算时间", "settled at"),
    "held.column.share_id": ("分享编号", "share's number"),
    "held.column.shopkeeper_id": ("店主编号", "shopkeeper's number"),
    "held.column.since": ("从什么时候起", "since"),
    "held.column.source": ("来源", "source"),
    "held.column.stage": ("阶段", "stage"),
    "held.column.state": ("状态", "state"),
    "held.column.status": ("状态", "status"),
    "held.column.transaction_id": ("微信支付单号", "WeChat transaction"),
    "held.column.version": ("文字版本", "version of the words"),
    "held.column.visitor_id": ("浏览器编号", "browser's number"),
    "held.column.blocked_by": ("在等什么", "waits for"),
    "held.column.text": ("写的话", "words"),
    "held.column.texts": ("写的话", "words"),
    "held.kept.3 years after completion, or until erasure": (
        "交易完成后 3 年，或直到注销",
        "3 years after completion, or until erasure",
    ),
    "held.kept.7 days": ("7 天", "7 days"),
    "held.kept.a day": ("1 天", "a day"),
    "held.kept.until erasure": ("直到注销", "until erasure"),
    "held.purpose.answers a repeated request as the first time": (
        "网络重试时不重复下单",
        "answers a repeated request as the first time",
    ),
    "held.purpose.slows down whoever asks too often": ("防止过于频繁的操作", "slows down whoever asks too often"),
    "held.still": ("还有没结束的事", "something is still under way"),
    "held.table.erasure_request": ("注销申请", "Requests to be erased"),
    "held.table.idempotent_answer": ("防止重复下单的记录", "Answers kept so that nothing happens twice"),
    "held.table.rate_count": ("操作频率计数", "How often I did something"),
}


def table_text(name: str, language: str) -> str:
    """What a table holds; one without words yet is called by its name."""
    return say(f"held.table.{name}", language, fallback=_plain(name, language))


def blocker_text(name: str, language: str) -> str:
    """What erasure waits for."""
    return say(f"held.blocker.{name}", language, fallback=say("held.still", language))


def column_text(name: str, language: str) -> str:
    """What a column is."""
    return say(f"held.column.{name}", language, fallback=_plain(name, language))


def purpose_text(purpose: str, language: str) -> str:
    """Why something is kept, from what the models say in English."""
    return say(f"held.purpose.{purpose}", language, fallback=purpose)


def lifetime_text(kept: str, language: str) -> str:
    """How long something is kept, from what the models say in English."""
    return say(f"held.kept.{kept}", language, fallback=kept)


def _plain(name: str, language: str) -> str:
    return name.replace("_", " ") if language == "en" else name
