"""Makes the control API's document say what its errors really look like."""

from typing import Any

from webapp.sandbox.control.shapes import Problem

_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def with_problems(document: dict[Any, Any] | str) -> dict[Any, Any] | str:
    """404 and 409 are problem+json; the framework would promise its own shape."""
    if isinstance(document, str):
        raise TypeError("the document is served as JSON, never as YAML")
    document["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    for path in document["paths"].values():
        for operation in path.values():
            for status in {"404", "409"} & set(operation.get("responses", {})):
                operation["responses"][status]["content"] = _PROBLEM
    return document
