"""Words of every declared list."""

WORDS: dict[str, tuple[str, str]] = {
    "list.choose": ("选择", "Choose"),
    "list.choose_one": ("选择 {name}", "Choose {name}"),
    "list.actions": ("操作", "Actions"),
    "list.to_chosen": ("对选中的：{action}", "Chosen ones: {action}"),
    "list.csv": ("导出 CSV", "Export CSV"),
    "list.none_chosen": ("没有选中任何一行。", "No row was chosen."),
    "list.refused": (
        "{count} 行没有改：可能别的同事已经处理过。",
        "{count} rows were left as they are; perhaps a colleague was faster.",
    ),
    "list.refused.one": (
        "1 行没有改：可能别的同事已经处理过。",
        "One row was left as it is; perhaps a colleague was faster.",
    ),
}
