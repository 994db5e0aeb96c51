"""What stands in the demo's material library: honest words, no superlatives, no promises of health."""

from dataclasses import dataclass

from webapp.social.materials import MaterialKind, MaterialText
from webapp.social.relationships import Stage

COPY, PICTURES, TALK, VALUE = MaterialKind.COPY, MaterialKind.PICTURES, MaterialKind.SCRIPT, MaterialKind.VALUE_CONTENT


@dataclass(frozen=True, slots=True)
class DemoMaterial:
    """One material of the platform."""

    kind: MaterialKind
    product: str | None
    stage: Stage | None
    zh: MaterialText
    en: MaterialText


def _said(
    kind: MaterialKind, product: str | None, zh: tuple[str, str], en: tuple[str, str], stage: Stage | None = None
) -> DemoMaterial:
    return DemoMaterial(
        kind, product, stage, MaterialText(title=zh[0], text=zh[1]), MaterialText(title=en[0], text=en[1])
    )


LONGJING_AGAIN = _said(
    COPY,
    "longjing-tea",
    ("给喝过绿茶的人", "清明前采的一芽一叶，豆香干净，第三泡还甜。怕浓的话，一杯只放三克，水凉到八十度再冲。"),
    ("For people who know green tea", "One bud, one leaf, picked before Qingming; still sweet at the third cup."),
)

