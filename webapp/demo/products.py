"""The shelf: four brands, a dozen products, drawn pictures."""

from pathlib import Path

from webapp.trade.catalog import BrandDraft, ProductDraft, SkuDraft

STATIC = Path(__file__).parents[2] / "static"

BRANDS = (
    BrandDraft(
        code="shanlan-tea",
        name_zh="山岚茶事",
        name_en="Mountain Mist Tea",
        story_zh="三代人守着同一片茶山，只做春茶和老树茶。",
        story_en="Three generations on one hillside, making spring tea and old-tree tea only.",
        picture="demo/brand/shanlan-tea.svg",
    ),
    BrandDraft(
        code="tianye-farm",
        name_zh="田野之间",
        name_en="Between the Fields",
        story_zh="跟农户签长约，丰年歉年都收，每一批都能查到地块。",
        story_en="Long contracts with growers, good years and bad; each batch can be traced to its plot.",
        picture="demo/brand/tianye-farm.svg",
    ),
    BrandDraft(
        code="suyi-textile",
        name_zh="素衣坊",
        name_en="Plain Cloth Workshop",
        story_zh="丝与麻，手工卷边，能穿很多年。",
        story_en="Silk and linen with hand-rolled hems, made to last for years.",
        picture="demo/brand/suyi-textile.svg",
    ),
    BrandDraft(
        code="zhuowu-craft",
        name_zh="拙物工坊",
        name_en="Simple Things Workshop",
        story_zh="龙泉的瓷、浙南的竹木，日用的东西做得好看一点。",
        story_en="Porcelain from Longquan, bamboo and camphor wood: everyday things made a little more beautiful.",
        picture="demo/brand/zhuowu-craft.svg",
    ),
)


def _product(
    code: str, brand: str, names: tuple[str, str], words: tuple[str, str], skus: tuple[SkuDraft, ...], rate_bp: int
) -> ProductDraft:
    return ProductDraft(
        code=code,
        brand_code=brand,
        name_zh=names[0],
        name_en=names[1],
        summary_zh=words[0],
        summary_en=words[1],
        story_zh=f"{words[0]}\n产地直发，付款后 48 小时内发出；收到不满意，七天内可退。",
        story_en=f"{words[1]}\nSent within 48 hours from where it is made. Not happy? Return it within seven days.",
        pictures=_pictures(code),
        card_picture=f"demo/card/{code}.png",
        commission_rate_bp=rate_bp,
        skus=skus,
    )


def _pictures(code: str) -> tuple[str, ...]:
    """What was drawn for a product: one picture, and a second view of some."""
    return tuple(f"demo/{name}.svg" for name in (code, f"{code}-2") if (STATIC / "demo" / f"{name}.svg").is_file())


def _sku(code: str, zh: str, en: str, price_fen: int, stock: int) -> SkuDraft:
    return SkuDraft(code=code, name_zh=zh, name_en=en, price_fen=price_fen, on_hand=stock)


