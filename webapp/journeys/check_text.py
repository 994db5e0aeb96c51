"""Words are shown when WeChat finds nothing wrong; what it cannot judge waits for a colleague."""

from webapp.gateways.wechat import NotSeenLately, TextScene, WechatTrouble, wechat
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import NotFound
from webapp.kernel.facts import happened
from webapp.kernel.settings import settings
from webapp.people import identity, moderation
from webapp.people.moderation import PublicTextView, TextKind, TextPublished, TextState, Verdict

_SCENES = {TextKind.INTRODUCTION: TextScene.PROFILE}


def check_text(text_id: int) -> TextState | None:
    """Ask WeChat about one text and act on its word; a text already judged stays as it is, one taken back is None.

    Raises WechatTrouble while it is worth trying again, so that the job comes back.
    """
    try:
        text = moderation.text(text_id)
    except NotFound:
        return None
    if text.state is not TextState.CHECKING:
        return text.state
    openid = identity.openid_of(text.author_id, settings().wechat_mini_appid) if text.author_id else None
    if openid is None:
        # Who only knows our share pages cannot be checked by the mini-program's service.
        return _ask_colleague(text_id, final=True)
    try:
        found = wechat().mini.check_text(openid, _SCENES.get(text.kind, TextScene.COMMENT), text.words)
    except NotSeenLately:
        # WeChat only judges words of people it saw within two hours.
        return _ask_colleague(text_id, final=True)
    except WechatTrouble:
        if _ask_colleague(text_id, final=False) is TextState.CHECKING:
            raise
        return TextState.WAITING
    # A suggestion nobody has told us of is a doubt.
    verdict = Verdict(found.suggest) if found.suggest in set(Verdict) else Verdict.REVIEW
    return _act(text, verdict, found.label)


def _ask_colleague(text_id: int, *, final: bool) -> TextState:
    with transaction():
        moderation.lock_text(text_id)
        return moderation.record_failed_check(text_id, final=final)


def _act(text: PublicTextView, verdict: Verdict, label: int) -> TextState:
    with transaction():
        now = clock.now()
        if (locked := moderation.lock_text(text.id)).state is not TextState.CHECKING:
            return locked.state
        state = moderation.record_check(text.id, verdict, label, now=now)
        if state is TextState.SHOWN:
            happened(TextPublished(text_id=text.id, kind=text.kind, published_at=now))
        return state
