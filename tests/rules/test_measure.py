"""Measures: numbers, missing and not applicable kept apart (G12); attainment by hand from the demo's records (A7.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import PurePath

import pytest

from taizhang.facts.fact import Fact
from taizhang.rules import measure
from taizhang.rules.outcome import Known, Measure
from tests.books import ROOT, person
from tests.rules.scratch import ZHANG, demo, ledger_of, parts, quiz, result, sentences, target
from tests.rules.worlds import BOOK, fact, rule, world

RULES = parts("measures")
OCTOBER = "2026-11-03 09:00"
RECORDED = "2026-11-02 11:00"


def measured(as_of: str, key: str, *files: dict[str, str]) -> Measure:
    """One measure; there must be one."""
    found = ledger_of(as_of, RULES, ZHANG, *files).find(key)
    assert isinstance(found, Measure)
    return found


def marketing(*files: dict[str, str], as_of: str = OCTOBER) -> tuple[Known, Decimal | None]:
    """Zhang's attainment of October."""
    found = measured(as_of, "marketing-attainment/2026-10/zhang", *files)
    return found.known, found.value


LINES = target("2026-10", "lines marketing true 3 zhang=3")


@pytest.mark.parametrize(
    ("amount", "percent"), [("2.99", "99.67"), ("3", "100"), ("3.01", "100.33"), ("0", "0"), ("3.9", "130")]
)
def test_result_over_target(amount: str, percent: str) -> None:
    """2.99 / 3 = 99.666… %; zero is a number."""
    assert marketing(LINES, result("2026-10", RECORDED, f"zhang lines {amount}")) == (Known.NUMBER, Decimal(percent))


def test_missing_until_the_result_is_recorded() -> None:
    """By the minute of its recording."""
    given = result("2026-10", RECORDED, "zhang lines 3")
    assert marketing(LINES, given, as_of="2026-11-02 10:59") == (Known.MISSING, None)
    assert marketing(LINES, given, as_of=RECORDED) == (Known.NUMBER, Decimal(100))


def test_missing_while_one_of_two_results_lacks() -> None:
    """Half a measure would be a wrong one."""
    both = target("2026-10", "lines marketing true 3 zhang=3", "revenue marketing true 9 zhang=9")
    assert marketing(both, result("2026-10", RECORDED, "zhang lines 3")) == (Known.MISSING, None)


def test_missing_where_the_unit_has_no_targets() -> None:
    """Somebody forgot to set them: that is no reason to leave the line out."""
    assert marketing() == (Known.MISSING, None)


def test_not_applicable_without_a_share() -> None:
    """The unit's targets are set, his share is nothing or zero."""
    assert marketing(target("2026-10", "lines marketing true 0 zhang=0")) == (Known.NOT_APPLICABLE, None)
    others = (target("2026-10", "lines marketing true 3 li=3"), person("li", "李娜", "T2", ("2025-01-01", "", "east")))
    assert marketing(*others) == (Known.NOT_APPLICABLE, None)


def test_weights_are_equal_unless_given() -> None:
    """100 % and 50 %: 75; with weights 3 and 1: 87.5."""
    files = (
        target("2026-10", "lines marketing true 2 zhang=2", "revenue marketing true 8 zhang=8"),
        result("2026-10", RECORDED, "zhang lines 2", "zhang revenue 4"),
    )
    assert marketing(*files) == (Known.NUMBER, Decimal(75))
    path, text = next(iter(RULES.items()))
    weighted = {path: text.replace("    attainment:\n", "    attainment:\n      weights: {lines: 3}\n", 1)}
    assert marketing(*files, weighted) == (Known.NUMBER, Decimal("87.5"))


def test_a_transfer_adds_up_both_units() -> None:
    """Shares and results of the month in two branches are his all the same."""
    mover = person("zhang", "张伟", "T0001", ("2025-01-01", "2026-10-15", "east"), ("2026-10-16", "", "west"))
    files = (
        target("2026-10", "lines marketing true 3 zhang=3"),
        target("2026-10", "lines marketing true 1 zhang=1", unit="west"),
        result("2026-10", RECORDED, "zhang lines 1"),
        result("2026-10", RECORDED, "zhang lines 1", unit="west"),
    )
    assert marketing(mover, *files) == (Known.NUMBER, Decimal(50))


