"""What would move a measure, by shape: it is done in the records of a small company, and the card moves as was told."""

from __future__ import annotations

from decimal import Decimal

from taizhang.publish.levers import Lever
from taizhang.publish.rising import Line, Raising, Rising
from tests.publish import companies
from tests.publish.carded import HONG, NOW, SHUN, award, company, plan, services

WHO = "zhang-wei"
TOLD = "谈了线路扩容的事"


def rising(*more: companies.Files) -> Rising:
    """Zhang's card of November, with more done."""
    (found,) = Raising(companies.view_of(company(*more), NOW)).of_person(WHO)
    return found


def line(one: Rising, identity: str) -> Line:
    """A line of a card."""
    return next(each for each in one.lines if each.line.id == identity)


def levers(one: Rising, identity: str, kind: str) -> tuple[Lever, ...]:
    """The levers of a line of a kind."""
    return tuple(each for each in line(one, identity).levers if each.kind == kind)


def test_a_count_adds_so_much_each() -> None:
    """Two services of five give 8 of 20, each more 4."""
    before = rising()
    (full,) = levers(before, "served", "full")
    assert (full.gain, full.values["each"], full.values["shape"]) == (Decimal(12), Decimal(4), "count")
    more = services((2, HONG, TOLD), (3, SHUN, "谈过"), (4, HONG, "谈过"), (4, SHUN, "谈过"), (5, HONG, "谈过"))
    assert line(rising(more), "served").line.score == line(before, "served").line.score + 8  # type: ignore[operator]


def test_a_count_that_is_full_can_t_rise() -> None:
    more = services(*((day, HONG, TOLD) for day in (2, 3, 4)), (2, SHUN, TOLD), (3, SHUN, TOLD))
    one = rising(more)
    assert (line(one, "served").line.score, levers(one, "served", "full")) == (Decimal(20), ())


def test_an_entry_filled_adds_what_was_told() -> None:
    """Content weighs three of four, a contact one: 75 % and nothing make 37.5 %, 7.5 of 20."""
    before = rising()
    first, second = levers(before, "told", "file")
    assert (first.gain, second.gain) == (Decimal("2.50"), Decimal(10))
    assert (first.values["lacks"], second.values["lacks"]) == (1, 2)
    assert levers(before, "told", "full") == (), "more services may come, each with what it lacks"
    (path, text), *_ = services((2, HONG, TOLD), (3, SHUN, "谈过")).items()
    filled = str(text).replace(f"customer: {HONG}", f"customer: {HONG}\n    contact: K-abcd1234")
    contact = f"id: K-abcd1234\ncustomer: {HONG}\nname: 王一\nrole: self\nfrom: 2026-01-05\n"
    found = rising({path: filled}, {"contacts/K-ab/K-abcd1234.yaml": contact})
    assert line(found, "told").line.score == Decimal("7.50") + first.gain


def test_a_planned_visit_adds_what_was_told() -> None:
    """Two of three: 13.33 of 20; the third is worth the rest."""
    before = rising()
    (one,) = levers(before, "done", "planned")
    assert (line(before, "done").line.score, one.gain) == (Decimal("13.33"), Decimal("6.67"))
    assert (one.values["customer"], str(one.values["day"])) == (HONG, "2026-11-04")
    after = rising(services((2, HONG, TOLD), (3, SHUN, "谈过"), (4, HONG, "谈过")))
    assert line(after, "done").line.score == 20


def test_no_plan_is_not_applicable_and_has_no_lever() -> None:
    """Its weight goes to the rest: a line that counts nothing is none."""
    found = rising(plan((9, HONG)))
    assert "done" not in {one.line.id for one in found.lines}
    assert found.of == 80


def test_what_is_granted_is_told_within_its_bounds() -> None:
    """An award is worth three, and the adjustments end at two; with one there is nothing left to get."""
    (one,) = levers(rising(), "extra-bounded", "event")
    assert (one.values["title"], one.gain) == ("竞赛获奖", Decimal(2))
    after = rising(award())
    assert line(after, "extra-bounded").line.score == 2
    assert levers(after, "extra-bounded", "event") == ()
