"""Boards: the decisions of one unit and day on one page, as a replay left them one after another (B5.1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from taizhang.publish.view import View
from taizhang.rules.outcome import Decision

OUT_OF_TURN = "out-of-turn"
POACHED = "poached"


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is owed a turn, who had one beforehand, who is to be suspended: each as often as it is so."""

    owed: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    to_suspend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One customer: the decision, who would have been right, what stood after it; ``changed`` where it moved."""

    one: Decision
    due: tuple[str, ...]
    counted: bool
    credit: str
    situation: str
    after: Standing
    changed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One rota's part of a day: the order at its start, what the day before left, who is suspended, the customers."""

    rule: str
    title: str
    order: tuple[str, ...]
    before: Standing
    suspended: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def wrong(self) -> int:
        """How many were not received by who should have."""
        return sum(1 for row in self.rows if row.one.result in {OUT_OF_TURN, POACHED})


@dataclass(frozen=True, slots=True)
class Board:
    """The day of one unit, with the boards before and after it."""

    id: str
    unit: str
    day: str
    lines: tuple[Line, ...]
    earlier: str = ""
    later: str = ""

    @property
    def rows(self) -> int:
        """How many customers the day had."""
        return sum(len(line.rows) for line in self.lines)

    @property
    def wrong(self) -> int:
        """How many of them were not received by who should have."""
        return sum(line.wrong for line in self.lines)


def boards(view: View) -> tuple[Board, ...]:
    """Every board, by unit and day."""
    found: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for one in view.ledger.decisions:
        if one.board:
            found[one.unit, one.period].append(one)
    before: dict[tuple[str, str], Standing] = {}
    made = [_board(key, found[key], before) for key in sorted(found)]
    return tuple(_beside(made))


def _board(key: tuple[str, str], decisions: Iterable[Decision], before: dict[tuple[str, str], Standing]) -> Board:
    """A day's board; ``before`` holds what the day before left, by unit and rule, and is moved on."""
    unit, day = key
    by_rule: dict[str, list[Decision]] = defaultdict(list)
    for one in sorted(decisions, key=lambda one: (one.at, _number(one), one.key)):
        by_rule[one.rule].append(one)
    lines = []
    for rule in sorted(by_rule):
        line = _line(by_rule[rule], before.get((unit, rule), Standing()))
        before[unit, rule] = line.rows[-1].after
        lines.append(line)
    board = next(one.board for ones in by_rule.values() for one in ones)
    return Board(board, unit, day, tuple(lines))


def _line(decisions: list[Decision], before: Standing) -> Line:
    rows: list[Row] = []
    last = before
    for one in decisions:
        after = Standing(_people(one, "owed"), _people(one, "ahead"), _people(one, "to_suspend"))
        rows.append(_row(one, after, changed=after != last))
        last = after
    first = decisions[0]
    return Line(first.rule, first.title, _people(first, "queue"), before, _people(first, "suspended"), tuple(rows))


def _row(one: Decision, after: Standing, *, changed: bool) -> Row:
    situation, credit = str(one.gives.get("situation", "")), str(one.gives.get("credit", ""))
    return Row(one, _people(one, "due"), one.gives.get("counted") is True, credit, situation, after, changed)


def _people(one: Decision, name: str) -> tuple[str, ...]:
    """A list of people that a decision gives."""
    value = one.gives.get(name)
    return tuple(str(person) for person in value) if isinstance(value, (list, tuple)) else ()


def _number(one: Decision) -> int:
    """The line of the log, which tells two customers of one minute apart."""
    last = one.key.rsplit("/", 1)[-1]
    return int(last) if last.isdigit() else 0


def _beside(made: list[Board]) -> Iterator[Board]:
    """Each board with its unit's ones before and after it."""
    of_unit: Mapping[str, list[Board]] = _by_unit(made)
    for listed in of_unit.values():
        for index, board in enumerate(listed):
            earlier = listed[index - 1].id if index else ""
            later = listed[index + 1].id if index + 1 < len(listed) else ""
            yield Board(board.id, board.unit, board.day, board.lines, earlier, later)


def _by_unit(made: list[Board]) -> dict[str, list[Board]]:
    found: dict[str, list[Board]] = defaultdict(list)
    for board in made:
        found[board.unit].append(board)
    return found
