"""Words of what shops hold about a consumer, and what the consumer decides."""

from webapp.kernel.words import Named, Words
from webapp.social.relationships.kinds import ObjectionState, Stage

NAMED: Named = {"objection.state": ObjectionState, "relationship.stage_means": Stage}

WORDS: Words = {
    "my_shops.title": ("哪些店记着您", "Shops that know you"),
    "my_shops.text": (
        "每家店记了什么，可以免打扰、屏蔽、提异议。",
        "What each shop keeps about you. Mute, block, or say that it is wrong.",
    ),
    "my_shops.lead": (
        "店主看得到这些，您的名字是遮住的。信任只影响店主该不该给您推送，从不影响价格、订单和服务。",
        "Shopkeepers see this, with your name masked. Trust only guides whether to send you something; it "
        "never touches price, orders or service.",
    ),
    "my_shops.empty.title": ("还没有店记着您", "No shop knows you yet"),
    "my_shops.empty.text": (
        "打开朋友分享的商品，店里就会记下这次来往；您随时可以在这里看到。",
        "When you open something a shopkeeper shared, that is recorded, and you will see it here.",
    ),
    "my_shop.written.title": ("店主写的", "What they wrote down"),
    "my_shop.written.means": (
        "只有您和这位店主看得到。不想留的，可以直接删掉。",
        "Only you and this shopkeeper see this. Remove whatever you do not want kept.",
    ),
    "my_shop.written.remove": ("删掉", "Remove"),
    "my_shop.done.removal": ("删掉了，店主也看不到了。", "Removed; the shopkeeper does not see it any more either."),
    "my_shops.pages": ("翻页", "Pages"),
    "my_shops.more": ("更多的店", "More shops"),
    "my_shops.first": ("回到开头", "Back to the first"),
    "my_shop.muted": ("免打扰", "muted"),
    "my_shop.blocked": ("已屏蔽", "blocked"),
    "relationship.stage_means.none": (
        "这家店还没有记下和您有关的事。",
        "This shop has recorded nothing about you yet.",
    ),
    "relationship.stage_means.stranger": (
        "店里记下了和您有关的事，不过您自己还没有来过。",
        "Something is on record, though you have not come of your own accord.",
    ),
    "relationship.stage_means.acquaintance": (
        "您来过，店主知道有您这位客人。",
        "You have come, and the shopkeeper knows of you.",
    ),
    "relationship.stage_means.familiar": (
        "您最近来过不止一次，或者问过问题。",
        "You came more than once lately, or asked something.",
    ),
    "relationship.stage_means.friend": ("您买过不止一次，也都满意。", "You bought more than once and were satisfied."),
    "relationship.stage_means.partner": (
        "您常来常买，还写过评价，或者带来过朋友。",
        "You buy often, and gave something back: a review, or a friend you brought.",
    ),
    "relationship.stage_means.cooling": (
        "最近淡了：您很久没来，信任降了，或者您屏蔽了这家店。",
        "It has cooled: a long silence, less trust, or your block.",
    ),
    "trust.name": ("信任", "Trust"),
    "trust.new": ("还不了解", "too new to say"),
    "trust.high": ("较高，{mean}", "high, {mean}"),
    "trust.middle": ("一般，{mean}", "in the middle, {mean}"),
    "trust.low": ("偏低，{mean}：店主不能给您推送", "low, {mean}: the shopkeeper is kept from sending to you"),
    "trust.blocked": ("您屏蔽了这家店，放在最低", "at its lowest while you block this shop"),
    "trust.bar": ("信任 {mean}，多半在 {low} 到 {high} 之间", "Trust {mean}, most likely between {low} and {high}"),
    "my_shop.decide": ("您说了算", "You decide"),
    "my_shop.mute_means": (
        "店主不能再把分享推给您。您自己想看、想买，照常。",
        "The shopkeeper can no longer send you shares. You can look and buy as before.",
    ),
    "my_shop.mute_stands": ("您设了免打扰，店主不能把分享推给您。", "Muted: the shopkeeper cannot send you shares."),
    "my_shop.mute": ("免打扰", "Mute"),
    "my_shop.unmute": ("取消免打扰", "Unmute"),
    "my_shop.block_means": (
        "不推送，而且信任降到最低，直到您取消。您的订单和售后不受影响。",
        "No sending, and trust at its lowest until you lift it. Your orders and after-sales are not affected.",
    ),
    "my_shop.block_stands": (
        "您屏蔽了这家店：不推送，信任在最低。您的订单和售后不受影响。",
        "Blocked: no sending, trust at its lowest. Your orders and after-sales are not affected.",
    ),
    "my_shop.block": ("屏蔽", "Block"),
    "my_shop.unblock": ("取消屏蔽", "Lift the block"),
    "my_shop.done.mute": ("好的，这家店不能再给您推送了。", "Done. This shop can no longer send you anything."),
    "my_shop.done.unmute": ("已取消免打扰，店主可以再给您推送。", "Unmuted. The shopkeeper may send to you again."),
    "my_shop.done.block": ("已屏蔽。想取消，随时可以。", "Blocked. You can lift it at any time."),
    "my_shop.done.unblock": ("已取消屏蔽，信任按记录重新算。", "The block is lifted; trust follows the record again."),
    "my_shop.done.objection": (
        "收到了。同事会看，答复会写在那一条下面。",
        "Received. A colleague will look at it; the answer will stand below that line.",
    ),
    "my_shop.record.title": ("记了什么", "What is recorded"),
    "my_shop.record.none": ("这里还是空的。", "Nothing so far."),
    "my_shop.record.how": ("信任是怎么算的", "How trust is reckoned"),
    "my_shop.record.formula": (
        "每件事记在好的或不好的一边。信任 =（好 + 1）÷（好 + 不好 + 2），从 50% 起步。旧的事慢慢淡忘，每 "
        "{days} 天只剩一半。",
        "Each event goes on the good or the bad side. Trust = (good + 1) ÷ (good + bad + 2), starting at "
        "50%. What is old fades: half of it is forgotten every {days} days.",
    ),
    "my_shop.record.now": (
        "现在：好 {r}，不好 {s}，（{r} + 1）÷（{r} + {s} + 2）= {mean}。",
        "Now: good {r}, bad {s}, so ({r} + 1) ÷ ({r} + {s} + 2) = {mean}.",
    ),
    "my_shop.record.stage_change": ("关系", "Stage"),
    "my_shop.sum.good": ("好的一边 + {amount}", "good side + {amount}"),
    "my_shop.sum.bad": ("不好的一边 + {amount}", "bad side + {amount}"),
    "my_shop.sum.again": ("（短时间里好几次，算得重些）", " (several within a short time weigh more)"),
    "my_shop.sum.lighter": ("（店主一向分享得当，算得轻些）", " (a shopkeeper who shares with care: it weighs less)"),
    "my_shop.sum.heavier": (
        "（店主分享得还不够当心，算得重些）",
        " (a shopkeeper who shares with little care: it weighs more)",
    ),
    "my_shop.sum.trust": ("信任 {before} → {after}", "trust {before} → {after}"),
    "my_shop.sum.formula": ("({r} + 1) ÷ ({r} + {s} + 2) = {after}", "({r} + 1) ÷ ({r} + {s} + 2) = {after}"),
    "my_shop.sum.nothing": ("不影响信任", "does not change trust"),
    "my_shop.sum.block": ("信任放在 {mean}，直到您取消", "trust stays at {mean} until you lift it"),
    "my_shop.sum.while_blocked": ("屏蔽期间，信任仍是 {mean}", "trust stays at {mean} while you block"),
    "my_shop.sum.struck": ("已更正，不再计算：{why}", "corrected, no longer counted: {why}"),
    "objection.ask": ("这条不对？", "Is this wrong?"),
    "objection.words": ("哪里不对", "What is wrong"),
    "objection.hint": (
        "1 到 500 字。每条只能提一次；同事会看，并答复您。",
        "1 to 500 characters. Once for each line; a colleague looks at it and answers you.",
    ),
    "objection.error": (
        "写上哪里不对，1 到 500 字；现在是 {n} 字",
        "Say what is wrong in 1 to 500 characters; this has {n}",
    ),
    "objection.send": ("提出异议", "Send"),
    "objection.fix": ("异议还没有提交，见下面红字。", "Not sent yet: see the line in red below."),
    "objection.before": (
        "这一条您已经提过异议了，每条只看一次。",
        "You contested this line before; each is looked at once.",
    ),
    "objection.state.open": ("我们正在看", "being looked at"),
    "objection.state.upheld": ("异议成立", "you were right"),
    "objection.state.dismissed": ("异议不成立", "it stays as it is"),
    "objection.said": ("您说", "You said"),
    "objection.answer": ("答复", "Our answer"),
    "my_shop.fewer_shares": ("不想再收到？", "Fewer of these?"),
}
