"""The weekly report of A5.5 as obligations: who owes, when it is due, in which state, for how many points."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from taizhang.history.history import History, Unknown
from taizhang.ledger import Ledger, compute
from taizhang.records.load import load
from taizhang.records.source import WorkTree
from taizhang.rules.outcome import Cause, ClauseSource, Obligation, State
from tests.books import ROOT, book_of, company, leave, person, report, rulebook, schemas

ZHANG = ("2025-01-01", "", "east")
UNVERIFIED = History("+08:00", why_unknown=Unknown.NO_REPOSITORY)


def ledger_of(as_of: str, *parts: dict[str, str], units: tuple[str, ...] = ("east",)) -> Ledger:
    """The ledger of a company with the rulebook on reports and the given records."""
    files = company(*units) | rulebook()
    for part in parts:
        files |= part
    return compute(book_of(files), UNVERIFIED, datetime.fromisoformat(as_of))


def one(ledger: Ledger, week: str, who: str = "zhang") -> Obligation:
    """The obligation of one person and week; there must be one."""
    found = ledger.obligation(f"weekly-report/{week}/{who}")
    assert found is not None
    return found


def sentences(cause: Cause) -> list[str]:
    """Every sentence id of a cause tree, depth first."""
    return [cause.sentence, *(name for child in cause.children for name in sentences(child))]


ZHANG_RECORD = person("zhang", "张伟", "T0001", ZHANG)


@pytest.mark.parametrize(
    ("submitted", "state", "points"),
    [
        ("2026-10-16 17:29", State.MET, 0),
        ("2026-10-16 17:30", State.MET, 0),
        ("2026-10-16 17:31", State.LATE, -1),
        ("2026-10-19 09:00", State.LATE, -1),
        ("2026-11-04 18:00", State.LATE, -1),
        ("2026-11-04 18:01", State.MISSED, -3),
    ],
)
def test_the_minute_decides(submitted: str, state: State, points: int) -> None:
    """Due Fri 10-16 17:30 sharp; late until October closes on its third working day after, Wed 11-04 18:00 (G2, G6)."""
    found = one(ledger_of("2026-11-06 09:00", ZHANG_RECORD, report("zhang", "2026-W42", submitted)), "2026-W42")
    assert (found.due, found.state, found.points) == (datetime(2026, 10, 16, 17, 30), state, Decimal(points))


@pytest.mark.parametrize(
    ("as_of", "state", "points"),
    [
        ("2026-10-12 00:00", State.PENDING, 0),
        ("2026-10-16 17:30", State.PENDING, 0),
        ("2026-10-16 17:31", State.OVERDUE, 0),
        ("2026-11-04 18:00", State.OVERDUE, 0),
        ("2026-11-04 18:01", State.MISSED, -3),
    ],
)
def test_without_a_report_time_decides(as_of: str, state: State, points: int) -> None:
    """Pending through the due minute, overdue through the closing's, missed after it."""
    found = one(ledger_of(as_of, ZHANG_RECORD), "2026-W42")
    assert (found.state, found.points, found.done_at) == (state, Decimal(points), None)


def test_as_of_hides_a_later_report() -> None:
    """What was submitted at 17:20 was not there at 17:00."""
    part = report("zhang", "2026-W42", "2026-10-16 17:20")
    assert one(ledger_of("2026-10-16 17:00", ZHANG_RECORD, part), "2026-W42").state is State.PENDING
    assert one(ledger_of("2026-10-16 17:20", ZHANG_RECORD, part), "2026-W42").state is State.MET


def test_a_week_begins_to_be_owed_on_its_monday() -> None:
    """On the Sunday before nothing is owed yet for the new week."""
    assert ledger_of("2026-10-11 23:59", ZHANG_RECORD).find("weekly-report/2026-W42/zhang") is None


