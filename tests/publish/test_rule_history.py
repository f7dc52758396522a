"""A parameter's values by date: several changes, one still to come, one that sets what was not there."""

from __future__ import annotations

from taizhang.publish.rule_history import History, histories
from taizhang.publish.view import View
from tests import books
from tests.publish import companies

FIRST = "        missed: {points: -3, line: work-planning}\n"
LATER = """\
      - from: 2026-12-01
        issued: 2026-11-20
        why: 市场部〔2026〕11 号
        missed: {points: -4, line: work-planning}
        excused_by: {fact: leave.approved, covering: all-workdays}
"""


def told(changed: str) -> dict[str, History]:
    """The histories of the weekly report's parameters with a further change in its rulebook."""
    files = companies.ordinary()
    (path,) = books.rulebook()
    text = str(files[path])
    assert text.count(FIRST) == 1
    view: View = companies.view_of({**files, path: text.replace(FIRST, FIRST + changed)})
    (rule,) = (one for one in view.rules if one.id == "weekly-report")
    return {one.label: one for one in histories(view, rule)}


def test_values_newest_first_with_what_is_in_force() -> None:
    """As of 2026-11-05."""
    (missed,) = told("").values()
    assert [(str(one.start), one.text, one.now, one.coming) for one in missed.values] == [
        ("2026-10-01", "分数 -3", True, False),
        ("2026-08-31", "分数 -2", False, False),
    ]
    assert [one.change.why if one.change else "" for one in missed.values] == ["市场部〔2026〕7 号", ""]


def test_what_is_still_to_come_says_so() -> None:
    missed, excused = told(LATER).values()
    assert [(str(one.start), one.now, one.coming) for one in missed.values] == [
        ("2026-12-01", False, True),
        ("2026-10-01", True, False),
        ("2026-08-31", False, False),
    ]
    assert [one.text for one in missed.values] == ["分数 -4", "分数 -3", "分数 -2"]
    assert [one.now for one in excused.values] == [False, True]
    assert excused.values[0].text == excused.values[1].text, "set again to what it was"


def test_each_value_leads_to_where_it_is_written() -> None:
    (missed,) = told("").values()
    assert missed.values[0].source.pointer[-2:] == ("changes", 0)
    assert missed.values[1].source.pointer[-2] == "rules"


def test_a_rule_that_never_changed_has_none() -> None:
    view = companies.view_of(companies.ordinary())
    assert [histories(view, one) for one in view.rules if not one.changes] == [
        () for one in view.rules if not one.changes
    ]
