"""Cause trees to told trees: sentences filled, places looked up, clauses named; still no layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from taizhang.explain.catalogue import SENTENCES, WORDS
from taizhang.explain.sentences import MANNERS, STATES, WEEKDAYS
from taizhang.facts.fact import Source
from taizhang.problem import Place
from taizhang.rules.manner import MANNER, Manner
from taizhang.rules.outcome import Cause, ClauseSource, FieldName, Obligation, Value
from taizhang.when.moment import format_due_time

PlaceOf = Callable[[str, tuple[str | int, ...]], Place]
NameOf = Callable[[str], str]
TitleOf = Callable[[FieldName], str]


@dataclass(frozen=True, slots=True)
class Told:
    """One line of an explanation: its text, the place it rests on, the clause it follows, the lines below it.

    What stands below a ``folded`` line is shown when somebody asks.
    """

    text: str
    place: Place | None = None
    clause: ClauseSource | None = None
    children: tuple[Told, ...] = ()
    folded: bool = False


FOLDED = frozenset({"rule.by", "rule.rests-on"})
"""Lines whose own lines are shown only to those who ask: a rule's parameters."""
MOST = 2000
"""So many folded lines are known at once."""


def state_called(state: str, manner: str) -> str:
    """What a state is called of duties done in this manner: a report is 迟交, a meeting 迟开, a task 迟办."""
    return MANNERS[manner].get(state, STATES[state])


def state_word(duty: Obligation) -> str:
    """What a duty's state is called."""
    return state_called(duty.state.value, duty.manner)


def field_name(field: FieldName) -> str:
    """A field by its key, or what it holds as written, where nobody knows better."""
    return field.value or field.name


def tell(
    cause: Cause,
    place_of: PlaceOf,
    name_of: NameOf = str,
    title_of: TitleOf = field_name,
    folded: Callable[[Cause], Told] | None = None,
) -> Told:
    """The told tree of ``cause``.

    ``place_of`` finds a record's line, ``name_of`` a unit's name, ``title_of`` a field's Chinese title. ``folded``
    tells what lies below and is folded, where somebody knows it already.
    """
    values = {name: _told(name, value, name_of, title_of) for name, value in cause.values.items()}
    values.setdefault("due", "")
    values |= MANNERS[str(cause.values.get(MANNER, Manner.SUBMIT))]
    source = cause.source
    return Told(
        text=SENTENCES[cause.sentence].format(**values),
        place=place_of(source.path, source.pointer) if isinstance(source, Source) else None,
        clause=source if isinstance(source, ClauseSource) else None,
        folded=cause.sentence in FOLDED,
        children=tuple(
            [
                folded(child)
                if folded and child.sentence in FOLDED
                else tell(child, place_of, name_of, title_of, folded)
                for child in cause.children
            ]
        ),
    )


class Teller:
    """Tells causes, the folded ones once: outcomes of one rule share what is told of it."""

    def __init__(self, place_of: PlaceOf, name_of: NameOf = str, title_of: TitleOf = field_name) -> None:
        self._of = (place_of, name_of, title_of)
        self._folded: dict[int, tuple[Cause, Told]] = {}

    def told(self, cause: Cause) -> Told:
        """The told tree of ``cause``."""
        return tell(cause, *self._of, self._once)

    def _once(self, cause: Cause) -> Told:
        known = self._folded.get(id(cause))  # what has been told is kept here, so that no other has its id
        if known is None:
            if len(self._folded) >= MOST:
                self._folded.clear()
            known = self._folded[id(cause)] = (cause, tell(cause, *self._of))
        return known[1]


def _told(name: str, value: Value, name_of: NameOf, title_of: TitleOf) -> str:
    """A value by its name in the sentence: a unit by its name, a field by its title, the end of a day as 24:00."""
    if isinstance(value, FieldName):
        return title_of(value)
    if name == "due" and isinstance(value, datetime):
        return f"{shown(value.date())} {format_due_time(value)}"
    return shown(value, name_of if name == "unit" else None)


def shown(value: Value, name_of: NameOf | None = None) -> str:
    """A value as people read it: dates with their weekday, moments to the minute, words for ids of the catalogue."""
    if isinstance(value, datetime):
        return f"{_day(value)} {value.isoformat()[11:16]}"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, Decimal):
        return f"{value:+f}"
    if isinstance(value, str) and value in WORDS:
        return WORDS[value]
    return name_of(str(value)) if name_of else str(value)


def _day(value: date) -> str:
    return f"{value.isoformat()[:10]}(周{WEEKDAYS[value.weekday()]})"
