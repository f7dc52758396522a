"""Scorecards of A7.1 and A7.2: three of October 2026 followed by hand, and what moves, bounds or leaves out a line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from taizhang.ledger import Ledger
from taizhang.rules.charge import POINTS
from taizhang.rules.outcome import CardLine, Cause, Known, Scorecard
from taizhang.when.period import parse_period
from tests.books import person, report
from tests.rules.scratch import REPORTING, ZHANG, demo, incident, ledger_of, parts, quiz, result, sentences, target

RULES = parts("assessment", "incidents", "measures", "visit-agreement") | REPORTING
WEEKS = tuple(f"2026-W{number}" for number in range(41, 45))
FRIDAYS = {"2026-W41": "2026-10-09", "2026-W42": "2026-10-16", "2026-W43": "2026-10-23", "2026-W44": "2026-10-30"}
FULL = (
    target("2026-10", "lines marketing true 4 zhang=4", "visits service true 8 zhang=8"),
    result("2026-10", "2026-11-02 11:00", "zhang lines 3", "zhang visits 8"),
    quiz("2026-10-19", "business", "zhang 90"),
    quiz("2026-10-23", "products", "zhang 80"),
    *(report("zhang", week, f"{FRIDAYS[week]} 17:00") for week in WEEKS),
)
"""Marketing 3 / 4 = 75 % of 40 = 30; service 100 % of 20 = 20; process 10 + 10 + 8 + 5.4 + 4.8 = 38.2: 88.2 in all."""


def card_of(ledger: Ledger, key: str) -> Scorecard:
    """The card with this key; there must be one."""
    found = ledger.find(f"scorecard/{key}")
    assert isinstance(found, Scorecard)
    return found


def line_of(card: Scorecard, identity: str) -> CardLine:
    """A line of the card; there must be one."""
    found = card.line(identity)
    assert found is not None
    return found


def scores(card: Scorecard) -> dict[str, Decimal | None]:
    """The lines' scores by id."""
    return {line.id: line.score for line in card.lines}


def scratch(*files: dict[str, str], as_of: str = "2026-11-05 09:00") -> Scorecard:
    """Zhang's card of October in a scratch company with full records and these on top."""
    return card_of(ledger_of(as_of, RULES, ZHANG, *FULL, *files), "2026-10/zhang")


def charged(cause: Cause, sentence: str = "card.entry") -> Iterator[Cause]:
    """The causes of a card with this sentence, depth first."""
    if cause.sentence == sentence:
        yield cause
    for child in cause.children:
        yield from charged(child, sentence)


NAMES = (
    "marketing",
    "service",
    "base-service",
    "service-quality",
    "work-planning",
    "business-knowledge",
    "product-knowledge",
    "adjustments",
)


def figures(who: str) -> list[str]:
    """The lines of somebody's card of October 2026 in the demo, then its total."""
    card = card_of(demo(), f"2026-10/{who}")
    found = scores(card)
    assert found["adjustments-bounded"] == found["adjustments"]
    return [str(found[name]) for name in NAMES] + [str(card.total)]


def test_zhang_wei_by_hand() -> None:
    """October 2026 of the demo, from its records:

    marketing: revenue 102,000 / 120,000 = 85 %, lines 3 / 5 = 60 %, mean 72.5 %; 40 x 0.725 = 29.00
    service: visits 9 / 12 = 75 %, satisfaction 93 / 95 = 97.8947 %, mean 86.45 %; 20 x 0.8645 = 17.29
    base service and service quality: nothing charged, 10 and 10
    work planning: 8 - 1 (W42's report at 18:05) - 1 (the trip of 10-13 filled in at 10:15, after departure) = 6
    business knowledge: test 93.5; 6 x 0.935 = 5.61.   product knowledge: test 75; 6 x 0.75 = 4.50
    adjustments: the award of 10-20, +2
    29.00 + 17.29 + 10 + 10 + 6 + 5.61 + 4.50 + 2 = 84.40
    """
    assert figures("zhang-wei") == ["29.00", "17.29", "10.00", "10.00", "6.00", "5.61", "4.50", "2.00", "84.40"]


