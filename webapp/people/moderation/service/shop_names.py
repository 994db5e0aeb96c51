"""A shop's name stands on every page at once, so it is checked while its owner waits, before anything is written."""

from webapp.gateways.wechat import NotSeenLately, TextScene, WechatTrouble, wechat
from webapp.kernel.errors import Refused, Unavailable
from webapp.people.moderation.kinds import Verdict


class NameRefused(Refused):
    """This name does not pass WeChat's content check; please choose another one."""


class NameDoubtful(Refused):
    """WeChat's content check is not sure about this name; please choose a plainer one."""


class OpenMiniProgramAgain(Refused):
    """WeChat checks names only of people it has just seen: open the mini-program again, then try once more."""


class NameUnchecked(Unavailable):
    """WeChat did not check the name just now; nothing has been changed, please try again in a moment."""


def shop_name_problem(openid: str | None, name: str) -> Refused | None:
    """What speaks against a shop being called so, or None; `openid` is its owner's in the mini-program, if any.

    Speaks with WeChat, so outside any transaction. Raises NameUnchecked while WeChat is silent.
    """
    if openid is None:
        return OpenMiniProgramAgain()
    try:
        found = wechat().mini.check_text(openid, TextScene.PROFILE, name)
    except NotSeenLately:
        return OpenMiniProgramAgain()
    except WechatTrouble as trouble:
        raise NameUnchecked from trouble
    if found.suggest == Verdict.PASS:
        return None
    # A suggestion nobody has told us of is a doubt.
    return NameRefused() if found.suggest == Verdict.RISKY else NameDoubtful()
