"""Who gets a deal: shares add up whatever happens, order means nothing, and dead or masked papers win nothing (B1)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from taizhang.facts.fact import Fact
from taizhang.rules.outcome import Cause, Decision, Share
from taizhang.when.moment import add_months, format_moment, parse_moment
from tests.rules.club import booking, claim, deal, decided, sheet, visit
from tests.rules.worlds import demo

SIGNED = parse_moment("2026-10-12 16:00")
PEOPLE = ("a", "b", "c")
NUMBERS = ("full", "masked", "illegible", "altered")


def one(*facts: Fact) -> Decision:
    """The only decision."""
    (found,) = decided(*facts)
    return found


def moments(first: int, last: int) -> some.SearchStrategy[str]:
    """Moments so many hours from the deal."""
    assert SIGNED is not None
    start = SIGNED
    return some.integers(first, last).map(lambda hours: format_moment(start + timedelta(hours=hours)))


@some.composite
def situations(draw: some.DrawFn) -> list[Fact]:
    """A deal with any amount, papers, claims and visit."""
    amount = draw(some.decimals(0, 99999, places=2))
    handler = draw(some.sampled_from(PEOPLE))
    found = [deal(by=handler, amount=str(amount), visit=draw(some.sampled_from(("v1", ""))))]
    asked: dict[str, Any] = {"asked_for": "a", "asked_for_at": "2026-10-12 14:01", "prompted": False}
    asked["entered_at"] = "2026-10-12 14:02"
    ways: tuple[dict[str, Any], ...] = ({}, asked, {"voucher_by": "c"})
    more = draw(some.sampled_from(ways))
    found.append(visit(by=draw(some.sampled_from(PEOPLE)), **more))
    few = some.lists(some.sampled_from(PEOPLE), max_size=3, unique=True)
    numbers, sources = some.sampled_from(NUMBERS), some.sampled_from(("phone", "other"))
    shown = some.sampled_from(([], ["followup", "appointment"]))
    found += [sheet(person, draw(moments(-1000, -1)), number=draw(numbers)) for person in draw(few)]
    found += [booking(person, draw(moments(-60, -1)), source=draw(sources)) for person in draw(few)]
    found += [claim(person, draw(moments(0, 1000)), shown=draw(shown)) for person in draw(few)]
    return found


@given(situations())
def test_shares_add_up_and_none_is_negative(facts: list[Fact]) -> None:
    """Decided: to the cent, G10. Undecided: nobody has anything yet."""
    found = one(*facts)
    amount = Decimal(facts[0].get("amount"))
    assert sum((each.amount for each in found.shares), Decimal(0)) == (amount if found.decided else 0)
    assert all(each.amount >= 0 for each in found.shares)
    assert bool(found.shares) == found.decided


@given(situations(), some.randoms(use_true_random=False))
def test_the_order_of_files_means_nothing(facts: list[Fact], random: object) -> None:
    """Nor which of two claims was read first."""
    before = one(*facts)
    mixed = list(facts)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    after = one(*mixed)
    assert (after.shares, after.result, after.gives, after.cause) == (
        before.shares,
        before.result,
        before.gives,
        before.cause,
    )


@given(moments(-1000, -24), moments(-1000, -24), moments(0, 160))
def test_a_masked_sheet_never_beats_a_full_one(masked: str, full: str, at: str) -> None:
    """Whichever was made first."""
    made = sheet("a", masked, number="masked"), sheet("c", full)
    found = one(deal(), visit(), *made, claim("a", at), claim("c", at))
    assert "a" not in {each.person for each in found.shares}


@given(moments(-3000, -1))
def test_an_expired_sheet_never_wins(at: str) -> None:
    """It lives to the same day of the next month, and not a day longer (B1.1)."""
    made = parse_moment(at)
    assert made is not None
    assert SIGNED is not None
    lives = SIGNED.date() <= add_months(made.date(), 1)
    before = made.date() < SIGNED.date()
    found = one(deal(), visit(), sheet("a", at), claim())
    assert ("a" in {each.person for each in found.shares}) == (lives and before)


def test_every_order_of_three_claims_comes_to_the_same() -> None:
    """The first sheet wins, whoever spoke up first."""
    claims = [claim("a", "2026-10-13"), claim("c", "2026-10-12"), claim("b", "2026-10-12")]
    sheets = (sheet("a", "2026-10-01 10:00"), sheet("c", "2026-10-02 10:00"))
    found = {one(deal(), visit(), *sheets, *listed).shares for listed in permutations(claims)}
    assert found == {(Share("a", "deal", Decimal("1000.00")),)}


def sentences(cause: Cause) -> list[str]:
    """All sentence ids of a tree."""
    return [cause.sentence, *(below for child in cause.children for below in sentences(child))]


def test_every_step_is_told_up_to_the_one_that_decides() -> None:
    """In order, and the rest by name (B1.13)."""
    found = one(deal(), visit(voucher_by="c"))
    steps = [each for each in found.cause.children if each.sentence.startswith("claim.step")]
    assert [each.values["number"] for each in steps] == list(range(1, 14))
    assert {each.sentence for each in steps[:-1]} == {"claim.step-passed"}
    assert steps[-1].sentence == "claim.step-applied"
    assert all(each.children for each in steps), "each with its reason"
    assert "claim.rest" in sentences(found.cause)


def test_a_claim_found_after_the_moment_is_not_known_yet() -> None:
    """As of the deal's evening it is the receiver's, later the claimant's."""
    facts = (deal(), visit(), sheet("a", "2026-10-01 10:00"), claim("a", "2026-10-15"))
    assert [decided(*facts, as_of=f"2026-10-{day} 23:59")[0].shares[0].person for day in (14, 15)] == ["b", "a"]


def test_deals_of_other_units_are_not_the_clubs() -> None:
    """The rulebook says whom it applies to."""
    assert decided(deal(unit="elsewhere")) == ()


@pytest.mark.parametrize(
    ("step", "number"),
    [
        ("ruling", 1),
        ("reassigned", 1),
        ("renewal-in-force", 1),
        ("unregistered", 1),
        ("group-appointment", 1),
        ("agreed", 1),
        ("named", 1),
        ("party", 2),
        ("member", 1),
        ("voucher", 2),
        ("appointment", 1),
        ("introduced", 2),
        ("group-joined", 1),
    ],
)
def test_the_demo_shows_every_branch(step: str, number: int) -> None:
    """Counted by hand in benchmarks/DEMO.md."""
    found = [each for each in demo().decisions if each.rule == "fitness-deal" and each.gives.get("step") == step]
    assert len(found) == number


def test_the_demos_shares_are_its_deals() -> None:
    """Every decided deal is shared out whole; one waits for a ruling."""
    found = [each for each in demo().decisions if each.rule == "fitness-deal" and "step" in each.gives]
    assert [each.case for each in found if not each.decided] == ["2026-11-17-d1"]
    for each in found:
        shared = sum((share.amount for share in each.shares), Decimal(0))
        assert shared == (each.gives["amount"] if each.decided else 0)
