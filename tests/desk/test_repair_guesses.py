"""Guesses of how something was meant: times as people type them, choices by name, nothing for what is no slip."""

from __future__ import annotations

import pytest

from taizhang.desk.repair_guesses import line_guesses
from taizhang.problem import Problem


def guesses(rule: str, line: str, written: str = "", **choices: str) -> list[str]:
    """The guesses for a line on which ``written`` is wrong."""
    column = line.index(written) + 1 if written else 1
    problem = Problem("x.yaml", 1, column, rule, "不对", width=max(1, len(written)))
    return list(line_guesses(problem, line, choices))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026/10/3", "2026-10-03"),
        ("2026.10.13", "2026-10-13"),
        ("2026年10月3日", "2026-10-03"),
        ("2026年10月3号 9点05", "2026-10-03 09:05"),
        ("2026-10-13 9：40", "2026-10-13 09:40"),
        ("2026-10-13T09:40", "2026-10-13 09:40"),
        ("2026-10-13 09:40:00", "2026-10-13 09:40"),
        ("２０２６－１０－１３", "2026-10-13"),
        ("2026年10月", "2026-10"),
        ("2026/9", "2026-09"),
        ("2026年第7周", "2026-W07"),
        ("2026w42", "2026-W42"),
        ("9点30分", "09:30"),
        ("12,300.50", "12300.50"),
        ("c-000123", "C-000123"),
        ('"2026/10/13"', "2026-10-13"),
    ],
)
def test_times_and_numbers_as_people_type_them(written: str, meant: str) -> None:
    assert f"at: {meant}" in guesses("schema.pattern", f"at: {written}", written)


@pytest.mark.parametrize("written", ["明天", "2026-10-13 下午", "2026-10-13 09:40 左右", "十月"])
def test_what_says_more_than_a_time_is_no_slip(written: str) -> None:
    assert not [one for one in guesses("schema.pattern", f"at: {written}", written) if "2026-10-13" in one[:14]] or (
        all(written[10:] in one for one in guesses("schema.pattern", f"at: {written}", written))
    )


def test_a_choice_by_its_name_and_yes_and_no() -> None:
    assert "mode: active" in guesses("schema.enum", "mode: 主动", "主动", 主动="active")
    assert "ok: true" in guesses("schema.boolean", "ok: 是", "是")
    assert "ok: false" in guesses("schema.boolean", "ok: 没有", "没有")


def test_a_line_by_its_shape() -> None:
    assert guesses("yaml.full-width-colon", "week：2026-W42") == ["week: 2026-W42"]
    assert guesses("yaml.dash-space", "  -文字") == ["  - 文字"]
    assert guesses("yaml.indent-space", "\u3000at: 1")[0] == "  at: 1"
    assert guesses("yaml.tab", "kind:\tbranch")[0] == "kind: branch"
    assert guesses("yaml.invisible", "a\u200bb: 1")[-1] == "ab: 1"


def test_what_somebody_may_have_meant_is_left_to_him() -> None:
    for rule in ("schema.required", "link.missing", "yaml.quote-colon", "sum.differs", "personal.mobile"):
        assert guesses(rule, "x: 1") == []
