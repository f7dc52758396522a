"""Changes of the handler: every signature, in order, in time; refused with the reason (B1.11)."""

from __future__ import annotations

from typing import Any

import pytest

from taizhang.facts.fact import Fact
from taizhang.rules.claim_changes import changes_of
from tests.rules.club import deal, decided, stage, visit, world
from tests.rules.worlds import fact


def filed(at: str = "2026-10-12 18:00", by: str = "b", to: str = "c", **more: Any) -> Fact:  # noqa: ANN401 - any value
    """A change of the deal, signed by all four that day."""
    day = at[:10]
    signed = {
        "given_signed_at": f"{day} 17:00",
        "taken_signed_at": f"{day} 17:10",
        "manager_signed_at": f"{day} 17:20",
        "director_signed_at": f"{day} 17:40",
    }
    keys = {"person": by, "taken_by": to, "unit": "gym", "case": "d1", "moves": "handler"}
    return fact("handler-change.filed", at, **{**keys, **signed, **more})


def reasons(*changes: Fact, at: str = "2026-10-12 16:00") -> list[str]:
    """Why each is refused; empty where it is not."""
    sold = deal(at)
    wanted = stage()[1].parameters["filed"]
    return [one.reason for one in changes_of(sold, wanted, 3, world([sold, *changes]))]


@pytest.mark.parametrize("name", ["given_signed_at", "taken_signed_at", "manager_signed_at", "director_signed_at"])
def test_each_signature_is_needed(name: str) -> None:
    """Without any one of the four it is refused."""
    assert reasons(filed()) == [""]
    assert reasons(filed(**{name: ""})) == ["not-signed"]


def test_the_director_signs_after_the_manager_and_the_desk_comes_last() -> None:
    """The same minute is in order; the two parties may sign in either."""
    assert reasons(filed(director_signed_at="2026-10-12 17:20")) == [""]
    assert reasons(filed(director_signed_at="2026-10-12 17:19")) == ["out-of-order"]
    assert reasons(filed(taken_signed_at="2026-10-12 16:50")) == [""]
    assert reasons(filed(manager_signed_at="2026-10-12 17:05")) == ["out-of-order"]
    assert reasons(filed("2026-10-12 17:39")) == ["out-of-order"]


@pytest.mark.parametrize(
    ("at", "why", "commission"),
    [
        ("2026-10-28 18:00", "", ""),
        ("2026-10-29 18:00", "month-end", ""),
        ("2026-10-31 18:00", "month-end", ""),
        ("2026-11-01 18:00", "month-closed", "month-closed"),
    ],
)
def test_the_months_end_closes_it(at: str, why: str, commission: str) -> None:
    """In the last three days an older deal's commission can still move, by what both sign."""
    assert reasons(filed(at)) == [why]
    unsigned = {"manager_signed_at": "", "director_signed_at": ""}
    assert reasons(filed(at, moves="commission", **unsigned)) == [commission]


def test_a_second_change_is_from_whom_the_first_gave_it_to() -> None:
    """The former handler has nothing left to give."""
    assert reasons(filed(), filed("2026-10-13 18:00", by="c", to="a")) == ["", ""]
    assert reasons(filed(), filed("2026-10-13 18:00", to="a")) == ["", "not-the-handler"]


def test_a_change_is_a_decision_of_its_own() -> None:
    """The deal's shows who has it by then."""
    first, second = decided(deal(), visit(), filed())
    assert (first.gives["step"], first.shares[0].person, second.result) == ("agreed", "c", "change-accepted")
    first, second = decided(deal(), visit(), filed(director_signed_at=""))
    assert (first.shares[0].person, second.result, second.gives["reason"]) == ("b", "change-refused", "not-signed")
