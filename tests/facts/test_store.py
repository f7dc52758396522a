"""The store of facts: order, indexes, and what as-of hides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from taizhang.facts.fact import Fact, Source
from taizhang.facts.store import Facts, between


def fact(name: str, moment: str, person: str, path: str) -> Fact:
    """A fact from a record."""
    return Fact(name, datetime.fromisoformat(moment), Source(path), person=person)


LATE = fact("trip.made", "2026-10-14 09:00", "li", "b")
EARLY = fact("trip.made", "2026-10-13 09:00", "li", "c")
OTHER = fact("trip.made", "2026-10-13 09:00", "zhang", "a")


def test_facts_are_in_total_order_whatever_order_they_come_in() -> None:
    """By time, then name, then source."""
    as_of = datetime(2026, 10, 20)
    assert Facts([LATE, EARLY, OTHER], as_of).all == Facts([OTHER, LATE, EARLY], as_of).all == (OTHER, EARLY, LATE)


def test_as_of_hides_what_is_later() -> None:
    """The equal minute is there."""
    assert Facts([LATE, EARLY], datetime(2026, 10, 13, 9)).all == (EARLY,)


def test_by_name_and_person() -> None:
    """Only who is asked for; nothing for an unknown name."""
    facts = Facts([LATE, EARLY, OTHER], datetime(2026, 10, 20))
    assert facts.of_person("trip.made", "li") == (EARLY, LATE)
    assert facts.named("trip.made") == (OTHER, EARLY, LATE)
    assert facts.named("trip.lost") == ()


def test_about_a_customer_are_facts_of_all_names_in_order() -> None:
    """Also those that joined later; nothing of others, nothing of an unknown one."""
    visit, other = replace(LATE, customer="c"), replace(EARLY, customer="d")
    served = replace(EARLY, name="service.given", customer="c")
    raised = replace(LATE, name="visits.raised", time=datetime(2026, 10, 13, 12), customer="c")
    facts = Facts([visit, other, served], datetime(2026, 10, 20))
    assert facts.about_customer("c") == (served, visit)
    assert facts.joined([raised]).about_customer("c") == (served, raised, visit)
    assert facts.about_customer("e") == ()


def test_facts_that_share_a_key_or_an_attribute() -> None:
    """Oldest first; what has none of it shares nothing."""
    late, early = replace(LATE, case="v1"), replace(EARLY, case="v1")
    facts = Facts([late, early, OTHER, replace(OTHER, attributes={"party": "p"})], datetime(2026, 10, 20))
    assert facts.sharing("trip.made", "case", "v1") == (early, late)
    assert facts.sharing("trip.made", "party", "p")[0].attributes == {"party": "p"}
    assert facts.sharing("trip.made", "party", "") == ()
    assert facts.sharing("trip.lost", "case", "v1") == ()


def test_facts_are_looked_up_by_what_is_read_from_them_and_read_once() -> None:
    """Also after later facts have joined, whose names are new and are read then."""
    facts, read = Facts([LATE, EARLY, OTHER], datetime(2026, 10, 20)), []

    def texts(one: Fact) -> tuple[str, ...]:
        read.append(one)
        return (one.person,)

    assert facts.alike("trip.made", "person", texts) == {("li",): (EARLY, LATE), ("zhang",): (OTHER,)}
    assert facts.alike("trip.lost", "person", texts) == {}
    lost = replace(LATE, name="trip.lost")
    joined = facts.joined([lost])
    assert joined.alike("trip.made", "person", texts)["li",] == (EARLY, LATE)
    assert joined.alike("trip.lost", "person", texts) == {("li",): (lost,)}
    assert sorted(one.name for one in read) == ["trip.lost", "trip.made", "trip.made", "trip.made"]


def test_what_is_said_during_some_days() -> None:
    """The first day from its first minute, the end without it."""
    facts = Facts([LATE, EARLY, OTHER], datetime(2026, 10, 20))
    assert facts.during("trip.made", "person", "li", date(2026, 10, 13), date(2026, 10, 14)) == (EARLY,)
    assert facts.during("trip.made", "person", "li", date(2026, 10, 13), date(2026, 10, 15)) == (EARLY, LATE)
    assert facts.during("trip.made", "person", "wu", date(2026, 10, 13), date(2026, 10, 15)) == ()
    midnight = replace(LATE, time=datetime(2026, 10, 14))
    assert between((midnight,), date(2026, 10, 14), date(2026, 10, 15)) == (midnight,)
    assert between((midnight,), date(2026, 10, 13), date(2026, 10, 14)) == ()


def test_what_is_said_in_a_field() -> None:
    """By its text, also once other facts have joined."""
    first, second = (replace(one, attributes={"week": week}) for one, week in ((EARLY, "2026-W42"), (LATE, "2026-W43")))
    facts = Facts([second, first, OTHER], datetime(2026, 10, 20))
    told = facts.telling("trip.made", "person", "li", "week")
    assert told == {"2026-W42": (first,), "2026-W43": (second,)}
    joined = facts.joined([replace(OTHER, name="trip.lost", person="li", attributes={"week": "2026-W44"})])
    assert joined.telling("trip.made", "person", "li", "week") == told
    assert list(joined.telling("trip.lost", "person", "li", "week")) == ["2026-W44"]
