"""One's own page, what shops keep about a consumer, and what the consumer decides."""

WORDS: dict[str, tuple[str, str]] = {
    # One's own page
    "me_title": ("我的", "Yours"),
    "me_lead": (
        "您买的、店里记着您的，都在这里。别人看不到这一页。",
        "What you bought, and what is kept about you. Nobody else sees this page.",
    ),
    "my_orders_text": ("买过什么，到哪一步了，退款。", "What you bought, how far it is, refunds."),
    # Every shop
    "my_shops": ("哪些店记着您", "Shops that know you"),
    "my_shops_text": (
        "每家店记了什么，可以免打扰、屏蔽、提异议。",
        "What each shop keeps about you. Mute, block, or say that it is wrong.",
    ),
    "my_shops_lead": (
        "店主看得到这些，您的名字是遮住的。信任只影响店主该不该给您推送，从不影响价格、订单和服务。",
        "Shopkeepers see this, with your name masked. Trust only guides whether to send you something; "
        "it never touches price, orders or service.",
    ),
    "no_shops": ("还没有店记着您", "No shop knows you yet"),
    "no_shops_text": (
        "打开朋友分享的商品，店里就会记下这次来往；您随时可以在这里看到。",
        "When you open something a shopkeeper shared, that is recorded, and you will see it here.",
    ),
    "written_title": ("店主写的", "What they wrote down"),
    "written_means": (
        "只有您和这位店主看得到。不想留的，可以直接删掉。",
        "Only you and this shopkeeper see this. Remove whatever you do not want kept.",
    ),
    "written_remove": ("删掉", "Remove"),
    "done_removal": ("删掉了，店主也看不到了。", "Removed; the shopkeeper does not see it any more either."),
    "shops_pages": ("翻页", "Pages"),
    "shops_more": ("更多的店", "More shops"),
    "shops_first": ("回到开头", "Back to the first"),
    "shop_muted": ("免打扰", "muted"),
    "shop_blocked": ("已屏蔽", "blocked"),
    # What a stage means
    "stage_none": ("还没有来往", "nothing yet"),
    "stage_none_means": ("这家店还没有记下和您有关的事。", "This shop has recorded nothing about you yet."),
    "stage_stranger_means": (
        "店里记下了和您有关的事，不过您自己还没有来过。",
        "Something is on record, though you have not come of your own accord.",
    ),
    "stage_acquaintance_means": ("您来过，店主知道有您这位客人。", "You have come, and the shopkeeper knows of you."),
    "stage_familiar_means": (
        "您最近来过不止一次，或者问过问题。",
        "You came more than once lately, or asked something.",
    ),
    "stage_friend_means": ("您买过不止一次，也都满意。", "You bought more than once and were satisfied."),
    "stage_partner_means": (
        "您常来常买，还写过评价，或者带来过朋友。",
        "You buy often, and gave something back: a review, or a friend you brought.",
    ),
    "stage_cooling_means": (
        "最近淡了：您很久没来，信任降了，或者您屏蔽了这家店。",
        "It has cooled: a long silence, less trust, or your block.",
    ),
    # Trust
    "trust_name": ("信任", "Trust"),
    "trust_new": ("还不了解", "too new to say"),
    "trust_high": ("较高，{mean}", "high, {mean}"),
    "trust_middle": ("一般，{mean}", "in the middle, {mean}"),
    "trust_low": ("偏低，{mean}：店主不能给您推送", "low, {mean}: the shopkeeper is kept from sending to you"),
    "trust_blocked": ("您屏蔽了这家店，放在最低", "at its lowest while you block this shop"),
    "trust_bar": ("信任 {mean}，多半在 {low} 到 {high} 之间", "Trust {mean}, most likely between {low} and {high}"),
    # Deciding
    "shop_decide": ("您说了算", "You decide"),
    "mute_means": (
        "店主不能再把分享推给您。您自己想看、想买，照常。",
        "The shopkeeper can no longer send you shares. You can look and buy as before.",
    ),
    "mute_stands": ("您设了免打扰，店主不能把分享推给您。", "Muted: the shopkeeper cannot send you shares."),
    "shop_mute": ("免打扰", "Mute"),
    "shop_unmute": ("取消免打扰", "Unmute"),
    "block_means": (
        "不推送，而且信任降到最低，直到您取消。您的订单和售后不受影响。",
        "No sending, and trust at its lowest until you lift it. Your orders and after-sales are not affected.",
    ),
    "block_stands": (
        "您屏蔽了这家店：不推送，信任在最低。您的订单和售后不受影响。",
        "Blocked: no sending, trust at its lowest. Your orders and after-sales are not affected.",
    ),
    "shop_block": ("屏蔽", "Block"),
    "shop_unblock": ("取消屏蔽", "Lift the block"),
    "done_mute": ("好的，这家店不能再给您推送了。", "Done. This shop can no longer send you anything."),
    "done_unmute": ("已取消免打扰，店主可以再给您推送。", "Unmuted. The shopkeeper may send to you again."),
    "done_block": ("已屏蔽。想取消，随时可以。", "Blocked. You can lift it at any time."),
    "done_unblock": ("已取消屏蔽，信任按记录重新算。", "The block is lifted; trust follows the record again."),
    "done_objection": (
        "收到了。同事会看，答复会写在那一条下面。",
        "Received. A colleague will look at it; the answer will stand below that line.",
    ),
    # The story
    "record_title": ("记了什么", "What is recorded"),
    "record_none": ("这里还是空的。", "Nothing so far."),
    "record_how": ("信任是怎么算的", "How trust is reckoned"),
    "record_formula": (
        "每件事记在好的或不好的一边。信任 =（好 + 1）÷（好 + 不好 + 2），从 50% 起步。"
        "旧的事慢慢淡忘，每 {days} 天只剩一半。",
        "Each event goes on the good or the bad side. Trust = (good + 1) ÷ (good + bad + 2), starting at 50\u00a0%. "
        "What is old fades: half of it is forgotten every {days} days.",
    ),
    "record_now": (
        "现在：好 {r}，不好 {s}，（{r} + 1）÷（{r} + {s} + 2）= {mean}。",
        "Now: good {r}, bad {s}, so ({r} + 1) ÷ ({r} + {s} + 2) = {mean}.",
    ),
    "stage_change": ("关系", "Stage"),
    "sum_good": ("好的一边 + {amount}", "good side + {amount}"),
    "sum_bad": ("不好的一边 + {amount}", "bad side + {amount}"),
    "sum_again": ("（短时间里好几次，算得重些）", " (several within a short time weigh more)"),
    "sum_lighter": ("（店主一向分享得当，算得轻些）", " (a shopkeeper who shares with care: it weighs less)"),
    "sum_heavier": (
        "（店主分享得还不够当心，算得重些）",
        " (a shopkeeper who shares with little care: it weighs more)",
    ),
    "sum_trust": ("信任 {before} → {after}", "trust {before} → {after}"),
    "sum_formula": ("({r} + 1) ÷ ({r} + {s} + 2) = {after}", "({r} + 1) ÷ ({r} + {s} + 2) = {after}"),
    "sum_nothing": ("不影响信任", "does not change trust"),
    "sum_block": ("信任放在 {mean}，直到您取消", "trust stays at {mean} until you lift it"),
    "sum_while_blocked": ("屏蔽期间，信任仍是 {mean}", "trust stays at {mean} while you block"),
    "sum_struck": ("已更正，不再计算：{why}", "corrected, no longer counted: {why}"),
    # Contesting
    "contest_ask": ("这条不对？", "Is this wrong?"),
    "contest_words": ("哪里不对", "What is wrong"),
    "contest_hint": (
        "1 到 500 字。每条只能提一次；同事会看，并答复您。",
        "1 to 500 characters. Once for each line; a colleague looks at it and answers you.",
    ),
    "contest_error": (
        "写上哪里不对，1 到 500 字；现在是 {n} 字",
        "Say what is wrong in 1 to 500 characters; this has {n}",
    ),
    "contest_send": ("提出异议", "Send"),
    "contest_fix": ("异议还没有提交，见下面红字。", "Not sent yet: see the line in red below."),
    "contested_before": (
        "这一条您已经提过异议了，每条只看一次。",
        "You contested this line before; each is looked at once.",
    ),
    "contest_open": ("我们正在看", "being looked at"),
    "contest_upheld": ("异议成立", "you were right"),
    "contest_dismissed": ("异议不成立", "it stays as it is"),
    "contest_said": ("您说", "You said"),
    "contest_answer": ("答复", "Our answer"),
    # On the share page
    "fewer_shares": ("不想再收到？", "Fewer of these?"),
    # Trouble
    "problem_own_shop": ("这是您自己的店", "This is your own shop"),
    "problem_own_shop_text": (
        "自己的店不记自己，也不用免打扰或屏蔽。",
        "A shop keeps no record of its own keeper, and nobody mutes or blocks themselves.",
    ),
}
