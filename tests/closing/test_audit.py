"""Findings of sealed months: from the rule, on the day of the sealing, and nothing else of the ledger moved (A8.6)."""

from __future__ import annotations

from datetime import datetime

from taizhang.closing import closing_of, verify
from taizhang.closing.audit import compared, differences_of
from taizhang.ledger import compute
from taizhang.rules.outcome import Finding
from tests.closing.company import CONFIRMED, HISTORY, audited_of, correction, incident, ledger_of, month, sealed
from tests.publish.demo import demo_book, demo_view

LATER = datetime(2026, 11, 20, 18, 30)
LATE = incident("zhang", "2026-09-28", "2026-10-22 09:30", "product-arrears")
DENG = "closing-agrees/2026-09/deng-huan"


def test_a_difference_is_a_finding_of_its_rule() -> None:
    found = sealed() | LATE
    book, ledger = audited_of(found, LATER)
    (finding,) = [one for one in ledger.findings if one.rule == "closing-agrees"]
    assert finding.key == "closing-agrees/2026-09/zhang"
    assert (finding.at, finding.unit, finding.clause) == (CONFIRMED, "east", "A8.6")
    place = book.place("records/closings/east/2026-09.yaml", ("cards", 1))
    assert place.excerpt.strip() == "- person: zhang"
    assert ledger.find(finding.key) == finding


def test_nothing_else_of_the_ledger_moves() -> None:
    found = sealed() | LATE
    bare, (_, whole) = ledger_of(found, LATER), audited_of(found, LATER)
    assert [one for one in whole.outcomes if one.rule != "closing-agrees"] == list(bare.outcomes)
    assert [one.order for one in whole.outcomes] == sorted(one.order for one in whole.outcomes)


def test_no_finding_while_all_agrees_or_before_it_was_sealed() -> None:
    for found, at in ((sealed(), LATER), (sealed() | LATE, datetime(2026, 10, 12, 10, 4))):
        _, ledger = audited_of(found, at)
        assert not [one for one in ledger.findings if one.rule == "closing-agrees"]


def test_a_correction_is_an_entry_of_the_open_month_and_leaves_the_sealed_one_as_it_was() -> None:
    _, ledger = audited_of(sealed() | correction(), LATER)
    assert [(one.period, str(one.amount), one.line) for one in ledger.entries] == [("2026-11", "0.30", "adjustments")]
    assert not [one for one in ledger.outcomes if isinstance(one, Finding) and one.rule.startswith(("closing", "corr"))]


def test_who_may_not_confirm_and_who_may_not_approve() -> None:
    found = sealed()
    path = "closings/east/2026-09.yaml"
    for old, new in (("confirmed_by: wu", "confirmed_by: boss"), ("submitted_by: boss", "submitted_by: wu")):
        _, ledger = audited_of({**found, path: found[path].replace(old, new)}, LATER)
        assert [one.key for one in ledger.findings] == ["closing-second-person/2026-09/east"]
    for approver in ("boss", "zhang"):
        _, ledger = audited_of(found | correction(approved_by=approver), LATER)
        assert [one.rule for one in ledger.findings] == ["correction-second-person"]


def test_a_fact_for_each_sealed_card() -> None:
    found = sealed() | LATE
    book, ledger = audited_of(found, LATER)
    facts = [
        (one.person, one.get("was"), one.get("now"), one.get("differing"))
        for one in compared(differences_of(book, ledger))
    ]
    assert facts == [("li", "18.00", "18.00", "0"), ("zhang", "18.00", "16.00", "1")]


def test_the_demo_differs_where_it_should_and_nowhere_else() -> None:
    """A debt of 28 September that was confirmed on 22 October, ten days after the sealing."""
    assert [one.key for one in demo_view().ledger.findings if one.rule == "closing-agrees"] == [DENG]


def test_the_demo_gives_on_the_day_of_sealing_what_was_sealed() -> None:
    """The same records give the sealed lines at that minute: late has become missed, and nothing later is known."""
    book = demo_book()
    for unit in ("telecom-east", "telecom-south", "telecom-west"):
        for key in ("2026-09", "2026-10"):
            closing = closing_of(book, unit, month(key))
            assert closing is not None
            assert closing.confirmed_at is not None
            assert verify(compute(book, HISTORY, closing.confirmed_at), book, closing).agrees, (unit, key)
