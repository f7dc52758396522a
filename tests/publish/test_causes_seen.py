"""A step of a cause that points at a hidden value or quotes one says so; cards keep their scores."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.facts.fact import Source
from taizhang.ledger.sections import sections_of
from taizhang.publish.audience import STAFF, Audience
from taizhang.publish.causes_seen import UNSEEN, CausesSeen
from taizhang.publish.hidden import limits_of
from taizhang.rules.outcome import Cause, ClauseSource, FieldName
from tests import books
from tests.publish.demo import maker_with

LEAVE, GONE, FREE = "records/leaves/l.yaml", "records/results/r.yaml", "records/people/p.yaml"


def causes() -> CausesSeen:
    """Of an audience that sees no leave's type and reason, no contact's phone, and not the record GONE."""
    limits = {name: limits_of(kind, STAFF) for name, kind in books.schemas().kinds.items()}
    names = {LEAVE: limits["leave"].names, GONE: limits["result"].names, FREE: limits["person"].names}
    return CausesSeen(names, limits, frozenset({GONE}), {LEAVE: frozenset({("type",), ("reason",)})})


@pytest.mark.parametrize(
    ("step", "hidden"),
    [
        (Cause("x", {}, Source(LEAVE, ("reason",))), True),
        (Cause("x", {}, Source(LEAVE, ("reason", 0))), True),
        (Cause("x", {}, Source(LEAVE, ("from",))), False),
        (Cause("x", {}, Source(LEAVE)), False),
        (Cause("x", {"field": FieldName(LEAVE, "type"), "right": "sick"}, Source(LEAVE)), True),
        (Cause("x", {"actual": FieldName(LEAVE, "type", "sick")}), True),
        (Cause("x", {"field": FieldName(LEAVE, "from"), "right": date(2026, 10, 19)}, Source(LEAVE)), False),
        (Cause("x", {"field": FieldName(FREE, "contact.phone"), "right": "139"}), True),
        (Cause("x", {"field": FieldName(FREE, "contact.role"), "right": "key-person"}), False),
        (Cause("x", {"field": FieldName(FREE, "customer.profile"), "number": 3}), True),
        (Cause("x", {"field": FieldName(FREE, "customer.profile")}), False),
        (Cause("x", {}, Source(GONE, ("month",))), True),
        (Cause("x", {"field": FieldName(GONE, "month")}), True),
        (Cause("x", {}, ClauseSource("telecom", "A5.5")), False),
    ],
)
def test_a_step_that_tells_something_hidden_is_left_out_with_all_below(step: Cause, *, hidden: bool) -> None:
    below = Cause(step.sentence, step.values, step.source, (Cause("below"),))
    tree = Cause("top", {}, None, (Cause("before"), below))
    told = causes().seen(tree)
    assert told.children == (Cause("before"), UNSEEN if hidden else below)
    assert (told is tree) is not hidden


def test_what_rests_on_a_record_that_is_gone() -> None:
    found = causes()
    deep = Cause("top", {}, None, (Cause("middle", {}, None, (Cause("x", {}, Source(GONE)),)),))
    assert found.rests_on_gone(deep)
    assert not found.rests_on_gone(Cause("top", {}, Source(LEAVE, ("reason",))))
    assert found.because([f"{GONE}#month", f"{LEAVE}#from", "weekly-report/2026-W42/z"]) == {
        f"{LEAVE}#from",
        "weekly-report/2026-W42/z",
    }


def test_each_hidden_line_of_a_card_keeps_a_cause_of_its_own() -> None:
    """Two lines that tell nothing stay two lines: a section knows its lines by their causes."""
    first, second = causes().seen(Cause("x", {}, Source(GONE))), causes().seen(Cause("y", {}, Source(GONE)))
    assert first == second == UNSEEN
    assert first is not second
    view = maker_with({}, Audience("outsider", "x", frozenset())).view
    for card in view.ledger.scorecards:
        assert [line.id for section in sections_of(card) for line in section.lines] == [line.id for line in card.lines]