def test_national_day_week_is_due_on_wednesday() -> None:
    """2026-W40: Friday and Thursday are holidays, Wednesday 09-30 is taken; each day is told (conventions 4)."""
    found = one(ledger_of("2026-10-12 09:00", ZHANG_RECORD), "2026-W40")
    assert found.due == datetime(2026, 9, 30, 17, 30)
    counting = next(child for child in found.cause.children if child.sentence == "due.due")
    assert [(step.sentence, str(step.values["day"])) for step in counting.children] == [
        ("day.passed", "2026-10-02"),
        ("day.passed", "2026-10-01"),
        ("day.taken", "2026-09-30"),
    ]


def test_mid_autumn_friday_is_due_on_thursday() -> None:
    """2026-W39: Fri 09-25 is Mid-Autumn."""
    assert one(ledger_of("2026-10-12 09:00", ZHANG_RECORD), "2026-W39").due == datetime(2026, 9, 24, 17, 30)


def test_leave_on_all_working_days_excuses() -> None:
    """Mon to Fri of W43 on leave: excused, and every day is told (G7)."""
    found = one(ledger_of("2026-10-26 09:00", ZHANG_RECORD, leave("zhang", "2026-10-19", "2026-10-23")), "2026-W43")
    assert found.state is State.EXCUSED
    assert sentences(found.cause).count("excuse.day-covered") == 5


def test_leave_on_some_days_does_not_excuse() -> None:
    """Tue to Fri of W43 on leave: Monday was worked, so the report is owed."""
    found = one(ledger_of("2026-10-26 09:00", ZHANG_RECORD, leave("zhang", "2026-10-20", "2026-10-23")), "2026-W43")
    assert found.state is State.OVERDUE
    assert sentences(found.cause).count("excuse.day-open") == 1


def test_two_leaves_together_excuse() -> None:
    """Mon-Tue on one leave, Wed-Fri on the next."""
    parts = (leave("zhang", "2026-10-19", "2026-10-20"), leave("zhang", "2026-10-21", "2026-10-23"))
    assert one(ledger_of("2026-10-26 09:00", ZHANG_RECORD, *parts), "2026-W43").state is State.EXCUSED


def test_half_days_do_not_excuse() -> None:
    """Mornings off all week: every day is worked in part."""
    part = leave("zhang", "2026-10-19", "2026-10-23", part="morning")
    assert one(ledger_of("2026-10-26 09:00", ZHANG_RECORD, part), "2026-W43").state is State.OVERDUE


def test_a_holiday_week_needs_leave_on_its_working_days_only() -> None:
    """W40 works Mon-Wed: leave on these three excuses."""
    part = leave("zhang", "2026-09-28", "2026-09-30")
    assert one(ledger_of("2026-10-12 09:00", ZHANG_RECORD, part), "2026-W40").state is State.EXCUSED


def test_who_reports_in_time_all_the_same_has_met_it() -> None:
    """Leave does not undo a report."""
    parts = (leave("zhang", "2026-10-19", "2026-10-23"), report("zhang", "2026-W43", "2026-10-22 10:00"))
    assert one(ledger_of("2026-10-26 09:00", ZHANG_RECORD, *parts), "2026-W43").state is State.MET


def test_a_joiner_owes_from_the_first_whole_week() -> None:
    """Began on Wed 10-14: nothing for W42, the first is W43 (G7)."""
    ledger = ledger_of("2026-10-26 09:00", person("li", "李娜", "T0002", ("2026-10-14", "", "east")))
    assert [found.period for found in ledger.of_person("li")] == ["2026-W43", "2026-W44"]


def test_a_leaver_owes_nothing_that_falls_due_after() -> None:
    """Last day Thu 10-15: W42 falls due on Friday, W41 was his last."""
    ledger = ledger_of("2026-10-26 09:00", person("li", "李娜", "T0002", ("2026-09-28", "2026-10-15", "east")))
    assert [found.period for found in ledger.of_person("li")] == ["2026-W40", "2026-W41"]


