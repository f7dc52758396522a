"""A company in which every text of every kind of record is a payload, and its twin whose texts are plain letters.

It is the small company of tests/company with all rulebooks of the demo. Whatever text field its records lack is put in
from the schemas' own examples, so a new kind or field is here without a line of code; ``missing`` tells of those for
which that can't be done.
"""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from taizhang.publish.audience import STAFF
from taizhang.publish.hidden import limits_of
from taizhang.records.book import Book
from taizhang.records.levels import FIELD
from taizhang.records.load import Memory, load
from taizhang.records.paths import fill_template
from taizhang.records.schema_set import Kind, Schema, fields, resolved
from taizhang.records.text.reader import read
from taizhang.records.validate import Judge, judge
from taizhang.when.moment import format_moment
from tests import books
from tests.publish.companies import AS_OF
from tests.publish.payloads import PARAGRAPHS, PAYLOADS
from tests.records.company import TOP
from tests.records.company import Files as InMemory

_MEMORY: Memory = {}

Records = dict[str, Any]
Pointer = tuple[str | int, ...]
Field = tuple[str, tuple[str, ...]]
"""A kind, or a kind of rule as ``rules/recurring``, and where the field stands in it."""

RULES = "rules"
PROBE = "<b>a&b"
BRANCHES = ("oneOf", "anyOf", "allOf")


@dataclass(frozen=True)
class Text:
    """One text in the company: where it stands, the fields it is, and the mark that it alone bears."""

    path: str
    pointer: Pointer
    fields: tuple[Field, ...]
    mark: str
    payload: str


@dataclass(frozen=True)
class Company:
    """The company's files, its twin's, the texts it holds, and the fields that no record of it holds."""

    files: dict[str, str]
    twin: dict[str, str]
    texts: tuple[Text, ...]
    missing: frozenset[Field]


@cache
def text_fields() -> Mapping[Field, Judge]:
    """Every field of every kind that takes what somebody writes, by its own schema's word, with that schema."""
    found: dict[Field, Judge] = {}
    for name, schema in _schemas().items():
        for pattern, node in fields(schema):
            own = judge({**node, "$defs": schema["$defs"]})
            if node.get("type") == "string" and "x-ref" not in node and not list(own.iter_errors(PROBE)):
                found[name, pattern] = own
    return found


@cache
def company() -> Company:
    """The hostile company and its twin."""
    records = _records()
    missing = frozenset(field for field in text_fields() if not _put_in(field, records))
    used: Counter[str] = Counter()
    texts: list[Text] = []
    for path, data in records.items():
        for pointer, whose in _texts(path, data):
            mark = f"q{len(texts)}w"
            texts.append(Text(path, pointer, whose, mark, _payload(whose, mark, used)))
    assert set(used) == {*PAYLOADS, *PARAGRAPHS}, "a payload that no field takes"
    letters = _letters(text.payload for text in texts)
    plain = copy.deepcopy(records)
    for text in texts:
        _set(records[text.path], text.pointer, text.payload)
        _set(plain[text.path], text.pointer, letters[text.payload])
    return Company(_written(records), _written(plain), tuple(texts), missing)


def seen_by_staff(kind: str, pattern: tuple[str, ...]) -> bool:
    """Whether a field of a kind, or of a kind of rule, may stand on the site that everybody reads."""
    return kind.startswith(RULES) or not limits_of(books.schemas().kinds[kind], STAFF).hides(pattern)


def kind_of(path: str) -> Kind:
    """The kind of the record at a path below the root."""
    kind = books.schemas().kind_of(path)
    assert kind is not None, path
    return kind


def _schemas() -> dict[str, Schema]:
    kinds = {name: dict(kind.schema) for name, kind in books.schemas().kinds.items()}
    return kinds | {f"{RULES}/{name}": schema for name, schema in books.schemas().variants[RULES].items()}


def _records() -> Records:
    """The small company's records with all of the demo's rulebooks, and good examples of each kind it lacks.

    None raises its own level: the staff, who look on, would not see it.
    """
    places = ((books.ROOT / "tests/company/records", "**/*.yaml"), (books.ROOT / "records", "rulebooks/*/*.yaml"))
    found = {path.relative_to(root).as_posix(): path for root, below in places for path in sorted(root.glob(below))}
    records: Records = {path: read(file.read_bytes(), path).data for path, file in found.items()}
    records["company.yaml"] |= {"as_of": format_moment(AS_OF)}
    there = {kind_of(path).name for path in records}
    for name, kind in books.schemas().kinds.items():
        if name not in there:
            examples = sorted((books.ROOT / "tests/examples/valid" / name).glob("*.yaml"))
            schema = dict(kind.schema)
            for data in [read(file.read_bytes(), file.name).data for file in examples] or [_sample(schema, schema)]:
                (data or {}).pop(FIELD, None)
                records[str(fill_template(kind.template, data or {}))] = data
    return records


def _book(records: Records) -> Book:
    """The book of the records; what was read once is remembered."""
    return load(
        InMemory({f"{TOP}/{path}": text.encode() for path, text in _written(records).items()}), books.schemas(), _MEMORY
    )


def _written(records: Records) -> dict[str, str]:
    return {path: json.dumps(data, ensure_ascii=False, indent=1) + "\n" for path, data in records.items()}


def _texts(path: str, data: object) -> Iterator[tuple[Pointer, tuple[Field, ...]]]:
    """Where a record's texts stand, and their fields: a rule's title is one of the rulebook and of the rule."""
    for pointer, value in _leaves(data, ()):
        if isinstance(value, str):
            whose = [(kind_of(path).name, _pattern(pointer))]
            if whose[0][0] == "rulebook" and pointer[0] == "rules":
                rule = data["rules"][pointer[1]]  # type: ignore[index]
                whose.append((f"{RULES}/{rule['kind']}", _pattern(pointer[2:])))
            if known := tuple(field for field in whose if field in text_fields()):
                yield pointer, known


