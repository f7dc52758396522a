"""Reminders: one short polite text per person for the company's messenger, without anybody's private data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from taizhang.desk.due_list import Due, DueList, Today, When
from taizhang.desk.due_text import period_word, time_word, weekday_word
from taizhang.desk.sentences import say, short, spoken, weekday
from taizhang.when.moment import END_OF_DAY

MOST = 6
"""Duties told in one text; with head and foot that makes 3 to 8 lines."""
NAMED = 3
"""Customers named in one line."""
ORDER = (When.OVERDUE, When.TODAY, When.WEEK)


def reminder(one: DueList, today: Today) -> str:
    """The text for one person: what is overdue, due today and this week; empty where nothing is."""
    lines = [line for when in ORDER for line in _lines(one.of(when), when, today)]
    if not lines:
        return ""
    if len(lines) > MOST:
        counts = sum(count for _, count in lines[MOST - 1 :])
        lines = [*lines[: MOST - 1], (say("remind.more", count=counts), counts)]
    day = today.as_of.date()
    head = say("remind.head", name=one.name, today=f"{spoken(day)}({weekday(day)})")
    return "\n".join([head, *(text for text, _ in lines), say("remind.foot")]) + "\n"


def reminders(lists: Iterable[DueList], today: Today) -> Iterator[str]:
    """The texts of everybody who has something to do; who has left is not written to any more."""
    yield from (text for one in lists if one.post is not None and (text := reminder(one, today)))


def _lines(items: tuple[Due, ...], when: When, today: Today) -> Iterator[tuple[str, int]]:
    """A line for each duty, those of one rule, period and due instant in one; with how many duties it tells."""
    groups: dict[tuple[str, str, object], list[Due]] = {}
    for one in items:
        groups.setdefault((one.title, period_word(one.obligation.period), one.obligation.due), []).append(one)
    for found in groups.values():
        yield say(f"remind.{when}", what=_what(found), **_times(found[0], when, today)), len(found)


def _times(one: Due, when: When, today: Today) -> dict[str, str]:
    due = one.obligation.due
    assert due is not None, "an unknown due date stands in no group that is reminded of"
    if when is When.OVERDUE:
        day = short(due.date(), today.as_of.date())
        if due.time() == END_OF_DAY:
            return {"due": say("remind.due-day", day=day)}
        return {"due": say("remind.due", day=day, time=f"{due:%H:%M} ")}
    return {"time": time_word(due) if when is When.TODAY else weekday_word(due)}


def _what(found: list[Due]) -> str:
    text = say("due.what", title=found[0].title, period=period_word(found[0].obligation.period)).rstrip()
    customers = list(dict.fromkeys(_customer(one) for one in found if one.obligation.customer))
    names = customers or list(dict.fromkeys(one.obligation.what for one in found if one.obligation.what))
    if not names:
        return say("remind.times", what=text, count=len(found)) if len(found) > 1 else text
    shown = "、".join(names[:NAMED])
    if len(names) > NAMED:
        more = "remind.customers-more" if customers else "remind.named-more"
        return say(more, what=text, names=shown, count=len(names))
    return say("remind.customers", what=text, names=shown)


def _customer(one: Due) -> str:
    """A customer by id and name; a contact only as one of that customer's."""
    duty = one.obligation
    names = {"id": duty.customer, "name": one.customer}
    if one.to_contact:
        return say("remind.of-contact", **names)
    if duty.wanted > 1:
        return say("remind.customer-times", **names, wanted=duty.wanted, done=duty.done)
    return say("remind.customer", **names)
