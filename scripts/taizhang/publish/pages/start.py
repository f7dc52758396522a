"""The start page, at one look: today, what is overdue, how the month and the branches stand, what is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from taizhang.bulletin import Bulletin, Figure
from taizhang.bulletin.sentences import say
from taizhang.publish.agenda import agenda, owed
from taizhang.publish.awaiting import awaiting, can_wait
from taizhang.publish.maker import Maker
from taizhang.publish.meeting import Meetings
from taizhang.publish.news import last_friday, news
from taizhang.publish.scored import scores
from taizhang.publish.stamp import Page
from taizhang.publish.standing import Standings, change, in_order
from taizhang.publish.trades import Place, Trade, branch, ranked, trades
from taizhang.publish.view import View
from taizhang.rules.outcome import Obligation, State
from taizhang.when.period import PeriodKind, period_of

BOARD = 12
"""So many people fit on the board; the rest are behind the link below it."""
COMING = 3
BRANCH = "branch"
UNRANKED = frozenset({"company", "department"})
MAIN_FIGURES = ("figure.owed", "figure.rate", "figure.before")
"""What stands beside the latest notice, of the figures it begins with."""


@dataclass(frozen=True, slots=True)
class Today:
    """The day by the company's calendar: the how-manieth working day of its month, of how many; None where unknown.

    ``name`` is what the calendar calls a day that is not an ordinary one.
    """

    day: date
    works: bool | None
    number: int | None
    of: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One person's line on the board: what is overdue, still to do today, and still to do later this week."""

    person: str
    unit: str
    overdue: tuple[Obligation, ...]
    today: tuple[Obligation, ...]
    week: tuple[Obligation, ...]

    @property
    def all(self) -> tuple[Obligation, ...]:
        """Everything on the line, what is overdue first."""
        return (*self.overdue, *self.today, *self.week)


def pages(maker: Maker) -> Iterator[Page]:
    """The one page of this family."""
    view = maker.view
    standings = Standings(view)
    now = standings.all(standings.now)
    before = standings.all(standings.now.previous())
    lines = board(view)
    since = last_friday(view.as_of)
    bulletin = latest_bulletin(view)
    yield maker.page(
        "start.html",
        "",
        "",
        view.company,
        today=today_of(view),
        month=now.month,
        now=now,
        before=before,
        change=change(now.rate, before.rate),
        due_today=due_on(view, view.as_of.date()),
        overdue=tuple(one for one in view.obligations if one.state is State.OVERDUE),
        awaiting=awaiting(view) if can_wait(view) else None,
        lines=lines[:BOARD],
        more=len(lines) - BOARD,
        coming=coming(view),
        ranking=ranking(view, standings),
        scores=scores(view),
        bulletin=bulletin,
        figures=main_figures(bulletin) if bulletin else (),
        since=since,
        news=news(view, since),
        meetings=agenda((*Meetings(view).sessions, *owed(view)), period_of(PeriodKind.WEEK, view.as_of.date())),
    )


def today_of(view: View) -> Today:
    """The view's day by the calendar of the company: of its first branch, or of whatever unit comes first."""
    units = in_order(view)
    first = next((unit for unit in units if _kind(view, unit) == BRANCH), next(iter(units), ""))
    calendar = view.registers.calendar(first)
    day = view.as_of.date()
    kind = calendar.kind_of(day)
    worked = calendar.working_days(period_of(PeriodKind.MONTH, day))
    works = None if kind is None else kind.working
    number = worked.index(day) + 1 if worked is not None and works else None
    return Today(day, works, number, None if worked is None else len(worked), kind.name if kind else "")


def due_on(view: View, day: date) -> tuple[Obligation, ...]:
    """What is due on a day: first what is still to be done, by due time."""
    found = [one for one in view.obligations if one.due and one.due.date() == day and one.state not in _NOT_OWED]
    return tuple(sorted(found, key=lambda one: (one.state not in _TO_DO, one.due or datetime.max)))


def board(view: View) -> tuple[Line, ...]:
    """Everybody with something to do until the week's end, who has the most overdue first.

    A duty of nobody in particular stands on a line of its unit.
    """
    today = view.as_of.date()
    week = period_of(PeriodKind.WEEK, today)
    found: dict[tuple[str, str], list[Obligation]] = defaultdict(list)
    for one in sorted(view.obligations, key=lambda one: one.due or datetime.max):
        if one.state in _TO_DO and one.due and one.due.date() < week.end:
            found[one.person, one.unit].append(one)
    lines = (_line(*owner, duties, today) for owner, duties in found.items())
    return tuple(sorted(lines, key=lambda line: (-len(line.overdue), -len(line.today), -len(line.week), line.person)))


def coming(view: View) -> tuple[tuple[date, tuple[Obligation, ...]], ...]:
    """The next days on which something falls due that is not done yet, behind this week."""
    end = period_of(PeriodKind.WEEK, view.as_of.date()).end
    found: dict[date, list[Obligation]] = defaultdict(list)
    for one in view.obligations:
        if one.state is State.PENDING and one.due and one.due.date() >= end:
            found[one.due.date()].append(one)
    return tuple((day, tuple(found[day])) for day in sorted(found)[:COMING])


def branches(view: View, standings: Standings) -> Iterator[str]:
    """The branches, and whatever other unit has outcomes of its own; companies and departments are in no ranking."""
    for unit in in_order(view):
        kind = _kind(view, unit)
        if kind == BRANCH or (kind not in UNRANKED and unit in standings.active):
            yield unit


def ranking(view: View, standings: Standings) -> tuple[tuple[Trade, tuple[Place, ...]], ...]:
    """The branches by trade, each trade ranked by itself: those of several units first, the largest before them."""
    found = (
        (one, ranked([branch(standings, unit) for unit in one.units]))
        for one in trades(view, branches(view, standings))
    )
    return tuple(sorted(found, key=lambda pair: -len(pair[1])))


def latest_bulletin(view: View) -> Bulletin | None:
    """The notice of the newest month that is over and has outcomes (A8.1)."""
    now = period_of(PeriodKind.MONTH, view.as_of.date())
    return next((one for one in view.bulletins if one.month < now), None)


def main_figures(bulletin: Bulletin) -> tuple[Figure, ...]:
    """The figures that the notice begins with: what was owed, how much of it in time, and how much the month before."""
    first: dict[str, Figure] = {}
    for _, one in bulletin.figures:
        first.setdefault(one.what, one)
    return tuple(first[name] for name in map(say, MAIN_FIGURES) if name in first)


def _line(person: str, unit: str, duties: list[Obligation], today: date) -> Line:
    overdue = tuple(one for one in duties if one.state is State.OVERDUE)
    pending = [one for one in duties if one.state is State.PENDING]
    now = tuple(one for one in pending if one.due and one.due.date() < today + timedelta(days=1))
    return Line(person, unit, overdue, now, tuple(one for one in pending if one not in now))


def _kind(view: View, unit: str) -> str:
    record = view.find("unit", unit)
    return record.text("kind") if record else ""


_TO_DO = frozenset({State.PENDING, State.OVERDUE})
_NOT_OWED = frozenset({State.EXCUSED, State.WAIVED, State.UNKNOWN})
