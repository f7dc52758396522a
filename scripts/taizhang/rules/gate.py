"""Gates: a case passes stages in order, each with its conditions, waits and signers, or waits at one (C6.1-C6.3).

The stages, what each level must bring, who may sign and how many, the pass mark and the waits are parameters. A stage
begins when the one before it was over, and what came before that does not count. A case that fails goes back to the
stage that ``back_to`` names, from the next day on; what it lacks itself (a text too short) bars it for good. One
decision per case: granted, refused, or waiting at a stage - which is not decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules import causes
from taizhang.rules.conditions import matches
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.keys import applies, unit_of
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, ClauseSource, Decision, Value
from taizhang.rules.stages import Judged, Verdict, judged
from taizhang.when.period import PeriodKind, period_of

DAY = timedelta(days=1)
GRANTED, REFUSED, WAITING = "granted", "refused", "waiting"

Stage = Mapping[str, Any]


@dataclass(slots=True)
class Way:
    """The way of one case through the stages: what was told of each, and where it stands in the end."""

    result: str
    at: datetime
    stage: Stage
    told: list[Cause] = field(default_factory=list)
    tries: int = 1


def reads(rule: Rule) -> frozenset[str]:
    """Cases, memberships of the committee, signatures and exams."""
    found = set()
    for version in rule.versions():
        parameters = version.parameters
        found |= {str(parameters["on"]["fact"]), str(parameters["committee"]["fact"])}
        found |= {str(name) for name in parameters["signatures"].values()}
        found |= {str(stage["exam"]["fact"]) for stage in parameters["stages"] if "exam" in stage}
    return frozenset(found)


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Decision]:
    """A decision for every case since the rule began, by the version in force on the day it was handed in."""
    start = rule.start or rulebook.start or date.min
    wanted = {str(version.parameters["on"]["fact"]) for version in rule.versions()}
    cases = sorted((fact for name in wanted for fact in world.facts.named(name)), key=lambda fact: fact.order)
    seen: set[str] = set()
    for case in cases:
        on = rule.on(case.time.date()).parameters["on"]
        unit = unit_of(case, case.person, world)
        if case.time.date() < start or on["fact"] != case.name or not matches(on.get("where"), case, world.registers):
            continue
        found = _decision(rule, case, unit, world)
        if applies(rulebook, unit, world) and found.key not in seen:
            seen.add(found.key)
            yield found


def way_of(parameters: Mapping[str, Any], case: Fact, world: World) -> Way:
    """The way of a case: each stage in turn, and again from ``back_to`` after one it failed."""
    stages: Sequence[Stage] = parameters["stages"]
    opens = case.time
    way = Way(WAITING, opens, stages[0])
    place, failed = 0, False
    while place < len(stages):
        stage = stages[place]
        found = judged(parameters, stage, case, opens, world)
        way.stage = stage
        if found.verdict is Verdict.WAITING and failed and not _tried(found):
            back: dict[str, Value] = {"stage": str(stage["title"]), "from": opens.date()}
            way.told.append(Cause("gate.back", back, None, found.causes))
            way.result = REFUSED
            return way
        way.told.append(_told(stage, found, opens))
        way.at = max(way.at, found.at)
        match found.verdict:
            case Verdict.PASSED:
                place, opens, failed = place + 1, found.next, False
            case Verdict.FAILED:
                place, failed = _place(stages, str(stage.get("back_to", stage["id"]))), True
                opens = datetime.combine(found.at.date() + DAY, time.min)
                way.tries += 1
            case Verdict.BARRED:
                way.result = REFUSED
                return way
            case Verdict.WAITING:
                way.result = WAITING
                way.told += [Cause("gate.ahead", {"stage": str(later["title"])}) for later in stages[place + 1 :]]
                return way
    way.result = GRANTED
    return way


def _tried(found: Judged) -> bool:
    """Whether anything has happened at a stage since it began again: a signature that counts."""
    return any(cause.sentence.startswith(("gate.signed-agreed", "gate.signed-refused")) for cause in found.causes)


def _place(stages: Sequence[Stage], identity: str) -> int:
    return next(place for place, stage in enumerate(stages) if stage["id"] == identity)


def _told(stage: Stage, found: Judged, opens: datetime) -> Cause:
    values: dict[str, Value] = {"stage": str(stage["title"]), "moment": _shown(found.at), "opens": _shown(opens)}
    return Cause(f"gate.stage-{found.verdict}", values, None, found.causes)


def _shown(at: datetime) -> Value:
    """A moment; what is known by its day alone (an exam, the end of a wait) as that day."""
    return at if at.time() != time.min else at.date()


def _decision(rule: Rule, case: Fact, unit: str, world: World) -> Decision:
    parameters = rule.on(case.time.date()).parameters
    way = way_of(parameters, case, world)
    level = case.get(parameters["level"])
    title = next((str(one["title"]) for one in parameters["levels"] if str(one["is"]) == level), level)
    name = world.registers.called("person", case.person)
    period = period_of(PeriodKind.MONTH, case.time.date()).key
    values: dict[str, Value] = {
        "name": name,
        "level": title,
        "stage": str(way.stage["title"]),
        "moment": _shown(way.at),
        "tries": way.tries,
    }
    gives: dict[str, object] = {parameters["level"]: level, "stage": str(way.stage["id"]), "tries": way.tries}
    if way.result == GRANTED:
        gives["granted_on"] = way.at.date()
    children = (causes.stated(case), *way.told)
    return Decision(
        key=f"{rule.id}/{period}/{case.person}/{case.case}",
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=rule.clause,
        title=rule.title,
        period=period,
        cause=Cause(f"gate.{way.result}", values, ClauseSource(rule.rulebook, rule.clause), children),
        person=case.person,
        unit=unit,
        because=frozenset({name_of_fact(case)}),
        at=way.at,
        case=case.case,
        result=way.result if way.result != WAITING else f"waiting-{way.stage['id']}",
        decided=way.result != WAITING,
        gives=gives,
        what=f"{name},{title}",
    )