def test_su_juan_by_hand() -> None:
    """October 2026 of the demo, from its records:

    marketing: lines 3 / 4 = 75 %, revenue 55,825.06 / 72,500 = 77.00 %, mean 76 %; 40 x 0.76 = 30.40
    service: satisfaction 96.8 / 95 = 101.89 %, visits 17 / 14 = 121.43 %, mean 111.66 %: over 100 %, the maximum, 20
    base service: 10 - 0.5 (C-000148 on 10-21: trip and report without a service) = 9.5
    service quality: 10 - 1 (one contact told on 10-23 of the change of 10-16, due 10-20) - 2 (one never) = 7
    work planning: nothing charged, 8
    business knowledge: test 73; 6 x 0.73 = 4.38.   product knowledge: test 89.5; 6 x 0.895 = 5.37
    30.40 + 20 + 9.5 + 7 + 8 + 4.38 + 5.37 + 0 = 84.65
    """
    assert figures("su-juan") == ["30.40", "20.00", "9.50", "7.00", "8.00", "4.38", "5.37", "0.00", "84.65"]


def test_zhao_min_by_hand() -> None:
    """October 2026 of the demo, from its records:

    marketing: lines 2 / 4 = 50 %, revenue 37,260.18 / 46,000 = 81.00 %, mean 65.5 %; 40 x 0.655 = 26.20
    service: satisfaction 93 / 95 = 97.8947 %, visits 13 / 13 = 100 %, mean 98.95 %; 20 x 0.9895 = 19.79
    base service, service quality, work planning: nothing charged, 10, 10 and 8
    business knowledge: test 87; 6 x 0.87 = 5.22.   product knowledge: test 70.5; 6 x 0.705 = 4.23
    adjustments: the justified complaint of 10-21, -3
    26.20 + 19.79 + 10 + 10 + 8 + 5.22 + 4.23 - 3 = 80.44
    """
    assert figures("zhao-min") == ["26.20", "19.79", "10.00", "10.00", "8.00", "5.22", "4.23", "-3.00", "80.44"]


def test_what_is_charged_stands_below_its_line() -> None:
    """Zhang Wei's two charges of work planning, each with the whole explanation of its own."""
    card = card_of(demo(), "2026-10/zhang-wei")
    entries = {one.key: one for one in demo().entries if (one.person, one.period) == ("zhang-wei", "2026-10")}
    below = [one.children[0] for one in charged(line_of(card, "work-planning").cause)]
    assert entries["weekly-report/2026-W42/zhang-wei#work-planning"].cause in below
    assert len(below) == 2


def within(month: str, period: str) -> bool:
    """Whether an entry's month lies in a card's period."""
    own, whole = parse_period(month), parse_period(period)
    return own is not None and whole is not None and whole.start <= own.start and own.end <= whole.end


def test_every_entry_of_the_demo_stands_on_its_card_once() -> None:
    """Counted or told as charged already: none is lost, none is told twice."""
    ledger = demo()
    for card in ledger.scorecards:
        told = [*charged(card.cause), *charged(card.cause, "card.not-charged")]
        theirs = (one for one in ledger.entries if one.person == card.person and one.account == POINTS)
        mine = [one for one in theirs if card.person and within(one.period, card.period)]
        lines = {line.id for line in card.lines}
        assert {one.line for one in mine} <= lines, card.key
        assert sorted(id(one.children[0]) for one in told) == sorted(id(one.cause) for one in mine), card.key


def test_a_missing_measure_leaves_the_total_missing() -> None:
    """October as it stood on 11-02 at 10:59, a minute before the results were recorded.

    Marketing and service are missing, so is the total; the other lines stand: 10, 10, 8, 5.4 and 4.8.
    """
    card = scratch(as_of="2026-11-02 10:59")
    assert (card.total, card.known) == (None, Known.MISSING)
    assert scores(card) == {
        "marketing": None,
        "service": None,
        "base-service": 10,
        "service-quality": 10,
        "work-planning": 8,
        "business-knowledge": Decimal("5.4"),
        "product-knowledge": Decimal("4.8"),
        "adjustments": 0,
        "adjustments-bounded": 0,
    }
    assert card.cause.sentence == "card.total-missing"
    assert card_of(demo(), "2026-11/zhang-wei").total is None


