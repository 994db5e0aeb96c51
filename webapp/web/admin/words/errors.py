"""What went wrong, in words: by the error's own code, and by its kind with what to do next."""

WORDS: dict[str, tuple[str, str]] = {
    "error.login_refused": (
        "账号、密码或动态码不对。连续错 5 次，账号会锁 15 分钟；动态码每个只能用一次，等下一个再试。",
        "The login, password or code is not right. After five failures a login rests for 15 minutes; "
        "each code works once, so wait for the next one.",
    ),
    "error.too_many": ("试得太频繁了，请过几分钟再来。", "Too many attempts; please wait a few minutes."),
    "error.stale_page": (
        "这个页面放得太久，或来自另一次登录，所以没有执行。请重新打开再做一次。",
        "This page was open for too long or belongs to another login, so nothing was done. Open it again and repeat.",
    ),
    "error.weak_password": (
        "密码至少 12 个字符，并且不能包含账号名。",
        "A password has at least 12 characters and does not contain the login.",
    ),
    "error.wrong_password": (
        "现在的密码不对，什么都没有改。",
        "The present password is not right; nothing was changed.",
    ),
    "error.passwords_differ": ("两次输入的新密码不一样。", "The two new passwords are not the same."),
    "error.forbidden": (
        "您的角色不能做这件事。需要的话，请管理员调整。",
        "Your role does not allow this. If you need it, ask an admin.",
    ),
    "error.not_found": ("没有这个页面或这条记录。", "There is no such page or record."),
    "error.order_not_found": ("没有这个订单号。", "There is no order of this number."),
    "error.unknown_product": ("没有这个商品。", "There is no such product."),
    "error.unknown_sku": (
        "没有这个规格，或者改后的库存少于已被订单占用的数量。",
        "There is no such variant, or its stock would fall below what orders already hold.",
    ),
    "error.order_changed": (
        "订单刚刚变了，没有执行。请看最新状态再决定。",
        "The order has just changed, so nothing was done. Look at its new state and decide again.",
    ),
    "error.not_refundable": ("这个订单现在不能退款。", "This order cannot be refunded as it stands."),
    "error.cannot_ship": ("这个订单现在不能发货。", "This order cannot be shipped as it stands."),
    "error.parcel_missing": ("请选快递公司，并填运单号。", "Choose a carrier and enter the tracking number."),
    "error.unconfirmed": ("退款前请写原因并勾选确认。", "Say why and tick the confirmation before refunding."),
    "error.no_part": (
        "这位店主和这个订单没有关系：买家在有效期内没有打开过他的分享。",
        "This shopkeeper had no part in this order: the buyer opened none of their shares in time.",
    ),
    "error.bad_cursor": ("翻页标记不对，请从第一页看起。", "This page marker is not ours; start from the first page."),
    "error.bad_date": ("日期要写成 2026-06-01 这样。", "Dates are written like 2026-06-01."),
    "error.unreadable": (
        "里面有不能保存的字符，请重新输入。",
        "It contains a character that no text has; please type it again.",
    ),
    "error.bad_figures": ("价格、数量或比例不是有效的数字。", "A price, quantity or rate is not a valid number."),
    "error.rate_beyond_law": (
        "佣金比例超过了法定和平台设定的上限。",
        "This commission rate is above the legal limit or the platform's own ceiling.",
    ),
    "error.reason_missing": (
        "请写明原因，审计时要看得懂。",
        "Please give a reason that somebody reading the audit log will understand.",
    ),
    "error.last_admin": ("至少要留一位管理员。", "At least one admin must remain."),
    "error.not_yourself": (
        "不能停用自己，请另一位管理员来做。",
        "Nobody disables themselves; ask another admin.",
    ),
    "error.login_taken": ("这个账号名已经有人用了。", "Somebody already uses this login."),
    "error.bad_staff": (
        "账号名用 2 到 64 个小写字母、数字、点或横线；还需要姓名和角色。",
        "A login has 2 to 64 small letters, digits, dots or dashes; a name and a role are needed too.",
    ),
    "error.no_such_staff": ("没有这位同事。", "Nobody of this login works here."),
    "error.no_such_shopkeeper": ("没有这位店主。", "There is no such shopkeeper."),
    "error.shopkeeper_erased": (
        "这家店的店主已注销，没有人可以再开它。",
        "Whoever kept this shop was erased; nobody is left to keep it.",
    ),
    "error.shopkeeper_not_found": ("没有这位店主。", "There is no such shopkeeper."),
    "error.chain_loop": ("不能接到自己的下级下面。", "Nobody can be placed below their own downline."),
    "error.no_such_job": (
        "这个任务已经不在失败状态，也许已被重试。",
        "This job is no longer failed; perhaps it was retried already.",
    ),
    "error.seal_broken": (
        "验证器的密钥打不开（SECRET_KEYS 少了旧密钥）。请管理员重置这位同事的验证器。",
        "The authenticator's secret cannot be opened (an old key left SECRET_KEYS). An admin must reset it.",
    ),
    "error.busy": ("同时操作的人太多，请稍等再试。", "Too much is happening at once; please try again in a moment."),
    "error.title.400": ("这样不行", "This does not work"),
    "error.title.401": ("请先登录", "Please log in"),
    "error.title.403": ("没有权限", "Not allowed"),
    "error.title.404": ("没有找到", "Not found"),
    "error.title.405": ("不支持这种操作", "This cannot be done here"),
    "error.title.409": ("情况变了", "Things have changed"),
    "error.title.413": ("内容太大", "Too large"),
    "error.title.422": ("没有执行", "Not done"),
    "error.title.429": ("慢一点", "A little slower"),
    "error.title.500": ("我们这边出错了", "Something broke on our side"),
    "error.title.503": ("现在忙不过来", "Busy at the moment"),
    "error.next.400": ("回到上一页，改一下再试。", "Go back, change what you entered and try again."),
    "error.next.401": ("登录以后再来。", "Log in and come back."),
    "error.next.403": ("从左边选一个您能看的页面。", "Choose a page on the left that is open to you."),
    "error.next.404": (
        "检查一下地址或单号，或者从列表里找。",
        "Check the address or the number, or look for it in a list.",
    ),
    "error.next.405": ("从页面上的按钮来做。", "Use the buttons of the pages."),
    "error.next.409": ("重新打开这一页，看最新的样子。", "Open the page again and look at it as it is now."),
    "error.next.413": ("少填一点再试。", "Enter less and try again."),
    "error.next.422": ("看看原因，再决定下一步。", "Read the reason, then decide what to do."),
    "error.next.429": ("过几分钟再试。", "Try again in a few minutes."),
    "error.next.500": (
        "已经记录。过一会儿再试；还不行就找开发。",
        "It is recorded. Try again later; if it stays, tell the developers.",
    ),
    "error.next.503": ("稍等几秒，再试一次。", "Wait a few seconds and try again."),
    "error.home": ("回总览", "Back to the overview"),
}
