"""Whatever the bytes: ``Examiner.check`` and ``load`` give data or problems, each with a place and a sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.problem import Problem
from taizhang.records.examine import Examined, Examiner
from taizhang.records.load import Memory, load
from taizhang.records.messages import SENTENCES
from taizhang.records.source import Entry
from taizhang.records.text.messages import YAML_CATALOGUE
from tests.records.company import TOP, Files, company_with, good, schemas, told, valid_files

EXAMINER = Examiner(schemas())
PATHS = sorted(valid_files())
MEMORY: Memory = {}
"""What came of the good files, which every book has beside the bad ones."""
KNOWN = SENTENCES.sentences.keys() | YAML_CATALOGUE.sentences.keys()
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
HOSTILE = [
    "{0}",
    "{value.__class__}",
    "{title!r:>99999}",
    "%s%n%(x)s",
    "$(id)",
    "::error file=x::y",
    "##[error]x",
    "\\x1b[31m",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "=1+1",
    "长" * 5000,
    "a" * 100_000,
    "((((((((((((((((((((a+)+)+)+",
    "NaN",
    "1e999",
    "9" * 400,
    "-" * 300,
]


def check(content: bytes, path: str = "records/units/telecom-east.yaml") -> Examined:
    return EXAMINER.check(Entry(path, TOP), content)


def sound(problems: tuple[Problem, ...]) -> None:
    """Each problem has a place, a known rule and words to show."""
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.width >= 1
        assert problem.rule in KNOWN
        assert problem.title
        assert problem.message.strip()
        assert "{" not in problem.title
        assert len(problem.value) <= 80
        assert len(problem.message) < 2000


def sound_examined(examined: Examined) -> None:
    """Data or a problem, and the data are plain."""
    sound(examined.problems)
    assert examined.data is not None or examined.problems
    assert (examined.data is None) == (examined.exchange is None)
    assert json.loads(json.dumps(examined.data)) == examined.data


@settings(max_examples=400, suppress_health_check=SLOW)
@given(st.binary(max_size=200), st.sampled_from(PATHS))
def test_any_bytes(content: bytes, path: str) -> None:
    sound_examined(check(content, path))


PIECES = st.sampled_from(
    [
        *("id", "name", "person", "unit", "week", "owners", "from", "until", "rules", "kind", "recurring", "zhang-wei"),
        *(
            ": ",
            ":",
            "\n",
            "\n  ",
            "\n    ",
            "\n- ",
            "- ",
            " #",
            "# ",
            "[",
            "]",
            "{",
            "}",
            ",",
            '"',
            "'",
            "|\n",
            ">\n",
            "\t",
        ),
        *(
            "2026-10-13",
            "17:30",
            "2026-W42",
            "C-000123",
            "：",
            "－",
            "１７：３０",
            "&a",
            "*a",
            "!!int",
            "<<",
            "---\n",
            "...\n",
        ),
        *(
            "null",
            "~",
            "true",
            "0",
            "-1",
            "1.5",
            "é",
            "张伟",
            "\u200b",
            "\u202e",
            "\x00",
            "\x1b",
            "\r",
            "\\",
            "%",
            "? ",
            "@",
            "`",
        ),
    ]
)


@settings(max_examples=600, suppress_health_check=SLOW)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(PATHS))
def test_anything_like_yaml(text: str, path: str) -> None:
    sound_examined(check(text.encode("utf-8", "surrogatepass"), path))


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A good record with some of its bytes cut, doubled or replaced."""
    path = draw(st.sampled_from(PATHS))
    content = valid_files()[path]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 30)))
        put = draw(
            st.sampled_from(
                [b"", content[start:end] * 2, b"\n", b" ", b":", b"\xef\xbc\x9a", b'"', b"\xff", b"- ", b"{"]
            )
        )
        content = content[:start] + put + content[end:]
    return path, content


@settings(max_examples=600, suppress_health_check=SLOW)
@given(damaged())
def test_good_records_with_damaged_bytes(case: tuple[str, bytes]) -> None:
    path, content = case
    sound_examined(check(content, path))


@settings(max_examples=100, suppress_health_check=SLOW)
@given(st.lists(damaged(), min_size=1, max_size=4))
def test_a_company_with_damaged_records_loads(cases: list[tuple[str, bytes]]) -> None:
    book = load(Files({**valid_files(), **dict(cases)}), schemas())
    sound(book.problems)
    assert json.loads(book.dump())["problems"] == [
        [p.path, p.line, p.column, p.rule, p.value, p.message, p.repair] for p in book.problems
    ]