def test_a_transfer_keeps_the_duty_and_names_the_unit_at_the_due_instant() -> None:
    """From east to west on Wed 10-14, same role: W42 is owed once, in the west."""
    mover = person("li", "李娜", "T0002", ("2025-01-01", "2026-10-13", "east"), ("2026-10-14", "", "west"))
    found = one(ledger_of("2026-10-26 09:00", mover, units=("east", "west")), "2026-W42", "li")
    assert found.unit == "west"


def test_september_misses_count_by_the_rule_then_in_force() -> None:
    """W38 began before the change of 10-01: 2 points, not 3; the cause names the rule, October's the change."""
    ledger = ledger_of("2026-11-06 09:00", ZHANG_RECORD)
    september, october = one(ledger, "2026-W38"), one(ledger, "2026-W42")
    assert (september.points, october.points) == (Decimal(-2), Decimal(-3))
    assert "points.rule" in sentences(september.cause)
    assert "points.change" in sentences(october.cause)


def test_a_week_over_the_month_s_end_belongs_to_the_version_it_began_with() -> None:
    """W40 began on Mon 09-28, before the change of 10-01, though it ends after it."""
    assert one(ledger_of("2026-11-06 09:00", ZHANG_RECORD), "2026-W40").points == Decimal(-2)


def test_a_year_without_a_calendar_is_unknown() -> None:
    """2026-W53 ends on 2027-01-03: its Friday is in a year nobody has published (G5)."""
    found = one(ledger_of("2026-12-28 09:00", ZHANG_RECORD), "2026-W53")
    assert (found.state, found.due) == (State.UNKNOWN, None)
    assert "due.year-unpublished" in sentences(found.cause)


def test_only_the_rulebook_s_units_owe() -> None:
    """A unit that is not below the one the rulebook applies to owes nothing."""
    files = company() | rulebook() | person("li", "李娜", "T0002", ("2025-01-01", "", "gym"))
    files["units/gym.yaml"] = "id: gym\nname: 健身房\nkind: company\ncalendar: every-day\n"
    ledger = compute(book_of(files), UNVERIFIED, datetime(2026, 10, 26, 9))
    assert ledger.of_person("li") == ()


def test_the_cause_points_at_clause_record_and_rule() -> None:
    """The root cites the clause; the post, the report and the points cite lines of records."""
    found = one(
        ledger_of("2026-11-06 09:00", ZHANG_RECORD, report("zhang", "2026-W42", "2026-10-16 18:05")), "2026-W42"
    )
    assert found.cause.source == ClauseSource("telecom", "A5.5")
    sources = {child.sentence: child.source for child in found.cause.children}
    assert getattr(sources["fact.stated"], "path", "") == "records/weekly-reports/east/2026-W42/zhang.yaml"
    assert getattr(sources["fact.stated"], "pointer", ()) == ("submitted_at",)
    assert getattr(sources["owner.post"], "pointer", ()) == ("posts", 0)


def test_keys_are_unique_and_ordered() -> None:
    """One obligation a person and week, in total order."""
    ledger = ledger_of("2026-11-20 18:30", ZHANG_RECORD, person("li", "李娜", "T0002", ZHANG))
    keys = [found.key for found in ledger.obligations]
    weeks = (datetime(2026, 11, 20) - datetime(2026, 8, 31)) // timedelta(days=7) + 1
    assert len(keys) == len(set(keys)) == 2 * weeks
    assert keys == sorted(keys)


def records(*parts: str) -> dict[str, str]:
    """Parts of the company's own rulebook."""
    paths = [f"rulebooks/telecom/{part}.yaml" for part in parts]
    return {path: (ROOT / "records" / path).read_text(encoding="utf-8") for path in paths}


def supervisor(identity: str, number: str, start: str, until: str = "") -> dict[str, str]:
    """A supervisor of the east."""
    record = person(identity, identity, number, (start, until, "east"))
    return {path: text.replace("role: account-manager", "role: supervisor") for path, text in record.items()}


