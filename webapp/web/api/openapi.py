"""The OpenAPI 3.1 document, made from the code and then told the truth about sessions, problems and headers."""

from http import HTTPStatus
from typing import Any

from apiflask import APIFlask
from flask import current_app

from webapp.kernel.words import say
from webapp.web.api.guard import PUBLIC, is_for_shopkeepers
from webapp.web.api.shapes import Problem

SCHEME = "session"
PROBLEM = "application/problem+json"
REF = "#/components/schemas/"

DESCRIPTION = """
What the mini-program of Guanxi (关系) speaks. A platform gives shopkeepers goods and reasons to share; they share into
chats; people look and buy; every visit and every fen that follows is attributed and explained.

**Sessions.** `POST /api/v1/session` exchanges a code of `wx.login` for a token; send it as `Authorization: Bearer …`.
Everything else needs one. It ends at `expires_at`, or at once with `DELETE /api/v1/session`.

**Problems** are `application/problem+json` (RFC 9457). `code` is stable and made for programs, `detail` is written for
people. A field nobody knows is refused (`validation_error`), never ignored. What is not yours does not exist: 404.

**Money** is whole fen in fields that end in `_fen`. **Times** are RFC 3339 in UTC. **Ids** are strings.

**Lists** answer `items` and `next_cursor`; send it back as `cursor` until it is null.

**Trying again.** Placing an order needs an `Idempotency-Key`; the other POSTs are safe to repeat or harmless.

**Languages.** `Accept-Language: zh` or `en` chooses the words; without it, the language of the person.
""".strip()

_WORDS = {
    "401": "No session, or one that has ended.",
    "403": "For shopkeepers only.",
    "404": "There is no such thing, or it is not yours.",
    "422": "Understood and refused; with `validation_error`, `errors` names the fields.",
    "429": "Too often; wait as long as `Retry-After` says.",
    "default": "Anything else that went wrong.",
}

# status → the code of an example
_EXAMPLES = {
    "401": "session_needed",
    "403": "not_shopkeeper",
    "404": "not_found",
    "422": "validation_error",
    "429": "too_many",
    "default": "unavailable",
}


def init_app(app: APIFlask, sections: dict[str, str]) -> None:
    """Describe the API and correct what is generated; `sections` are the parts by name, with what each is about."""
    app.description = DESCRIPTION
    app.tags = [{"name": name.capitalize(), "description": about.splitlines()[0]} for name, about in sections.items()]
    app.servers = [{"url": app.config["GUANXI"].shop_origin}]
    app.config["AUTO_404_RESPONSE"] = False
    app.config["AUTO_VALIDATION_ERROR_RESPONSE"] = False
    app.config["SECURITY_SCHEMES"] = {
        SCHEME: {"type": "http", "scheme": "bearer", "description": "The token `POST /api/v1/session` answered."}
    }
    app.spec_processor(_processed)


def _processed(spec: dict[Any, Any] | str) -> dict[Any, Any] | str:
    return truthful(spec) if isinstance(spec, dict) else spec


def truthful(spec: dict[str, Any]) -> dict[str, Any]:
    """Flatten nested names, say who needs a session, and what every refusal looks like."""
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = Problem.model_json_schema(ref_template=f"{REF}{{model}}")
    spec["components"]["schemas"] = _flat(schemas)
    spec = _renamed(spec)
    for address, method, operation in _operations(spec):
        endpoint = _endpoint(address, method)
        _describe(operation, endpoint, takes_path="{" in address)
    return spec


def _operations(spec: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(address, method, each) for address, found in spec["paths"].items() for method, each in found.items()]


def _endpoint(address: str, method: str) -> str:
    wanted = address.replace("{", "<").replace("}", ">")
    for rule in current_app.url_map.iter_rules():
        if rule.rule == wanted and method.upper() in (rule.methods or ()):
            return str(rule.endpoint)
    raise LookupError(f"no route for {method} {address}")


def _describe(operation: dict[str, Any], endpoint: str, *, takes_path: bool) -> None:
    _, part, operation["operationId"] = endpoint.split(".")
    operation["tags"] = [part.capitalize()]
    public = endpoint in PUBLIC
    operation["security"] = [] if public else [{SCHEME: []}]
    takes_input = bool(operation.get("parameters")) or "requestBody" in operation
    for parameter in operation.get("parameters", []):
        if "description" in parameter.get("schema", {}):
            parameter.setdefault("description", parameter["schema"].pop("description"))
    may = {
        "401": not public,
        "403": is_for_shopkeepers(endpoint),
        "404": takes_path,
        "422": takes_input or takes_path,
        "429": True,  # wrong tokens are counted before any view
    }
    for status in [each for each, wanted in may.items() if wanted] + ["default"]:
        operation["responses"][status] = {
            "description": _WORDS[status],
            "content": {PROBLEM: {"schema": {"$ref": f"{REF}Problem"}, "example": _example(status)}},
        }
    if endpoint == "api.orders.make_order":
        _describe_idempotency_key(operation)


def _example(status: str) -> dict[str, object]:
    number = 503 if status == "default" else int(status)
    code = _EXAMPLES[status]
    problem: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(number).phrase,
        "status": number,
        "code": code,
        "detail": say(f"error.{code}", "zh"),
        "request_id": "5f0c9a1b2d-3e7",
    }
    if status == "422":
        problem["errors"] = [{"location": "json", "field": "address.phone", "message": say("field.missing", "zh")}]
    return problem


def _describe_idempotency_key(operation: dict[str, Any]) -> None:
    for parameter in operation["parameters"]:
        if parameter["name"].lower() == "idempotency-key":
            parameter.update(name="Idempotency-Key", required=True)
            parameter["schema"].pop("default")
    operation["responses"]["201"]["headers"] = {
        "Idempotency-Replayed": {
            "description": "`true` when this key was seen before: this is the order it made then.",
            "schema": {"type": "string", "enum": ["true"]},
        },
        "Location": {"description": "Where the order is.", "schema": {"type": "string"}},
    }


def _flat(schemas: dict[str, Any]) -> dict[str, Any]:
    """The generator writes a nested shape once below each parent, as Parent.Child; all are the same Child."""
    flat: dict[str, Any] = {}
    for name, schema in schemas.items():
        flat.setdefault(name.rpartition(".")[2], schema)
    for schema in list(flat.values()):
        for child in list(schema.pop("$defs", {}).items()):
            flat.setdefault(*child)
    return dict(sorted(flat.items()))


def _renamed(found: Any) -> Any:
    """Every reference to Parent.Child as one to Child, wherever it stands."""
    if isinstance(found, dict):
        return {
            key: f"{REF}{value.removeprefix(REF).rpartition('.')[2]}"
            if key == "$ref" and isinstance(value, str)
            else _renamed(value)
            for key, value in found.items()
        }
    return [_renamed(each) for each in found] if isinstance(found, list) else found