def as_yaml(value: object) -> bytes:
    """``value`` as YAML in flow style, which JSON is."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


SHAPES: list[Any] = [
    None,
    True,
    0,
    -(10**17),
    "",
    "x",
    [],
    {},
    [[]],
    [{}],
    [None],
    {"": None},
    {"x": {"y": []}},
    [["x"]],
    "\n",
]


def reshaped(data: Any) -> list[Any]:  # noqa: ANN401 - any record
    """``data`` with each of its values in turn replaced by each of the shapes."""
    found = list(SHAPES)
    if isinstance(data, dict):
        for key, value in data.items():
            found.extend({**data, key: changed} for changed in reshaped(value))
    elif isinstance(data, list):
        for index, value in enumerate(data[:1]):
            found.extend([*data[:index], changed, *data[index + 1 :]] for changed in reshaped(value))
    return found


@pytest.mark.parametrize("path", PATHS)
def test_any_shape_at_any_depth(path: str) -> None:
    data = check(valid_files()[path], path).data
    assert data is not None
    if "holidays" in data:  # thirty alike: two will do
        data = {**data, "holidays": data["holidays"][:2]}
    for changed in reshaped(data):
        sound_examined(check(as_yaml(changed), path))


@pytest.mark.parametrize("shape", SHAPES, ids=repr)
def test_any_shape_of_a_record_in_a_company(shape: object) -> None:
    files: dict[str, bytes | None] = {}
    for path, content in valid_files().items():
        data = check(content, path).data
        assert data is not None
        for field in data:
            files[path.replace(".yaml", f"-{field}.yaml")] = as_yaml({**data, field: shape})
    book = load(Files({**valid_files(), **files}), schemas())
    sound(book.problems)
    assert {problem.path for problem in book.problems} >= files.keys() - {"records/company-as_of.yaml"}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_break_no_message(text: str) -> None:
    for path in PATHS:
        data = check(valid_files()[path], path).data
        assert data is not None
        files = {
            path: as_yaml(dict.fromkeys(data, text)),
            path.replace(".yaml", "-1.yaml"): as_yaml({**data, text: text}),
            path.replace(".yaml", "-2.yaml"): as_yaml({key: [{text: text}] for key in data}),
        }
        book = load(Files({**valid_files(), **files}), schemas(), MEMORY)
        sound(book.problems)
        assert {problem.path for problem in book.problems} >= {path, path.replace(".yaml", "-1.yaml")}


@pytest.mark.parametrize("text", HOSTILE[:12], ids=range(12))
def test_hostile_values_are_shown_as_they_are(text: str) -> None:
    book = company_with(
        {"units/telecom-east.yaml": good("units/telecom-east.yaml").replace("branch", json.dumps(text))}
    )
    problem = next(problem for problem in book.problems if problem.rule.startswith("schema.enum"))
    shown = text if len(text) <= 80 else text[:79] + "…"
    assert shown in problem.message
    assert problem.value == shown


def test_control_characters_never_reach_a_message() -> None:
    content = good("units/telecom-east.yaml").replace("branch", '"\\x1b[31mbranch"').encode()
    for problem in check(content).problems:
        assert "\x1b" not in problem.message + problem.repair + problem.excerpt + problem.value


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("records/unit/telecom-east.yaml", "file.unknown-kind-near"),
        ("records/README.md", "file.unknown-kind"),
        ("records/company.yml", "file.suffix"),
        ("records/units/telecom-east.yml", "file.suffix"),
        ("records/units/telecom-east", "file.suffix"),
        ("records/units/telecom-east.yaml.bak", "file.suffix"),
        ("records/units/telecom-east.YAML", "file.suffix"),
        ("records/units/a/telecom-east.yaml", "file.misplaced"),
        ("records/units/nul.yaml", "file.name"),
        ("records/units/COM1.x.yaml", "file.name"),
        ("records/units/telecom-east .yaml/x.yaml", "file.misplaced"),
        ("records/units/ telecom-east.yaml", "file.name"),
        ("records/units/a?.yaml", "file.name"),
        ("records/units/a\x1b.yaml", "file.name"),
        ("records/units/a./telecom-east.yaml", "file.name"),
    ],
)
def test_a_file_in_the_wrong_place_or_with_a_wrong_name(path: str, rule: str) -> None:
    assert rule in {problem.rule for problem in check(valid_files()["records/units/telecom-east.yaml"], path).problems}


def test_the_right_name_is_given() -> None:
    (problem,) = check(b"", "records/v1.2/units/x.tar.gz").problems
    assert problem.rule == "file.unknown-kind"
    (problem,) = EXAMINER.check(Entry("records.d/units/x.tar.gz", "records.d"), b"").problems
    assert problem.repair == "改名为:records.d/units/x.yaml"


RULEBOOK = "rulebooks/telecom/reporting.yaml"


def test_a_rule_is_checked_by_the_schema_of_its_kind_and_told_once() -> None:
    text = good(RULEBOOK).replace("    title: 周五 17:30 前提交周报\n", "").replace("owed_by: person", "owed_by: []")
    problems = check(text.encode(), f"{TOP}/{RULEBOOK}").problems
    assert [problem.rule for problem in problems] == ["schema.required", "schema.object"]
    assert problems[0].excerpt == "  - id: weekly-report"
    assert problems[1].excerpt == "    owed_by: []"


def test_a_rule_kind_without_a_schema_is_told() -> None:
    without = Examiner(replace(schemas(), variants={"rules": {"response": {"$defs": {}}}}))
    (problem,) = without.check(Entry(f"{TOP}/{RULEBOOK}", TOP), good(RULEBOOK).encode()).problems
    assert (problem.rule, problem.value, problem.repair) == ("schema.enum", "recurring", "可选:response")
    assert "“规则类别”" in problem.message


def test_problems_of_all_checks_are_told_at_once() -> None:
    text = good("customers/C-000/C-000123.yaml")
    text = text.replace("kind: group", "kind: 集团").replace("2027-03-14", "2023-03-14").replace("周三", "13900000001")
    rules = [rule for *_, rule in told(company_with({"customers/C-000/C-000123.yaml": text}).problems)]
    assert rules == ["schema.enum-near", "order.reversed", "personal.mobile"]