def of_rule(ledger: Ledger, rule: str) -> dict[str, Obligation]:
    """A rule's obligations by period; there must be one each."""
    found = [one for one in ledger.obligations if one.rule == rule]
    by_period = {one.period: one for one in found}
    assert len(by_period) == len(found)
    return by_period


def test_a_duty_of_a_role_that_nobody_holds_stays() -> None:
    """A branch without a supervisor: its meetings are owed by nobody in particular, and missed all the same."""
    found = of_rule(ledger_of("2026-10-14 12:00", records("meetings")), "morning-meeting")["2026-10-14"]
    assert (found.key, found.person, found.unit) == ("morning-meeting/2026-10-14/east", "", "east")
    assert found.state is State.MISSED
    assert "owner.nobody" in sentences(found.cause)


def test_days_off_owe_no_meeting() -> None:
    """From 10-01 to 10-11 of 2026 only 10-08, 10-09 and the make-up Saturday 10-10 are worked."""
    days = of_rule(ledger_of("2026-10-11 12:00", records("meetings")), "morning-meeting")
    assert [day for day in days if day >= "2026-10"] == ["2026-10-08", "2026-10-09", "2026-10-10"]


def test_a_new_supervisor_is_excused_from_what_falls_due_at_once() -> None:
    """Roll-up of W42, due Fri 10-23: Li came on Mon 10-19, four working days before; for W43 she owes (G7)."""
    parts = (ZHANG_RECORD, records("rollups"), supervisor("old", "T0002", "2025-01-01", "2026-10-18"))
    ledger = ledger_of("2026-11-02 09:00", *parts, supervisor("li", "T0003", "2026-10-19"))
    found = of_rule(ledger, "weekly-rollup")
    assert [(found[week].person, found[week].state) for week in ("2026-W41", "2026-W42", "2026-W43")] == [
        ("old", State.OVERDUE),
        ("li", State.EXCUSED),
        ("li", State.OVERDUE),
    ]
    assert "excuse.took-over" in sentences(found["2026-W42"].cause)


def test_a_week_in_which_all_were_on_leave_has_nothing_to_roll_up() -> None:
    """W43: the only manager was on leave on all five days, so no report was owed (A5.6)."""
    parts = (ZHANG_RECORD, records("rollups"), leave("zhang", "2026-10-19", "2026-10-23"))
    found = of_rule(ledger_of("2026-11-02 09:00", *parts), "weekly-rollup")
    assert [found[week].state for week in ("2026-W42", "2026-W43")] == [State.OVERDUE, State.WAIVED]
    assert "obligation.idle" in sentences(found["2026-W43"].cause)


def test_the_closing_time_is_the_company_s() -> None:
    """A roll-up is due at closing time, which the company may set (G3)."""
    parts = (ZHANG_RECORD, records("rollups"))
    for closing in ("18:00", "17:00"):
        files = {"company.yaml": company()["company.yaml"].replace('"18:00"', f'"{closing}"')}
        found = of_rule(ledger_of("2026-11-02 09:00", *parts, files), "weekly-rollup")["2026-W42"]
        assert found.due == datetime.fromisoformat(f"2026-10-23 {closing}")


def test_next_week_s_plan_is_owed_from_this_monday_on() -> None:
    """On Sunday 10-11 the plan for W43 is not there yet, on Monday it is, due on Friday."""
    parts = (ZHANG_RECORD, records("plans"))
    assert "2026-W43" not in of_rule(ledger_of("2026-10-11 23:59", *parts), "visit-plan")
    found = of_rule(ledger_of("2026-10-12 00:00", *parts), "visit-plan")["2026-W43"]
    assert (found.due, found.state) == (datetime(2026, 10, 16, 17, 30), State.PENDING)


@pytest.fixture(scope="module")
def demo() -> Ledger:
    """The demo company's ledger at its own now."""
    book = load(WorkTree(ROOT), schemas())
    return compute(book, UNVERIFIED, datetime(2026, 11, 20, 18, 30))


