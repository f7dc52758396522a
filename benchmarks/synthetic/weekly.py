"""The records of a week, told from the diary: plan, trips, services, report; and the branch's roll-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from benchmarks.synthetic import phrases
from benchmarks.synthetic.absence import Absences, last_day_at_work
from benchmarks.synthetic.cast import Branch, Company, Person
from benchmarks.synthetic.clockwork import DAY, Clockwork, at, spread
from benchmarks.synthetic.diary import Gift, Touch, Week
from benchmarks.synthetic.files import Record
from benchmarks.synthetic.topics import zh
from taizhang.desk.yaml_text import Value
from taizhang.when.period import Period


def _head(told: Week) -> dict[str, Value]:
    return {"person": told.person.id, "unit": told.person.unit, "week": told.week.key}


def _path(kind: str, told: Week) -> str:
    return f"{kind}/{told.person.unit}/{told.week.key}/{told.person.id}.yaml"


def week_files(clock: Clockwork, branch: Branch, told: Week) -> Iterator[Record]:
    """What the manager wrote in the week, and of it."""
    if told.visits:
        yield _path("trip-logs", told), {**_head(told), "trips": [_trip(branch, touch) for touch in told.visits]}
    if told.touches or told.gifts:
        fields = {**_head(told), "services": [_service(touch) for touch in told.touches]}
        if told.gifts:
            fields["gifts"] = [_gift(gift) for gift in sorted(told.gifts, key=lambda one: (one.day, one.minute))]
        yield _path("service-logs", told), fields
    if told.reported is not None:
        yield _report(clock, told, told.reported)


def _trip(branch: Branch, touch: Touch) -> dict[str, Value]:
    place = touch.customer.address or f"{branch.place}区客户住处"
    result = touch.talk.result.split("\uff0c")[0].removesuffix("。")
    return {
        "id": touch.trip,
        "customer": touch.customer.id,
        "destination": place,
        "purpose": touch.talk.purpose,
        "filled_at": touch.filled,
        "departed_at": at(touch.day, touch.departed),
        "returned_at": at(touch.day, touch.returned),
        "result": result,
    }


def _service(touch: Touch) -> dict[str, Value]:
    fields: dict[str, Value] = {
        "at": at(touch.day, touch.minute),
        "logged_at": touch.logged,
        "customer": touch.customer.id,
    }
    if touch.contact is not None:
        fields["contact"] = touch.contact.id
    fields |= {"mode": touch.mode, "channel": touch.channel}
    if touch.trip:
        fields["trip"] = touch.trip
    fields["topic"] = touch.talk.topic
    if touch.channel != "message":
        fields["content"] = touch.talk.content
    fields["result"] = touch.talk.result
    if touch.talk.demand:
        fields["demand"] = touch.talk.demand
    if touch.talk.problem:
        fields["problem"] = touch.talk.problem
    return fields


def _gift(gift: Gift) -> dict[str, Value]:
    return {
        "at": at(gift.day, gift.minute),
        "logged_at": gift.logged,
        "customer": gift.customer.id,
        "contact": gift.contact.id,
        "item": phrases.GIFTS[gift.customer.number % len(phrases.GIFTS)],
        "channel": "reception" if gift.minute % 2 else "visit",
    }


def _report(clock: Clockwork, told: Week, day: date) -> Record:
    rng = clock.chance("report", told.person.id, told.week.key)
    names = [touch.customer.name for touch in told.touches if touch.customer.kind == "group"] or ["集团客户"]
    keen = rng.randint(1, 2)

    def say(texts: Sequence[str]) -> str:
        return rng.choice(texts).format(
            customer=rng.choice(names), few=rng.randint(2, 5), campaign=rng.choice(phrases.CAMPAIGNS),
            pushed=keen + rng.randint(1, 3), keen=keen,
        )  # fmt: skip

    asked = [f"{touch.customer.name}{touch.talk.demand}" for touch in told.touches if touch.talk.demand]
    wrong = [f"{touch.customer.name}\uff1a{touch.talk.problem}" for touch in told.touches if touch.talk.problem]
    return _path("weekly-reports", told), {
        **_head(told),
        "submitted_at": at(day, spread(rng, "15:20", "17:28")),
        "visits": [_visit_line(touch) for touch in told.visits],
        "campaign_response": say(phrases.CAMPAIGN),
        "service_demands": listed(asked),
        "consumption_behaviour": say(phrases.CONSUMPTION),
        "service_problems": listed(wrong),
        "conclusion": say(phrases.CONCLUSION),
        "suggestion": say(phrases.SUGGESTION),
    }


def _visit_line(touch: Touch) -> dict[str, Value]:
    fields: dict[str, Value] = {
        "on": touch.day.isoformat(),
        "customer": touch.customer.id,
        "trip": touch.trip,
        "service": at(touch.day, touch.minute),
        "confirmed": True,
    }
    if touch.planned is None:
        fields["remark"] = "计划外临时拜访"
    elif touch.planned != touch.day:
        fields["remark"] = zh("客户改期,比计划晚一天")
    return fields


def listed(sentences: Sequence[str]) -> str:
    """Sentences as a paragraph, one a line; 本周无 where there are none."""
    distinct = list(dict.fromkeys(sentences))
    if not distinct:
        return phrases.NONE_THIS_WEEK
    text = [sentence if sentence.endswith("。") else f"{sentence}。" for sentence in distinct]
    return text[0] if len(text) == 1 else "".join(f"{line}\n" for line in text)


def plan_file(clock: Clockwork, absent: Absences, person: Person, week: Period, told: Week | None) -> Record | None:
    """The plan of ``week``, handed in on the last day at work up to the Friday before; None where none is owed."""
    before = week.previous()
    due = clock.due_day(before)
    days = clock.days(week)
    if due is None or not days or not person.serves(days[0]):
        return None
    day = last_day_at_work(clock, absent, person, due, due - DAY * 21)
    if day is None or day > clock.last:
        return None
    rng = clock.chance("plan", person.id, week.key)
    rows: list[tuple[date, str, dict[str, Value]]] = []
    if told is not None:
        rows = [
            (touch.planned, touch.customer.id, _planned(touch.talk.purpose, touch.talk.service))
            for touch in told.visits
            if touch.planned is not None
        ]
        rows += [(on, customer.id, _planned(words.purpose, words.service)) for on, customer, words in told.dropped]
    visits = [{"day": on.isoformat(), "customer": customer} | rest for on, customer, rest in sorted(rows, key=_by_day)]
    fields: dict[str, Value] = {
        "person": person.id,
        "unit": person.unit,
        "week": week.key,
        "submitted_at": at(day, spread(rng, "15:05", "17:25")),
        "visits": visits,
    }
    if told is not None and rng.random() < 0.7:
        fields["tasks"] = _tasks(rng, told, days)
    return f"visit-plans/{person.unit}/{week.key}/{person.id}.yaml", fields


def _by_day(row: tuple[date, str, dict[str, Value]]) -> tuple[date, str]:
    return row[0], row[1]


def _planned(purpose: str, service: str) -> dict[str, Value]:
    return {"purpose": purpose, "service": service}


def _tasks(rng: Random, told: Week, days: list[date]) -> list[Value]:
    names = [touch.customer.name for touch in told.touches] or ["重点客户"]
    texts = rng.sample(phrases.TASKS, rng.randint(1, 2))
    chosen = sorted(rng.choice(days) for _ in texts)
    return [
        {"day": day.isoformat(), "what": text.format(customer=rng.choice(names))}
        for day, text in zip(chosen, texts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Reported:
    """How the branch reported on one week: who was to, who did, what they wrote down."""

    week: Period
    serving: Sequence[Person]
    weeks: Sequence[Week]


def rollup_file(company: Company, branch: Branch, absent: Absences, reported: Reported) -> Record | None:
    """The roll-up of a week, due on the Friday after it; None while that lies ahead (A5.6, A5.7)."""
    clock, week = company.clock, reported.week
    due = clock.due_day(week.next())
    if due is None or due > clock.last or not clock.told(week.next().start):
        return None
    day = last_day_at_work(clock, absent, branch.supervisor, due, week.end) or due
    rng = clock.chance("rollup", branch.id, week.key)
    done = {one.person.id for one in reported.weeks if one.reported is not None}
    touches = [touch for one in reported.weeks for touch in one.touches]
    names = [touch.customer.name for touch in touches if touch.customer.kind == "group"] or ["集团客户"]
    rows: list[dict[str, Value]] = [
        {"person": one.id, "state": "met"}
        if one.id in done
        else {"person": one.id, "state": "excused", "remark": "整周请假"}
        for one in reported.serving
    ]
    fields: dict[str, Value] = {
        "unit": branch.id,
        "week": week.key,
        "supervisor": branch.supervisor.id,
        "submitted_at": at(day, spread(rng, "15:40", "17:52")),
        "reporters": rows,
    }
    if rows:
        fields["demands"] = listed([f"{one.customer.name}{one.talk.demand}" for one in touches if one.talk.demand][:4])
        fields["problems"] = listed([one.talk.problem for one in touches if one.talk.problem][:3])
        note = rng.choice(phrases.ROLLUP_NOTES)
        fields["note"] = note.format(customer=rng.choice(names), name=rng.choice(reported.serving).name.text)
    else:
        fields["note"] = zh("周报制度自本周起施行,上周无人应交。")
    received = clock.after(day)
    if received <= clock.last:
        fields["receipt"] = {
            "received_by": company.clerks[branch.index % len(company.clerks)].id,
            "received_at": at(received, spread(rng, "08:50", "16:30")),
            "archived_as": f"集团客户室/周汇总/{week.key}/{branch.place}",
        }
    return f"weekly-rollups/{branch.id}/{week.key}.yaml", fields
