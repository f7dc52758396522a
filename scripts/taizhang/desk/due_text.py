"""Due lists as text for a terminal: today, this week, overdue; each line with when, what, and how to begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from taizhang.desk.due_list import Due, DueList, Today, When
from taizhang.desk.sentences import say, short, spoken, weekday
from taizhang.explain.catalogue import WORDS
from taizhang.explain.width import columns, padded
from taizhang.when.moment import END_OF_DAY, format_time
from taizhang.when.period import PeriodKind, parse_period

GROUPS = (When.TODAY, When.WEEK, When.OVERDUE, When.UNKNOWN)
WIDEST = 60
Row = tuple[str, str, str]


def person_text(one: DueList, today: Today, groups: Sequence[When] = GROUPS) -> str:
    """One person's list, headed by the day."""
    lines = [today_line(today)]
    body = _below_today(list(_groups(one, today.as_of, groups)))
    return _joined([*lines, *(body or [_nothing(one, today.as_of, groups)]), *_later(one, today.as_of, groups)])


def unit_text(lists: Iterable[DueList], unit: str, today: Today, groups: Sequence[When] = GROUPS) -> str:
    """The lists of a unit (all units where it is empty) by person; who has nothing to do stands in one line."""
    lines = [say("due.head", name=unit, today=today_line(today)) if unit else today_line(today)]
    free, several = [], not unit
    found = list(lists)
    for one in found:
        body = list(_groups(one, today.as_of, groups))
        body = _below_today(body) if tuple(groups) == (When.TODAY,) else body
        if not body:
            free += [one.name] if one.person else []
            continue
        name = one.name if one.person else say("due.whole-unit", unit=one.unit)
        lines += ["", f"{name} · {one.unit}" if several and one.person else name, *(f"  {line}" for line in body)]
    if not found:
        lines.append(say("due.nobody-in-unit", unit=unit) if unit else say("due.nobody-at-all"))
    elif len(lines) == 1:
        lines.append(_nothing_in(groups))
    elif free:
        lines += ["", _nothing_in(groups, free)]
    return _joined(lines)


def today_line(today: Today) -> str:
    """``今天 10 月 16 日(周五,工作日)``."""
    day, kind = today.as_of.date(), today.kind
    word = WORDS[f"kind.{kind.why}" if kind else "kind.unknown"]
    name = kind.name if kind else ""
    return say("due.today-named" if name else "due.today", day=spoken(day), weekday=weekday(day), kind=word, name=name)


def what(due: Due) -> str:
    """What is to be done, for whom: never a contact's name."""
    one = due.obligation
    text = say("due.what", title=due.title, period=period_word(one.period)).rstrip()
    if one.what:
        text = say("due.named", what=text, named=one.what)
    if one.customer:
        names = {"what": text, "id": one.customer, "name": due.customer}
        text = say("due.contact" if due.to_contact else "due.customer", **names)
    return say("due.times", what=text, wanted=one.wanted, done=one.done) if one.wanted > 1 else text


def period_word(key: str) -> str:
    """A duty's period as far as its due date does not tell it: weeks, months and longer ones by their keys."""
    period = parse_period(key)
    return "" if period is None or period.kind in {PeriodKind.DAY, PeriodKind.NIGHT, PeriodKind.TERM} else key


def time_word(due: datetime) -> str:
    """``17:30 前``; the day's last minute is 24:00."""
    return say("due.midnight") if due.time() == END_OF_DAY else say("due.at", time=format_time(due.time()))


def weekday_word(due: datetime) -> str:
    """``周五 17:30 前``; ``周日前`` for the day's end, which is in time (G2)."""
    day = weekday(due.date())
    if due.time() == END_OF_DAY:
        return say("due.weekday", weekday=day)
    return say("due.weekday-at", weekday=day, time=format_time(due.time()))


def _groups(one: DueList, as_of: datetime, groups: Sequence[When]) -> Iterator[str]:
    found = {group: _rows(one.of(group), as_of) for group in groups if group is not When.LATER}
    rows = [row for listed in found.values() for row in listed]
    first = max((columns(row[0]) for row in rows), default=0)
    second = min(max((columns(row[1]) for row in rows if row[2]), default=0), WIDEST)
    for group, listed in found.items():
        if listed:
            yield say(f"due.group-{group}")
            for when, text, command in listed:
                yield f"  {padded(when, first)}  {padded(text, second)}    {command}".rstrip()


def _below_today(body: list[str]) -> list[str]:
    """``body`` without the word for today, which its head says already."""
    return body[1:] if body and body[0] == say(f"due.group-{When.TODAY}") else body


def _rows(items: Iterable[Due], as_of: datetime) -> list[Row]:
    """When, what, command: what reads the same stands once, with its count."""
    counted = Counter((_when(one, as_of), what(one), one.command) for one in items)
    return [
        (when, text if count == 1 else say("due.count", what=text, count=count), command)
        for (when, text, command), count in counted.items()
    ]


def _when(one: Due, as_of: datetime) -> str:
    due = one.obligation.due
    if due is None:
        return say("due.open")
    if one.when is When.OVERDUE:
        return say("due.since", day=short(due.date(), as_of.date()))
    return time_word(due) if one.when is When.TODAY else weekday_word(due)


def _nothing(one: DueList, as_of: datetime, groups: Sequence[When]) -> str:
    if one.person is not None and one.post is None:
        life = one.person.life
        coming = [span.first for span in life if span.first > as_of.date()]
        gone = [span.last for span in life if span.last is not None and span.last < as_of.date()]
        if coming and not gone:
            return say("due.joins", name=one.name, day=min(coming))
        if gone and not coming:
            return say("due.left", name=one.name, day=max(gone)) + _nothing_in(groups)
    return _nothing_in(groups)


def _nothing_in(groups: Sequence[When], names: Sequence[str] = ()) -> str:
    """That there is nothing to do, for ``names`` where only some of a unit are free."""
    text = say(f"due.nothing-{groups[0]}" if len(groups) == 1 else "due.nothing")
    return say("due.free", names="、".join(names), nothing=text) if names else text


def _later(one: DueList, as_of: datetime, groups: Sequence[When]) -> Iterator[str]:
    """How much comes after this week, where the whole list is asked for."""
    later = one.of(When.LATER)
    if later and groups == GROUPS:
        first = min(item.obligation.due for item in later if item.obligation.due is not None)
        yield say("due.later", count=len(later), day=short(first.date(), as_of.date()))


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
