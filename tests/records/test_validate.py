"""jsonschema-rs and jsonschema agree on every record, good or bad, and on what Hypothesis makes of the good ones."""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.records.schema_set import SchemaSet
from taizhang.records.text.reader import read
from taizhang.records.validate import Judge, ecma, fast_check, judge
from tests.records.company import ROOT, schemas, valid_files

EXAMPLES = sorted((ROOT / "tests" / "examples").glob("*/*/*.yaml"))
KINDS = sorted(schemas().kinds)


@functools.cache
def pair(kind: str) -> tuple[Callable[[object], bool], Judge]:
    """The fast check and the judge of a kind."""
    schema = schemas().kinds[kind].schema
    return fast_check(schema), judge(schema)


def agreed(kind: str, data: object) -> bool:
    """Whether both find ``data`` valid; they must say the same."""
    fast, reference = pair(kind)
    slow = not list(reference.iter_errors(data))
    assert fast(data) == slow, (kind, data)
    return slow


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_both_agree_on_an_example(file: Path) -> None:
    data = read(file.read_bytes(), "").data
    good = data is not None and agreed(file.parent.name, data)
    assert good or "invalid" in file.parts


def paths(data: Any, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:  # noqa: ANN401 - any record
    """The pointers to every value in ``data``."""
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [here, *(pointer for key, value in children for pointer in paths(value, (*here, key)))]


def put(data: Any, pointer: tuple[str | int, ...], value: object) -> Any:  # noqa: ANN401 - any record
    """``data`` with another value at ``pointer``."""
    if not pointer:
        return value
    changed = copy.copy(data)
    changed[pointer[0]] = put(data[pointer[0]], pointer[1:], value)
    return changed


STRINGS = st.sampled_from(
    [
        *(
            "",
            " ",
            "\n",
            "　",
            "\t",
            "a\n",
            "a\r",
            "a\u2028",
            "\u0000",
            "张伟",
            "zhang-wei",
            "zhang-wei\n",
            "C-000123\n",
        ),
        *(
            "C-00012３",
            "C-०००१२३",
            "K-7f3k9m2q",
            "2026-10-13",
            "2026-10-13\n",
            "2026-02-29",
            "2024-02-29",
            "２０２６-10-13",
        ),
        *(
            "2026-10-13 09:40",
            "2026-10-13 24:00",
            "2026-10-13T09:40",
            "1899-12-31",
            "2200-01-01",
            "0000-01-01",
            "9999-12-31",
        ),
        *(
            "2026-W42",
            "2026-W53",
            "2026-W54",
            "2025-W53",
            "2026-W00",
            "2026-Q4",
            "2026-Q5",
            "2026-H2",
            "2026-10",
            "2026-13",
        ),
        *(
            "2026",
            "٢٠٢٦",
            "1",
            "1.5",
            "1.50",
            "1.505",
            "01",
            "-0",
            "-1",
            "1e3",
            "1,000",
            "100",
            "100.0",
            "100.01",
            "NaN",
        ),
        *(
            "true",
            "A5.5",
            "a5.5",
            "sha256:" + "0" * 64,
            "x" * 64,
            "x" * 65,
            "长" * 200,
            "长" * 201,
            "长" * 4000,
            "长" * 4001,
        ),
        *(
            "😀" * 100,
            "😀" * 200,
            "e\u0301" * 100,
            "\ud7ff",
            "ﬁ",
            "İ",
            "ſ",
            "K-７f3k9m2q",
            "+08:00",
            "17:30",
            "24:00",
            "9:00",
        ),
    ]
)
NUMBERS = st.sampled_from([0, 1, -1, 2, 3, 12, 13, 28, 29, 31, 32, 100, 101, 168, 1900, 2199, 2200, 10**12, 10**18 - 1])
SCALARS = (
    STRINGS | NUMBERS | st.sampled_from([True, False, None]) | st.text(max_size=6) | st.integers(-(10**17), 10**17)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["from", "id", "field", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@st.composite
def changed_records(draw: st.DrawFn) -> tuple[str, object]:
    """A good record with one to three values replaced, dropped, doubled or added."""
    kind = draw(st.sampled_from(KINDS))
    data: Any = draw(st.sampled_from(good_of(kind)))
    for _ in range(draw(st.integers(1, 3))):
        pointer = draw(st.sampled_from(paths(data)))
        value = functools.reduce(lambda inside, step: inside[step], pointer, data)
        how = draw(st.sampled_from(["replace", "drop", "double", "add", "suffix"]))
        if how == "drop" and isinstance(value, dict | list) and value:
            kept = list(value.items())[1:] if isinstance(value, dict) else value[1:]
            data = put(data, pointer, dict(kept) if isinstance(value, dict) else kept)
        elif how == "double" and isinstance(value, list):
            data = put(data, pointer, [*value, *value])
        elif how == "add" and isinstance(value, dict):
            data = put(data, pointer, {**value, draw(st.sampled_from(["x", "说明", "id", "from", ""])): draw(VALUES)})
        elif how == "suffix" and isinstance(value, str):
            data = put(data, pointer, value + draw(st.sampled_from(["\n", " ", "０", "a", "\u0661"])))
        else:
            data = put(data, pointer, draw(VALUES))
    return kind, data


@functools.cache
def good_of(kind: str) -> list[Any]:
    """The good records of a kind as data."""
    heads = schemas().kinds[kind].folder
    return [
        read(text, path).data
        for path, text in valid_files().items()
        if path.removeprefix("records/").split("/")[0] == heads
    ]


@settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(changed_records())
def test_both_agree_on_changed_records(case: tuple[str, object]) -> None:
    kind, data = case
    assert agreed(kind, data) in {True, False}


def variants(schema_set: SchemaSet) -> list[tuple[str, str]]:
    """Every variant schema: its folder and name."""
    return [(folder, name) for folder, found in schema_set.variants.items() for name in found]


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(variants(schemas())), st.data())
def test_both_agree_on_changed_rules(variant: tuple[str, str], data: st.DataObject) -> None:
    folder, name = variant
    rules = [rule for book in good_of("rulebook") for rule in book["rules"] if rule["kind"] == name] or [{"kind": name}]
    rule: Any = data.draw(st.sampled_from(rules))
    pointer = data.draw(st.sampled_from(paths(rule)))
    rule = put(rule, pointer, data.draw(VALUES))
    schema = schemas().variants[folder][name]
    assert rule_check(folder, name)(rule) == (not list(judge(schema).iter_errors(rule)))


@functools.cache
def rule_check(folder: str, name: str) -> Callable[[object], bool]:
    return fast_check(schemas().variants[folder][name])


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("^[0-9]{4}$", "2026", True),
        ("^[0-9]{4}$", "2026\n", False),
        ("^[0-9]{4}$", "２０２６", False),
        ("^(a|b$)", "b\n", False),
        ("^a\\$$", "a$", True),
        ("^a\\$$", "a", False),
        ("^[a$]$", "$", True),
        (r"^[\]$]$", "$", True),
        (r"^a\\$", "a\\", True),
        (r"^a\\$", "a\\\n", False),
        ("^.$", "\n", False),
        ("^.$", "😀", True),
    ],
)
def test_patterns_are_read_alike(pattern: str, text: str, *, found: bool) -> None:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "string", "pattern": pattern}
    assert (ecma(pattern).search(text) is not None) is found
    assert fast_check(schema)(text) is found
    assert (not list(judge(schema).iter_errors(text))) is found


