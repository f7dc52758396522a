"""What differs between two ledgers: states, amounts and totals, and nothing that nobody is judged by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from taizhang.ledger import Ledger
from taizhang.review.effects import effects
from taizhang.rules.outcome import Obligation, Scorecard, State
from tests.review.company import REPORT, company, ledger, report

NOW = datetime(2026, 10, 20, 9, 0)


def of(files: Mapping[str, str]) -> Ledger:
    """The ledger at ``NOW``."""
    return ledger(dict(files), NOW)


def test_nothing_differs_where_only_lines_moved() -> None:
    files = company() | report("2026-10-16 17:10")
    moved = {**files, REPORT: "# 一行注释\n" + files[REPORT]}
    assert effects(of(files), of(moved)) == ()


def test_what_is_done_a_minute_later_and_still_in_time_moves_nobody() -> None:
    before, after = (of(company() | report(at)) for at in ("2026-10-16 17:10", "2026-10-16 17:11"))
    assert effects(before, after) == ()


def test_a_report_handed_in_late_takes_its_point_from_duty_line_and_total() -> None:
    before, after = (of(company() | report(at)) for at in ("2026-10-16 17:30", "2026-10-16 17:31"))
    card, duty = effects(before, after)
    assert isinstance(duty.was, Obligation)
    assert isinstance(duty.now, Obligation)
    assert (duty.was.state, duty.now.state) == (State.MET, State.LATE)
    assert [(one.was, one.change) for one in duty.entries] == [(None, Decimal(-1))]
    assert isinstance(card.was, Scorecard)
    assert isinstance(card.now, Scorecard)
    assert (card.was.total, card.now.total) == (Decimal(18), Decimal(17))


def test_a_record_that_comes_and_one_that_goes_are_each_others_opposite() -> None:
    without, with_it = of(company()), of(company() | report("2026-10-16 17:10"))
    there, back = effects(without, with_it), effects(with_it, without)
    assert [(one.was, one.now) for one in there] == [(one.now, one.was) for one in back]
    assert [one.entries[0].change for one in there if one.entries] == []
    states = [one.now.state for one in there if isinstance(one.now, Obligation)]
    assert states == [State.MET]


def test_effects_stand_in_the_ledgers_order_whatever_comes_first() -> None:
    before = of(company())
    files = company() | report("2026-10-16 17:31")
    turned = dict(reversed(files.items()))
    assert effects(before, of(files)) == effects(before, of(turned))
