"""A rule that lacks what it reads tells nothing, what rests on it neither, and a card says what is missing."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from taizhang.history.history import History, Unknown
from taizhang.ledger import Ledger, compute
from taizhang.ledger.lacking import charged_by, lacking
from taizhang.records.book import Book
from taizhang.rulebook import rulebooks_of
from taizhang.rules.outcome import Known
from tests.books import COMPANY, ROOT, book_of, company, person, report, schemas

AS_OF = datetime(2026, 11, 5, 9, 0)


@cache
def book(*, elsewhere: bool, reports: bool) -> Book:
    """A manager with the company's rulebooks; weekly reports are here, or kept elsewhere."""
    files = company() | person("zhang", "张伟", "T0001", ("2026-01-01", "", "east"))
    for path in (ROOT / "records/rulebooks").rglob("*.yaml"):
        files[path.relative_to(ROOT / "records").as_posix()] = path.read_text(encoding="utf-8")
    if reports:
        files |= report("zhang", "2026-W42", "2026-10-16 17:30")
    if elsewhere:
        files["company.yaml"] = COMPANY + "kept_elsewhere: [weekly-report]\n"
    return book_of(files)


def ledger(found: Book) -> Ledger:
    """The book's, of a company whose past nobody knows."""
    return compute(found, History("+08:00", why_unknown=Unknown.NO_GIT), AS_OF)


def test_nothing_lacks_where_all_is_there() -> None:
    there = book(elsewhere=True, reports=True)
    assert there.absent == frozenset()
    assert lacking(rulebooks_of(there), schemas(), frozenset()) == {}
    assert {one.state.value for one in ledger(there).obligations if one.rule == "weekly-report"} == {
        "met",
        "missed",
        "pending",
    }


def test_a_kind_that_is_kept_elsewhere_leaves_its_rules_out_with_those_that_read_them() -> None:
    away = book(elsewhere=True, reports=False)
    assert away.absent == {"weekly-report"}
    found = lacking(rulebooks_of(away), schemas(), away.absent)
    assert found["weekly-report"] == found["weekly-rollup"] == {"weekly-report"}
    assert "visit-plan" not in found
    assert "scorecard" not in {rule.kind for one in rulebooks_of(away) for rule in one.rules if rule.id in found}
    told = {one.rule for one in ledger(away).outcomes}
    assert "visit-plan" in told
    assert told.isdisjoint(found)


def test_a_line_on_which_they_would_charge_is_missing_not_full() -> None:
    away, there = (ledger(book(elsewhere=one, reports=False)) for one in (True, False))
    rules = [rule for rule in there.rules if rule.id == "weekly-report"]
    assert charged_by(rules) == {"work-planning"}
    for found, known in ((away, Known.MISSING), (there, Known.NUMBER)):
        card = next(one for one in found.scorecards if one.person == "zhang" and one.period == "2026-10")
        line = card.line("work-planning")
        assert line is not None
        assert line.known is known
    card = next(one for one in away.scorecards if one.person == "zhang")
    assert card.total is None


def test_a_value_made_of_an_unread_field_is_not_told() -> None:
    books = rulebooks_of(book(elsewhere=False, reports=False))
    kinds = {rule.id: rule.kind for one in books for rule in one.rules}
    found = lacking(books, schemas(), frozenset(), frozenset({("result.figure", "amount")}))
    assert found
    assert {kinds[rule] for rule in found} <= {"measure", "adjust", "require"}
    assert (
        lacking(books, schemas(), frozenset(), frozenset({("result.figure", "nothing"), ("notice.given", "amount")}))
        == {}
    )
