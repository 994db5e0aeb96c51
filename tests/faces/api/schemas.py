"""Whether a value is what a JSON Schema promises."""

from typing import Any

KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def fits(value: Any, schema: dict[str, Any], spec: dict[str, Any], where: str) -> None:
    """A small reader of JSON Schema: references, alternatives, objects, lists, enumerations, kinds."""
    if "$ref" in schema:
        schema = spec["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        assert any(_fits(value, each, spec, where) for each in schema["anyOf"]), (where, value)
        return
    if "enum" in schema or "const" in schema:
        assert value in schema.get("enum", [schema.get("const")]), (where, value)
    assert isinstance(value, KINDS[schema["type"]]), (where, value, schema)
    if schema["type"] == "object":
        assert set(schema.get("required", [])) <= set(value) <= set(schema["properties"]), where
    parts = value.items() if schema["type"] == "object" else enumerate(value) if schema["type"] == "array" else ()
    for name, each in parts:
        fits(
            each, schema["items"] if schema["type"] == "array" else schema["properties"][name], spec, f"{where}.{name}"
        )


def _fits(value: Any, schema: dict[str, Any], spec: dict[str, Any], where: str) -> bool:
    try:
        fits(value, schema, spec, where)
    except AssertionError:
        return False
    return True
