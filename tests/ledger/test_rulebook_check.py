"""Rules that wait for each other are a problem with a line, in the check and at the command line."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from taizhang.cli import main
from taizhang.ledger.rulebook_check import rulebook_problems
from tests.books import ROOT, book_of, company, rulebook

RULE = """\
  - id: {id}
    clause: A9.9
    title: {id}
    kind: require
    from: 2026-08-31
    of: {{fact: {reads}}}
    must: {{period: {{present: true}}}}
    key: [person]
    examples:
      - {{title: 没有, as_of: 2026-10-14, given: [], expect: [{{finding: {id}, none: true}}]}}
"""
HEAD = textwrap.dedent("""\
    book: telecom
    part: circle
    title: 循环
    from: 2026-08-31
    regulation: {title: 制度, issued_on: 2026-08-20}
    applies_to: [telecom]
    clauses:
      - {id: A9.9, where: 九, says: 试验用的条款。}
    rules:
    """)
PATH = "rulebooks/telecom/circle.yaml"


def files(**reads: str) -> dict[str, str]:
    """A company with rules by id that read a fact each."""
    text = HEAD + "".join(RULE.format(id=name, reads=fact) for name, fact in reads.items())
    return company() | rulebook() | {PATH: text}


def test_a_circle_is_told_at_its_first_rule() -> None:
    book = book_of(files(aa="cc.raised", bb="aa.raised", cc="bb.raised"))
    assert [problem for problem in book.problems if problem.path == f"records/{PATH}"] == []
    (problem,) = rulebook_problems(book)
    assert (problem.rule, problem.path) == ("rulebook.circle", f"records/{PATH}")
    assert problem.excerpt.strip().startswith("- id: ")
    assert all(name in problem.message for name in ("aa", "bb", "cc"))


def test_without_a_circle_there_is_nothing_to_tell() -> None:
    assert list(rulebook_problems(book_of(files(aa="weekly-report.submitted", bb="aa.raised")))) == []


@pytest.mark.parametrize(
    ("given", "rule", "excerpt"),
    [
        ("{fact: weekly-report.submited, at: 2026-10-09 17:00}", "example.no-such-fact", "weekly-report.submited"),
        ("{fact: nobody.raised, at: 2026-10-09 17:00}", "example.no-such-fact", "nobody.raised"),
        ("{fact: weekly-report.submitted, at: 2026-10-09, wek: 2026-W41}", "example.no-such-attribute", "2026-W41"),
    ],
)
def test_an_example_gives_only_what_something_states(given: str, rule: str, excerpt: str) -> None:
    """A mistyped fact or attribute would leave the example to hold for nothing."""
    text = files(aa="weekly-report.submitted")
    text[PATH] = text[PATH].replace("given: []", f"given: [{given}]")
    (problem,) = rulebook_problems(book_of(text))
    assert problem.rule == rule
    assert excerpt in problem.excerpt


@pytest.mark.parametrize(
    "given",
    [
        "{fact: weekly-report.submitted, at: 2026-10-09 17:00, person: zhang, unit: east, week: 2026-W41}",
        "{fact: bb.raised, at: 2026-10-09, severity: ordinary}",
        "{fact: record.landed, at: 2026-10-09 17:00, kind: leave}",
    ],
)
def test_what_a_record_a_rule_or_git_states_may_be_given(given: str) -> None:
    text = files(aa="weekly-report.submitted", bb="weekly-report.submitted")
    text[PATH] = text[PATH].replace("given: []", f"given: [{given}]")
    assert list(rulebook_problems(book_of(text))) == []


def test_the_check_tells_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = files(aa="bb.raised", bb="aa.raised")
    written["calendar/2024.yaml"] = (ROOT / "records/calendar/2024.yaml").read_text(encoding="utf-8")
    for path, text in written.items():
        file = tmp_path / "records" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "schemas").symlink_to(ROOT / "schemas")
    assert main(["check", "--base-dir", str(tmp_path)]) == 1
    assert "规则互相等待" in capsys.readouterr().out