def test_only_a_rate_takes_the_unit_s_figure() -> None:
    """Satisfaction is the branch's; an additive indicator is nobody's but his."""
    rate = target("2026-10", "rate service false 95 zhang=95")
    sum_ = target("2026-10", "rate service true 95 zhang=95")
    given = result("2026-10", RECORDED, totals="rate 93")
    found = [measured(OCTOBER, "service-attainment/2026-10/zhang", one, given) for one in (rate, sum_)]
    assert [(one.known, one.value) for one in found] == [(Known.NUMBER, Decimal("97.89")), (Known.MISSING, None)]
    assert "measure.attained-by-unit" in sentences(found[0].cause)


def test_tests_are_averaged_by_subject_and_month() -> None:
    """93.5 and 80: 86.75; September's and the other subject's stay out; none is missing, zero is a number."""
    files = (
        quiz("2026-09-30", "business", "zhang 10"),
        quiz("2026-10-01", "business", "zhang 93.5"),
        quiz("2026-10-31", "business", "zhang 80"),
        quiz("2026-10-20", "products", "zhang 0"),
    )
    assert measured(OCTOBER, "business-test/2026-10/zhang", *files).value == Decimal("86.75")
    assert measured(OCTOBER, "products-test/2026-10/zhang", *files).value == Decimal(0)
    assert measured(OCTOBER, "products-test/2026-11/zhang", *files).known is Known.MISSING


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        ("count: {fact: test.taken}", 3),
        ("sum: {fact: test.taken, field: score}", 150),
        ("ratio: {part: {fact: test.taken, where: {subject: business}}, whole: {fact: test.taken}}", "66.67"),
    ],
)
def test_other_shapes(shape: str, value: str | int) -> None:
    """Three tests, two of business, 150 points; without a test zero, but a ratio then does not apply."""
    path, text = next(iter(RULES.items()))
    other = {path: text.replace("average: {fact: test.taken, field: score, where: {subject: products}}", shape)}
    days = (("2026-10-12", "business"), ("2026-10-13", "business"), ("2026-10-14", "products"))
    key = "products-test/2026-10/zhang"
    found = measured(OCTOBER, key, other, *(quiz(day, subject, "zhang 50") for day, subject in days))
    assert found.value == Decimal(value)
    none = measured(OCTOBER, key, other)
    expected = (Known.NOT_APPLICABLE, None) if "ratio" in shape else (Known.NUMBER, Decimal(0))
    assert (none.known, none.value) == expected


def test_only_who_was_there_all_month_is_measured() -> None:
    """A joiner of 10-02 has none for October; one of 10-01 has."""
    people = [person(day, day, f"T{day[-1]}", (f"2026-10-0{day[-1]}", "", "east")) for day in ("on1", "on2")]
    ledger = ledger_of(OCTOBER, RULES, *people)
    found = {one.person for one in ledger.measures if one.period == "2026-10"}
    assert found == {"on1"}


def test_zhang_wei_of_the_demo() -> None:
    """From targets and results of telecom-east, 2026-10:

    marketing: revenue 102,000 / 120,000 = 85 %, lines 3 / 5 = 60 %; mean 72.5 %.
    service: visits 9 / 12 = 75 %, satisfaction (the branch's) 93 / 95 = 97.8947… %; mean 86.447… -> 86.45 %.
    """
    found = {one.rule: one for one in demo().measures if (one.person, one.period) == ("zhang-wei", "2026-10")}
    values = {name: one.value for name, one in found.items()}
    assert values["marketing-attainment"] == Decimal("72.5")
    assert values["service-attainment"] == Decimal("86.45")
    assert (values["business-test"], values["products-test"]) == (Decimal("93.5"), Decimal(75))
    below = found["marketing-attainment"].cause.children
    sources = {getattr(cause.source, "path", "") for cause in below if cause.sentence == "measure.attained"}
    assert sources == {"records/results/telecom-east/2026-10.yaml"}
    assert (ROOT / PurePath(next(iter(sources)))).is_file()


