"""Words of the material library."""

from webapp.kernel.words import BadgeTones, Named, Words
from webapp.social.materials.kinds import MaterialKind, MaterialState

NAMED: Named = {
    "material.kind": MaterialKind,
    "material.state": MaterialState,
}
BADGE_TONES: BadgeTones = {
    "material": {MaterialKind.VALUE_CONTENT: "ok"},
}

WORDS: Words = {
    "material.state.private": ("仅自己可见", "only you can see it"),
    "material.state.checking": ("检查中", "being checked"),
    "material.state.waiting": ("同事正在看", "a colleague is looking"),
    "material.state.shown": ("大家可见", "everybody can see it"),
    "material.state.refused": ("没有通过", "not accepted"),
    "material.kind.copy": ("文案", "words to send"),
    "material.kind.pictures": ("图片", "pictures"),
    "material.kind.script": ("话术", "a talk"),
    "material.kind.value_content": ("有用的内容", "something of use"),
    "materials.title": ("素材库", "Material library"),
    "materials.new": ("写一份素材", "Write material"),
    "materials.kind": ("种类", "Kind"),
    "materials.product": ("商品", "Product"),
    "materials.any_product": ("任何商品", "any product"),
    "materials.stage": ("阶段", "Stage"),
    "materials.any_stage": ("任何阶段", "any stage"),
    "materials.name": ("标题", "Title"),
    "materials.by": ("作者", "By"),
    "materials.version": ("版本", "Version"),
    "materials.shares": ("分享", "Shares"),
    "materials.openings": ("打开", "Openings"),
    "materials.buyers": ("购买", "Bought"),
    "materials.trust": ("信任变化", "Trust"),
    "materials.least": ("至少", "At least"),
    "materials.least_note": (
        "“至少”：打开的人里有多少买了（有用的内容：分享里有多少被打开）的 Wilson 95% 下限，样本少时也能比较。"
        "只算 90 天内的分享。",
        "“At least” is Wilson's 95 % lower bound of those who looked and bought (for something of use: of "
        "the shares that were opened), so that a few can be compared with many. Shares of the last 90 days count.",
    ),
    "materials.empty.title": ("素材库还是空的", "The library is empty"),
    "materials.empty.text": (
        "写第一份：一段文案、几张图、一段话术，或者一条有用的内容。",
        "Write the first one: words to send, pictures, a talk, or something of use.",
    ),
    "materials.for_what": ("第一步：给谁、给什么", "First: what it is for"),
    "materials.says": ("第二步：写什么", "Then: what it says"),
    "materials.next": ("下一步", "Next"),
    "materials.choose_product": ("图片素材要先选一件商品。", "Pictures belong to a product: choose one first."),
    "materials.in_zh": ("中文", "In Chinese"),
    "materials.in_en": ("英文", "In English"),
    "materials.text.copy": (
        "文案（最多 120 字，放得进分享）",
        "Words to send (at most 120 characters, as a share has room for)",
    ),
    "materials.text.pictures": ("图片说明（可不写）", "Words to the pictures (optional)"),
    "materials.text.value_content": (
        "内容（最多 800 字，不带商品链接）",
        "Text (at most 800 characters, without a link to goods)",
    ),
    "materials.opening": ("开场白", "How to open"),
    "materials.points": ("要点（一行一个，1 到 5 个）", "Points (one a line, 1 to 5)"),
    "materials.doubt": ("可能的顾虑（可不写）", "A doubt they may have (optional)"),
    "materials.answer": ("怎么回答", "What to say to it"),
    "materials.choose": ("请从列表里选一项。", "Choose one from the list."),
    "materials.bad_text": (
        "正文请写 1 到 {most} 字，两种语言都要写。",
        "Write 1 to {most} characters, in both languages.",
    ),
    "materials.bad_opening": ("请写开场白，1 到 {most} 字。", "Write how to open, in 1 to {most} characters."),
    "materials.too_long": ("最多 {most} 字，请写短一点。", "At most {most} characters; make it shorter."),
    "materials.bad_points": (
        "请写 1 到 {many} 个要点，一行一个，每个最多 {most} 字。",
        "Write 1 to {many} points, one a line, each of at most {most} characters.",
    ),
    "materials.both_or_neither": (
        "顾虑和回答要一起写，或者都不写。",
        "Write both the doubt and what to say to it, or neither.",
    ),
    "materials.pictures": ("图片（勾选要用的）", "Pictures (tick those to use)"),
    "materials.law": (
        "写真话。广告法不许用“最”“第一”“国家级”，食品不写疗效。",
        "Say what is true. The Advertising Law forbids superlatives such as “the best” or “No. 1”, and "
        "promises of health for food.",
    ),
    "materials.publish": ("发布", "Publish"),
    "materials.publish_next": ("发布新的一版", "Publish the next version"),
    "materials.added": ("已发布，店主马上看得到。", "Published; shopkeepers read it at once."),
    "materials.rewritten": (
        "新的一版已发布，旧的仍可查看。",
        "The next version is published; the old ones stay readable.",
    ),
    "materials.versions": ("版本与效果", "Versions and what worked"),
    "materials.current": ("当前", "current"),
    "materials.edit": ("写新的一版", "Write the next version"),
    "materials.withdraw": ("收回", "Withdraw"),
    "materials.withdraw_note": (
        "收回后不再提供给任何人；用它做过的分享不受影响。",
        "Nobody is offered it any more; shares made with it stay.",
    ),
    "materials.withdrawn": ("已收回", "Withdrawn"),
    "materials.withdrawn_now": ("已收回。", "Withdrawn."),
    "materials.theirs": (
        "这是店主写的：可以收回，不能替他改。",
        "A shopkeeper wrote this: you may withdraw it, not rewrite it for them.",
    ),
    "nav.materials": ("素材", "Material"),
    "permission.materials.view": ("看素材库和效果", "See the material library and what worked"),
    "permission.materials.edit": ("写素材、收回素材", "Write and withdraw material"),
    "audit.action.material_written": ("写素材", "Wrote material"),
    "audit.action.material_withdrawn": ("收回素材", "Withdrew material"),
    "error.material_text_needed": (
        "文案写 1 到 120 字，有用的内容写 1 到 800 字；平台的素材中英文都要写。",
        "Words to send have 1 to 120 characters, something of use 1 to 800; the platform's material is in "
        "both languages.",
    ),
    "error.no_language_given": (
        "请用中文或英文写；平台的素材中英文都要写。",
        "Words are written in Chinese, in English, or both; the platform's own in both.",
    ),
    "error.no_such_material": ("没有这份素材，或者它不是您的。", "There is no such material, or it is not yours."),
    "error.pictures_needed": ("请选 1 到 9 张这件商品的图片。", "Choose 1 to 9 pictures of the product."),
    "error.talk_needed": (
        "话术要有开场白和 1 到 5 个要点（每个最多 80 字）；顾虑和回答要么都写，要么都不写。",
        "A talk has an opening and 1 to 5 points of at most 80 characters; a doubt and its answer both or neither.",
    ),
    "error.title_needed": (
        "标题 1 到 40 字；平台的素材中英文都要写。",
        "A title of 1 to 40 characters; the platform's material is in both languages.",
    ),
    "error.too_many_materials": (
        "您已经有 200 份素材，请先收回一些不用的。",
        "You keep 200 materials already; take back some you no longer use.",
    ),
    # What is held about a person
    "held.purpose.written by the shopkeeper for their customers": (
        "店主写给顾客的内容",
        "written by the shopkeeper for their customers",
    ),
    "held.table.material": ("我写的素材", "Material I wrote"),
    "held.table.material_use": ("我的分享用了哪些素材", "Material my shares were made with"),
    "held.table.material_version": ("素材的各个版本", "Versions of my material"),
}
