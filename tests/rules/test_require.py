"""Findings: what must hold of facts, who must have one, what must follow, what must be counted; and the demo's."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from taizhang.facts.fact import Fact, Source
from taizhang.rulebook import Change
from taizhang.rules import require
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, ClauseSource, Finding
from tests.books import person
from tests.rules.worlds import BOOK, backdated, demo, fact, rule, world

TRIP_RULE = {
    "of": {"fact": "trip.visit"},
    "typed": "filled_at",
    "must": {"filled_at": {"before": {"field": "departed_at"}}},
    "key": ["person", "case"],
    "effect": {"points": -1, "line": "work-planning"},
}


def trip(filled: str, number: int = 0, at: str = "2026-10-13 09:40") -> Fact:
    """A trip that departed at 09:40."""
    more: dict[str, Any] = {"filled_at": filled} if filled else {}
    return fact("trip.visit", at, number, person="zhang", unit="east", case=f"t{number}", departed_at=at, **more)


def found(made: World, *changes: Change, **parameters: object) -> list[Finding]:
    """What a rule with these parameters finds."""
    return list(require.run(BOOK, rule("require", *changes, **parameters), made))


def sentences(cause: Cause) -> list[str]:
    """Every sentence id of a cause tree, depth first."""
    return [cause.sentence, *(name for child in cause.children for name in sentences(child))]


@pytest.mark.parametrize(
    ("filled", "count"), [("2026-10-13 09:39", 0), ("2026-10-13 09:40", 1), ("2026-10-13 10:15", 1), ("", 1)]
)
def test_filled_in_before_departure(filled: str, count: int) -> None:
    """A5.2, conventions 6: the same minute is too late, absence too."""
    assert len(found(world("2026-10-20", [trip(filled)]), **TRIP_RULE)) == count


def test_a_finding_s_fields_and_causes() -> None:
    (one,) = found(world("2026-10-20", [trip("2026-10-13 10:15")]), **TRIP_RULE)
    assert one.key == "r/2026-10-13/zhang/t0"
    assert (one.person, one.unit, one.at) == ("zhang", "east", datetime(2026, 10, 13, 9, 40))
    assert (one.points, one.line, one.severity, one.rectify_by) == (Decimal(-1), "work-planning", "ordinary", None)
    assert one.because == frozenset({"records/x.yaml#list/0/at"})
    assert one.cause.source == ClauseSource("telecom", "A9.9")
    assert sentences(one.cause) == ["require.broken", "fact.stated", "must.before-field", "points.rule"]


def test_a_back_dated_time_does_not_count() -> None:
    """Typed 09:39, first in Git three days later: the landing is held against the departure (design §4)."""
    made = backdated(world("2026-10-20", [trip("2026-10-13 09:39")]), "2026-10-16 09:00")
    assert len(found(made, **TRIP_RULE)) == 1


def test_as_of_and_the_rule_s_start() -> None:
    """What is not there yet is not judged, nor what was before the rule."""
    assert found(world("2026-10-13 09:39", [trip("")]), **TRIP_RULE) == []
    assert found(world("2026-10-20", [trip("", at="2025-12-31 10:00")]), **TRIP_RULE) == []


def test_the_version_of_the_fact_s_day_counts() -> None:
    """A change from 10-13 on makes it three points; the day before it was one."""
    source = Source("records/rulebooks/telecom/x.yaml", ("rules", 0, "changes", 0))
    dearer = Change(date(2026, 10, 13), None, "公告", {"effect": {"points": -3, "line": "work-planning"}}, source)
    facts = [trip("", 1), trip("", 2, at="2026-10-12 09:40")]
    findings = found(world("2026-10-20", facts), dearer, **TRIP_RULE)
    assert [(one.points, sentences(one.cause)[-1]) for one in findings] == [
        (Decimal(-1), "points.rule"),
        (Decimal(-3), "points.change"),
    ]


def test_another_unit_is_not_judged() -> None:
    """The rulebook applies to units below telecom only."""
    away = fact("trip.visit", "2026-10-13 09:40", person="zhang", unit="gym", case="t", departed_at="2026-10-13 09:40")
    files = {"units/gym.yaml": "id: gym\nname: 健身房\nkind: company\ncalendar: every-day\n"}
    assert found(world("2026-10-20", [away], files), **TRIP_RULE) == []


def test_five_working_days_to_put_it_right() -> None:
    """Mon 09-28 counts to Sat 10-10, a make-up working day after National Day (A4.5, conventions 7)."""
    failed = fact("inspection.item", "2026-09-28", person="zhang", unit="east", case="i", result="fail")
    passed = fact("inspection.item", "2026-09-28", 1, person="zhang", unit="east", case="j", result="pass")
    (one,) = found(
        world("2026-10-20", [failed, passed]),
        of={"fact": "inspection.item"},
        must={"result": "pass"},
        key=["case"],
        severity="serious",
        rectify_within={"working_days": 5},
    )
    assert (one.rectify_by, one.severity) == (datetime(2026, 10, 10, 18), "serious")
    assert "require.rectify" in sentences(one.cause)


COVER = {
    "of": {"fact": "meeting.held"},
    "cover": {
        "each": {"role": "account-manager"},
        "by": {"fact": "meeting.attended", "by": ["unit", "case", "person"]},
    },
    "unless": [{"fact": "leave.approved", "by": ["person"], "covering": "day"}],
    "key": ["unit", "case", "person"],
}
LI = person("li", "李娜", "T0002", ("2026-10-14", "", "east"))
HELD = fact("meeting.held", "2026-10-14 08:30", person="boss", unit="east", case="m")


def attended(who: str, number: int) -> Fact:
    """An entry of the meeting's attendance."""
    return fact("meeting.attended", "2026-10-14 08:30", number, person=who, unit="east", case="m")


