"""What a merchant may say in v3, field by field; anything else is PARAM_ERROR."""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, ValidationError

from webapp.sandbox.errors import PayError

Text = Annotated[str, Field(strict=True, min_length=1)]
Fen = Annotated[StrictInt, Field(gt=0)]


class _Body(BaseModel):
    """Unknown fields pass, as they do at WeChat; known ones must have exactly their type."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Amount(_Body):
    total: Fen
    currency: Annotated[str, Field(pattern="^CNY$")] = "CNY"


class Payer(_Body):
    openid: Annotated[Text, Field(max_length=128)]


class SettleInfo(_Body):
    profit_sharing: StrictBool = False


class JsapiOrder(_Body):
    appid: Annotated[Text, Field(max_length=32)]
    mchid: Annotated[Text, Field(max_length=32)]
    description: Annotated[Text, Field(max_length=127)]
    out_trade_no: Annotated[str, Field(strict=True, pattern=r"^[0-9A-Za-z_\-|*]{6,32}$")]
    notify_url: Annotated[Text, Field(max_length=255)]
    amount: Amount
    payer: Payer
    time_expire: str | None = None
    attach: Annotated[str | None, Field(max_length=128)] = None
    settle_info: SettleInfo | None = None


class Close(_Body):
    mchid: Text


class RefundAmount(_Body):
    refund: Fen
    total: Fen
    currency: Annotated[str, Field(pattern="^CNY$")]


class Refund(_Body):
    transaction_id: str | None = None
    out_trade_no: str | None = None
    out_refund_no: Annotated[str, Field(strict=True, pattern=r"^[0-9A-Za-z_\-|*@]{1,64}$")]
    reason: Annotated[str | None, Field(max_length=80)] = None
    notify_url: Annotated[str | None, Field(max_length=256)] = None
    amount: RefundAmount


Body = TypeVar("Body", bound=_Body)


def parse(kind: type[Body], raw: Any) -> Body:
    try:
        return kind.model_validate(raw)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        field = "/body/" + "/".join(str(part) for part in first["loc"])
        detail: dict[str, object] = {"location": "body", "field": field, "issue": first["msg"]}
        raise PayError("PARAM_ERROR", f"输入源“{field}”校验失败：{first['msg']}", detail=detail) from None
