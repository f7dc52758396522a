"""Whose figures a change moves, what it touches of what was sealed, and which of its times nothing can prove."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

from taizhang.review.impact import impact
from taizhang.rules.outcome import Scorecard
from tests.closing import company as closed
from tests.closing.company import incident
from tests.repository import Repository
from tests.review.company import REPORT, company, histories, report, repository, side, write

NOW = datetime(2026, 10, 20, 9, 0)
LATER = datetime(2026, 11, 20, 18, 30)


def test_who_moves_in_which_month_card_first() -> None:
    found = impact(side(company() | report("2026-10-16 17:10"), NOW), side(company() | report("2026-10-16 18:05"), NOW))
    assert [(one.person, one.month.key, len(one.cards), len(one.others)) for one in found.months] == [
        ("zhang", "2026-10", 1, 1)
    ]
    assert [(one.path, one.was is None, one.now is None) for one in found.changes] == [
        (f"records/{REPORT}", False, False)
    ]
    assert (found.people, found.sealed, found.notices, found.earlier) == (("zhang",), (), (), ())


def test_a_rulebook_is_simulated_like_any_record() -> None:
    files = company() | report("2026-10-16 18:05")
    path = "rulebooks/telecom/reporting.yaml"
    milder = files | {path: files[path].replace("late: {points: -1,", "late: {points: -0.5,", 1)}
    (month,) = impact(side(files, NOW), side(milder, NOW)).months
    assert [(one.change, one.one.line) for effect in month.others for one in effect.entries] == [
        (Decimal("0.5"), "work-planning")
    ]
    (card,) = month.cards
    assert isinstance(card.now, Scorecard)
    assert card.now.total == Decimal("17.5")


def test_a_sealed_month_is_touched_and_mended() -> None:
    sealed = closed.sealed()
    late = incident("zhang", "2026-09-28", "2026-10-22 09:30", "product-arrears")
    before, after = side(sealed, LATER), side(sealed | late, LATER)
    (touched,) = impact(before, after).sealed
    assert (touched.unit, touched.month.key, touched.rewritten) == ("east", "2026-09", False)
    assert [one.line for one in touched.lines] == ["adjustments-bounded", "total"]
    assert touched.mended == ()
    (back,) = impact(after, before).sealed
    assert ([one.line for one in back.mended], back.lines) == (["adjustments-bounded", "total"], ())


def test_the_closing_itself_rewritten() -> None:
    sealed = closed.sealed()
    other = sealed | {closed.CLOSING: sealed[closed.CLOSING].replace("total: 18", "total: 17")}
    (touched,) = impact(side(sealed, LATER), side(other, LATER)).sealed
    assert touched.rewritten
    gone = {path: text for path, text in sealed.items() if path != closed.CLOSING}
    (touched,) = impact(side(sealed, LATER), side(gone, LATER)).sealed
    assert touched.rewritten


def test_a_time_before_git_first_had_the_record_cannot_be_proven(tmp_path: Path) -> None:
    late = company() | report("2026-10-16 18:05")
    made = repository(tmp_path, late, "2026-10-16 18:07")
    base = made.head()
    claimed = company() | report("2026-10-16 17:20")
    write(made, claimed)
    head = made.commit("2026-10-19 09:00")
    line, request = histories(made, base, head)
    found = impact(side(late, NOW, line), side(claimed, NOW, request))
    (doubt,) = found.earlier
    assert (doubt.key, doubt.path) == ("weekly-report/2026-W42/zhang", f"records/{REPORT}")
    assert (doubt.done_at, doubt.landed) == (datetime(2026, 10, 16, 17, 20), datetime(2026, 10, 16, 18, 7))


def test_a_later_time_raises_no_doubt(tmp_path: Path) -> None:
    early = company() | report("2026-10-16 17:20")
    made = repository(tmp_path, early, "2026-10-16 17:22")
    base = made.head()
    write(made, company() | report("2026-10-16 18:05"))
    head = made.commit("2026-10-16 18:06")
    line, request = histories(made, base, head)
    after = side(company() | report("2026-10-16 18:05"), NOW, request)
    assert impact(side(early, NOW, line), after).earlier == ()


def test_what_colleagues_landed_keeps_its_landing_in_a_request_that_merged_it(tmp_path: Path) -> None:
    made = repository(tmp_path, company(), "2026-10-12 08:00")
    made.git("switch", "--quiet", "--create", "mine")
    made.put("records/note.yaml", "2026-10-16 09:00")
    made.git("switch", "--quiet", "main")
    theirs(made)
    base = made.head()
    made.git("switch", "--quiet", "mine")
    head = made.merge("main", "2026-10-19 09:00")
    _, request = histories(made, base, head)
    landing, mine = request.landing(f"records/{REPORT}"), request.landing("records/note.yaml")
    assert landing is not None
    assert mine is not None
    assert landing.moment == datetime(2026, 10, 16, 17, 12)
    assert mine.moment == datetime(2026, 10, 19, 9, 0), "the request lands with its last commit"


def theirs(made: Repository) -> None:
    """A colleague's report on the line."""
    write(made, report("2026-10-16 17:10"))
    made.commit("2026-10-16 17:12")