def test_each_member_must_have_one() -> None:
    """A1.2: Li is there since that very day; whoever is missing is named."""
    made = world("2026-10-20", [HELD, attended("zhang", 1)], LI)
    assert [one.key for one in found(made, **COVER)] == ["r/2026-10-14/east/m/li"]
    assert found(world("2026-10-20", [HELD, attended("zhang", 1), attended("li", 2)], LI), **COVER) == []


def test_leave_lifts_a_member_s_part_only() -> None:
    """Zhang is on leave, Li is not."""
    leave = fact("leave.approved", "2026-10-14", 3, until="2026-10-14", person="zhang")
    assert [one.person for one in found(world("2026-10-20", [HELD, leave], LI), **COVER)] == ["li"]


def test_what_is_keyed_alike_is_one_finding() -> None:
    """One record of a morning and a weekly meeting states two facts; who is missing is missing once."""
    twice = [HELD, fact("meeting.held", "2026-10-14 08:30", 9, person="boss", unit="east", case="m")]
    assert len(found(world("2026-10-20", twice), **COVER)) == 1


def test_who_joins_in_the_month_is_asked_from_his_first_day() -> None:
    """A3.1: set on 09-28, joined on 10-16: the finding is of that day."""
    share = {
        "of": {"fact": "target.total"},
        "cover": {
            "each": {"role": "account-manager", "during": "month"},
            "by": {"fact": "target.share", "by": ["unit", "month", "case", "person"]},
        },
        "period": "month",
        "key": ["case", "person"],
    }
    joiner = person("li", "李娜", "T0002", ("2026-10-16", "", "east"))
    total = fact("target.total", "2026-09-28 13:41", unit="east", case="new-lines", month="2026-10")
    given = fact("target.share", "2026-09-28 13:41", 1, person="zhang", unit="east", case="new-lines", month="2026-10")
    (one,) = found(world("2026-10-16", [total, given], joiner), **share)
    assert (one.person, one.period, one.at) == ("li", "2026-10", datetime(2026, 10, 16))
    assert found(world("2026-10-15 23:59", [total, given], joiner), **share) == []


STALE = {
    "of": {"fact": ["customer.opened", "customer.verified"]},
    "followed": {
        "fact": "customer.verified",
        "by": ["customer"],
        "within": {"days": 90, "by": "customer.grade", "each": {"A": 30}},
    },
    "unless": [{"fact": "customer.closed", "by": ["customer"], "where": {"time": {"not_after": {"field": "of.time"}}}}],
    "person": "customer.owner",
    "key": ["customer"],
}
CUSTOMER = """\
id: C-000001
name: 甲公司
kind: group
opened_on: 2025-01-01
owners:
  - {{from: 2025-01-01, person: zhang, why: 建档}}
grades:
  - {{from: 2025-01-01, grade: {grade}, approved_by: boss}}
"""


def stale(as_of: str, *facts: Fact, grade: str = "C") -> list[tuple[str, str]]:
    """Person and day of what is stale."""
    files = {"customers/C-000/C-000001.yaml": CUSTOMER.format(grade=grade)}
    return [(one.person, str(one.at.date())) for one in found(world(as_of, facts, files), **STALE)]


def verified(day: str, name: str = "customer.verified") -> Fact:
    """Something of the customer."""
    return fact(name, day, customer="C-000001")


def test_verified_again_within_90_days() -> None:
    """A4.6, conventions 9: 07-14 is fresh through 10-12, a finding on 10-13."""
    assert stale("2026-10-12 23:59", verified("2026-07-14")) == []
    assert stale("2026-10-13", verified("2026-07-14")) == [("zhang", "2026-10-13")]
    assert stale("2026-10-20", verified("2026-07-14"), verified("2026-10-12")) == []
    assert stale("2026-10-20", verified("2026-07-14"), verified("2026-10-13")) == [("zhang", "2026-10-13")]


