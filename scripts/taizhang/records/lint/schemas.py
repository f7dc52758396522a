"""``lint(folder)``: everything wrong with our schemas, by their meta-schema and beyond what a meta-schema can say.

A kind is added by a schema alone (design §4), so a schema is checked as strictly as a record. Needs jsonschema, and
takes about a second: the tests run it, and ``taizhang check`` only where schemas can't be used as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from taizhang.problem import Place, Problem
from taizhang.records.lint.fields import field_problems, pattern_problems
from taizhang.records.lint.keywords import keyword_problems, shared_problems
from taizhang.records.lint.messages import LINT
from taizhang.records.lint.nodes import nodes
from taizhang.records.paths import Pointer
from taizhang.records.schema_set import COMMON, SUFFIX, Kind, bundle, compile_kind, definitions
from taizhang.records.text.marks import Marks

META = "vocabulary/keywords.schema.json"
Schema = Mapping[str, Any]


class File(NamedTuple):
    """A schema file: its path to show, its place below the folder, what it holds (None where it can't be read)."""

    path: str
    name: str
    text: bytes
    schema: dict[str, Any] | None

    @property
    def role(self) -> str:
        """Which part of the meta-schema it is held against."""
        return "rule" if "/" in self.name else "library" if self.name == COMMON + SUFFIX else "kind"

    @property
    def kind(self) -> str:
        """The kind or rule kind it describes."""
        return self.name.rsplit("/", 1)[-1].removesuffix(SUFFIX)


class Writer:
    """Makes problems of one file; its places are looked up at the first one."""

    def __init__(self, file: File) -> None:
        self.file = file
        self._marks: Marks | None = None

    def problem(self, rule: str, pointer: Pointer, value: object = "", **values: object) -> Problem:
        """The problem ``rule`` at what ``pointer`` leads to."""
        if self._marks is None:
            self._marks = Marks(self.file.text, self.file.path)
        return LINT.problem(rule, self._marks.value(pointer), value=value, **values)


def lint(folder: Path) -> tuple[Problem, ...]:
    """Every problem of the schemas in ``folder``, sorted; paths are told from the folder's own name on."""
    files = list(_files(folder))
    problems: list[Problem] = []
    sound: dict[str, File] = {}
    for file in files:
        found = list(_shape(file, folder, files))
        problems.extend(found)
        if not found:
            sound[file.name] = file
    common = sound.get(COMMON + SUFFIX)
    library = definitions(common.schema if common and common.schema else {})
    usable = common is not None or not any(file.name == COMMON + SUFFIX for file in files)
    kinds: dict[str, Kind] = {}
    for file in sound.values() if usable else ():
        if file.role == "kind" and file.schema is not None:
            kinds[file.kind] = compile_kind(file.kind, bundle(file.schema, library))
    broken = frozenset(file.kind for file in files if file.name not in sound)
    for file in sound.values() if usable else ():
        problems.extend(_deep(file, kinds, broken, library, folder))
    if usable:
        problems.extend(shared_problems(kinds, {f.kind: Writer(f) for f in sound.values() if f.role == "kind"}))
    return tuple(sorted(problems))


def _files(folder: Path) -> Iterator[File]:
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name != META and not file.name.startswith("."):
            text = file.read_bytes()
            try:
                schema = json.loads(text)
            except ValueError:
                schema = None
            yield File(f"{folder.name}/{name}", name, text, schema if isinstance(schema, dict) else None)


def _shape(file: File, folder: Path, files: list[File]) -> Iterator[Problem]:
    """What keeps a file from being looked at any further."""
    if not file.name.endswith(SUFFIX):
        yield LINT.problem("lint.kind-name", Place(file.path), value=file.name)
    elif file.schema is None:
        yield _unreadable(file)
    else:
        yield from _meta(file, folder)
        yield from _references(file, {other.name: other for other in files})
        yield from _circles(file)
        yield from pattern_problems(file.schema, Writer(file))


def _unreadable(file: File) -> Problem:
    try:
        json.loads(file.text)
    except json.JSONDecodeError as error:
        return LINT.problem("lint.json", Place(file.path, error.lineno, error.colno), why=error.msg)
    except ValueError as error:
        return LINT.problem("lint.json", Place(file.path), why=str(error)[:100])
    return LINT.problem("lint.json", Place(file.path), why="最外层不是 {}")


def _meta(file: File, folder: Path) -> Iterator[Problem]:
    """By the dialect, and by the part of our meta-schema that speaks of such a file."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    writer = Writer(file)
    meta = json.loads((folder / META).read_text(encoding="utf-8"))
    part = {"$ref": f"#/$defs/{file.role}", "$defs": meta["$defs"]}
    for schema in (Draft202012Validator.META_SCHEMA, part):
        for error in Draft202012Validator(schema).iter_errors(file.schema):
            nearest = best_match([error]) or error
            yield writer.problem("lint.meta", tuple(nearest.absolute_path), why=nearest.message[:200])


def _references(file: File, files: Mapping[str, File]) -> Iterator[Problem]:
    """Every ``$ref`` leads to a definition of this file or of common's, by a relative path."""
    writer = Writer(file)
    for node in nodes(file.schema or {}):
        target = node.schema.get("$ref")
        if isinstance(target, str) and _found(target, file, files) is None:
            yield writer.problem("lint.ref", (*node.pointer, "$ref"), target)


def _found(target: str, file: File, files: Mapping[str, File]) -> Schema | None:
    path, _, place = target.partition("#/$defs/")
    home = "../" if "/" in file.name else ""
    other = file if not path else files.get(COMMON + SUFFIX) if path == home + COMMON + SUFFIX else None
    found = (other.schema or {}).get("$defs", {}).get(place) if other else None
    return found if isinstance(found, dict) else None


def _circles(file: File) -> Iterator[Problem]:
    """No definition comes back to itself: whoever walks over a kind's fields comes to an end."""
    defs = (file.schema or {}).get("$defs", {})
    leads = {
        name: {
            target.rsplit("/", 1)[-1]
            for node in nodes(schema)
            if isinstance(target := node.schema.get("$ref"), str) and (file.role == "library" or target[0] == "#")
        }
        for name, schema in defs.items()
        if isinstance(schema, dict)
    }
    for name, first in leads.items():
        seen: set[str] = set()
        rest = set(first)
        while rest:
            step = rest.pop()
            if step not in seen:
                seen.add(step)
                rest |= leads.get(step, set())
        if name in seen:
            yield Writer(file).problem("lint.circle", ("$defs", name), name)


def _deep(
    file: File, kinds: Mapping[str, Kind], broken: frozenset[str], library: Schema, folder: Path
) -> Iterator[Problem]:
    """What can be said of a file whose shape is sound."""
    schema = file.schema or {}
    writer = Writer(file)
    whole = bundle(schema, dict(library))
    yield from field_problems(schema, whole, writer)
    if file.kind in kinds and file.role == "kind":
        for problem in keyword_problems(kinds[file.kind], kinds, folder, writer):
            if problem.rule != "lint.target" or problem.value not in broken:
                yield problem
