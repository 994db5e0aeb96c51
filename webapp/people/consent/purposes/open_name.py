"""Shops one knows see one's nickname as it is."""

from webapp.people.consent.purposes.protocol import purposes


@purposes.register
class OpenName:
    """The nickname without stars."""

    key = "open_name"
    version = "2026-07"
    opt_out = False
    name = ("让认识的店主看到我的昵称", "Shops I know see my nickname")
    description = (
        "认识我的店主看到我完整的昵称，而不是“王**”。电话和地址不在其中。",
        "Shops that know me see my whole nickname instead of “W**”. My phone and address are no part of it.",
    )
    if_refused = ("关掉后，他们又只看到第一个字。", "Turned off, they see only its first letter again.")
