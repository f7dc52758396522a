"""Contests of claims: the first paper wins, equals are told apart or not, halves go to whom else it would be (B1.9)."""

from __future__ import annotations

from taizhang.facts.fact import Fact
from taizhang.rules.outcome import Decision
from tests.rules.club import booking, claim, deal, decided, sheet, visit


def one(*facts: Fact) -> Decision:
    """The decision on the ordinary deal, received by its handler b."""
    (found,) = decided(deal(), visit(), *facts)
    return found


def people(found: Decision) -> list[str]:
    """Who has a share, the one with the odd cent first."""
    return [share.person for share in found.shares]


def test_the_half_beside_a_late_first_one_is_the_second_ones() -> None:
    """C found it at once and had it all; a, who was first, comes on the eighth day and shares with c."""
    sheets = (sheet("a", "2026-10-01 10:00"), sheet("c", "2026-10-02 10:00"))
    found = one(*sheets, claim("a", "2026-10-20"), claim("c", "2026-10-12"))
    assert (people(found), found.result, found.gives["follows"]) == (["c", "a"], "half", "c")


def test_three_of_one_day_are_undecided_unless_a_booking_tells_them_apart() -> None:
    """Two of them, the handler among them, have half each."""
    sheets = tuple(sheet(who, "2026-10-01 10:00") for who in ("a", "b", "c"))
    assert not one(*sheets, claim("a"), claim("c")).decided
    assert people(one(*sheets[:2], claim("a"))) == ["b", "a"]
    assert people(one(*sheets, claim("a"), claim("c"), booking("c", "2026-10-12 09:00"))) == ["c"]
    two = (booking("c", "2026-10-12 09:00"), booking("a", "2026-10-12 09:00"))
    assert not one(*sheets, claim("a"), claim("c"), *two).decided
    assert people(one(*sheets, claim("a"), claim("c"), two[0], booking("a", "2026-10-12 08:59"))) == ["a"]


def test_a_claim_of_the_handler_changes_nothing() -> None:
    """His own sheet counts without it."""
    found = one(sheet("b", "2026-10-01 10:00"), sheet("a", "2026-10-02 10:00"), claim("a"), claim("b"))
    assert people(found) == ["b"]


def test_papers_shown_later_count_with_the_first_finding() -> None:
    """Found on the fifth day, the book shown on the sixth."""
    made = (sheet("a", "2026-10-12 09:00", source="phone"), booking("a", "2026-10-12 09:05", source="phone"))
    alone = claim("a", "2026-10-17", shown=["followup"])
    assert people(one(*made, alone)) == ["b"]
    assert people(one(*made, alone, claim("a", "2026-10-18", shown=["appointment"]))) == ["b", "a"]
