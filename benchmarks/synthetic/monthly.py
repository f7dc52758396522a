"""The records of a month: targets, results, tests, inspections, incidents, approvals."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from benchmarks.synthetic import phrases
from benchmarks.synthetic.cast import Branch, Company, Person
from benchmarks.synthetic.clockwork import Clockwork, at, spoken, spread
from benchmarks.synthetic.files import Record
from benchmarks.synthetic.topics import zh
from taizhang.desk.yaml_text import Value, document
from taizhang.when.period import Period

INDICATORS = (
    ("new-revenue", "新增收入", "marketing", "元", 42_000_00, 98_000_00),
    ("new-lines", "新增专线", "marketing", "条", 2_00, 6_00),
    ("visits-done", "走访完成数", "service", "户次", 8_00, 16_00),
)
"""Additive indicators with the least and the most of one manager's share, in hundredths."""


def _in_month(branch: Branch, month: Period) -> list[Person]:
    return [person for person in branch.managers if any(map(person.serves, (month.start, month.last)))]


def _hundredths(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02d}" if amount % 100 else str(amount // 100)


def _share(clock: Clockwork, person: Person, month: Period, number: int) -> int:
    _, _, _, _, least, most = INDICATORS[number]
    rng = clock.chance("target", person.id, month.key, number)
    step = 500_00 if number == 0 else 1_00
    return max(least + rng.randrange((most - least) // step + 1) * step, step)


def target_file(clock: Clockwork, branch: Branch, month: Period) -> Record:
    """The month's targets, set before it begins; who comes or goes in it has a share with its reason (A3.1)."""
    rng = clock.chance("targets", branch.id, month.key)
    managers = _in_month(branch, month)
    indicators: list[dict[str, Value]] = []
    for number, (identity, name, section, unit, _, _) in enumerate(INDICATORS):
        whole = [person for person in managers if person.serves(month.start) and person.serves(month.last)]
        amounts = {person.id: _share(clock, person, month, number) for person in whole}
        shares: list[dict[str, Value]] = []
        for person in managers:
            if person in whole:
                shares.append({"person": person.id, "amount": _written(amounts[person.id])})
            else:
                why = "月中离职" if person.until is not None else "月中到岗"
                shares.append({"person": person.id, "amount": 0, "reason": zh(f"{why},份额由他人分担")})
        indicators.append({
            "id": identity, "name": name, "section": section, "measured_in": unit, "additive": True,
            "total": _written(sum(amounts.values())), "shares": shares,
        })  # fmt: skip
    indicators.append({
        "id": "satisfaction", "name": "客户满意率", "section": "service", "measured_in": "百分比", "additive": False,
        "total": 95, "shares": [{"person": person.id, "amount": 95} for person in managers],
    })  # fmt: skip
    day = clock.before(month.start, rng.randint(1, 3))
    slots = {"few": rng.randint(3, 8), "count": rng.randint(20, 60)}
    return f"targets/{branch.id}/{month.key}.yaml", {
        "unit": branch.id,
        "month": month.key,
        "set_by": branch.chief.id,
        "submitted_at": at(day, spread(rng, "10:00", "17:20")),
        "indicators": indicators,
        "focus": rng.choice(phrases.FOCUS),
        "resources": rng.choice(phrases.RESOURCES).format_map(slots),
        "tasks": list(
            _tasks(clock, rng, month, [one for one in managers if one.serves(month.start) and one.serves(month.last)])
        ),
    }


def _written(hundredths: int) -> int | str:
    return hundredths // 100 if hundredths % 100 == 0 else _hundredths(hundredths)


def _tasks(clock: Clockwork, rng: Random, month: Period, managers: Sequence[Person]) -> Iterator[dict[str, Value]]:
    days = clock.days(month)
    for number, person in enumerate(managers, start=1):
        due = rng.choice(days[len(days) // 3 :])
        task: dict[str, Value] = {
            "id": f"task-{number}",
            "person": person.id,
            "what": rng.choice(phrases.TARGET_TASKS).format(few=rng.randint(5, 12)),
            "due": due.isoformat(),
        }
        done = clock.before(due, rng.randint(0, 3)) if rng.random() < 0.9 else clock.after(due)
        if clock.told(done) and person.serves(done) and month.contains(done):
            task["done_at"] = at(done, spread(rng, "10:00", "17:40"))
        yield task


def result_file(company: Company, branch: Branch, month: Period) -> Record | None:
    """What the month brought, typed in from the business system on one of the next month's first working days."""
    clock = company.clock
    day = clock.after(month.last)
    if day > clock.last:
        return None
    rng = clock.chance("results", branch.id, month.key)
    figures: list[dict[str, Value]] = []
    totals: list[dict[str, Value]] = []
    for number, (identity, *_) in enumerate(INDICATORS):
        total = 0
        for person in _in_month(branch, month):
            part = 100 if person.serves(month.start) and person.serves(month.last) else 45
            done = _share(clock, person, month, number) * rng.randint(62, 128) * part // 10_000
            done = done + rng.randrange(100) if number == 0 else done // 100 * 100
            total += done
            figures.append({"person": person.id, "indicator": identity, "amount": _written(done)})
        totals.append({"indicator": identity, "amount": _written(total)})
    totals.append({"indicator": "satisfaction", "amount": f"{rng.randint(902, 987) / 10:.1f}"})
    taken = spread(rng, "08:50", "10:10")
    return f"results/{branch.id}/{month.key}.yaml", {
        "unit": branch.id,
        "month": month.key,
        "recorded_by": company.clerks[branch.index % len(company.clerks)].id,
        "recorded_at": at(day, taken + rng.randint(15, 90)),
        "source": {"system": "经营分析系统 客户经理月报", "taken_at": at(day, taken)},
        "figures": figures,
        "totals": totals,
    }


def test_files(clock: Clockwork, branch: Branch, month: Period) -> Iterator[Record]:
    """The month's two tests of knowledge (A7.2)."""
    days = clock.days(month)
    for subject, title, place in (("business", "业务知识", 8), ("products", "产品知识", 12)):
        rng = clock.chance("test", branch.id, month.key, subject)
        day = days[min(place + rng.randint(0, 1), len(days) - 1)]
        recorded = clock.after(day)
        if recorded > clock.last:
            continue
        yield (
            f"tests/{branch.id}/{day.isoformat()}-{subject}.yaml",
            {
                "unit": branch.id,
                "subject": subject,
                "on": day.isoformat(),
                "title": f"{month.start.month} 月{title}测试",
                "examiner": branch.supervisor.id,
                "recorded_at": at(recorded, spread(rng, "09:00", "11:30")),
                "scores": [{"person": person.id, "score": _score(rng)} for person in branch.serving(day)],
            },
        )


def _score(rng: Random) -> int | str:
    score = rng.randint(70, 98)
    return score if rng.random() < 0.8 else f"{score}.5"


def incident_files(company: Company, branch: Branch) -> Iterator[Record]:
    """Awards, customers won back or lost, complaints: seldom, each confirmed by a second person (A7.3)."""
    clock = company.clock
    for month in clock.months():
        for person in branch.serving(month.start):
            rng = clock.chance("incident", person.id, month.key)
            days = [day for day in clock.days(month) if person.serves(day) and clock.after(day, 3) <= clock.last]
            if days and rng.random() < 0.22:
                yield _incident(company, branch, person, rng.choice(days), rng)


def _incident(company: Company, branch: Branch, person: Person, day: date, rng: Random) -> Record:
    own = [customer for customer in branch.customers if customer.owner(day) is person and customer.kind == "group"]
    kinds = ("award-won", "product-retained", "competitor-won-over", "justified-complaint", "product-arrears")
    kind = rng.choice(kinds if own else kinds[:1])
    customer = rng.choice(own) if own and kind != "award-won" else None
    name = customer.name if customer else ""
    what, evidence = {
        "award-won": ("获市公司服务之星", f"市公司服务之星通报,{spoken(day)}。"),
        "product-retained": (f"{name}撤线申请经挽留撤回", "撤回申请书与续用确认单。"),
        "competitor-won-over": (f"{name}把其他运营商的专线改用我方", "新签合同与装机工单。"),
        "justified-complaint": (rng.choice(phrases.COMPLAINTS), f"客服工单及回访录音,{spoken(day)}受理。"),
        "product-arrears": (f"{name}欠费超过两个月", "欠费清单与催缴记录。"),
    }[kind]
    word = {"award-won": "award", "justified-complaint": "complaint"}.get(kind, kind)
    identity = f"{day.isoformat()}-{word}-{person.id}"
    entered, confirmed = company.clock.after(day), company.clock.after(day, rng.randint(2, 3))
    fields: dict[str, Value] = {"id": identity, "unit": branch.id, "person": person.id}
    if customer is not None:
        fields["customer"] = customer.id
    fields["type"] = kind
    if kind == "justified-complaint":
        fields["side"] = "customer"
    return f"incidents/{branch.id}/{identity[:7]}/{identity}.yaml", {
        **fields,
        "on": day.isoformat(),
        "what": zh(what),
        "evidence": zh(evidence),
        "recorded_by": branch.supervisor.id,
        "submitted_at": at(entered, spread(rng, "09:00", "17:00")),
        "confirmed_by": company.clerks[0].id,
        "confirmed_at": at(confirmed, spread(rng, "09:00", "17:00")),
    }


def leave_approval(clock: Clockwork, leave: Record, person: str, moment: str) -> Record:
    """The supervisor's signature under a leave as it stands; its digest is that of the file's bytes."""
    path, fields = leave
    identity = f"{moment[:10]}-leave-{fields['person']}-{str(fields['from'])[5:]}"
    approval: dict[str, Value] = {
        "id": identity,
        "person": person,
        "subject": path.removesuffix(".yaml"),
        "step": "supervisor",
        "decision": "agreed",
        "at": moment,
        "digest": f"sha256:{hashlib.sha256(document(fields).encode()).hexdigest()}",
    }
    if clock.chance("approval", path).random() < 0.3:
        approval["remark"] = "注意安排好客户"
    return f"approvals/{person}/{identity}.yaml", approval
