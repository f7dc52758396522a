"""Cards reckoned as they would be: the ledger's own when nothing is changed, and as it comes when something is."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from taizhang.facts.store import Facts
from taizhang.publish.audience import Audience
from taizhang.publish.rising import Raising, Risk
from taizhang.publish.view import View
from taizhang.publish.whatif import Over, Whatif
from taizhang.rules.outcome import Scorecard, State
from tests import books
from tests.publish import companies
from tests.publish.carded import NOW, company
from tests.publish.demo import demo_view, maker_with

WHO, DUTY = "zhang-wei", "weekly-report/2026-W45/zhang-wei"


def card(view: View, person: str = WHO) -> Scorecard:
    """A person's card of November."""
    return next(one for one in view.ledger.scorecards if (one.person, one.period) == (person, "2026-11"))


def risk() -> Risk:
    """The open report of the week, which an adjustment on missed ones and a rate read as well."""
    (found,) = Raising(companies.view_of(company(), NOW)).of_person(WHO)
    return next(one for one in found.risks if one.duty.key == DUTY)


def test_every_card_of_the_demo_comes_out_as_it_stands() -> None:
    view = demo_view()
    whatif = Whatif(view)
    own = [one for one in view.ledger.scorecards if one.person]
    assert len(own) > 60
    assert [one.key for one in own if whatif.of(one) is None] == []


def test_an_open_duty_is_told_through_all_that_reads_it() -> None:
    """In time nothing; late: one point, and the rate of 0 % takes three; missed: three, three and four more."""
    one = risk()
    assert (one.in_time, one.late, one.missed, one.line) == (Decimal(0), Decimal(-4), Decimal(-10), "discipline")


@pytest.mark.parametrize(
    ("reported", "as_of", "told"),
    [
        ("2026-11-06 17:30", datetime(2026, 11, 10, 9, 0), "in_time"),
        ("2026-11-09 08:00", datetime(2026, 11, 10, 9, 0), "late"),
        ("", datetime(2026, 12, 4, 9, 0), "missed"),
    ],
)
def test_the_card_comes_to_what_was_told(reported: str, as_of: datetime, told: str) -> None:
    """On leave for the rest of November, so that no other report is owed in it."""
    before = card(companies.view_of(company(), NOW))
    leave = books.leave(WHO, "2026-11-09", "2026-11-30").items()
    away: companies.Files = {path: text.replace("by: boss", "by: li-na") for path, text in leave}
    more: companies.Files = {**(books.report(WHO, "2026-W45", reported) if reported else {}), **away}
    after = card(companies.view_of(company(more), as_of))
    assert before.total is not None
    assert after.total == before.total + getattr(risk(), told)


def test_several_at_once_are_reckoned_at_once() -> None:
    """A line does not fall below nothing, however much would be taken: the parts do not just add up."""
    view = companies.view_of(company(), NOW)
    asked = Whatif(view).of(card(view))
    assert asked is not None
    missed = asked.with_states({DUTY: State.MISSED})
    assert missed.of("discipline") == 3
    assert missed.of("work-planning") == 7
    assert missed.known == asked.base.known - 10
    assert asked.reckon({}).known == card(view).total == Decimal("48.83")


def test_a_card_whose_ground_is_hidden_gives_no_answer() -> None:
    """Who may not see results sees the score, and neither its causes nor what would raise it."""
    readable = Audience("guests", "guests", frozenset({"internal"}))
    view = maker_with({}, readable).view
    told = [one for person in view.people for one in Raising(view).of_person(person.id)]
    assert told
    for one in told:
        assert one.told or not any(line.losses or line.levers or line.risks for line in one.lines)


def test_what_lies_over_facts_answers_each_way_to_look_some_up() -> None:
    """A look that it left to the class below would find nothing."""
    other = {"all", "joined", "about_customer"}
    looks = {name for name in vars(Facts) if not name.startswith("_")} - other
    assert looks <= set(vars(Over))
