"""The virtual clock, and how long things take on it."""

from apiflask import APIBlueprint

from webapp.sandbox import delivery, pay
from webapp.sandbox.context import current_context
from webapp.sandbox.control import shapes
from webapp.sandbox.errors import Impossible

blueprint = APIBlueprint("clock", __name__, url_prefix="/control", tag="Clock")


@blueprint.get("/clock")
@blueprint.output(shapes.Clock)
def show() -> shapes.Clock:
    """What time it is here, and how far that is from the machine's."""
    return _clock()


def _clock() -> shapes.Clock:
    own, shop = current_context().clock.offsets()
    return shapes.Clock(now=current_context().clock.now(), offset_seconds=own, shop_offset_seconds=shop)


@blueprint.post("/clock")
@blueprint.input(shapes.MoveClock, arg_name="wanted")
@blueprint.output(shapes.Moved)
def move(wanted: shapes.MoveClock) -> shapes.Moved:
    """Move time forward; everything that becomes due happens at its moment, in order."""
    done = delivery.advance(current_context(), wanted.advance_seconds)
    return shapes.Moved(
        now=current_context().clock.now(),
        advanced_seconds=done.advanced_seconds,
        delivered=done.delivered,
        shop=done.shop,
    )


@blueprint.post("/clock/past")
@blueprint.input(shapes.BeginInThePast, arg_name="wanted")
@blueprint.output(shapes.Clock)
@blueprint.doc(responses={409: "Something has happened already: time does not go back"})
def begin_in_the_past(wanted: shapes.BeginInThePast) -> shapes.Clock:
    """Let a story begin some time ago: only before the first payment; then move the clock up to today."""
    if pay.listed(current_context()):
        raise Impossible("已经有订单了，时间不能倒流。")
    current_context().clock.move(-wanted.seconds)
    return _clock()


@blueprint.post("/reset")
@blueprint.output({}, status_code=204)
def reset() -> str:
    """Forget everything that has happened: people, chats, payments, time. The accounts and their keys stay."""
    current_context().store.forget_everything()
    return ""


@blueprint.get("/settings")
@blueprint.output(shapes.Settings)
def settings() -> shapes.Settings:
    """How long things take."""
    return _settings()


@blueprint.put("/settings")
@blueprint.input(shapes.Settings, arg_name="wanted")
@blueprint.output(shapes.Settings)
def change(wanted: shapes.Settings) -> shapes.Settings:
    """Change how long things take from now on."""
    current_context().store.put_setting("refund_seconds", repr(wanted.refund_seconds))
    current_context().store.put_setting("notify_merchant", repr(wanted.notify_merchant))
    return _settings()


def _settings() -> shapes.Settings:
    setting = current_context().store.setting
    return shapes.Settings(
        refund_seconds=float(setting("refund_seconds", "1")),
        notify_merchant=setting("notify_merchant", "True") == "True",
    )