def test_the_days_may_differ_by_grade() -> None:
    """Grade A: 30 days."""
    assert stale("2026-10-13", verified("2026-09-13"), grade="A") == []
    assert stale("2026-10-14", verified("2026-09-13"), grade="A") == [("zhang", "2026-10-14")]


def test_a_closed_customer_is_left_out_from_its_closing_on() -> None:
    """Closed on the last fresh day: nothing; closed after it had become stale: found all the same."""
    closed = (verified(day, "customer.closed") for day in ("2026-10-12", "2026-10-14"))
    assert [stale("2026-10-20", verified("2026-07-14"), one) for one in closed] == [[], [("zhang", "2026-10-13")]]


def test_what_was_stale_before_the_rule_is_found_on_its_first_day() -> None:
    """Opened in 2025 and never verified: since the rule began; verified before it began: nothing."""
    assert stale("2026-02-01", verified("2025-01-01", "customer.opened")) == [("zhang", "2026-01-01")]
    assert stale("2026-02-01", verified("2025-01-01", "customer.opened"), verified("2025-12-31")) == []


@pytest.mark.parametrize(("signed", "count"), [(1, 1), (2, 0), (3, 1), (None, 0)])
def test_a_number_equals_the_facts_it_counts(signed: int | None, count: int) -> None:
    """A1.4: signatures against those present; where no number is written there is nothing to compare."""
    more: dict[str, Any] = {} if signed is None else {"signed_count": signed}
    held = fact("meeting.held", "2026-10-14 08:30", person="boss", unit="east", case="m", **more)
    made = world("2026-10-20", [held, attended("zhang", 1), attended("li", 2)])
    counted = {"field": "signed_count", "equals": {"fact": "meeting.attended", "by": ["unit", "case"]}}
    assert len(found(made, of={"fact": "meeting.held"}, counted=counted, key=["case"])) == count


def test_a_statement_may_be_made_only_where_another_fact_is() -> None:
    """``provided``: without the meeting no absence is asked about."""
    absent = fact("meeting.attended", "2026-10-14 08:30", 1, person="zhang", unit="east", case="m", state="absent")
    parameters = {
        "of": {"fact": "meeting.attended"},
        "provided": [{"fact": "meeting.held", "by": ["unit", "case"]}],
        "must": {"state": "excused"},
        "key": ["person"],
    }
    assert found(world("2026-10-20", [absent]), **parameters) == []
    assert len(found(world("2026-10-20", [absent, HELD]), **parameters)) == 1


MATCHED = {
    "of": {"fact": "inspection.item", "where": {"level": "marketing"}},
    "provided": [{"fact": "draw.drawn", "by": ["unit"]}],
    "matched": {"fact": "draw.sampled", "by": {"unit": "unit", "case": "customer"}},
    "person": "nobody",
    "key": ["customer"],
}


def test_another_fact_belongs_to_it_whenever_it_was() -> None:
    """Drawn before or after, the inspected are those drawn; without a draw nobody asks (A8.1)."""
    given = [
        fact("draw.drawn", "2026-10-09 16:30", 0, unit="east"),
        fact("draw.sampled", "2026-10-09 16:30", 1, unit="east", case="C-000001"),
        fact("draw.sampled", "2026-10-15 16:30", 2, unit="east", case="C-000002"),
    ]
    items = [
        fact("inspection.item", "2026-10-13", number, person="zhang", unit="east", customer=who, level="marketing")
        for number, who in enumerate(("C-000001", "C-000002", "C-000003"), start=3)
    ]
    (one,) = found(world("2026-10-31", [*given, *items]), **MATCHED)
    assert (one.customer, one.person) == ("C-000003", "")
    assert sentences(one.cause)[:3] == ["require.broken", "fact.stated", "require.unmatched"]
    assert found(world("2026-10-31", items), **MATCHED) == []


TIMELY = {
    "of": {"fact": "appeal.filed"},
    "timely": {
        "after": {"fact": "closing.submitted", "by": ["unit", "month"]},
        "or_end_of": "month",
        "working_days": 5,
        "time": "18:00",
    },
    "key": ["case"],
}


