"""Reports: text with carets under Chinese, JSON, annotations; and nothing in a record steers a terminal or a log."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from taizhang.cli.report import REPORTERS, Report, as_json, github, gitlab, text
from taizhang.problem import Problem, Severity

PROBLEM = Problem(
    path="records/units/telecom-east.yaml",
    line=3,
    column=7,
    rule="schema.enum-near",
    message="“类别”没有“分公司”这一项。",
    repair="改成:branch",
    value="分公司",
    title="不在可选值内",
    excerpt="kind: 分公司",
    width=3,
)


def report(*problems: Problem, old: int = 0) -> Report:
    return Report(problems, (PROBLEM,) * old, 12)


def carets(problem: Problem) -> tuple[str, str]:
    """The line shown and the carets below it."""
    lines = text(report(problem)).splitlines()
    return lines[1][4:], lines[2][4:]


def test_a_problem_as_people_read_it() -> None:
    assert text(report(PROBLEM, old=3)) == (
        "records/units/telecom-east.yaml:3:7  不在可选值内\n"
        "    kind: 分公司\n"
        "          ^^^^^^\n"
        "  “类别”没有“分公司”这一项。\n"
        "  → 改成:branch\n"
        "\n"
        "1 处问题,在 1 个文件里。另有 3 处旧问题不是这次改动引起的:taizhang check 可看。\n"
    )


def test_nothing_wrong() -> None:
    assert text(report()) == "检查了 12 份记录,没有问题。\n"
    assert json.loads(as_json(report())) == {"problems": [], "old": 0, "records": 12}
    assert github(report()) == "检查了 12 份记录,没有问题。\n"


def test_warnings_are_counted_apart() -> None:
    assert "1 处问题,在 1 个文件里。其中另有 1 处提醒。" in text(
        report(PROBLEM, replace(PROBLEM, severity=Severity.WARNING))
    )


@pytest.mark.parametrize(
    ("excerpt", "column", "width", "under"),
    [
        ("kind: branch", 7, 6, "      ^^^^^^"),
        ("  name: 张 伟", 9, 3, "        ^^^^^"),
        ("备注: x", 5, 1, "      ^"),
        ("e\u0301e: x", 5, 1, "   ^"),
        ("a: ", 4, 1, ""),
        ("a: b", 4, 0, "   ^"),
        ("ab", 1, 99, "^^"),
    ],
)
def test_carets_stand_under_the_value(excerpt: str, column: int, width: int, under: str) -> None:
    problem = replace(PROBLEM, excerpt=excerpt, column=column, width=width)
    if under:
        assert carets(problem) == (excerpt, under)
    else:
        assert "^" not in text(report(problem))


def test_of_a_long_line_the_part_around_is_shown() -> None:
    line = "x" * 120 + "客户" + "y" * 78
    shown, under = carets(replace(PROBLEM, excerpt=line, column=121, width=2))
    assert shown == line[70:170]
    assert under == " " * 50 + "^^^^"


def test_beyond_what_is_kept_of_a_line_nothing_is_shown() -> None:
    said = text(report(replace(PROBLEM, excerpt="x" * 199 + "…", column=300)))
    assert "^" not in said
    assert "xxx" not in said
    assert "telecom-east.yaml:3:300" in said


HOSTILE = "\x1b[2J\x07\x9b31m\u202e\u2028\r\n::error file=a::b"


@pytest.mark.parametrize("field", ["path", "title", "message", "repair", "excerpt"])
@pytest.mark.parametrize("form", ["text", "github"])
def test_nothing_shown_steers_a_terminal(field: str, form: str) -> None:
    said = REPORTERS[form](report(replace(PROBLEM, **{field: HOSTILE + "ok"})))  # type: ignore[arg-type]
    assert said.replace("\n", "").isprintable()
    assert "ok" in said


COMMANDS = [
    "::set-env name=x::y",
    "  ::stop-commands::t",
    "\u3000::error::x",
    "##[error]x",
    "x ##[add-mask]y",
    "\n::debug::x",
]


@pytest.mark.parametrize("field", ["path", "title", "message", "repair", "excerpt", "value"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_text_starts_a_command_of_a_forge(field: str, command: str) -> None:
    problem = replace(PROBLEM, column=1, **{field: command})  # type: ignore[arg-type]
    lines = github(report(problem)).splitlines()
    assert lines[0].startswith("::error file=")
    assert not [line for line in lines[1:] if line.strip().startswith("::")]
    assert not [line for line in lines if "##[" in line]


def test_an_annotation() -> None:
    awkward = replace(PROBLEM, path="a,b:c%.yaml", title="t:u,v", message="100% 不对")
    assert github(report(awkward)).splitlines()[0] == (
        "::error file=a%2Cb%3Ac%25.yaml,line=3,col=7,title=t%3Au%2Cv::100%25 不对→ 改成:branch"
    )
    assert github(report(replace(PROBLEM, severity=Severity.WARNING))).startswith("::warning file=")


def test_ten_annotations_and_all_of_them_in_the_text() -> None:
    lines = github(report(*(replace(PROBLEM, line=number) for number in range(1, 31)))).splitlines()
    assert len([line for line in lines if line.startswith("::")]) == 10
    assert len([line for line in lines if line.startswith("records/")]) == 30


def test_json_says_everything() -> None:
    whole = json.loads(as_json(report(replace(PROBLEM, message=HOSTILE), old=2)))
    assert whole["old"] == 2
    assert whole["problems"] == [
        {
            "path": PROBLEM.path,
            "line": 3,
            "column": 7,
            "rule": "schema.enum-near",
            "severity": "error",
            "title": "不在可选值内",
            "message": HOSTILE,
            "repair": "改成:branch",
            "value": "分公司",
        }
    ]


def test_gitlab_keeps_a_fingerprint_where_lines_move_and_none_twice() -> None:
    found = json.loads(gitlab(report(PROBLEM, PROBLEM, replace(PROBLEM, path="records/b.yaml"))))
    assert len({one["fingerprint"] for one in found}) == 3
    moved = json.loads(gitlab(report(replace(PROBLEM, line=90))))
    assert moved[0]["fingerprint"] == found[0]["fingerprint"]
    assert moved[0]["location"] == {"path": PROBLEM.path, "lines": {"begin": 90}}
    assert {one["severity"] for one in found} == {"major"}
    assert json.loads(gitlab(report(replace(PROBLEM, severity=Severity.WARNING))))[0]["severity"] == "minor"
    assert "\x1b" not in gitlab(report(replace(PROBLEM, message="\x1b[2J")))
