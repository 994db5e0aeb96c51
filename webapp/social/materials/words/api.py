"""What the API refuses about material."""

PROBLEMS: dict[str, str] = {
    "no_such_material": "没有这份素材，或者它不是您的。",
    "title_needed": "素材要有标题，最多 40 字。",
    "material_text_needed": "文案写 1 到 120 字，有用的内容写 1 到 800 字。",
    "talk_needed": "话术要有开场白和 1 到 5 个要点；顾虑和回答要么都写，要么都不写。",
    "pictures_needed": "请选 1 到 9 张这件商品的图片。",
    "no_language_given": "请用中文或英文写。",
    "too_many_materials": "您已经有 200 份素材，请先收回一些不用的。",
}
