"""Words of how a shop serves people."""

from webapp.kernel.words import Counted, Words, say
from webapp.social.service_records.facts import Signals

MINUTE, HOUR, DAY = 60, 3_600, 86_400

WORDS: Words = {
    "duration.day": Counted("{count} 天", "{count} day", "{count} days"),
    "duration.hour": Counted("{count} 小时", "{count} hour", "{count} hours"),
    "duration.minute": Counted("{count} 分钟", "{count} minute", "{count} minutes"),
    "service.sales": ("真实成交 {n} 单", "{n} real purchases"),
    "service.answers": ("一般 {about}内回答", "usually answers within {about}"),
    "service.satisfied": ("{percent}% 的评价者满意", "{percent}% of reviewers were satisfied"),
    "service.returns": ("处理退款 {n} 次，一般 {about}内退回", "{n} returns refunded, usually within {about}"),
    "serving.title": ("服务与信任", "Service and trust"),
    "serving.score": ("全局信任分", "Global trust"),
    "serving.rank": ("第 {rank} 名，共 {of} 家", "{rank} of {of}"),
    "serving.ability": ("服务能力", "Ability"),
    "serving.note": (
        "能力只影响没人打开的分享扣多少信任，不影响投诉、价格和订单。没有数过的不算。",
        "Ability only changes what an unopened share costs; never complaints, price or orders. What was not "
        "counted does not count.",
    ),
    "service.signals": ("这家店近来怎样", "How this shop has served people lately"),
    # What is held about a person
    "held.table.service_record": ("我的小店服务得怎么样", "How my shop has served people"),
}


def duration(seconds: int, language: str) -> str:
    """About how long, as people say it: never shorter than it was."""
    for unit, length in (("day", DAY), ("hour", HOUR), ("minute", MINUTE)):
        # Two of a unit and more are said in it; below, the smaller one is nearer to the truth.
        if seconds > length or unit == "minute":
            count = max(1, -(-seconds // length))
            break
    return say(f"duration.{unit}", language, count=count)


def signal_lines(signals: Signals, language: str) -> list[str]:
    """One short line for each thing that is known, none for what is not."""
    lines = []
    if signals.sales is not None:
        lines.append(say("service.sales", language, n=signals.sales))
    if signals.answer_seconds is not None:
        lines.append(say("service.answers", language, about=duration(signals.answer_seconds, language)))
    if signals.satisfied_percent is not None:
        lines.append(say("service.satisfied", language, percent=signals.satisfied_percent))
    if signals.returns is not None:
        about = duration(signals.return_seconds or 0, language)
        lines.append(say("service.returns", language, n=signals.returns, about=about))
    return lines