@pytest.mark.parametrize("value", [1, 1.0, True, "1", None, [], {}])
@pytest.mark.parametrize(
    "schema",
    [
        {"const": 1},
        {"enum": [1, "1"]},
        {"type": "integer"},
        {"type": "boolean"},
        {"uniqueItems": True},
        {"const": True},
    ],
    ids=json.dumps,
)
def test_one_and_true_are_told_apart(schema: dict[str, Any], value: object) -> None:
    assert fast_check(schema)(value) == (not list(judge(schema).iter_errors(value)))


def test_lists_that_mix_one_and_true_hold_two_things() -> None:
    schema = {"uniqueItems": True}
    for items in ([1, True], [0, False], [[1], [True]], [{"a": 1}, {"a": True}], ["1", 1], [1, 1], [True, True]):
        assert fast_check(schema)(items) == (not list(judge(schema).iter_errors(items))), items


@pytest.mark.parametrize("part", ["case_analysis", "experience_exchange", "questions"])
def test_minutes_of_an_analysis_have_its_three_parts(part: str) -> None:
    """A2.2: cases, experience and questions; minutes that lack one, or leave it empty, are none of an analysis."""
    file = ROOT / "records/meetings/telecom-west/2026-11/2026-11-11-analysis.yaml"
    data: Any = read(file.read_bytes(), file.name).data
    (session,) = (one for one in data["sessions"] if one["type"] == "analysis")
    assert agreed("meeting", data)
    said = session.pop(part)
    assert not agreed("meeting", data)
    session[part] = ""
    assert not agreed("meeting", data)
    session[part] = said
    assert agreed("meeting", data)