def test_bounded_adjustments_by_hand() -> None:
    """Two media exposures and a justified complaint: -10 - 10 - 3 = -23, bounded to -20.

    30 + 20 + 10 + 10 + 8 + 5.4 + 4.8 = 88.2; with -20: 68.2. Both figures are lines of their own.
    """
    days = {"2026-10-12": "media-exposure", "2026-10-13": "media-exposure", "2026-10-14": "justified-complaint"}
    card = scratch(*(incident("a", day, kind, f"{day} 21:00") for day, kind in days.items()))
    assert [line_of(card, "adjustments").score, line_of(card, "adjustments-bounded").score] == [-23, -20]
    assert card.total == Decimal("68.2")
    assert "card.limited" in sentences(card.cause)


@pytest.mark.parametrize(
    ("kinds", "raw", "bounded"),
    [
        (["media-exposure"] * 2, -20, -20),
        (["media-exposure"] * 2 + ["product-arrears"], -22, -20),
        (["product-retained"] * 6 + ["award-won"], 20, 20),
        (["product-retained"] * 7, 21, 20),
        ([], 0, 0),
    ],
)
def test_the_bounds_at_their_edges(kinds: list[str], raw: int, bounded: int) -> None:
    """-20 and +20 are inside."""
    given = [
        incident("a", f"2026-10-{day:02d}", kind, f"2026-10-{day:02d} 21:00") for day, kind in enumerate(kinds, 10)
    ]
    card = scratch(*given)
    assert [scores(card)["adjustments"], scores(card)["adjustments-bounded"]] == [raw, bounded]
    assert card.total == Decimal("88.2") + bounded


@pytest.mark.parametrize(
    ("done", "expected"), [("3.99", "39.90"), ("4", "40"), ("4.01", "40"), ("5.2", "40"), ("0", "0")]
)
def test_a_line_lies_within_its_maximum(done: str, expected: str) -> None:
    """99.75 %, 100 %, 100.25 % and 130 % of 40 points."""
    card = scratch(result("2026-10", "2026-11-02 11:00", f"zhang lines {done}", "zhang visits 8"))
    assert line_of(card, "marketing").score == Decimal(expected)
    assert line_of(card, "marketing").score is not None


def test_deductions_stop_at_nothing() -> None:
    """Four missing reports: 8 - 4 x 3 = -4, so 0."""
    ledger = ledger_of("2026-11-05 09:00", RULES, ZHANG, *FULL[:4])
    planning = line_of(card_of(ledger, "2026-10/zhang"), "work-planning")
    assert planning.score == 0
    assert [one.values["points"] for one in charged(planning.cause)] == [-3, -3, -3, -3]
    assert "card.bounded" in sentences(planning.cause)


def test_one_cause_is_charged_once() -> None:
    """A missing report costs 3 points; that its visit agrees with nothing costs nothing more, and the card says why."""
    visit = (
        "person: zhang\nunit: east\nweek: 2026-W42\ntrips:\n  - id: 2026-10-13-1\n    customer: C-000123\n"
        "    destination: 那里\n    purpose: 拜访\n    filled_at: 2026-10-13 08:00\n    departed_at: 2026-10-13 09:40\n"
    )
    files = {"trip-logs/east/2026-W42/zhang.yaml": visit}
    kept = [one for one in FULL if not any("W42" in path for path in one)]
    card = card_of(ledger_of("2026-11-05 09:00", RULES, ZHANG, *kept, files), "2026-10/zhang")
    assert [line_of(card, "work-planning").score, line_of(card, "base-service").score] == [5, 10]
    (told,) = charged(line_of(card, "base-service").cause, "card.not-charged")
    assert (told.values["first"], told.values["points"]) == ("周五 17:30 前提交周报", Decimal("-0.5"))
    assert card_of(ledger_of("2026-11-05 09:00", RULES, ZHANG, *FULL, files), "2026-10/zhang").line("base-service")
    agreed = card_of(ledger_of("2026-11-05 09:00", RULES, ZHANG, *FULL, files), "2026-10/zhang")
    assert line_of(agreed, "base-service").score == Decimal("9.5")


