"""A sealed month held against the one reckoned now: by line, by record, and what does not make it untrue."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from taizhang.closing import Differences, closing_of, verify
from taizhang.closing.verify import Became, Shown
from tests.books import book_of
from tests.closing.company import CLOSING, CONFIRMED, incident, ledger_of, month, sealed

LATER = datetime(2026, 11, 20, 18, 30)
AWARD = incident("zhang", "2026-09-20", "2026-09-21 10:00")
(PATH,) = AWARD


def held(found: dict[str, str], at: datetime = LATER) -> Differences:
    """September held against now."""
    book = book_of(found)
    closing = closing_of(book, "east", month())
    assert closing is not None
    return verify(ledger_of(found, at), book, closing)


def score(shown: Shown | None) -> Decimal | None:
    """A side's figure; None where there is none."""
    return shown.score if shown else None


def lines(found: Differences) -> list[tuple[str, str, Decimal | None, Decimal | None]]:
    """Person, line, was and now of each difference."""
    return [(one.person, one.line, score(one.was), score(one.now)) for one in found.lines]


def test_nothing_differs_the_minute_it_was_sealed_and_months_later() -> None:
    for at in (CONFIRMED, LATER):
        found = held(sealed(AWARD), at)
        assert (found.agrees, found.lines, found.records, found.rulebooks) == (True, (), (), False)


def test_what_was_confirmed_after_sealing_differs_from_that_minute_on() -> None:
    late = incident("zhang", "2026-09-28", "2026-10-22 09:30", "product-arrears")
    found = sealed() | late
    assert held(found, datetime(2026, 10, 22, 9, 29)).agrees
    differs = held(found, datetime(2026, 10, 22, 9, 30))
    assert lines(differs) == [
        ("zhang", "adjustments-bounded", Decimal(0), Decimal(-2)),
        ("zhang", "total", Decimal(18), Decimal(16)),
    ]
    assert [(one.record, one.became) for one in differs.records] == [
        ("incidents/east/2026-09/2026-09-28-x-zhang", Became.ADDED)
    ]
    assert [one.line for one in differs.of_person("zhang")] == ["adjustments-bounded", "total"]
    assert differs.of_person("li") == ()


def test_a_record_changed_and_one_taken_away() -> None:
    found = sealed(AWARD)
    changed = held({**found, PATH: found[PATH].replace("award-won", "media-exposure")})
    assert lines(changed)[-1] == ("zhang", "total", Decimal(20), Decimal(8))
    assert [one.became for one in changed.records] == [Became.CHANGED]
    gone = held({path: text for path, text in found.items() if path != PATH})
    assert lines(gone)[-1] == ("zhang", "total", Decimal(20), Decimal(18))
    assert [one.became for one in gone.records] == [Became.GONE]


def test_a_record_that_changes_no_line_is_told_and_agrees() -> None:
    found = sealed(AWARD)
    told = held({**found, PATH: found[PATH].replace("有通报。", "有新通报。")})
    assert told.agrees
    assert [one.became for one in told.records] == [Became.CHANGED]


def test_a_card_that_is_gone_and_one_that_has_come() -> None:
    found = sealed()
    left = {**found, "people/li.yaml": found["people/li.yaml"].replace("from: 2025-01-01", "from: 2026-09-02")}
    assert [(one.person, one.line, one.now) for one in held(left).lines] == [
        ("li", "base-service", None),
        ("li", "work-planning", None),
        ("li", "adjustments-bounded", None),
        ("li", "total", None),
    ]
    back = {**left, CLOSING: sealed()[CLOSING].replace("person: li", "person: wu")}
    assert [one.person for one in held(back).lines if one.line == "total"] == ["wu"]


def test_a_sealed_figure_that_somebody_retyped_differs() -> None:
    found = sealed()
    retyped = {**found, CLOSING: found[CLOSING].replace("total: 18", "total: 19", 1)}
    assert lines(held(retyped)) == [("li", "total", Decimal(19), Decimal(18))]


def test_a_rule_that_was_changed_since_is_told() -> None:
    found = sealed()
    path = "rulebooks/telecom/assessment.yaml"
    told = held({**found, path: found[path].replace("maximum: 8}", "maximum: 7}")})
    assert told.rulebooks
    assert not told.agrees
