"""What is refused about people's own data."""

PROBLEMS: dict[str, str] = {
    "no_such_purpose": "没有这个用途。",
    "not_confirmed": "请输入“注销”两个字来确认。",
    "shop_still_open": "您还开着一间小店。请先联系客服关店，收益结清以后就可以注销。",
    "no_open_erasure": "没有可以撤回的注销申请。",
}
