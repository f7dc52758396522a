"""Who may sign a case, which signatures count, and when they are enough (C5.2, C6.3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pytest

from taizhang.facts.fact import Fact
from taizhang.rules.signing import Signed, belongs, signed
from tests.rules.gates import application, parameters, review, sentences, sign, signed_by, staged
from tests.rules.worlds import backdated, fact

OPENS = datetime(2026, 5, 1)
MEMBER = "committee.member"


def judged(facts: Iterable[Fact], as_of: str = "2026-06-01") -> Signed:
    """The signatures on zhang's application at the stage ``material`` that began on 05-01."""
    return signed(parameters(), review("material"), application(), OPENS, staged(as_of, facts))


def told(found: Signed) -> list[str]:
    """Every sentence."""
    return [name for cause in found.causes for name in sentences(cause)]


@pytest.mark.parametrize(
    ("people", "agreed"),
    [
        ((), None),
        (("chair", "fin"), None),
        (("fin", "hr", "mkt"), None),
        (("chair", "fin", "hr"), True),
        (("hr", "fin", "chair"), True),
        (("chair", "fin", "hr", "mkt"), True),
    ],
)
def test_the_leader_and_two_members(people: tuple[str, ...], agreed: bool | None) -> None:
    """Two of three is not enough, and members alone are not; whose signature comes first does not matter."""
    assert judged(signed_by(people, "2026-05-11", "material")).agreed is agreed


def test_it_is_agreed_when_the_last_one_needed_signs() -> None:
    found = judged(signed_by(("chair", "fin", "hr", "mkt"), "2026-05-11", "material"))
    assert found.at == datetime(2026, 5, 11, 11, 0)


@pytest.mark.parametrize(("refusing", "agreed"), [(("fin",), True), (("fin", "mkt"), False), (("chair",), False)])
def test_two_members_or_the_leader_refuse(refusing: tuple[str, ...], agreed: bool) -> None:
    """One member's no is outvoted by the others."""
    no = [sign(who, f"2026-05-10 0{n}:00", "material", "approval.refused") for n, who in enumerate(refusing)]
    yes = signed_by([who for who in ("chair", "hr", "mkt") if who not in refusing], "2026-05-11", "material")
    assert judged((*no, *yes)).agreed is agreed


def test_ones_own_is_not_signed_by_oneself() -> None:
    """Zhang sits on the committee himself."""
    seat = fact(MEMBER, "2026-01-01", 9, person="zhang", office="finance-manager")
    found = judged((seat, *signed_by(("chair", "fin", "zhang"), "2026-05-11", "material")))
    assert (found.agreed, "gate.signed-own" in told(found)) == (None, True)


def test_who_is_not_a_member_does_not_sign() -> None:
    found = judged(signed_by(("chair", "fin", "clerk"), "2026-05-11", "material"))
    assert (found.agreed, "gate.signed-stranger" in told(found)) == (None, True)


def test_an_office_that_is_not_in_the_committee_does_not_sign() -> None:
    """The record lists a clerk; the regulation does not."""
    seat = fact(MEMBER, "2026-01-01", 9, person="clerk", office="head-office-clerk")
    found = judged((seat, *signed_by(("chair", "fin", "clerk"), "2026-05-11", "material")))
    assert (found.agreed, "gate.signed-office" in told(found)) == (None, True)


@pytest.mark.parametrize(("until", "agreed"), [("2026-05-10", None), ("2026-05-11", True)])
def test_membership_is_of_the_day_of_signing(until: str, agreed: bool | None) -> None:
    """A member up to the day before, and to the day itself."""
    seat = fact(MEMBER, "2026-01-01", 9, until, person="clerk", office="finance-manager")
    assert judged((seat, *signed_by(("chair", "fin", "clerk"), "2026-05-11", "material"))).agreed is agreed


def test_changed_after_signing() -> None:
    """The signature on what was changed is void; signed anew it counts."""
    facts = [*signed_by(("chair", "fin", "hr"), "2026-05-11", "material")]
    void = sign("hr", "2026-05-11 11:00", "material", "approval.voided")
    found = judged((*facts, void))
    assert (found.agreed, "gate.signed-void" in told(found)) == (None, True)
    again = judged((*facts, void, sign("hr", "2026-05-12 08:00", "material")))
    assert (again.agreed, again.at) == (True, datetime(2026, 5, 12, 8, 0))


def test_the_first_signature_of_a_person_counts() -> None:
    """Nobody is two members, and nobody takes a no back by a later yes."""
    found = judged(
        (*signed_by(("chair", "fin"), "2026-05-11", "material"), sign("fin", "2026-05-12 08:00", "material"))
    )
    assert (found.agreed, "gate.signed-twice" in told(found)) == (None, True)


@pytest.mark.parametrize(("at", "agreed"), [("2026-04-30 23:59", None), ("2026-05-01 00:00", True)])
def test_not_before_the_stage_began(at: str, agreed: bool | None) -> None:
    assert judged([sign(who, at, "material") for who in ("chair", "fin", "hr")]).agreed is agreed


def test_another_step_is_another_signature() -> None:
    assert (
        judged(signed_by(("chair", "fin", "hr"), "2026-05-11", "second")).causes[0].sentence == "gate.lacks-signatures"
    )


def test_a_backdated_signature_counts_when_git_first_showed_it() -> None:
    """Typed as of the stage, landed before it began: the landing counts, here too early."""
    made = backdated(
        staged("2026-06-01", signed_by(("chair", "fin", "hr"), "2026-05-11", "material")), "2026-04-30 09:00"
    )
    assert signed(parameters(), review("material"), application(), OPENS, made).agreed is None


def test_a_signature_names_its_record() -> None:
    """By its path where it has one, else by its case."""
    case = application()
    assert belongs("a1", case)
    assert not belongs("a2", case)
    assert belongs("x", fact("a.b", "2026-05-01", case="x"))
    assert not belongs("grade-applications/east/zhang/a1", case)
