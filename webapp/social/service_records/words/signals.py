"""What consumers are told of how a shop serves people, in Chinese and English: the same lines on every face."""

from webapp.social.service_records import Signals

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def duration(seconds: int, language: str) -> str:
    """About how long, as people say it: never shorter than it was."""
    for unit, length in (("day", DAY), ("hour", HOUR), ("minute", MINUTE)):
        # Two of a unit and more are said in it; below, the smaller one is nearer to the truth.
        if seconds > length or unit == "minute":
            count = max(1, -(-seconds // length))
            break
    if language == "en":
        return f"{count} {unit}" + ("s" if count != 1 else "")
    return f"{count} {({'day': '天', 'hour': '小时', 'minute': '分钟'})[unit]}"


def signal_lines(signals: Signals, language: str) -> list[str]:
    """One short line for each thing that is known, none for what is not."""
    english = language == "en"
    lines = []
    if signals.sales is not None:
        lines.append(f"{signals.sales} real purchases" if english else f"真实成交 {signals.sales} 单")
    if signals.answer_seconds is not None:
        about = duration(signals.answer_seconds, language)
        lines.append(f"usually answers within {about}" if english else f"一般 {about}内回答")
    if signals.satisfied_percent is not None:
        share = signals.satisfied_percent
        lines.append(f"{share}% of reviewers were satisfied" if english else f"{share}% 的评价者满意")
    if signals.returns is not None:
        about = duration(signals.return_seconds or 0, language)
        handled = f"{signals.returns} returns refunded, usually within {about}"
        lines.append(handled if english else f"处理退款 {signals.returns} 次，一般 {about}内退回")
    return lines
