"""What somebody waits for from others, and what waits for him."""

from __future__ import annotations

from datetime import datetime

import pytest

from taizhang.publish.pages.people import decisions
from taizhang.publish.view import View
from taizhang.publish.waits import Waiting, Waits
from tests import books
from tests.publish import companies
from tests.publish.demo import demo_view
from tests.publish.test_awaiting import LEAVE, leave


@pytest.fixture(scope="module")
def waits() -> Waits:
    """Everybody's of the demo company."""
    return Waits(demo_view())


def of(waits: Waits, person: str, view: View | None = None) -> Waiting:
    """What one person waits for."""
    return waits.of(person, decisions(view or demo_view()).get(person, ()))


def test_an_appeal_waits_for_who_is_to_rule(waits: Waits) -> None:
    """Su Juan filed hers on 11-12; Wu Hao is to rule until 11-26 (A8.8)."""
    (one,) = of(waits, "su-juan").answers
    assert (one.duty.rule, one.duty.person, one.since) == ("appeal-ruled", "wu-hao", datetime(2026, 11, 12, 9, 15))
    assert one.path == "records/appeals/telecom-west/2026-10/su-juan-1.yaml"
    assert of(waits, "wu-hao").answers == (), "it is his own duty"


def test_who_gave_a_task_waits_for_it_the_first_due_first(waits: Waits) -> None:
    """Zhu Lei gave one on 11-13 that is overdue, and one in the meeting of 11-16 that is due on 11-23 (A1.4, A3.2)."""
    found = of(waits, "zhu-lei").answers
    assert [(one.duty.rule, one.duty.person, one.duty.state.value) for one in found] == [
        ("task-done", "deng-huan", "overdue"),
        ("decision-done", "du-jun", "pending"),
    ]
    assert of(waits, "deng-huan").answers == (), "who was given it owes it, and waits for nobody"


def test_a_branch_s_head_waits_for_the_work_of_the_month(waits: Waits) -> None:
    assert [one.duty.person for one in of(waits, "feng-xia").answers] == ["deng-huan", "lin-yong", "xue-chao", "du-jun"]


def test_a_complaint_waits_for_who_confirmed_the_last_of_the_branch(waits: Waits) -> None:
    """Who wrote it and whom it is about both see that; Chen Jing that it waits for her (A7.3)."""
    for person in ("zhu-lei", "du-jun"):
        (one,) = of(waits, person).signatures
        assert (one.one.kind, one.by) == ("加减分事件", ("chen-jing",))
    assert [one.one.person for one in of(waits, "chen-jing").mine] == ["du-jun"]
    assert not of(waits, "du-jun").mine


def test_a_point_put_right_waits_to_be_looked_at_again(waits: Waits) -> None:
    (one,) = of(waits, "lin-yong").rechecks
    assert (one.path, one.topic) == ("records/inspections/telecom-south/2026-11/work-log-1.yaml", "work-log")


def test_a_decision_not_made_yet_is_waited_for(waits: Waits) -> None:
    (one,) = of(waits, "shao-yinuo").decisions
    assert one.key == "sales-room/2026-11-12/1500/b-0801-1"
    assert not of(waits, "zhang-wei").any


def test_nobody_can_be_told_where_nobody_ever_confirmed() -> None:
    """The first leave of a company: nobody signed one before, so nobody is named (A4.4)."""
    view = companies.view_of(leave("applied"))
    (one,) = of(Waits(view), "zhang-wei", view).signatures
    assert (one.one.path, one.by) == (f"records/{LEAVE}", ())


def test_who_has_the_role_elsewhere_is_asked_where_nobody_signed_yet() -> None:
    """In the west an account manager signed once; in the east only Zhang is one, who can't sign his own: Li Na is."""
    (path, text), *_ = books.leave("li-na", "2026-03-02", "2026-03-03", "west").items()
    view = companies.view_of({**leave("applied"), path: text.replace("by: boss", "by: zhang-wei")})
    waits = Waits(view)
    (one,) = of(waits, "zhang-wei", view).signatures
    assert one.by == ("li-na",)
    assert [each.one.person for each in of(waits, "li-na", view).mine] == ["zhang-wei"]