def test_a_line_that_does_not_apply_moves_its_weight() -> None:
    """No share of a service indicator: marketing is worth 60, 75 % of it 45; 45 + 38.2 = 83.2."""
    card = scratch(target("2026-10", "lines marketing true 4 zhang=4", "visits service true 0 zhang=0"))
    service = line_of(card, "service")
    assert (service.known, service.score, service.maximum) == (Known.NOT_APPLICABLE, None, Decimal(0))
    assert [line_of(card, "marketing").maximum, line_of(card, "marketing").score] == [60, 45]
    assert card.total == Decimal("83.2")


def test_a_section_of_which_nothing_applies_leaves_no_total() -> None:
    """No line is there to take the weight, so nobody decides silently."""
    card = scratch(target("2026-10", "lines marketing true 0 zhang=0", "visits service true 0 zhang=0"))
    assert card.total is None
    assert "card.section-not-applicable" in sentences(card.cause)


def test_a_charge_on_a_line_that_is_not_there_is_told() -> None:
    """A rule that names a wrong line takes nothing silently."""
    path = "rulebooks/telecom/incidents.yaml"
    wrong = {path: RULES[path].replace("line: adjustments", "line: adjustment")}
    card = scratch(wrong, incident("a", "2026-10-12", "award-won", "2026-10-12 21:00"))
    assert card.total == Decimal("88.2")
    assert [one.values["line"] for one in charged(card.cause, "card.no-such-line")] == ["adjustment"]


def test_a_line_that_no_rule_charges_says_so() -> None:
    """Its maximum, with the reason; a line that rules charge starts from it."""
    card = scratch()
    assert card.total == Decimal("88.2")
    assert sentences(line_of(card, "service-quality").cause) == ["card.line", "card.nobody-charges"]
    assert sentences(line_of(card, "work-planning").cause) == ["card.line", "card.from-maximum"]


@pytest.mark.parametrize(
    ("start", "until", "months"),
    [
        ("2026-10-01", "", ["2026-10", "2026-11"]),
        ("2026-10-02", "", ["2026-11"]),
        ("2026-09-01", "2026-10-30", ["2026-09"]),
        ("2026-09-01", "2026-10-31", ["2026-09", "2026-10"]),
    ],
)
def test_joiners_and_leavers(start: str, until: str, months: list[str]) -> None:
    """A card for the months of which every day was served (G7)."""
    ledger = ledger_of("2026-11-05 09:00", RULES, person("zhang", "张伟", "T0001", (start, until, "east")))
    assert [card.period for card in ledger.scorecards] == months


def test_the_demo_s_joiner_and_leaver() -> None:
    """peng-xin began on 10-16, xie-jun's last day was 10-15."""
    found = {(card.person, card.period) for card in demo().scorecards if card.person in {"peng-xin", "xie-jun"}}
    assert found == {("xie-jun", "2026-09"), ("peng-xin", "2026-11")}


def test_a_transfer_keeps_the_card() -> None:
    """One card, of the month's last unit."""
    mover = person("zhang", "张伟", "T0001", ("2026-09-01", "2026-10-15", "east"), ("2026-10-16", "", "west"))
    ledger = ledger_of("2026-11-05 09:00", RULES, mover)
    assert [(card.period, card.unit) for card in ledger.scorecards if card.period == "2026-10"] == [("2026-10", "west")]


def test_sections_hold_their_maxima() -> None:
    """60 and 40 on every card of telecom's, whatever does not apply; on all others what their rule says."""
    ledger = demo()
    sections = {rule.id: rule.parameters.get("sections", ()) for rule in ledger.rules}
    for card in ledger.scorecards:
        for section in sections[card.rule]:
            lines = [line for line in card.lines if line.section == section["id"]]
            whole = sum(Decimal(str(line["maximum"])) for line in section["lines"])
            nothing = all(line.known is Known.NOT_APPLICABLE for line in lines)
            assert sum(line.maximum for line in lines) == (0 if nothing else whole), card.key
    telecom = {section["id"]: sum(line["maximum"] for line in section["lines"]) for section in sections["scorecard"]}
    assert telecom == {"target": 60, "process": 40}