@pytest.mark.parametrize(
    ("key", "state"),
    [
        ("visit-plan/2026-W44/lin-yong", State.LATE),
        ("visit-plan/2026-W41/su-juan", State.MISSED),
        ("weekly-rollup/2026-W43/telecom-south", State.LATE),
        ("weekly-rollup/2026-W44/telecom-west", State.OVERDUE),
        ("weekly-rollup/2026-W35/telecom-east", State.WAIVED),
        ("service-frequency/2026-10/C-000147", State.MISSED),
        ("service-frequency/2026-10/C-000140", State.MISSED),
        ("birthday-gift/2026-10-30/K-k9hgvtjw", State.LATE),
        ("birthday-gift/2026-10-27/K-zg8qkqsr", State.MISSED),
        ("birthday-gift/2026-10-09/K-7mxwlhbo", State.MET),
        ("morning-meeting/2026-10-21/telecom-east", State.MISSED),
        ("morning-meeting/2026-10-28/telecom-west", State.LATE),
        ("morning-meeting/2026-09-09/telecom-south", State.MISSED),
        ("weekly-meeting/2026-W47/telecom-east", State.LATE),
        ("gm-monthly/2026-10/telecom-south", State.MISSED),
        ("analysis-meeting/2026-10/telecom-east", State.MISSED),
        ("target-set/2026-11/telecom-east", State.LATE),
    ],
)
def test_the_demo_s_faults_are_found(demo: Ledger, key: str, state: State) -> None:
    """Those of benchmarks/DEMO.md that are duties of a period."""
    found = demo.obligation(key)
    assert found is not None
    assert found.state is state


@pytest.mark.parametrize(
    ("rule", "faults"),
    [
        ("visit-plan", 2),
        ("weekly-rollup", 2),
        ("service-frequency", 2),
        ("service-frequency-quarter", 0),
        ("birthday-gift", 2),
        ("morning-meeting", 4),  # the weekly meeting of 11-16 was the late morning meeting too
        ("weekly-meeting", 1),
        ("gm-monthly", 1),
        ("analysis-meeting", 1),
        ("target-set", 1),
    ],
)
def test_the_demo_has_no_others(demo: Ledger, rule: str, faults: int) -> None:
    """Everything else is met, waived, or still to come."""
    found = [one for one in demo.obligations if one.rule == rule]
    wrong = [one.key for one in found if one.state not in {State.MET, State.WAIVED, State.PENDING}]
    assert len(wrong) == faults, wrong
    assert any(one.state is State.MET for one in found)


def test_a_change_of_owner_within_the_month_leaves_it_with_the_first(demo: Ledger) -> None:
    """C-000117 went from Zhong Jun to Zhao Min on 10-14: October stays his, November is hers (A4.8)."""
    owners = [demo.obligation(f"service-frequency/2026-{month}/C-000117") for month in (10, 11)]
    assert [one.person for one in owners if one] == ["zhong-jun", "zhao-min"]


def test_a_supervisor_owes_for_each_manager(demo: Ledger) -> None:
    """A4.2, A4.3: the duty is the supervisor's and names whom it is about; one of two checks of 邓欢 was made."""
    missed = demo.obligation("log-check/2026-10/deng-huan")
    assert missed is not None
    assert (missed.person, missed.unit, missed.what) == ("zhu-lei", "telecom-south", "邓欢")
    assert (missed.state, missed.wanted, missed.done) == (State.MISSED, 2, 1)
    assert missed.cause.values["about"] == "邓欢 "
    himself = demo.obligation("coaching/2026-11/zhong-jun")
    assert himself is not None
    assert (himself.state, himself.done) == (State.PENDING, 1), "he listened to himself once"
    assert demo.obligation("log-check/2026-10/peng-xin") is None, "joined on 10-16, owed for from the first whole month"


def test_a_manager_who_goes_within_the_month_is_not_owed_for(demo: Ledger) -> None:
    assert demo.obligation("log-check/2026-10/xie-jun") is None, "left on 10-15"