PRODUCTS = (
    _product(
        "longjing-tea",
        "shanlan-tea",
        ("明前龙井 · 狮峰一号", "Longjing spring tea, Lion Peak No. 1"),
        ("清明前采，一芽一叶，豆香清甜。", "Picked before Qingming, one bud and one leaf, sweet as young beans."),
        (
            _sku("longjing-tea-50", "尝鲜罐 50 克", "Taster tin, 50 g", 12_800, 180),
            _sku("longjing-tea-125", "礼罐 125 克", "Gift tin, 125 g", 29_800, 90),
        ),
        1200,
    ),
    _product(
        "pu-erh-cake",
        "shanlan-tea",
        ("勐海古树普洱 · 2018", "Menghai old-tree pu-erh, 2018"),
        ("老树春料，自然陈化，汤色透亮。", "Spring leaves from old trees, aged slowly, clear as amber."),
        (
            _sku("pu-erh-cake-100", "小饼 100 克", "Small cake, 100 g", 8_900, 220),
            _sku("pu-erh-cake-357", "整饼 357 克", "Full cake, 357 g", 26_800, 120),
        ),
        1000,
    ),
    _product(
        "sichuan-honey",
        "tianye-farm",
        ("川西高山土蜂蜜", "High-mountain wild honey from western Sichuan"),
        ("一年只割一次，凝得细，不加一滴水。", "Harvested once a year, finely set, not a drop of water added."),
        (
            _sku("sichuan-honey-250", "250 克", "250 g", 5_800, 300),
            _sku("sichuan-honey-500", "500 克", "500 g", 9_900, 260),
        ),
        1500,
    ),
    _product(
        "wuchang-rice",
        "tianye-farm",
        ("五常稻花香 · 新米", "Wuchang rice, new harvest"),
        ("现磨现发，煮粥起一层油。", "Milled the day it ships; the porridge gleams."),
        (
            _sku("wuchang-rice-5", "5 斤装", "2.5 kg", 4_990, 500),
            _sku("wuchang-rice-10", "10 斤装", "5 kg", 8_990, 400),
        ),
        800,
    ),
    _product(
        "fuji-apples",
        "tianye-farm",
        ("烟台红富士 · 树上熟", "Yantai Fuji apples, ripened on the tree"),
        ("晚采十天，脆甜多汁，坏果包赔。", "Picked ten days late, crisp and full of juice; bruised ones are refunded."),
        (
            _sku("fuji-apples-9", "九枚礼盒", "Box of nine", 5_990, 240),
            _sku("fuji-apples-16", "十六枚家庭装", "Family box of sixteen", 8_990, 200),
        ),
        1000,
    ),
    _product(
        "dried-mushroom",
        "tianye-farm",
        ("古田花菇 · 厚伞", "Gutian flower mushrooms, thick caps"),
        ("冬菇厚肉，泡开满屋香。", "Winter mushrooms, thick and fragrant once soaked."),
        (
            _sku("dried-mushroom-200", "200 克", "200 g", 6_800, 200),
            _sku("dried-mushroom-500", "500 克", "500 g", 14_800, 120),
        ),
        1200,
    ),
    _product(
        "silk-scarf",
        "suyi-textile",
        ("真丝小方巾 · 山茶", "Silk square, camellia"),
        ("六五小方，手卷边，一条系三季。", "A 65 cm square with hand-rolled edges, for three seasons."),
        (
            _sku("silk-scarf-ink", "墨色山茶", "Camellia on ink", 23_900, 60),
            _sku("silk-scarf-rose", "藕粉山茶", "Camellia on dusty rose", 23_900, 60),
        ),
        1800,
    ),
    _product(
        "linen-apron",
        "suyi-textile",
        ("亚麻围裙 · 两个大口袋", "Linen apron with two deep pockets"),
        ("水洗过的亚麻，越用越软。", "Washed linen that grows softer with use."),
        (
            _sku("linen-apron-oat", "燕麦色", "Oat", 11_900, 140),
            _sku("linen-apron-indigo", "靛蓝", "Indigo", 11_900, 140),
        ),
        1500,
    ),
    _product(
        "celadon-cup",
        "zhuowu-craft",
        ("龙泉青瓷主人杯", "Longquan celadon tea cup"),
        ("梅子青，薄胎，拿在手里刚好。", "Plum green and thin-walled, just right in the hand."),
        (
            _sku("celadon-cup-one", "单只", "One cup", 9_800, 160),
            _sku("celadon-cup-pair", "一对礼盒", "Gift box of two", 18_800, 80),
        ),
        1500,
    ),
    _product(
        "camphor-soap",
        "zhuowu-craft",
        ("樟木手工皂", "Camphor-wood soap"),
        ("冷制四十天，洗完不紧绷。", "Cold-made and cured for forty days; skin stays soft."),
        (
            _sku("camphor-soap-1", "一块", "One bar", 2_900, 400),
            _sku("camphor-soap-3", "三块装", "Three bars", 7_900, 300),
        ),
        2000,
    ),
    _product(
        "bamboo-basket",
        "zhuowu-craft",
        ("手编竹收纳篮", "Hand-woven bamboo basket"),
        ("三年老竹，收口密，放面包放毛线都好看。", "Three-year bamboo, tightly woven, good for bread or yarn."),
        (
            _sku("bamboo-basket-s", "小号", "Small", 6_900, 120),
            _sku("bamboo-basket-l", "大号", "Large", 10_900, 90),
        ),
        1500,
    ),
    _product(
        "walnut-oil",
        "tianye-farm",
        ("冷榨核桃油", "Cold-pressed walnut oil"),
        ("只取头道，拌菜蒸蛋一勺就香。", "First pressing only; one spoon is enough for a salad."),
        (
            _sku("walnut-oil-250", "250 毫升", "250 ml", 7_800, 180),
            _sku("walnut-oil-500", "500 毫升", "500 ml", 13_800, 120),
        ),
        1200,
    ),
)
