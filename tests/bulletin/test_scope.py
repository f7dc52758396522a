"""Of whom a notice tells: one trade of several, or the whole company where none is named."""

from __future__ import annotations

from datetime import datetime

from taizhang.bulletin.scope import scoped, units_of
from taizhang.facts.fact import Fact, Source
from taizhang.facts.store import Facts
from taizhang.ledger import Ledger
from taizhang.records.book import Book
from taizhang.rulebook import Rulebook
from tests.books import COMPANY, book_of, company
from tests.rules.outcomes import finding

NOW = datetime(2026, 11, 5, 9, 0)
GARDEN = "id: garden\nname: 园艺\nkind: company\ncalendar: every-day\nopened_on: 2020-01-01\n"


def book(unit: str = "") -> Book:
    """A telecom company with two branches, and a garden beside it."""
    said = f"bulletin: {{unit: {unit}}}\n" if unit else ""
    return book_of({**company("east", "west"), "units/garden.yaml": GARDEN, "company.yaml": COMPANY + said})


def ledger() -> Ledger:
    """Findings of a branch, of the garden by its own rulebook, and of no unit; a fact of each."""
    books = (Rulebook("telecom", "", ("telecom",), None, (), ()), Rulebook("garden", "", ("garden",), None, (), ()))
    found = (
        finding(key="r/1", unit="east"),
        finding(key="r/2", unit="garden", rulebook="garden"),
        finding(key="r/3", unit="", rulebook="garden"),
        finding(key="r/4", unit=""),
    )
    facts = (Fact("a.b", NOW, Source(f"{unit or '-'}.yaml"), unit=unit) for unit in ("east", "garden", ""))
    return Ledger(NOW, books, found, Facts(facts, NOW))


def test_without_a_unit_it_is_the_whole_company() -> None:
    whole = ledger()
    assert scoped(whole, book()) is whole
    assert units_of(book(), "") == {"telecom", "east", "west", "garden"}


def test_of_one_trade_the_other_is_left_out() -> None:
    """Its rulebook, its outcomes, also those of no unit, and facts about it."""
    part = scoped(ledger(), book("telecom"))
    assert [one.key for one in part.outcomes] == ["r/1", "r/4"]
    assert [one.id for one in part.rulebooks] == ["telecom"]
    assert [one.unit for one in part.facts.named("a.b")] == ["", "east"]
    assert units_of(book("telecom"), "telecom") == {"telecom", "east", "west"}


def test_a_branch_s_notice_follows_the_rulebooks_above_it() -> None:
    part = scoped(ledger(), book("east"))
    assert [one.id for one in part.rulebooks] == ["telecom"]
    assert [one.key for one in part.outcomes] == ["r/1", "r/4"]


def test_it_is_made_once_for_a_ledger() -> None:
    whole, records = ledger(), book("telecom")
    assert scoped(whole, records) is scoped(whole, records)
