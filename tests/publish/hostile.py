"""A company in which every text of every kind of record is a payload, and its twin whose texts are plain letters.

It is the small company of tests/company with all rulebooks of the demo, and with good examples of the kinds it lacks
and of whatever these refer to. Whatever text field its records lack is put in from the schemas' own examples, so a new
kind or field is here without a line of code; ``missing`` tells of those for which that can't be done.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from taizhang.publish.audience import STAFF
from taizhang.publish.hidden import limits_of
from taizhang.records.levels import FIELD
from taizhang.records.paths import fill_template
from taizhang.records.schema_set import Schema, fields
from taizhang.records.text.reader import read
from taizhang.records.validate import fast_check
from taizhang.when.moment import format_moment
from tests import books
from tests.publish.checked import Checked, Records, complete, kind_of, written
from tests.publish.companies import AS_OF
from tests.publish.growing import grown, sample, with_change
from tests.publish.payloads import PARAGRAPHS, PAYLOADS

Pointer = tuple[str | int, ...]
Field = tuple[str, tuple[str, ...]]
"""A kind, or a kind of rule as ``rules/recurring``, and where the field stands in it."""
Fits = Callable[[object], bool]

RULES = "rules"
PROBE = "<b>a&b"


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
def text_fields() -> Mapping[Field, Fits]:
    """Every field of every kind that takes what somebody writes, by its own schema's word, with that schema."""
    found: dict[Field, Fits] = {}
    for name, schema in _schemas().items():
        for pattern, node in fields(schema):
            if node.get("type") == "string" and "x-ref" not in node:
                fits = fast_check({**node, "$defs": schema["$defs"]})
                if fits(PROBE):
                    found[name, pattern] = fits
    return found


@cache
def company() -> Company:
    """The hostile company and its twin."""
    checked = Checked(_records())
    missing = _put_in(checked)
    records = checked.records
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
    files, twin = ({path: written(data) for path, data in one.items()} for one in (records, plain))
    return Company(files, twin, tuple(texts), missing)


def seen_by_staff(kind: str, pattern: tuple[str, ...]) -> bool:
    """Whether a field of a kind, or of a kind of rule, may stand on the site that everybody reads."""
    return kind.startswith(RULES) or not limits_of(books.schemas().kinds[kind], STAFF).hides(pattern)


@cache
def _schemas() -> dict[str, Schema]:
    kinds = {name: dict(kind.schema) for name, kind in books.schemas().kinds.items()}
    return kinds | {f"{RULES}/{name}": schema for name, schema in books.schemas().variants[RULES].items()}


def _records() -> Records:
    """The small company's records with all of the demo's units and rulebooks, and good examples of each kind it lacks.

    What these examples refer to comes with them from the company that they are from. None raises its own level: the
    staff, who look on, would not see it.
    """
    demo, small = books.ROOT / "records", books.ROOT / "tests/company/records"
    places = ((demo, "units/*.yaml"), (small, "**/*.yaml"), (demo, "rulebooks/*/*.yaml"))
    found = {path.relative_to(root).as_posix(): path for root, below in places for path in sorted(root.glob(below))}
    records: Records = {path: read(file.read_bytes(), path).data for path, file in found.items()}
    records["company.yaml"] |= {"as_of": format_moment(AS_OF)}
    examples = _examples()
    there = {kind_of(path).name for path in records}
    for name, kind in books.schemas().kinds.items():
        if name not in there:
            own = {path: data for path, data in examples.items() if kind_of(path).name == name}
            if not own:
                data = sample(dict(kind.schema), dict(kind.schema))
                own = {str(fill_template(kind.template, data)): data}
            records |= own
    complete(records, examples)
    return records


def _examples() -> Records:
    """The good examples of every kind at their places."""
    records: Records = {}
    for file in sorted((books.ROOT / "tests/examples/valid").glob("*/*.yaml")):
        data = dict(read(file.read_bytes(), file.name).data or {})
        data.pop(FIELD, None)
        records[str(fill_template(books.schemas().kinds[file.parent.name].template, data))] = data
    return records


def _texts(path: str, data: object) -> Iterator[tuple[Pointer, tuple[Field, ...]]]:
    """Where a record's texts stand, and their fields: a rule's title is one of the rulebook and of the rule."""
    kind = kind_of(path).name
    known = text_fields()
    for pointer, value in _leaves(data, ()):
        if isinstance(value, str):
            whose = [(kind, _pattern(pointer))]
            if kind == "rulebook" and pointer[0] == "rules":
                rule = data["rules"][pointer[1]]  # type: ignore[index]
                whose.append((f"{RULES}/{rule['kind']}", _pattern(pointer[2:])))
            if told := tuple(field for field in whose if field in known):
                yield pointer, told


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
            if all(text_fields()[field](text) for field in whose):
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


def _put_in(checked: Checked) -> frozenset[Field]:
    """Put each field that no record holds into the first that stays right with it; those that fit nowhere."""
    held = {field for path, data in checked.records.items() for _, whose in _texts(path, data) for field in whose}
    missing = set()
    for field in text_fields():
        if field in held:
            continue
        path = _home(field, checked)
        if path is None:
            missing.add(field)
        else:
            held |= {one for _, whose in _texts(path, checked.records[path]) for one in whose}
    return frozenset(missing)


def _home(field: Field, checked: Checked) -> str | None:
    """The record that holds the field now, put into it."""
    name, pattern = field
    kind = "rulebook" if name.startswith(f"{RULES}/") else name
    for path, data in list(checked.records.items()):
        if kind_of(path).name == kind:
            ways = _grown_rulebooks(name, pattern, data) if kind != name else _grown_records(name, pattern, data)
            if any(checked.put(path, way) for way in ways):
                return path
    return None


def _grown_records(name: str, pattern: tuple[str, ...], data: Any) -> Iterator[Any]:  # noqa: ANN401
    """The record with the field put in."""
    schema = _schemas()[name]
    return grown(data, schema, schema, pattern)


def _grown_rulebooks(name: str, pattern: tuple[str, ...], data: Any) -> Iterator[Any]:  # noqa: ANN401
    """The rulebook with the field in each of its rules of the kind in turn."""
    schema = _schemas()[name]
    for number, rule in enumerate(data["rules"]):
        if f"{RULES}/{rule['kind']}" == name:
            for one in grown(with_change(rule, pattern, schema), schema, schema, pattern):
                yield {**data, "rules": [*data["rules"][:number], one, *data["rules"][number + 1 :]]}


def value_at(data: Any, pointer: Pointer) -> Any:  # noqa: ANN401 - a record's data
    """What stands in a record at a pointer."""
    for step in pointer:
        data = data[step]
    return data
