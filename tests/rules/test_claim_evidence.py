"""Papers as of a deal: alive, with a good number, signed, not barred (B1.1, B1.3, B1.10, B1.12)."""

from __future__ import annotations

import pytest

from taizhang.facts.fact import Fact
from taizhang.rules.claim_evidence import papers
from taizhang.when.moment import parse_moment
from tests.rules.club import ONE, TWO, booking, said, sheet, stage, world

BOSS, GM = (said("leave.approved", "2026-10-12", who, "2026-10-12", person=who, unit="gym") for who in ("boss", "gm"))
BY_MESSAGE = {"signed_by": "", "signed_at": "", "message_to": "boss", "message_at": "2026-10-12 09:00"}


def states(*facts: Fact, at: str = "2026-10-12 16:00") -> list[str]:
    """The states of all papers about the first customer, sheets first."""
    moment = parse_moment(at)
    assert moment is not None
    kinds = stage()[1].parameters["evidence"]
    return [one.state for one in papers(kinds, frozenset({ONE}), moment, world(facts))]


@pytest.mark.parametrize(
    ("made", "at", "state"),
    [
        ("2026-01-31 10:00", "2026-02-28 16:00", "valid"),
        ("2026-01-31 10:00", "2026-03-01 16:00", "expired"),
        ("2026-03-31 10:00", "2026-04-30 16:00", "valid"),
        ("2026-03-31 10:00", "2026-05-01 16:00", "expired"),
    ],
)
def test_a_sheet_lives_a_calendar_month(made: str, at: str, state: str) -> None:
    """Clamped to the month's end (G1)."""
    assert states(sheet("a", made), at=at) == [state]


def test_only_what_was_made_by_then_and_about_the_customer() -> None:
    """A sheet of a minute later, or about somebody else, is not looked at."""
    assert states(sheet("a", "2026-10-12 16:01"), sheet("a", "2026-10-01 10:00", TWO)) == []


@pytest.mark.parametrize(
    ("failed", "reached", "state"),
    [
        ("2026-10-10", "", "valid"),
        ("2026-10-09", "", "unreachable"),
        ("2026-10-09", "2026-10-11", "valid"),
        ("2026-10-09", "2026-10-12", "unreachable"),
    ],
)
def test_a_number_out_of_reach_has_two_days(failed: str, reached: str, state: str) -> None:
    """The day of the failed call is not counted (G1)."""
    one = sheet("a", "2026-10-01 10:00", number="unreachable", failed_on=failed, reached_on=reached)
    assert states(one) == [state]


def test_a_masked_booking_needs_ones_own_full_sheet() -> None:
    """Made not later; another's sheet does not help."""
    masked = booking("a", "2026-10-12 10:00", number="masked")
    assert states(masked) == ["masked"]
    assert states(sheet("a", "2026-10-01 10:00"), masked) == ["valid", "valid"]
    assert states(sheet("c", "2026-10-01 10:00"), masked) == ["valid", "masked"]
    assert states(sheet("a", "2026-10-12 10:01"), masked) == ["valid", "masked"]
    assert states(sheet("a", "2026-08-01 10:00"), masked) == ["expired", "masked"]


def test_a_booking_is_for_its_day() -> None:
    """The day before and the day after it is nothing."""
    found = [states(booking("a", "2026-10-10 10:00", on=f"2026-10-{day}")) for day in (11, 12, 13)]
    assert found == [["other-day"], ["valid"], ["other-day"]]


def test_a_signature_is_of_one_in_office_and_not_of_the_day_after() -> None:
    """The consultant himself can't sign."""
    assert states(booking("a", "2026-10-11 10:00", signed_by="gm")) == ["valid"]
    assert states(booking("a", "2026-10-11 10:00", signed_by="c")) == ["unsigned"]
    assert states(booking("a", "2026-10-11 10:00", signed_at="2026-10-13 09:00")) == ["unsigned"]
    assert states(booking("a", "2026-10-11 10:00", signed_by="", signed_at="")) == ["unsigned"]


def test_a_message_counts_while_both_are_away() -> None:
    """With either of them there it does not (worked example 15)."""
    made = booking("a", "2026-10-11 10:00", **BY_MESSAGE)
    assert states(made, BOSS, GM) == ["valid"]
    assert states(made, GM) == ["unsigned"]
    assert states(made, BOSS) == ["unsigned"]


def test_a_sheet_made_after_anothers_proof_is_barred() -> None:
    """From that minute on, for a month; one's own renewal is not."""
    proof = said("visit.proven", "2026-09-20 10:00", person="c", contact=ONE, unit="gym")
    assert states(proof, sheet("a", "2026-09-20 09:59")) == ["valid"]
    assert states(proof, sheet("a", "2026-09-20 10:00")) == ["barred"]
    assert states(proof, sheet("c", "2026-09-21 10:00")) == ["valid"]
    old = said("visit.proven", "2026-09-01 10:00", person="c", contact=ONE, unit="gym")
    assert states(old, sheet("a", "2026-10-01 10:00")) == ["barred"]
    assert states(old, sheet("a", "2026-10-02 10:00")) == ["valid"]
