"""Worked examples run as part of the check: they hold, and each way of not holding is told at its line."""

from __future__ import annotations

import pytest

from taizhang.ledger.examples import problems_of, run_example
from taizhang.ledger.ledger import only
from taizhang.problem import Problem
from taizhang.records.book import Book
from taizhang.records.load import load
from taizhang.records.source import WorkTree
from taizhang.rulebook import rulebooks_of
from taizhang.rules.outcome import Obligation
from tests.books import ROOT, book_of, company, rulebook, schemas

PATH = "rulebooks/telecom/reporting.yaml"


def changed(old: str, new: str) -> Book:
    """The company with one replacement in its rulebook."""
    text = rulebook()[PATH]
    assert text.count(old) >= 1
    return book_of(company() | {"calendar/2024.yaml": calendar_2024(), PATH: text.replace(old, new, 1)})


def calendar_2024() -> str:
    """The year of the example on the Spring Festival."""
    return (ROOT / "records/calendar/2024.yaml").read_text(encoding="utf-8")


def told(book: Book) -> list[tuple[str, str]]:
    """Rule and excerpt of every problem of the examples."""
    found: list[Problem] = list(problems_of(book))
    return [(problem.rule, problem.excerpt.strip()) for problem in found]


@pytest.mark.parametrize(
    "identity",
    [
        "recorder-apart",
        "inspector-not-inspected",
        "inspector-not-own",
        "recheck-by-another",
        "closing-second-person",
        "correction-second-person",
        "ruling-by-another",
    ],
)
def test_who_may_not_is_shown_both_ways(identity: str) -> None:
    """Chair as recorder, inspector as inspected, doer as re-checker, submitter as confirmer: a finding, and none."""
    rules = {rule.id: rule for book in rulebooks_of(load(WorkTree(ROOT), schemas())) for rule in book.rules}
    found = [
        [one for one in example["expect"] if one.get("finding") == identity and "none" not in one]
        for example in rules[identity].examples
    ]
    assert any(found), "the one who may not is found"
    given = [len(example["given"]) for example in rules[identity].examples]
    assert any(len(one) < count for one, count in zip(found, given, strict=True)), "another may"


def test_the_company_s_own_examples_hold() -> None:
    """Every worked example of every rulebook in records/."""
    assert list(problems_of(load(WorkTree(ROOT), schemas()))) == []


def test_every_rule_has_examples_that_expect_something() -> None:
    """A rule without an example would pass for nothing."""
    for book in rulebooks_of(load(WorkTree(ROOT), schemas())):
        for rule in book.rules:
            assert rule.examples, rule.id
            assert any(example["expect"] for example in rule.examples), rule.id
            assert all(example["expect"] or example.get("and_nothing_else") for example in rule.examples), rule.id


@pytest.mark.parametrize(
    ("old", "new", "rule", "excerpt"),
    [
        ('"17:30", on_holiday', '"17:31", on_holiday', "example.differs", "due: 2026-09-30 17:30"),
        ("points: -1\n", "points: -5\n", "example.differs", "points: -5"),
        ("previous-in-week, next-in-week", "next-in-week", "example.differs", "due: 2026-09-30 17:30"),
        ("person: zhang, period: 2026-W42, due", "person: li, period: 2026-W42, due", "example.lacking", "li"),
        (
            "given: []\n        expect:\n          - {obligation: weekly-report, person: zhang, period: 2026-W08",
            (
                "given: []\n        from: 2026-02-02\n        expect:\n"
                "          - {obligation: weekly-report, person: zhang, period: 2026-W08"
            ),
            "example.beyond",
            "春节整周",
        ),
    ],
)
def test_an_example_that_does_not_hold_is_told(old: str, new: str, rule: str, excerpt: str) -> None:
    """By its rule id, at the line of what does not fit."""
    found = told(changed(old, new))
    assert any(name == rule and excerpt in line for name, line in found), found


def test_an_example_may_expect_that_nothing_is_owed() -> None:
    """``none: true`` is met by absence and broken by presence."""
    expected = "{obligation: weekly-report, person: zhang, period: 2026-W08, state: waived, points: 0}"
    absent = expected.replace("zhang", "li").replace("state: waived, points: 0", "none: true")
    present = expected.replace("state: waived, points: 0", "none: true")
    assert ("example.beyond", f"- {present}") in told(changed(expected, present))
    assert not any(absent in line for _, line in told(changed(expected, absent)))


def test_an_example_gives_its_outcomes() -> None:
    """The page shows them; the first is the ordinary week."""
    book = load(WorkTree(ROOT), schemas())
    telecom = next(one for one in rulebooks_of(book) if one.id == "telecom")
    weekly = next(rule for rule in telecom.rules if rule.id == "weekly-report")
    outcome = run_example(book, telecom, weekly, 0)
    assert outcome.misfits == ()
    assert [one.state.value for one in only(Obligation, outcome.found)] == ["met"]
