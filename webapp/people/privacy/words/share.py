"""What people read about their own data."""

WORDS: dict[str, tuple[str, str]] = {
    "privacy": ("隐私与数据", "Privacy and data"),
    "privacy_text": ("您允许什么，下载资料，注销", "What you allow, your data to download, being forgotten"),
    "privacy_informed": (
        "下单后，推荐的店主会记得和您的来往，也可以再分享东西给您。不想要，随时在这里关掉：",
        "Once you order, the shopkeeper remembers how you get on and may share things with you. Turn it off here:",
    ),
    "privacy_choices": ("您的资料用来做什么", "What your data is used for"),
    "privacy_needed": (
        "寄送、付款和售后用到的资料不在下面，没有它们就没法把东西送到您手上。",
        "What delivery, payment and after-sales need is not listed: without it nothing would reach you.",
    ),
    "privacy_on": ("开", "on"),
    "privacy_off": ("关", "off"),
    "privacy_turn_on": ("打开", "Turn on"),
    "privacy_turn_off": ("关掉", "Turn off"),
    "privacy_outdated": (
        "说明文字改过了，您同意的是以前的版本，所以现在是关的。",
        "These words have changed since you agreed, so it is off for now.",
    ),
    "privacy_export": ("带走您的资料", "Take your data with you"),
    "privacy_export_text": (
        "我们保存的、关于您的每一条记录，都写明用来做什么、保存多久。",
        "Every record we hold about you, each with what it is for and how long it is kept.",
    ),
    "privacy_tables": ("下载表格", "Download tables"),
    "privacy_json": ("下载 JSON", "Download JSON"),
    "privacy_erase": ("注销并删除", "Be forgotten"),
    "privacy_erase_1": (
        "您的微信身份、昵称、地址、电话、备注、说过的话和浏览记录会被删除。",
        "Your WeChat identity, name, addresses, phone, notes, words and visits are deleted.",
    ),
    "privacy_erase_2": (
        "订单和账目法律要求保留 3 年，只留一个编号，不再认得出是您。",
        "The law wants orders and books kept for 3 years; they stay under a number that names nobody.",
    ),
    "privacy_erase_3": (
        "删了找不回来。以后再来，就是一位新朋友。",
        "It cannot be undone. Should you come back, you are somebody new.",
    ),
    "privacy_erase_4": (
        "有没结束的订单或退款，会等它们结束后自动办理；上面的用途现在就停。",
        "Orders and refunds under way end first, then it goes on by itself; the uses above end at once.",
    ),
    "privacy_word": ("输入“注销”两个字来确认", "Type the word “erase” to confirm"),
    "privacy_word_wrong": ("请输入“注销”两个字", "Please type “erase”"),
    "privacy_erase_send": ("注销", "Erase me"),
    "privacy_waiting": ("已收到您的注销申请", "Your request to be forgotten is here"),
    "privacy_waiting_for": ("正在等：{what}。结束后自动办理。", "Waiting for: {what}. Then it goes on by itself."),
    "privacy_waiting_soon": ("几分钟内办好。", "It is done within minutes."),
    "privacy_stay": ("不注销了", "Stay after all"),
    "privacy_done_consent": ("记下了，马上生效。", "Noted, and in effect at once."),
    "privacy_done_stay": (
        "好的，您留下来了。上面的用途要您自己再打开。",
        "You stay. Turn on again above what you like.",
    ),
    "privacy_gone": ("好的，我们会忘了您", "We will forget you"),
    "privacy_gone_text": (
        "几分钟内，关于您的资料都会删除。谢谢您来过。",
        "Within minutes everything about you is deleted. Thank you for having been here.",
    ),
    "privacy_shop_open": (
        "您还开着一间小店。请先联系客服关店，收益结清以后就可以注销。",
        "You have a shop. Ask our service to close it first; once its earnings are paid out you can be forgotten.",
    ),
}
