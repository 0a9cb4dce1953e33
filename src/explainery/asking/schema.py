"""Whether an answer is as its JSON schema asks, for servers that do not see to it themselves.

It knows the part of JSON Schema that questions use: types, properties, lists, choices and lengths.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from explainery.answers.questions import Json
from explainery.text import shortened

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}
_SHOWN = 60  # characters of a wrong value that are repeated


def problem_in(value: object, schema: Json, where: str = "the answer") -> str:
    """The first thing that is wrong with a value, in words that a model understands; "" for nothing."""
    return next(_problems(value, schema, where), "")


def is_shaped(value: object, schema: Json) -> bool:
    """Whether a value has at least the schema's outermost form: what is wrong inside can be left out."""
    if not isinstance(value, dict):
        return False
    parts: Json = schema.get("properties", {})
    return all(name in value and _is_a(value[name], parts.get(name, {})) for name in schema.get("required", ()))


def _problems(value: object, schema: Json, where: str) -> Iterator[str]:
    if not _is_a(value, schema):
        yield f"{where} should be of type {schema['type']}, not {_shown(value)}"
        return
    if "enum" in schema and not any(_same(value, v) for v in schema["enum"]):
        yield f"{where} should be one of those that the schema lists, not {_shown(value)}"
    if isinstance(value, dict):
        yield from _in_object(value, schema, where)
    elif isinstance(value, list):
        yield from _in_list(value, schema, where)
    elif isinstance(value, str):
        yield from _wrong_size(len(value), schema, where, "Length", "characters")
    elif isinstance(value, int | float):
        yield from _out_of_range(value, schema, where)


def _is_a(value: object, schema: Json) -> bool:
    named = schema.get("type")
    kinds = named if isinstance(named, list) else [] if named is None else [named]
    return not kinds or any(_is_of(value, kind) for kind in kinds)


def _is_of(value: object, kind: str) -> bool:
    is_flag = isinstance(value, bool)  # which Python counts as a number
    return isinstance(value, _TYPES[kind]) and (not is_flag or kind == "boolean")


def _same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other


def _in_object(value: Mapping[str, Any], schema: Json, where: str) -> Iterator[str]:
    parts: Json = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f'{where} lacks "{name}"'
    for name, part in value.items():
        if name in parts:
            yield from _problems(
                part, parts[name], f'"{name}" of {where}' if where == "the answer" else f"{where}.{name}"
            )
        elif schema.get("additionalProperties") is False:
            yield f"{where} should not have {_shown(name)}"


def _in_list(value: list[object], schema: Json, where: str) -> Iterator[str]:
    yield from _wrong_size(len(value), schema, where, "Items", "items")
    for number, item in enumerate(value, 1):
        yield from _problems(item, schema.get("items", {}), f"item {number} of {where}")


def _wrong_size(size: int, schema: Json, where: str, what: str, unit: str) -> Iterator[str]:
    least, most = schema.get(f"min{what}", 0), schema.get(f"max{what}", size)
    if size > most:
        yield f"{where} should have at most {most} {unit}, not {size}"
    elif size < least:
        yield f"{where} should have at least {least} {unit}, not {size}"


def _out_of_range(value: float, schema: Json, where: str) -> Iterator[str]:
    if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{where} is out of range: {value}"


def _shown(value: object) -> str:
    return shortened(repr(value), _SHOWN)
