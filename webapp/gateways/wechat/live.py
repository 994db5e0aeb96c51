"""WeChat itself, or the sandbox: which of the two is only a matter of origins."""

import logging

from config import Config
from webapp.gateways.wechat.client import AppClient
from webapp.gateways.wechat.merchant import Merchant
from webapp.gateways.wechat.mini import LiveMini
from webapp.gateways.wechat.official import LiveOfficial
from webapp.gateways.wechat.origin import OriginAdapter
from webapp.gateways.wechat.pay import LivePay
from webapp.gateways.wechat.protocols import Wechat


def live(config: Config) -> Wechat:
    """The gateways of a configuration; nothing is asked yet."""
    # At debug level urllib3 logs every address, and WeChat's carry secrets and tokens.
    logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)
    adapter = OriginAdapter(config.wechat_api_origin)
    mini = AppClient(config.wechat_mini_appid, config.wechat_mini_secret, adapter)
    official = AppClient(config.wechat_h5_appid, config.wechat_h5_secret, adapter)
    return Wechat(
        mini=LiveMini(mini, adapter),
        official=LiveOfficial(
            official,
            adapter,
            open_origin=config.wechat_open_origin,
            shop_origin=config.shop_origin,
            local=not config.production,
        ),
        pay=LivePay(Merchant.of(config), origin=config.wechat_pay_origin, shop_origin=config.shop_origin),
    )
