"""A gate by hand for tests: an application of zhang's, a committee of four, signatures, exams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.rules import gate
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, Decision
from tests.books import PERSON
from tests.rules.worlds import BOOK, fact, rule, world

ROLES = {"chair": "general-manager", "fin": "finance-director", "hr": "hr-manager", "mkt": "marketing-manager"}
QUORUM = {"chair": 1, "members": 2}


def holder(identity: str, role: str, number: int) -> dict[str, str]:
    """Somebody in an office since long."""
    posts = f"  - {{from: 2020-01-01, unit: east, role: {role}, title: 岗位}}"
    text = PERSON.format(id=identity, name=f"某{number}", pinyin=identity, number=f"X{number:04}", posts=posts)
    return {f"people/{identity}.yaml": text}


PEOPLE: dict[str, str] = {}
for place, (who, office) in enumerate((*ROLES.items(), ("clerk", "head-office-clerk"))):
    PEOPLE |= holder(who, office, place + 1)

MEMBERS = tuple(
    fact("committee.member", "2020-01-01", place, person=who, office=office)
    for place, (who, office) in enumerate(ROLES.items())
)


def review(identity: str, **more: object) -> dict[str, Any]:
    """A stage of signatures, at the step of its own name."""
    signed = {"step": identity, "quorum": QUORUM, "refused_by": QUORUM}
    return {"id": identity, "title": identity, "signed": signed, **more}


STAGES: list[Mapping[str, Any]] = [
    review("material"),
    {"id": "exam", "title": "exam", "exam": {"fact": "exam.taken", "field": "score", "at_least": 60}},
    review("second", back_to="exam"),
    {"id": "probation", "title": "probation", "wait": {"months": 3}},
    review("third", back_to="exam"),
]


def parameters(*stages: Mapping[str, Any]) -> dict[str, Any]:
    """A gate of these stages, by default all five of C6.3."""
    return {
        "on": {"fact": "grade-application.submitted"},
        "level": "grade",
        "levels": [{"is": "g1", "title": "一级"}],
        "committee": {
            "fact": "committee.member",
            "chair": ["chairman", "general-manager"],
            "members": ["finance-director", "marketing-manager", "hr-manager", "finance-manager"],
        },
        "signatures": {"agreed": "approval.given", "refused": "approval.refused", "voided": "approval.voided"},
        "stages": list(stages or STAGES),
    }


def application(at: str = "2026-04-20 16:30", **more: Any) -> Fact:  # noqa: ANN401 - any value
    """Zhang's application for the first grade."""
    return fact(
        "grade-application.submitted", at, 50, person="zhang", unit="east", case="a1", **{"grade": "g1", **more}
    )


def sign(who: str, at: str, step: str, name: str = "approval.given") -> Fact:
    """A signature on the application."""
    return fact(name, at, 100 + len(who), person=who, case="a1", step=step)


def signed_by(people: Iterable[str], day: str, step: str) -> tuple[Fact, ...]:
    """Several signatures of a day, an hour apart."""
    return tuple(sign(who, f"{day} {9 + hour:02}:00", step) for hour, who in enumerate(people))


def exam(day: str, score: object) -> Fact:
    """A result of an exam."""
    return fact("exam.taken", day, 200, person="zhang", case="a1", score=score)


def staged(as_of: str, facts: Iterable[Fact]) -> World:
    """A world with the committee and all people of the gate."""
    return world(as_of, (*MEMBERS, *facts), PEOPLE)


def decided(as_of: str, *facts: Fact, stages: Iterable[Mapping[str, Any]] = ()) -> Decision:
    """The one decision on the application."""
    made = rule("gate", **parameters(*stages))
    (found,) = gate.run(BOOK, made, staged(as_of, (application(), *facts)))
    return found


def sentences(cause: Cause) -> list[str]:
    """Every sentence id of a trail, depth first."""
    return [cause.sentence, *(name for child in cause.children for name in sentences(child))]