MATERIAL_TEXTS = (
    _said(
        COPY,
        "longjing-tea",
        ("给喝过绿茶的人", "今年的春茶到了，清明前采的。想喝的跟我说，先拿尝鲜罐试试就好。"),
        (
            "For people who know green tea",
            "This spring's tea is here, picked before Qingming. Try the taster tin first.",
        ),
    ),
    _said(
        VALUE,
        "longjing-tea",
        (
            "龙井怎么泡不苦",
            "三个小地方：\n一、水烧开后放一会儿，八十度左右再冲；\n二、150 毫升的杯子放三克茶，大约一小撮；\n"
            "三、喝到剩三分之一就续水，别喝干。\n开过的茶密封好放冰箱，三个月里喝完。",
        ),
        (
            "How to brew Longjing without bitterness",
            "Three small things:\n1. Let the water cool to about 80 °C before you pour.\n2. Three grams, a "
            "pinch, for a cup of 150 ml.\n3. Top up when a third is left; do not drink it dry.\n"
            "Keep an opened tin sealed in the fridge and finish it within three months.",
        ),
    ),
    DemoMaterial(
        TALK,
        "longjing-tea",
        None,
        MaterialText(
            title="觉得比超市贵",
            opening="您先不用买大罐，拿 50 克的试试，喝着不合适七天内可以退。",
            points=(
                "一罐 50 克，一天一杯能喝半个多月",
                "采摘时间和产地写在罐底，可以查",
                "喝淡茶的人更划算，一次三克就够",
            ),
            doubt="超市里的龙井便宜一半，差在哪？",
            answer="差在采的时间和做法。清明前的芽叶少，一个人一天只采得到一两斤；手工炒制慢一些。要是平时喝得浓，买普通的也很好。",
        ),
        MaterialText(
            title="“It costs more than in the shop”",
            opening="Do not buy the big tin yet: try 50 g, and send it back within seven days if it is not for you.",
            points=(
                "50 g is a cup a day for more than two weeks",
                "When and where it was picked stands on the tin",
                "Three grams a cup are enough",
            ),
            doubt="The shop has Longjing for half the price. What is the difference?",
            answer="When it is picked and how it is made: before Qingming there are few buds, and they are "
            "pan-fired by hand. If you like your tea strong, an ordinary one is fine, too.",
        ),
    ),
    _said(
        COPY,
        "pu-erh-cake",
        ("送给爱喝熟茶的长辈", "2018 年的老树料，放了几年，涩味退了，汤很透。上次我爸拿走半饼，没再还回来。"),
        (
            "For elders who like dark tea",
            "Old-tree leaves of 2018: the edge is gone, the liquor clear. My father kept mine.",
        ),
        Stage.FRIEND,
    ),
    _said(
        VALUE,
        "pu-erh-cake",
        (
            "普洱饼在家怎么放",
            "干燥、通风、没有味道的柜子就行，不用冰箱。别和香皂、调料放一起，茶会吸味。\n"
            "撬茶从侧面顺着纹路进，一次撬够一周的量，放小罐里醒几天，更好喝。",
        ),
        (
            "Keeping a cake of pu-erh at home",
            "A dry, airy cupboard without smells will do, no fridge. Keep it away from soap and spices: tea takes up "
            "what is near.\nPry it from the side along the grain, a week's worth at a time, and let it rest in a "
            "small jar.",
        ),
    ),
    _said(
        COPY,
        "sichuan-honey",
        ("早上一勺", "一年割一次的土蜂蜜，凝得细，抹面包不会流。温水冲就行，别用开水，香气会跑。"),
        (
            "A spoon in the morning",
            "Harvested once a year, finely set; it stays on the bread. Warm water, never boiling.",
        ),
    ),
    _said(
        VALUE,
        "sichuan-honey",
        (
            "蜂蜜凝住了，还能吃吗",
            "能。天一冷蜂蜜会结晶，这是正常的，不是掺糖，也不是坏了。\n想化开：整瓶放在四十度左右的温水里，慢慢等。"
            "别用微波炉。\n一岁以内的宝宝不要吃蜂蜜。",
        ),
        (
            "My honey has set. Can I still eat it?",
            "Yes. Honey sets when it gets cold; that is neither sugar nor decay.\nTo melt it, stand the jar in "
            "water of about 40 °C and wait; no microwave.\nNo honey for babies under one year.",
        ),
    ),
    _said(
        VALUE,
        "wuchang-rice",
        (
            "新米怎么煮不烂",
            "新米含水多，水要比平时少一成：一杯米，一杯水多一点点。\n淘两遍就够，泡二十分钟再煮，跳到保温后再焖十分钟，翻松。",
        ),
        (
            "Cooking new rice without making it soft",
            "New rice holds more water, so take a tenth less than usual: a cup of rice, just over a cup of "
            "water.\nRinse twice, soak for twenty minutes, and leave it for ten more after the cooker "
            "is done; then loosen it.",
        ),
    ),
    _said(
        COPY,
        "wuchang-rice",
        ("家里有孩子的", "下单那天才磨的米，煮粥能看到一层油。我家孩子就着咸菜也能吃一碗。先来五斤试试。"),
        ("For families", "Milled the day it ships; the porridge gleams. Ours eat it with nothing but pickles."),
        Stage.FAMILIAR,
    ),
    _said(
        PICTURES,
        "fuji-apples",
        ("红富士：外面和里面", "晚采十天，切开看得到蜜心。"),
        ("Fuji apples, outside and inside", "Picked ten days late; cut one and see."),
    ),
    _said(
        VALUE,
        "dried-mushroom",
        (
            "花菇泡发不浪费香味",
            "冷水泡，别用热水：冷水要三四个小时，香味留得住。\n泡菇的水澄一下，沙沉底，上面的留着烧菜。\n"
            "一次泡多了，挤干分袋冷冻，一个月里用完。",
        ),
        (
            "Soaking mushrooms, keeping the scent",
            "Cold water, three or four hours; hot water drives the scent out.\nLet the soaking water settle and "
            "cook with it.\nSqueeze and freeze what is left, and use it within a month.",
        ),
    ),
    _said(
        PICTURES,
        "celadon-cup",
        ("青瓷主人杯：两个角度", "梅子青，薄胎，对着光看得见手指的影子。"),
        ("Celadon cup from two sides", "Plum green and thin: hold it against the light and see your fingers."),
    ),
    _said(
        COPY,
        "celadon-cup",
        ("送给一个人喝茶的朋友", "一个人喝茶，一只杯子就够。拿在手里刚好，喝完愿意多坐一会儿。"),
        ("For a friend who drinks alone", "For tea alone one cup is enough: just right in the hand."),
    ),
    _said(
        VALUE,
        "silk-scarf",
        (
            "真丝方巾自己洗",
            "凉水，一点洗发水，压一压就好，不要搓。别拧，用毛巾卷起来吸水，反面阴干，半干时低温熨。\n"
            "喷香水先喷，等干了再系。",
        ),
        (
            "Washing a silk square yourself",
            "Cold water, a little shampoo; press, do not rub. Roll it in a towel instead of wringing, dry it "
            "inside out in the shade, iron it cool while damp.\nPerfume first, scarf when it is dry.",
        ),
    ),
    _said(
        VALUE,
        "walnut-oil",
        (
            "核桃油别拿来炒菜",
            "它怕高温，炒了香味就没了。拌凉菜、蒸蛋出锅、煮好的面条，淋一勺就香。\n开盖后放冰箱门上，两个月里用完。",
        ),
        (
            "Do not fry with walnut oil",
            "Heat takes its scent. A spoon over a salad, a steamed egg or finished noodles is enough.\nOnce "
            "opened, keep it in the fridge and finish it within two months.",
        ),
    ),
    DemoMaterial(
        TALK,
        None,
        Stage.STRANGER,
        MaterialText(
            title="初次认识怎么说",
            opening="您好，我是开小店的，平时自己吃着用着好的东西，才会拿出来分享。",
            points=("不用急着买，先看看", "东西由平台发货，七天内可退", "不想收到就说一声，我不再发"),
        ),
        MaterialText(
            title="What to say when you have just met",
            opening="Hello, I keep a small shop and only share what I eat and use myself.",
            points=(
                "No hurry to buy; have a look first",
                "The platform ships, and takes back within seven days",
                "Tell me if you want no messages",
            ),
        ),
    ),
    DemoMaterial(
        TALK,
        None,
        Stage.COOLING,
        MaterialText(
            title="很久没来往，怎么开口",
            opening="好久没聊了，天凉了，这阵子都好吗？",
            points=("只问候，不发链接", "提一件上次聊过的事", "对方没回，就到这里，过一个月再说"),
        ),
        MaterialText(
            title="Saying hello after a long silence",
            opening="We have not talked for a while, and it has turned cold. How are you?",
            points=(
                "Only a greeting, no link",
                "Mention something you talked about last time",
                "No answer? Leave it, and try again in a month",
            ),
        ),
    ),
    DemoMaterial(
        TALK,
        None,
        Stage.PARTNER,
        MaterialText(
            title="谢谢老顾客",
            opening="这一年多亏您照顾小店，想当面说声谢谢。",
            points=("问问用得怎么样，哪里不满意", "请教一句：您觉得我还该找什么", "不借机推新品"),
        ),
        MaterialText(
            title="Thanking somebody who stayed",
            opening="You have looked after this shop for a year, and I want to thank you.",
            points=(
                "Ask how things serve them, and what does not",
                "Ask what you should look for next",
                "No new goods this time",
            ),
        ),
    ),
)