def inspected(day: str, *results: str) -> dict[str, str]:
    """An inspection of east by marketing: service standard, one point a result."""
    head = f"""\
id: service-standard-1
unit: east
month: {day[:7]}
level: marketing
topic: service-standard
inspectors: [boss]
made_on: {day}
submitted_at: {day} 17:00
items:
"""
    fail = ", deviation: 没有问候, severity: general"
    point = "  - {{id: e-{}, person: zhang, subject: 问候, method: call, result: {}{}}}\n"
    lines = [point.format(number, one, fail if one == "fail" else "") for number, one in enumerate(results)]
    return {f"inspections/east/{day[:7]}/service-standard-1.yaml": head + "".join(lines)}


@pytest.mark.parametrize(
    ("results", "known", "value"),
    [
        ((), Known.NOT_APPLICABLE, None),
        (("not-applicable",), Known.NOT_APPLICABLE, None),
        (("fail",), Known.NUMBER, Decimal(0)),
        (("pass", "fail", "pass", "not-applicable"), Known.NUMBER, Decimal("66.67")),
        (("pass",), Known.NUMBER, Decimal(100)),
    ],
)
def test_a_measure_of_a_unit(results: tuple[str, ...], known: Known, value: Decimal | None) -> None:
    """Two of three passed; what does not apply is not counted; it is nobody's in person (A8.2)."""
    files = inspected("2026-10-13", *results) if results else {}
    rules = parts("inspections", "notices")
    found = ledger_of(OCTOBER, rules, ZHANG, files).find("service-standard-rate/2026-10/east")
    assert isinstance(found, Measure)
    assert (found.known, found.value, found.person, found.unit) == (known, value, "", "east")
    left = [one for step in found.cause.children for one in step.children if one.sentence == "measure.not-part"]
    assert len(left) == (results.count("fail") if known is Known.NUMBER else 0)


def test_an_inspection_counts_in_the_month_in_which_it_is_made() -> None:
    rules = parts("inspections", "notices")
    ledger = ledger_of("2026-12-03 09:00", rules, ZHANG, inspected("2026-11-03", "pass"))
    known = [ledger.find(f"service-standard-rate/{month}/east").known for month in ("2026-10", "2026-11")]  # type: ignore[union-attr]
    assert known == [Known.NOT_APPLICABLE, Known.NUMBER]


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ("month", {"2026-07": "50", "2026-08": None, "2026-09": "100", "2026-10": "0"}),
        ("quarter", {"2026-Q3": "66.67", "2026-Q4": "0"}),
        ("year", {}),
    ],
)
def test_a_ratio_of_several_kinds_of_fact_by_any_cycle(every: str, expected: dict[str, str | None]) -> None:
    """E7.1: July 1 of 2, September 1 of 1, October 0 of 1; the year began before the rule, so it has none."""
    made = world(
        "2026-10-20",
        [
            fact("clock.met", "2026-07-10", 1, person="zhang", unit="east"),
            fact("clock.late", "2026-07-11", 2, person="zhang", unit="east"),
            fact("clock.met", "2026-09-11", 3, person="zhang", unit="east"),
            fact("clock.overdue", "2026-10-11", 4, person="zhang", unit="east"),
            fact("clock.excused", "2026-10-12", 5, person="zhang", unit="east"),
        ],
    )
    one = rule(
        "measure",
        per={"register": "person", "where": {"role": "account-manager"}},
        every=every,
        ratio={"part": {"fact": "clock.met"}, "whole": {"fact": ["clock.met", "clock.late", "clock.overdue"]}},
    )
    one = replace(one, start=date(2026, 7, 1))
    assert measure.reads(one) == {"clock.met", "clock.late", "clock.overdue"}
    found = {one.period: one.value for one in measure.run(BOOK, one, made)}
    assert found == {period: None if value is None else Decimal(value) for period, value in expected.items()}


def test_a_fact_of_a_month_lies_in_its_quarter() -> None:
    """Recorded in July, the figure of June is one of the second quarter, and of the first half-year (C5.1)."""
    figures = [
        fact("result.figure", "2026-05-02", 1, person="zhang", unit="east", month="2026-04", amount=3),
        fact("result.figure", "2026-07-02", 2, person="zhang", unit="east", month="2026-06", amount=4),
        fact("result.figure", "2026-08-02", 3, person="zhang", unit="east", month="2026-07", amount=8),
    ]
    wanted = {"fact": "result.figure", "field": "amount", "period": "month"}
    for every, expected in (("quarter", {"2026-Q1": 0, "2026-Q2": 7}), ("half-year", {"2026-H1": 7})):
        per = {"register": "person", "where": {"role": "account-manager"}}
        made = rule("measure", per=per, every=every, sum=wanted)
        found = {one.period: one.value for one in measure.run(BOOK, made, world("2026-06-30", figures))}
        assert found == {key: value if key[-2:] != "Q2" and key[-2:] != "H1" else 3 for key, value in expected.items()}
        found = {one.period: one.value for one in measure.run(BOOK, made, world("2026-08-31", figures))}
        assert {key: found[key] for key in expected} == expected


