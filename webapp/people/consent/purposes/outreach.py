"""Shops may choose somebody when they share."""

from webapp.people.consent.purposes.protocol import purposes


@purposes.register
class Outreach:
    """Being in the audience of a share."""

    key = "outreach"
    version = "2026-07"
    opt_out = True
    name = ("店主可以主动分享给我", "Shops may share with me")
    description = (
        "认识我的店主想分享东西时，可以把我选进分享的对象。",
        "A shop that knows me may choose me when it shares something.",
    )
    if_refused = (
        "关掉后，没有店主能再选我；我自己打开分享、逛和买都照常。",
        "Turned off, no shop can choose me any more; opening shares, looking and buying stay as they are.",
    )
