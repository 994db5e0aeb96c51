"""Words of shopkeepers, their chain and their agreement."""

from webapp.kernel.words import Counted, Named, Words, say
from webapp.people.identity.kinds import ShopkeeperStatus

NAMED: Named = {"shopkeepers.status": ShopkeeperStatus}

WORDS: Words = {
    "shopkeepers.title": ("店主", "Shopkeepers"),
    "shopkeepers.search": ("店名或编号", "Shop name or code"),
    "shopkeepers.code": ("编号", "Code"),
    "shopkeepers.shop": ("店铺", "Shop"),
    "shopkeepers.upline": ("上级", "Upline"),
    "shopkeepers.depth": ("第几层", "Level"),
    "shopkeepers.direct": ("直邀", "Invited"),
    "shopkeepers.since": ("开店", "Since"),
    "shopkeepers.status": ("状态", "State"),
    "shopkeepers.status.active": ("正常", "Active"),
    "shopkeepers.status.suspended": ("已暂停", "Suspended"),
    "shopkeepers.founder": ("创始店主", "Founder"),
    "shopkeepers.roots_only": ("只看创始店主", "Founders only"),
    "shopkeepers.empty.title": ("还没有店主", "No shopkeepers yet"),
    "shopkeepers.empty.text": (
        "第一位店主由平台建立，其他人由邀请加入。",
        "The platform makes the first; everybody else is invited.",
    ),
    "shopkeeper.chain": ("店主链", "The chain"),
    "shopkeeper.chain_note": (
        "链只用来记录和荣誉。佣金只付给直接卖出的店主。",
        "The chain is for the record and for honour. Commission goes to whoever sold directly.",
    ),
    "shopkeeper.invited": ("直邀 {count}", "invited {count}"),
    "shopkeeper.below": ("全链 {count}", "{count} in all"),
    "shopkeeper.more": ("还有 {count} 位，打开看", "{count} more: open"),
    "shopkeeper.facts": ("资料", "Facts"),
    "shopkeeper.code": ("编号", "Code"),
    "shopkeeper.introduction": ("介绍", "Introduction"),
    "shopkeeper.agreement": ("同意的协议", "Agreement accepted"),
    "shopkeeper.sales": ("成交", "Sales"),
    "shopkeeper.sales_note": Counted(
        "{count} 单（不含已退、已关）",
        "{count} order (without refunded or closed ones)",
        "{count} orders (without refunded or closed ones)",
    ),
    "shopkeeper.shares": ("分享", "Shares"),
    "shopkeeper.visits": ("带来访问", "Visits brought"),
    "shopkeeper.suspend": ("暂停店主", "Suspend"),
    "shopkeeper.suspend_text": (
        "暂停后，他的分享不能下单，新订单算给平台。已有的佣金不变。",
        "Nobody can buy through a suspended shopkeeper's shares; commission already earned stays.",
    ),
    "shopkeeper.reinstate": ("恢复店主", "Reinstate"),
    "shopkeeper.reason": ("原因", "Reason"),
    "shopkeeper.reason_read": ("店主会看到，也写进操作记录", "The shopkeeper reads it; the audit log keeps it too"),
    "shopkeeper.reason_kept": ("写进操作记录，给同事看", "Kept in the audit log, for colleagues"),
    "shopkeeper.bad_reason": ("请写原因，1 到 {most} 字。", "Give a reason of 1 to {most} characters."),
    "shopkeeper.suspended_because": ("暂停原因：{reason}", "Suspended because: {reason}"),
    "shopkeeper.suspended": ("已暂停。", "Suspended."),
    "shopkeeper.reinstated": ("已恢复。", "Reinstated."),
    "shopkeeper.move": ("更正上级", "Correct the upline"),
    "shopkeeper.move_text": (
        "只改以后的订单；已下的订单按当时的链。下级一起移动。",
        "Applies to later orders; earlier ones keep their chain. Everybody below moves along.",
    ),
    "shopkeeper.new_upline": ("新上级的编号", "Code of the new upline"),
    "shopkeeper.upline_hint": ("在店主列表或他的页面上", "It stands in the list of shopkeepers and on their page"),
    "shopkeeper.upline_needed": ("请填新上级的编号。", "Enter the code of the new upline."),
    "shopkeeper.moved": ("上级已更正。", "The upline is corrected."),
    "shopkeeper.binds": ("加入记录", "How they joined"),
    "binding.bound": ("加入", "Joined"),
    "binding.kept": ("已有上级，保持不变", "Kept the upline they had"),
    "binding.refused": ("没有加入", "Refused"),
    "binding.reason.invited": ("受邀", "by invitation"),
    "binding.reason.founder": ("平台建立的创始店主", "a founder, made by the platform"),
    "binding.reason.corrected": ("平台更正了上级", "the platform corrected the upline"),
    "binding.reason.already": ("已经是店主", "had a shop already"),
    "binding.reason.no_invitation": ("没有邀请", "no invitation"),
    "binding.reason.expired": ("邀请已过期", "the invitation had expired"),
    "binding.reason.revoked": ("邀请已被撤回", "the invitation had been taken back"),
    "binding.reason.not_active": ("邀请人当时没有营业", "the inviter's shop was not active"),
    "binding.reason.self": ("不能邀请自己", "one's own invitation"),
    "binding.reason.agreement": ("协议不是最新版本", "an outdated agreement"),
    "binding.reason.forged": ("邀请不是我们发出的", "the invitation was not ours"),
    "binding.reason.unknown": ("找不到这个邀请", "the invitation is not known"),
    "binding.reason.loop": ("会让店主链成环", "the chain would have become a loop"),
    "agreement.title": ("店主约定", "Shopkeeper agreement"),
    "agreement.1": (
        "开店不收费，不需要先买东西，也不会因为邀请了人而得到钱。",
        "Opening a shop is free, needs no purchase, and inviting people earns no money.",
    ),
    "agreement.2": (
        "您推荐的商品由平台销售、发货并负责售后；价格对所有人一样。",
        "What you recommend is sold, shipped and looked after by the platform, at one price for everybody.",
    ),
    "agreement.3": (
        "有人从您的分享买了东西，并且收了货、过了退货期，您得到标明的佣金；退货的不算。",
        "When somebody buys through your share, has received it and the return window is over, you earn the "
        "stated commission. What is returned does not count.",
    ),
    "agreement.4": (
        "佣金只付给直接成交的店主。上下级关系会保留，也会被看见，但不按人头和层级付钱。",
        "Commission goes to the shopkeeper who made the sale. The chain is kept and honoured, but nobody is "
        "paid by head or by level.",
    ),
    "agreement.5": (
        "分享时说实话，不刷屏，不用奖励引人转发。",
        "Say what is true, do not flood chats, and promise nobody a reward for forwarding.",
    ),
    "agreement.6": (
        "顾客的姓名、电话和地址不会给您看全；请不要索取或另外保存。",
        "You see customers only masked; do not ask for their details or keep them elsewhere.",
    ),
    "agreement.7": (
        "您可以随时停止；平台暂停店铺时会写明原因。",
        "You may stop at any time; if the platform suspends a shop, it says why.",
    ),
    "nav.shopkeepers": ("店主", "Shopkeepers"),
    "permission.shopkeepers.view": ("看店主和店主链", "See shopkeepers and their chain"),
    "permission.shopkeepers.suspend": ("暂停和恢复店主", "Suspend and reinstate shopkeepers"),
    "permission.shopkeepers.move": ("更正上级", "Correct uplines"),
    "audit.action.shopkeeper.suspend": ("暂停店主", "Suspended a shopkeeper"),
    "audit.action.shopkeeper.reinstate": ("恢复店主", "Reinstated a shopkeeper"),
    "audit.action.shopkeeper.correct_upline": ("更正上级", "Corrected an upline"),
    "error.already_shopkeeper": (
        "您已经有店了，它在关系链里的位置不变。",
        "You already have a shop; its place in the chain stays as it is.",
    ),
    "error.chain_loop": ("没有人可以排在自己下面。", "Nobody can be placed below themselves in the chain."),
    "error.invitation_expired": ("这个邀请过期了，请再要一个。", "This invitation has expired; ask for a new one."),
    "error.invitation_needed": (
        "开店需要邀请：请找一位您认识的店主。",
        "A shop is opened by invitation: ask a shopkeeper you know.",
    ),
    "error.invitation_revoked": (
        "这个邀请已被收回，请再要一个。",
        "This invitation was taken back; ask for a new one.",
    ),
    "error.inviter_not_active": (
        "邀请您的人暂时不能邀请别人，请找另一位店主。",
        "Whoever invited you cannot invite at the moment; ask another shopkeeper.",
    ),
    "error.inviter_suspended": (
        "您的店铺已暂停，暂时不能邀请别人。",
        "Your shop is suspended, so you cannot invite anybody at the moment.",
    ),
    "error.no_such_shopkeeper": ("没有这位店主。", "There is no such shopkeeper."),
    "error.outdated_agreement": (
        "店主约定有新版本，请读过再同意。",
        "The shopkeeper agreement has changed; please read the version in force and accept it.",
    ),
    "error.own_invitation": (
        "这是您自己的邀请：没有人排在自己下面。",
        "This is your own invitation: nobody stands below themselves.",
    ),
    "error.shopkeeper_erased": (
        "这家店的店主已注销，没有人可以再开它。",
        "Whoever kept this shop was erased; nobody is left to keep it.",
    ),
    # What is held about a person
    "held.blocker.shopkeeper": ("小店还开着", "the shop is still open"),
    "held.column.avatar": ("头像", "picture"),
    "held.column.nickname": ("昵称", "nickname"),
    "held.column.session_key": ("微信会话密钥", "WeChat session key"),
    "held.column.shop_name": ("店名", "shop name"),
    "held.column.suspended_reason": ("停业原因", "why it was closed"),
    "held.column.unionid": ("微信 unionid", "WeChat unionid"),
    "held.kept.until the session ends": ("直到退出登录", "until the session ends"),
    "held.purpose.decrypts what WeChat sends for this login": (
        "解开微信为这次登录发来的数据",
        "decrypts what WeChat sends for this login",
    ),
    "held.purpose.joins mini-program and share pages": (
        "认出小程序和网页里是同一个人",
        "joins mini-program and share pages",
    ),
    "held.purpose.login and payment": ("登录和付款", "login and payment"),
    "held.purpose.shown on every share page": ("显示在每个分享页上", "shown on every share page"),
    "held.purpose.shown to the person": ("给您自己看", "shown to the person"),
    "held.purpose.what shopkeepers and staff see, masked": (
        "店主和平台人员看到的名字（打星号）",
        "what shopkeepers and staff see, masked",
    ),
    "held.purpose.why staff closed the shop": ("说明为什么停业", "why staff closed the shop"),
    "held.table.api_session": ("登录", "Logins"),
    "held.table.bind_decision": ("加入关系链的记录", "How I came into the chain"),
    "held.table.invitation": ("我发出的开店邀请", "Invitations to open a shop"),
    "held.table.person": ("我的资料", "My profile"),
    "held.table.shopkeeper": ("我的小店", "My shop"),
    "held.table.wechat_identity": ("微信身份", "WeChat identities"),
}

CLAUSES = 7


def agreement_text(language: str) -> tuple[str, list[str]]:
    """The shopkeeper agreement: its title and its clauses."""
    return say("agreement.title", language), [say(f"agreement.{n}", language) for n in range(1, CLAUSES + 1)]