def test_provided_counts_only_what_another_fact_bears_out() -> None:
    """A rating of somebody who is no member of the committee is no rating (C2.1)."""
    ratings = [
        fact("rating.given", "2026-10-08", place, person="zhang", by=who, score=score)
        for place, (who, score) in enumerate((("li", 80), ("wang", 20)))
    ]
    member = fact("committee.member", "2026-01-01", 9, person="li")
    provided = [{"fact": "committee.member", "by": {"person": "by"}, "covering": "day"}]
    per = {"register": "person", "where": {"role": "account-manager"}}
    average = {"fact": "rating.given", "field": "score", "provided": provided}
    made = rule("measure", per=per, every="month", average=average)
    found = {one.period: one.value for one in measure.run(BOOK, made, world("2026-10-31", [*ratings, member]))}
    assert found["2026-10"] == 80
    assert measure.reads(made) == {"rating.given", "committee.member"}


def test_a_sum_waits_for_its_report() -> None:
    """Without the month's statement it is missing, however much there is; with it, nothing sold is zero (D3.4)."""
    sale = fact("sale.booked", "2026-10-12", 1, person="zhang", unit="east", amount="7.50")
    told = fact("statement.made", "2026-11-02 10:30", 2, person="zhang", unit="east", month="2026-10")
    wanted = {
        "fact": "sale.booked",
        "field": "amount",
        "reported": {"fact": "statement.made", "period": "month"},
    }
    per = {"register": "person", "where": {"role": "account-manager"}}
    made = rule("measure", per=per, every="month", sum=wanted)

    def october(at: str, *facts: Fact) -> tuple[Known, Decimal | None]:
        found = {one.period: (one.known, one.value) for one in measure.run(BOOK, made, world(at, facts))}
        return found["2026-10"]

    assert october("2026-11-02 10:29", sale, told) == (Known.MISSING, None)
    assert october("2026-11-02 10:30", sale, told) == (Known.NUMBER, Decimal("7.50"))
    assert october("2026-11-02 10:30", told) == (Known.NUMBER, Decimal(0))
    assert measure.reads(made) == {"sale.booked", "statement.made"}


def test_a_ratio_of_sums_and_what_bears_a_part_out() -> None:
    """8 asked, 7 content, and 4 asked, 1 content, are 66.67 %; of nobody asked it is not applicable (D3.1)."""
    asked = [
        fact("staff.asked", f"2026-10-{17 + n} 22:10", n, person="zhang", unit="east", asked=of, satisfied=yes)
        for n, (of, yes) in enumerate(((8, 7), (4, 1)))
    ]
    shape = {
        "part": {"fact": "staff.asked", "field": "satisfied"},
        "whole": {"fact": "staff.asked", "field": "asked"},
    }
    per = {"register": "person", "where": {"role": "account-manager"}}
    made = rule("measure", per=per, every="month", ratio=shape)
    found = {one.period: one for one in measure.run(BOOK, made, world("2026-10-31", asked))}
    assert found["2026-10"].value == Decimal("66.67")
    assert found["2026-09"].known is Known.NOT_APPLICABLE
    borne = {"fact": "staff.asked", "provided": [{"fact": "shift.problem", "by": ["person"]}]}
    counted = rule("measure", per=per, every="month", ratio={"part": borne, "whole": {"fact": "staff.asked"}})
    problem = fact("shift.problem", "2026-10-17 19:20", 9, person="zhang", unit="east")
    (part, *_), whole = (
        [one for one in measure.run(BOOK, counted, world("2026-10-31", facts)) if one.period == "2026-10"]
        for facts in ([*asked, problem], asked)
    )
    assert (part.value, whole[0].value) == (Decimal(100), Decimal(0))
    told = [one for one in sentences(part.cause) if one in {"measure.part", "fact.stated"}]
    assert told == ["measure.part", "fact.stated"] * 2