@pytest.mark.parametrize(
    ("submitted", "filed", "late"),
    [
        ([], "2026-11-06 18:00", False),  # from Saturday 10-31: 11-02 to 11-06
        ([], "2026-11-06 18:01", True),
        (["2026-11-04 17:00"], "2026-11-11 18:00", False),
        (["2026-11-04 17:00"], "2026-11-11 18:01", True),
        (["2026-11-04 17:00", "2026-11-10 09:00"], "2026-11-17 18:00", False),  # submitted anew: known anew
        (["2026-11-04 17:00", "2026-11-20 09:00"], "2026-11-12 09:00", True),  # what comes later gives no time back
        (["2026-11-20 09:00"], "2026-11-18 09:00", False),  # filed before anything was known
    ],
)
def test_in_time_after_what_made_it_known(submitted: list[str], filed: str, late: bool) -> None:
    """A8.8: five working days from the closing's submission, else from the month's end; the day itself not counted."""
    known = [fact("closing.submitted", at, n, unit="east", month="2026-10") for n, at in enumerate(submitted)]
    one = fact("appeal.filed", filed, 9, person="zhang", unit="east", case="1", month="2026-10")
    got = found(world("2026-12-01", [*known, one]), **TIMELY)
    assert bool(got) is late
    for finding in got:
        assert "require.too-late" in sentences(finding.cause)
        assert "day.counted" in sentences(finding.cause)


def test_reads_names_every_fact() -> None:
    assert require.reads(rule("require", **COVER)) == {"meeting.held", "meeting.attended", "leave.approved"}


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        (
            "absence-told",
            {
                "2026-10-14/telecom-east/2026-10-14-morning/zhong-jun",
                "2026-10-22/telecom-south/2026-10-22-morning/deng-huan",
            },
        ),
        ("attendance-complete", set()),
        (
            "chair-delegated",
            {"2026-10-27/telecom-west/2026-10-27-morning", "2026-11-12/telecom-south/2026-11-12-morning"},
        ),
        ("recorder-apart", set()),
        ("everyone-reports", set()),
        ("signatures-counted", {"2026-10-19/telecom-west/2026-10-19-weekly"}),
        ("customer-verified", {"2026-10-13/C-000147", "2026-10-05/C-000128"}),
        (
            "trip-filled",
            {"2026-10-13/zhang-wei/2026-10-13-1", "2026-09-16/du-jun/2026-09-16-1", "2026-11-06/peng-xin/2026-11-06-1"},
        ),
        ("share-for-each", {"2026-10/telecom-west/new-revenue/peng-xin"}),
    ],
)
def test_the_demo_s_faults_are_found_and_no_others(name: str, keys: set[str]) -> None:
    """benchmarks/DEMO.md: A1.2, A1.3, A1.4, A3.1, A4.6, A5.2."""
    assert {one.key.removeprefix(f"{name}/") for one in demo().findings if one.rule == name} == keys


def test_what_a_statement_rests_on_is_told() -> None:
    """The earlier point that makes this one a repeated one is cited, to its line (A4.5)."""
    first = fact("inspection.item", "2026-10-12", 1, unit="east", case="i", subject="预约", result="fail")
    again = fact("inspection.item", "2026-11-11", 2, unit="east", case="j", subject="预约", result="fail")
    (one,) = found(
        world("2026-11-20", [first, again]),
        of={"fact": "inspection.item"},
        provided=[{"fact": "inspection.item", "by": ["unit", "subject"], "recent": {"months": 3}}],
        must={"cause": {"present": True}},
        key=["case"],
    )
    (stated, *_) = one.cause.children
    assert [child.source for child in stated.children if child.sentence == "fact.stated"] == [first.source]


def test_an_effect_may_be_for_some_of_the_facts_only() -> None:
    """A7.2: what is inspected of service standards charges, what is inspected of records is found and charges not."""
    rows = [("service-standard", 0), ("records", 1)]
    items = [
        fact("inspection.item", "2026-11-12", n, person="zhang", unit="east", case=t, topic=t, result="fail")
        for t, n in rows
    ]
    findings = found(
        world("2026-11-20", items),
        of={"fact": "inspection.item"},
        must={"result": "pass"},
        key=["case"],
        effect={"points": -1, "line": "service-quality", "where": {"topic": "service-standard"}},
    )
    told = {one.key: (one.points, one.line, "points.rule" in sentences(one.cause)) for one in findings}
    assert told == {
        "r/2026-11-12/service-standard": (Decimal(-1), "service-quality", True),
        "r/2026-11-12/records": (Decimal(0), "", False),
    }


def test_a_rule_says_which_field_holds_the_customer() -> None:
    """A8.1: a draw states what was drawn as its case; the finding is about that customer."""
    drawn = fact("draw.sampled", "2026-10-09 16:30", unit="east", case="C-000002", topic="records")
    wanted: dict[str, object] = {
        "of": {"fact": "draw.sampled"},
        "matched": {"fact": "inspection.item", "by": {"customer": "case"}},
        "key": ["unit", "topic", "case"],
    }
    (silent,) = found(world("2026-10-20", [drawn]), **wanted)
    (named,) = found(world("2026-10-20", [drawn]), **wanted, customer="case")
    assert (silent.customer, named.customer) == ("", "C-000002")
    assert silent.key == named.key == "r/2026-10-09/east/records/C-000002"
