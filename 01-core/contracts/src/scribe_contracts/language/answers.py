"""Reading of what a model wrote: without its reasoning, as one JSON document that fits a schema."""

import json
import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

AnswerT = TypeVar("AnswerT", bound=BaseModel)

MAX_TOLD = 300
MAX_ENUM = 8
"""Longer enumerations are left out of the schema that the model reads; the one that binds it keeps them."""

_REASONING = re.compile(r"<(think|thinking|reasoning)>.*?(</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_SHOWN = frozenset({"type", "properties", "items", "required", "enum", "maxLength", "maxItems", "description", "anyOf"})


class UnfitAnswerError(ValueError):
    """The text is not the JSON that was asked for; the message tells the model what is wrong."""


def read_answer(text: str, kind: type[AnswerT]) -> AnswerT:
    """Return the JSON document in a model's text. Raise UnfitAnswerError if there is none or it does not fit."""
    cleaned = strip_reasoning(text)
    begin, end = cleaned.find("{"), cleaned.rfind("}")
    if begin < 0 or end < begin:
        raise UnfitAnswerError("The answer holds no JSON object.")
    try:
        return kind.model_validate_json(cleaned[begin : end + 1])
    except ValidationError as error:
        problems = error.errors(include_input=False, include_url=False)[:3]
        told = "; ".join(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in problems)
        raise UnfitAnswerError(f"The JSON does not fit the schema: {told[:MAX_TOLD]}") from None


def strip_reasoning(text: str) -> str:
    """Return the text without the reasoning that some models write before their answer."""
    return _REASONING.sub("", text).strip()


def binding_schema(kind: type[BaseModel]) -> dict[str, Any]:
    """Return the schema that binds the server's sampling, with references resolved."""
    schema = kind.model_json_schema()
    inlined: dict[str, Any] = _inlined(schema, schema.get("$defs", {}))
    return inlined


def shown_schema(kind: type[BaseModel]) -> str:
    """Return the schema as the model reads it: short, without titles and long enumerations."""
    return json.dumps(_shortened(binding_schema(kind)), ensure_ascii=False, separators=(",", ":"))


def _inlined(node: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(node, list):
        return [_inlined(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _inlined(definitions[node["$ref"].rpartition("/")[2]], definitions)
    return {name: _inlined(value, definitions) for name, value in node.items() if name not in {"$defs", "title"}}


def _shortened(node: Any) -> Any:
    if isinstance(node, list):
        return [_shortened(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept: dict[str, Any] = {}
    for name, value in node.items():
        if name == "properties":
            kept[name] = {key: _shortened(child) for key, child in value.items()}
        elif name in _SHOWN and not (name == "enum" and len(value) > MAX_ENUM):
            kept[name] = _shortened(value)
    return kept
