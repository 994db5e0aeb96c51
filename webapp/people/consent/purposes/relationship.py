"""Shops remember how we stand to each other."""

from webapp.people.consent.purposes.protocol import purposes


@purposes.register
class Relationship:
    """The story, the stage and the trust of each pair."""

    key = "relationship"
    version = "2026-07"
    opt_out = True
    name = ("店主记得我", "Shops remember me")
    description = (
        "我看过哪些分享、买过什么、有没有不满意，会记成我和每家小店的关系：走到哪一步、信任有多少。它从不影响价格、发货和服务。",
        "What I opened, bought and was unhappy with becomes a record of each shop and me: how far we have come, how"
        " much trust there is. It never touches price, delivery or service.",
    )
    if_refused = (
        "关掉后，几分钟内删除这些记录，以后也不再记。我设过免打扰或屏蔽的小店照样不会来打扰；购物一切照常。",
        "Turned off, these records are deleted within minutes and none are made. Shops I muted or blocked stay so. I"
        " buy as before.",
    )