def _leaves(value: object, pointer: Pointer) -> Iterator[tuple[Pointer, object]]:
    parts: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, (dict, list)):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
    else:
        yield pointer, value
    for step, part in parts:
        yield from _leaves(part, (*pointer, step))


def _pattern(pointer: Pointer) -> tuple[str, ...]:
    return tuple("*" if isinstance(step, int) else step for step in pointer)


def _set(data: Any, pointer: Pointer, value: str) -> None:  # noqa: ANN401 - a record's data
    for step in pointer[:-1]:
        data = data[step]
    data[pointer[-1]] = value


def _payload(whose: tuple[Field, ...], mark: str, used: Counter[str]) -> str:
    """The payload used least of those that fit into the field, with the mark in its script and at its end."""
    for payload in sorted((*PAYLOADS, *PARAGRAPHS), key=lambda one: used[one]):
        acting = re.sub(r"PWN=[0-9]+", f"PWN='{mark}'", payload)
        for text in (f"{acting}\n{mark}", f"{acting} {mark}"):
            if not any(list(text_fields()[field].iter_errors(text)) for field in whose):
                used[payload] += 1
                return text
    raise ValueError(f"no payload fits into {whose}")


def _letters(payloads: Iterable[str]) -> dict[str, str]:
    """For each payload letters of the same length and lines, which come in the same order when they are sorted."""
    told = {}
    for rank, payload in enumerate(sorted(payloads)):
        number = "".join(chr(ord("a") + rank // 26**place % 26) for place in (2, 1, 0))
        letters = iter(number.ljust(len(payload), "x"))
        told[payload] = "".join("\n" if one == "\n" else next(letters) for one in payload)
    return told


def _put_in(field: Field, records: Records) -> bool:
    """Whether some record holds the field; it is put into the first that stays right with it."""
    if any(field in whose for path, data in records.items() for _, whose in _texts(path, data)):
        return True
    name, pattern = field
    for path, data in records.items():
        if kind_of(path).name not in (name, "rulebook"):
            continue
        for grown in _grown_records(name, pattern, data, path):
            if not _book({**records, path: grown}).problems:
                records[path] = grown
                return True
    return False


def _grown_records(name: str, pattern: tuple[str, ...], data: Any, path: str) -> Iterator[Any]:  # noqa: ANN401
    """The record with the field put in; a rulebook with the field in each of its rules of the kind in turn."""
    schema = _schemas()[name]
    if kind_of(path).name == name:
        yield _grown(data, schema, schema, pattern)
        return
    for number, rule in enumerate(data["rules"]):
        if f"{RULES}/{rule['kind']}" == name:
            rules = [*data["rules"]]
            rules[number] = _grown(_changed(rule, pattern), schema, schema, pattern)
            yield {**data, "rules": rules}


def _changed(rule: Mapping[str, Any], pattern: tuple[str, ...]) -> Mapping[str, Any]:
    """The rule with a change of what the field belongs to, if the field is in a change: it repeats the rule."""
    if pattern[0] != "changes":
        return rule
    schema = _schemas()[f"{RULES}/{rule['kind']}"]
    node = resolved(resolved(schema["properties"]["changes"], schema)["items"], schema)
    first, *others = rule.get("changes") or [_sample(node, schema)]
    names = [name for name in (*pattern[2:3], *node["properties"]) if name in rule and name not in first]
    return {**rule, "changes": [{**first, **{name: copy.deepcopy(rule[name]) for name in names[:1]}}, *others]}


def _grown(value: Any, node: Schema, schema: Schema, pattern: tuple[str, ...]) -> Any:  # noqa: ANN401
    """``value`` with the field below it; what is not there is made from the schema's examples."""
    here = resolved(node, schema)
    if value is None:
        value = _sample(here, schema)
    if not pattern:
        return value
    step, rest = pattern[0], pattern[1:]
    if step == "*":
        first, *others = value or [None]
        return [_grown(first, here["items"], schema, rest), *others]
    branches = [resolved(branch, schema) for word in BRANCHES for branch in here.get(word, ())]
    holder = next(one for one in (here, *branches) if step in one.get("properties", {}))
    return _tied({**value, step: _grown(value.get(step), holder["properties"][step], schema, rest)}, here, schema)


def _tied(value: Records, node: Schema, schema: Schema) -> Records:
    """The object with the fields that those it has ask for: who refuses has checked again, on some day."""
    for tie in node.get("allOf", ()):
        asked, wanted = tie.get("if", {}), tie.get("then", {}).get("required", ())
        lacking = [name for name in wanted if name not in value]
        if lacking and asked.keys() == {"required"} and set(asked["required"]) <= value.keys():
            more = {name: _sample(node["properties"][name], schema) for name in lacking}
            return _tied({**value, **more}, node, schema)
    return value


def _sample(node: Schema, schema: Schema) -> Any:  # noqa: ANN401 - whatever a schema describes
    """The least that a schema takes, from its examples."""
    here = resolved(node, schema)
    for word in ("examples", "enum"):
        if word in here:
            return copy.deepcopy(here[word][0])
    if "const" in here:
        return here["const"]
    if "oneOf" in here:
        return _sample(here["oneOf"][0], schema)
    if here.get("type") == "array":
        return [_sample(here["items"], schema)]
    return {name: _sample(here["properties"][name], schema) for name in here.get("required", ())}


def value_at(data: Any, pointer: Pointer) -> Any:  # noqa: ANN401 - a record's data
    """What stands in a record at a pointer."""
    for step in pointer:
        data = data[step]
    return data
