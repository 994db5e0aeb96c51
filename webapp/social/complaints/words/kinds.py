"""Complaints in Chinese and English: the same words on every face."""

from webapp.social.complaints import ComplaintAction, ComplaintKind, ComplaintState, Party

KINDS: dict[str, tuple[str, str]] = {
    ComplaintKind.QUALITY.value: ("质量有问题", "Something is wrong with it"),
    ComplaintKind.NOT_AS_DESCRIBED.value: ("和描述不一样", "Not as described"),
    ComplaintKind.DELIVERY.value: ("物流有问题", "Delivery"),
    ComplaintKind.SERVICE.value: ("服务有问题", "Service"),
    ComplaintKind.OTHER.value: ("其他", "Something else"),
}
STATES: dict[str, tuple[str, str]] = {
    ComplaintState.OPEN.value: ("等店主答复", "Waiting for the shopkeeper"),
    ComplaintState.ANSWERED.value: ("店主已答复", "Answered"),
    ComplaintState.WITH_STAFF.value: ("平台处理中", "With the platform"),
    ComplaintState.RESOLVED.value: ("已了结", "Settled"),
    ComplaintState.UPHELD.value: ("投诉成立", "Upheld"),
    ComplaintState.DISMISSED.value: ("投诉不成立", "Not upheld"),
}
PARTIES: dict[str, tuple[str, str]] = {
    Party.BUYER.value: ("买家", "Buyer"),
    Party.SHOPKEEPER.value: ("店主", "Shopkeeper"),
    Party.STAFF.value: ("平台", "The platform"),
}
ACTIONS: dict[str, tuple[str, str]] = {
    ComplaintAction.FILED.value: ("提出投诉", "Complained"),
    ComplaintAction.ANSWERED.value: ("店主答复", "The shopkeeper answered"),
    ComplaintAction.ASKED_AGAIN.value: ("买家追问", "The buyer asked again"),
    ComplaintAction.OVERDUE.value: ("店主没有按时答复，转给平台", "Not answered in time: handed to the platform"),
    ComplaintAction.ESCALATED.value: ("买家请平台处理", "The buyer asked the platform to decide"),
    ComplaintAction.SOLVED.value: ("买家说解决了", "The buyer said it is solved"),
    ComplaintAction.WITHDRAWN.value: ("买家撤回", "The buyer took it back"),
    ComplaintAction.UPHELD.value: ("平台决定：成立", "Decided: upheld"),
    ComplaintAction.DISMISSED.value: ("平台决定：不成立", "Decided: not upheld"),
}
# What happens next, as each of the two hears it.
_NEXT: dict[tuple[ComplaintState, Party], tuple[str, str]] = {
    (ComplaintState.OPEN, Party.BUYER): (
        "店主会在期限前答复；过了期限没有答复，会自动转给平台，您什么都不用做。",
        "The shopkeeper answers before the term ends. If not, it goes to the platform by itself; there is nothing "
        "you need to do.",
    ),
    (ComplaintState.OPEN, Party.SHOPKEEPER): (
        "请在期限前答复；过了期限，平台会接手。",
        "Please answer before the term ends; after that the platform takes it.",
    ),
    (ComplaintState.ANSWERED, Party.BUYER): (
        "解决了，就说一声；没有解决，可以再写一条，或者请平台来看。",
        "If this settles it, say so. If not, write once more, or ask the platform to look at it.",
    ),
    (ComplaintState.ANSWERED, Party.SHOPKEEPER): (
        "等顾客回应：解决了、再写一条，或者请平台来看。",
        "The customer says whether this settles it, writes once more, or asks the platform.",
    ),
    (ComplaintState.WITH_STAFF, Party.BUYER): (
        "平台在看两边说的话。决定和原因会写在这里，您和店主都能看到。",
        "The platform reads what both sides say. Its decision and the reason will stand here, for both of you.",
    ),
    (ComplaintState.WITH_STAFF, Party.SHOPKEEPER): (
        "平台在看两边说的话。您可以补充；决定和原因会写在这里，两边都能看到。",
        "The platform reads what both sides say; you may add to it. Its decision and the reason will stand here.",
    ),
    (ComplaintState.RESOLVED, Party.BUYER): ("这件事已经了结，谢谢您。", "This is settled. Thank you."),
    (ComplaintState.RESOLVED, Party.SHOPKEEPER): ("顾客说这件事了结了。", "The customer says this is settled."),
    (ComplaintState.UPHELD, Party.BUYER): (
        "您是对的，原因见平台的话。要退款，请到订单页申请，或联系平台。",
        "You were right; see the platform's words. For your money back, use the order's page or ask the platform.",
    ),
    (ComplaintState.UPHELD, Party.SHOPKEEPER): (
        "投诉成立，会减少这位顾客对您的信任；原因见平台的话。",
        "Upheld: it costs you trust with this customer. The reason is in the platform's words.",
    ),
    (ComplaintState.DISMISSED, Party.BUYER): (
        "平台认为不成立，原因见平台的话。",
        "The platform does not uphold it; see its words for the reason.",
    ),
    (ComplaintState.DISMISSED, Party.SHOPKEEPER): (
        "投诉不成立，不影响信任；原因见平台的话。",
        "Not upheld, and trust stays as it was. The reason is in the platform's words.",
    ),
}


def next_text(state: ComplaintState, party: Party, language: str) -> str:
    """What happens next, as the buyer or the shopkeeper hears it."""
    return _NEXT[state, party][language == "en"]
