"""The people: a chain of shopkeepers five deep and in places wide, those who buy, and the groups they chat in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShopkeeperProfile:
    """A shopkeeper: by whom they were invited, on which day of the scenario, and how often they share."""

    name: str
    shop: str
    inviter: str | None
    day: int
    share_probability: float
    introduction: str = ""


SHOPKEEPERS = (
    ShopkeeperProfile("林静", "静水小铺", None, 0, 0.9, "茶和好米，吃过才推荐"),
    ShopkeeperProfile("周远", "远山杂货", "林静", 2, 0.8, "老家的山货，慢慢卖"),
    ShopkeeperProfile("许晴", "晴天好物", "周远", 5, 0.7, "给孩子吃的，先自己吃"),
    ShopkeeperProfile("何川", "川上", "许晴", 9, 0.6, "喝茶的人"),
    ShopkeeperProfile("沈怡", "怡然居", "何川", 14, 0.5, "杯子、皂和一点生活"),
    ShopkeeperProfile("唐果", "果果家", "林静", 3, 0.6, "水果都是树上熟的"),
    ShopkeeperProfile("罗敏", "敏姐厨房", "林静", 4, 0.5, "会做饭，也会挑食材"),
    ShopkeeperProfile("高远方", "远方来的", "周远", 8, 0.4),
    ShopkeeperProfile("冯小满", "小满集", "周远", 10, 0.4),
    ShopkeeperProfile("秦岭", "秦岭以南", "周远", 12, 0.3),
    ShopkeeperProfile("白露", "白露布衣", "周远", 15, 0.3),
    ShopkeeperProfile("夏至", "夏至小院", "周远", 20, 0.2),
    ShopkeeperProfile("孟冬", "冬藏", "许晴", 18, 0.3),
    ShopkeeperProfile("陆一", "一间铺子", "罗敏", 25, 0.2),
)

SUSPENDED_NAME = "高远方"
"""Whose words WeChat is not sure about."""

CONSUMERS = (
    "王芳", "李明", "张伟", "刘洋", "陈晨", "杨柳", "赵薇薇", "黄磊磊", "吴桐", "郑好", "孙悦", "马超群",
    "朱玲", "胡杨", "郭靖宇", "林小雨", "何苗", "高兴", "罗兰", "梁田",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """A group chat and who is in it, by name."""

    name: str
    members: tuple[str, ...]


GROUPS = (
    Group("静水茶友群", ("林静", "周远", "王芳", "李明", "张伟", "刘洋", "陈晨")),
    Group("三单元邻居", ("许晴", "唐果", "杨柳", "赵薇薇", "黄磊磊", "吴桐", "王芳")),
    Group("周末爬山", ("周远", "何川", "郑好", "孙悦", "马超群", "李明")),
    Group("妈妈厨房", ("罗敏", "沈怡", "朱玲", "胡杨", "林小雨", "何苗", "杨柳")),
)

STREETS = (
    ("浙江省 杭州市 西湖区", "文三路 188 号 3 幢 502 室"),
    ("上海市 徐汇区", "宛平南路 75 弄 6 号 1201 室"),
    ("四川省 成都市 武侯区", "人民南路四段 27 号 2 单元 8 楼"),
    ("北京市 朝阳区", "望京西园三区 312 楼 1506"),
    ("广东省 深圳市 南山区", "科苑南路 3099 号 9 栋 A 座"),
    ("湖北省 武汉市 洪山区", "珞喻路 129 号 4 栋 301"),
)
