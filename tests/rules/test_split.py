"""Targets split into months: a term across the year's turn, weights to the cent, what is stated (C5.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from taizhang.facts.fact import Fact
from taizhang.rules import split
from taizhang.rules.outcome import Finding, Measure, Outcome
from tests.rules.worlds import BOOK, fact, rule, world

SET = "2026-01-05 16:00"
PARAMETERS = {
    "on": {"fact": "t.set"},
    "parts": {"fact": "t.month", "by": ["person", "case"]},
    "stated": {"fact": "t.stated", "by": ["person", "case"]},
}


def target(total: object, first: str, last: str) -> Fact:
    """A target of zhang's."""
    made = fact("t.set", SET, 0, person="zhang", unit="east", case="t1", starts_on=first, ends_on=last, total=total)
    return replace(made, attributes={**made.attributes, "name": "签单金额", "indicator": "signed"})


def months(name: str, parts: Iterable[tuple[str, object]]) -> list[Fact]:
    """Its months by amount or weight."""
    return [
        replace(fact("t.month", SET, place + 1, person="zhang", case="t1"), attributes={"month": month, name: value})
        for place, (month, value) in enumerate(parts)
    ]


def stated(period: str, amount: object) -> Fact:
    """What is written of a quarter or year."""
    return fact("t.stated", SET, 90, person="zhang", case="t1", stated_period=period, amount=amount)


def split_up(*facts: Fact, as_of: str = "2027-03-01") -> list[Outcome]:
    """All that the rule gives."""
    return list(split.run(BOOK, rule("split", **PARAMETERS), world(as_of, facts)))


def values(found: Iterable[Outcome]) -> dict[str, Decimal | None]:
    """The months' values."""
    return {one.period: one.value for one in found if isinstance(one, Measure)}


def wrong(found: Iterable[Outcome]) -> list[str]:
    """What the findings are of."""
    return [one.key.rsplit("/", 1)[1] for one in found if isinstance(one, Finding)]


TERM = target("450000", "2026-09-16", "2027-02-10")
SIX = months(
    "amount",
    [
        ("2026-09", 50000),
        ("2026-10", 100000),
        ("2026-11", 100000),
        ("2026-12", "99999.99"),
        ("2027-01", 80000),
        ("2027-02", "20000.01"),
    ],
)


def test_six_months_and_three_quarters_across_the_turn_of_the_year() -> None:
    quarters = (stated("2026-Q3", 50000), stated("2026-Q4", "299999.99"), stated("2027-Q1", "100000.01"))
    found = split_up(TERM, *SIX, *quarters)
    assert list(values(found)) == ["2026-09", "2026-10", "2026-11", "2026-12", "2027-01", "2027-02"]
    assert sum(value for value in values(found).values() if value is not None) == 450000
    assert wrong(found) == []


def test_a_cent_is_a_finding() -> None:
    """On either side; so is a year that is not its months."""
    assert wrong(split_up(TERM, *SIX, stated("2026-Q4", "299999.98"))) == ["2026-Q4"]
    assert wrong(split_up(TERM, *SIX, stated("2026-Q4", "300000.00"))) == ["2026-Q4"]
    assert wrong(split_up(TERM, *SIX, stated("2026", "349999.99"), stated("2027", 1))) == ["2027"]


def test_a_month_that_lacks_and_one_beyond() -> None:
    assert wrong(split_up(TERM, *SIX[:5])) == ["2027-02", "total"]
    assert wrong(split_up(TERM, *SIX, *months("amount", [("2027-03", 0)]))) == ["2027-03"]


def test_only_months_that_have_begun_are_measured() -> None:
    assert list(values(split_up(TERM, *SIX, as_of="2026-10-31 23:59"))) == ["2026-09", "2026-10"]


@given(
    st.decimals(0, 10**7, places=2),
    st.lists(st.integers(0, 50), min_size=1, max_size=12).filter(any),
)
def test_weights_divide_without_a_rest(total: Decimal, weights: list[int]) -> None:
    """The parts are the total to the cent, none is more than a cent a month off, a weight of nothing has nothing."""
    keys = [f"2026-{place + 1:02}" for place in range(len(weights))]
    span = target(str(total), "2026-01-01", f"{keys[-1]}-28")
    found = values(split_up(span, *months("weight", zip(keys, weights, strict=True))))
    assert sum((value for value in found.values() if value is not None), Decimal(0)) == total
    for key, weight in zip(keys, weights, strict=True):
        value = found[key]
        assert value is not None
        assert abs(value - total * weight / sum(weights)) <= Decimal("0.01") * len(weights)
        assert weight or value == 0


def test_written_months_go_before_weights() -> None:
    """100 less the 40 of January, by 1 to 2."""
    facts = (*months("amount", [("2026-01", 40)]), *months("weight", [("2026-02", 1), ("2026-03", 2)]))
    found = values(split_up(target(100, "2026-01-01", "2026-03-31"), *facts))
    assert found == {"2026-01": 40, "2026-02": 20, "2026-03": 40}
