"""What must hold of every field of a schema: patterns all tools read alike, Chinese texts, examples that are right."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from taizhang.problem import Problem
from taizhang.records.lint.nodes import Node, nodes, types_of
from taizhang.records.paths import Pointer
from taizhang.records.schema_set import resolved
from taizhang.records.validate import Judge

SCALARS = frozenset({"string", "integer", "number", "boolean"})
CHINESE = re.compile("[\u4e00-\u9fff]")
UNLIKE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\(\?:|\(\?.?.?|[*+?}][+?]")
TEXTS = {"title": "标题(title)", "description": "说明(description)"}


class Writer(Protocol):
    """Makes problems of one schema file."""

    def problem(self, rule: str, pointer: Pointer, value: object = "", **values: object) -> Problem:
        """The problem ``rule`` at what ``pointer`` leads to."""


def pattern_problems(schema: Mapping[str, Any], writer: Writer) -> Iterator[Problem]:
    """Patterns that Rust, JavaScript and Python would not read alike, or that hold for a part of the text only."""
    for node in nodes(schema):
        pattern = node.schema.get("pattern")
        if not isinstance(pattern, str):
            continue
        where = (*node.pointer, "pattern")
        for bad in _unlike(pattern):
            yield writer.problem("lint.pattern", where, bad)
        if not _anchored(pattern):
            yield writer.problem("lint.anchor", where, pattern)


def _unlike(pattern: str) -> Iterator[str]:
    """What of ``pattern`` is read in more than one way, or by some tools only."""
    for token in UNLIKE.finditer(pattern):
        text = token[0]
        if text[0] == "[":
            yield from (found[0] for found in re.finditer(r"\\[A-Za-z0-9]", text) if found[0][1] not in "ntru")
            yield from (found for found in ("&&", "--", "[:") if found in text[1:])
        elif text[0] == "\\":
            if text[1].isalnum() and text[1] not in "ntru":
                yield text
        elif text != "(?:":
            yield text
    try:
        with warnings.catch_warnings(action="error"):
            re.compile(pattern)
    except (re.error, FutureWarning) as error:
        yield str(error)


def _anchored(pattern: str) -> bool:
    """Whether ``pattern`` begins with ``^`` and ends with ``$``, and no branch outside brackets escapes them."""
    depth = 0
    bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "_", pattern)
    for character in bare:
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            return False
    return bare.startswith("^") and bare.endswith("$")


def field_problems(schema: Mapping[str, Any], whole: Mapping[str, Any], writer: Writer) -> Iterator[Problem]:
    """What is wrong with single fields; ``whole`` is the schema with the common definitions in it."""
    from taizhang.records.validate import judge

    check = judge(whole)
    for node in nodes(schema):
        if node.condition and "title" not in node.schema:
            continue
        here = resolved(_local(node.schema), whole)
        yield from _form(node, here, writer)
        yield from _texts(node, here, writer)
        if not node.condition:
            yield from _examples(node, here, check, writer)


def _local(schema: Mapping[str, Any]) -> dict[str, Any]:
    """``schema`` with its reference as one into the bundled definitions."""
    target = schema.get("$ref")
    return {**schema, "$ref": "#/$defs/" + target.rsplit("/", 1)[-1]} if isinstance(target, str) else dict(schema)


def _form(node: Node, here: Mapping[str, Any], writer: Writer) -> Iterator[Problem]:
    if "format" in here and "pattern" not in here:
        yield writer.problem("lint.format", node.pointer, here["format"])
    if "enum" in here and not here.get("type"):
        yield writer.problem("lint.enum-type", (*node.pointer, "enum"))
    if "enum" in here and len(here["enum"]) != len(here.get("enumDescriptions", ())):
        counts = {"count": len(here["enum"]), "labels": len(here.get("enumDescriptions", ()))}
        yield writer.problem("lint.enum-labels", node.pointer, **counts)
    closed = here.get("additionalProperties") is False or isinstance(here.get("additionalProperties"), dict)
    if types_of(here) == {"object"} and not closed and not {"$comment", "oneOf"} & here.keys():
        yield writer.problem("lint.open", node.pointer, _name(node))


def _texts(node: Node, here: Mapping[str, Any], writer: Writer) -> Iterator[Problem]:
    """Title and description; a plain element of a list may go without, and a definition where each use has its own."""
    if node.pointer[-2:-1] == ("$defs",):
        return
    if node.pointer[-1:] in {("items",), ("additionalProperties",)} and not types_of(here) & {"object"}:
        return
    for word in TEXTS:
        if not CHINESE.search(str(here.get(word, ""))):
            yield writer.problem("lint.chinese", node.pointer, _name(node), word=word)


def _examples(node: Node, here: Mapping[str, Any], check: Judge, writer: Writer) -> Iterator[Problem]:
    """Each plain field has examples, and each example is right by the field's own schema."""
    if not here.get("examples"):
        if types_of(here) & SCALARS and "const" not in here and node.pointer[-1:] != ("additionalProperties",):
            yield writer.problem("lint.no-example", node.pointer, _name(node))
        return
    own = check.evolve(schema=_local_tree(here))
    for index, example in enumerate(here["examples"]):
        if next(iter(own.iter_errors(example)), None) is not None:
            shown = json.dumps(example, ensure_ascii=False)
            place = (*node.pointer, "examples", index) if "examples" in node.schema else node.pointer
            yield writer.problem("lint.example", place, shown)


def _local_tree(schema: Mapping[str, Any]) -> dict[str, Any]:
    """``schema`` with every reference in it as one into the bundled definitions."""

    def turned(value: object) -> object:
        if isinstance(value, Mapping):
            return _local({key: turned(below) for key, below in value.items()})
        return [turned(below) for below in value] if isinstance(value, list) else value

    return {key: turned(value) for key, value in _local(schema).items()}


def _name(node: Node) -> str:
    names = [str(step) for step in node.pointer if step not in {"properties", "items", "$defs"}]
    return f"“{'/'.join(names)}”" if names else "整份模式"
