"""The files of who is there: company, units, people, calendars, customers, contacts, notices, readings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from benchmarks.synthetic import phrases
from benchmarks.synthetic.cast import COMPANY, FOUNDED, HR, MARKETING, Branch, Company, Contact, Customer, Owner, Person
from benchmarks.synthetic.clockwork import DAY, Clockwork, at, spread
from benchmarks.synthetic.topics import zh
from taizhang.desk.calendar_seed import calendar_days
from taizhang.desk.yaml_text import Fields, Value

Record = tuple[str, Fields]
"""A path below records/ and what stands there."""


def company_file(company: Company) -> Record:
    """The company's own record; ``as_of`` is the evening of the span's last day."""
    clock = company.clock
    return "company.yaml", {
        "name": "宏图通信有限公司",
        "short_name": "宏图通信",
        "utc_offset": "+08:00",
        "history_since": at(clock.last + DAY * (7 - clock.last.weekday()), 0),
        "trust_hours": 24,
        "closing_time": "18:00",
        "as_of": at(clock.last, 18 * 60 + 30),
    }


def unit_files(company: Company) -> Iterator[Record]:
    """The company, its branches, its departments."""
    rows = [
        (COMPANY, "宏图通信有限公司", "company"),
        (MARKETING, "市场部", "department"),
        (HR, "人力资源部", "department"),
    ]
    rows += [(branch.id, branch.name, "branch") for branch in company.branches]
    for identity, name, kind in rows:
        fields: dict[str, Value] = {"id": identity, "name": name, "kind": kind}
        if kind != "company":
            fields["parent"] = COMPANY
        yield f"units/{identity}.yaml", {**fields, "calendar": "working-days", "opened_on": FOUNDED.isoformat()}


def calendar_files(company: Company) -> Iterator[Record]:
    """The calendars of the years told, each reviewed before the span by two people."""
    clock = company.clock
    for year in range(clock.first.year, clock.last.year + 1):
        if (days := calendar_days(year)) is None:
            continue
        holidays, workdays = ([{"day": day.isoformat(), "name": name} for day, name in part] for part in days)
        yield (
            f"calendar/{year}.yaml",
            {
                "year": year,
                "source": {
                    "title": f"国务院办公厅关于 {year} 年部分节假日安排的通知",
                    "issued_on": f"{year - 1}-11-04",
                },
                "entered_by": company.hr_clerks[0].id,
                "reviewed_by": company.chief_of_marketing.id,
                "reviewed_on": max(date(year - 1, 11, 10), clock.first - DAY * 11).isoformat(),
                "holidays": holidays,
                "workdays": workdays,
            },
        )


def person_file(company: Company, person: Person) -> Record:
    """A person's record."""
    rng = company.clock.chance("person", person.id)
    post: dict[str, Value] = {"from": person.start.isoformat()}
    if person.until is not None:
        post["until"] = person.until.isoformat()
    post |= {"unit": person.unit, "role": person.role, "title": person.title}
    fields: dict[str, Value] = {
        "id": person.id,
        "name": person.name.text,
        "pinyin": person.name.pinyin,
        "employee_number": f"T{person.number:04d}",
        "posts": [post],
    }
    if person.role == "account-manager":
        head = company.chief_of_marketing.id
        grades = [{"from": person.start.isoformat(), "grade": "junior", "approved_by": head}]
        if person.start < date(2024, 1, 1) or (rng.random() < 0.3 and person.start < date(2026, 1, 1)):
            grades.append({"from": "2026-01-01", "grade": rng.choice(("senior", "middle")), "approved_by": head})
        fields["grades"] = grades
    fields["accounts"] = [{"forge": "gitea", "login": person.id.replace("-", "")}]
    return f"people/{person.id}.yaml", fields


def customer_file(clock: Clockwork, branch: Branch, customer: Customer) -> Record:
    """A customer's file: its products, contract, owners, grades and the days its data were looked over."""
    rng = clock.chance("file", customer.number)
    group = customer.kind == "group"
    fields: dict[str, Value] = {"id": customer.id, "name": customer.name, "kind": customer.kind}
    if group:
        fields |= {"industry": customer.trade, "address": customer.address}
    fields["opened_on"] = customer.opened.isoformat()
    since = customer.opened + timedelta(days=rng.randint(3, 40))
    listed = phrases.PRODUCTS if group else phrases.PERSONAL_PRODUCTS
    fields["products"] = [
        {"product": product, "since": (since + timedelta(days=30 * place)).isoformat()}
        for place, product in enumerate(rng.sample(listed, rng.randint(1, 3)))
    ]
    if group:
        fields["contracts"] = [_contract(rng, branch, customer)]
    fields["owners"] = [
        {"from": owner.start.isoformat(), "person": owner.person.id, "why": owner.why} for owner in customer.owners
    ]
    fields["grades"] = _grades(rng, branch, customer)
    fields["verifications"] = list(_verifications(clock, rng, customer))
    if group and rng.random() < 0.7:
        fields["profile"] = rng.choice(phrases.PROFILES)
    return f"customers/{customer.id[:5]}/{customer.id}.yaml", fields


def _contract(rng: Random, branch: Branch, customer: Customer) -> dict[str, Value]:
    signed = customer.opened + timedelta(days=rng.randint(1, 20))
    years = max(2, 2026 - signed.year + rng.randint(1, 3))
    return {
        "number": f"HT-{signed.year}-{customer.number:06d}",
        "title": rng.choice(("专线接入服务合同", "集团通信服务合同", "云服务合同")),
        "signed_on": signed.isoformat(),
        "expires_on": (signed.replace(year=signed.year + years, day=min(signed.day, 28)) - DAY).isoformat(),
        "amount": f"{rng.randint(80, 2600) * 100}.00",
        "kept_at": zh(f"{branch.name}档案柜 {rng.randint(1, 6)} 号(上锁)"),
    }


def _grades(rng: Random, branch: Branch, customer: Customer) -> list[Value]:
    first = {"from": customer.opened.isoformat(), "grade": customer.grade, "approved_by": branch.supervisor.id}
    if customer.opened >= date(2025, 7, 1) or (customer.number != 123 and rng.random() < 0.5):
        return [first]
    first["grade"] = {"A": "B", "B": "C", "C": "D", "D": "C"}[customer.grade]
    again = {"from": "2026-01-01", "grade": customer.grade, "approved_by": branch.supervisor.id}
    return [first, again | {"why": "2025 年收入排名"}]


def _verifications(clock: Clockwork, rng: Random, customer: Customer) -> Iterator[Fields]:
    """One look at the data every two or three months, from half a year before the span on."""
    day = max(customer.opened, clock.first - timedelta(days=rng.randint(100, 180)))
    remarks = ("", "", "", zh("联系人分工有调整"), zh("地址、产品无变化"), zh("补充了采购流程"))
    while True:
        day = clock.after(day + timedelta(days=rng.randint(56, 84)))
        owner = customer.owner(day)
        if day > clock.last or owner is None:
            return
        remark = rng.choice(remarks)
        yield {"on": day.isoformat(), "by": owner.id} | ({"remark": remark} if remark else {})


def contact_file(customer: Customer, contact: Contact) -> Record:
    """One of the customer's people."""
    fields: dict[str, Value] = {"id": contact.id, "customer": customer.id, "name": contact.name, "role": contact.role}
    if contact.title:
        fields["title"] = contact.title
    fields["phone"] = contact.phone
    if contact.birthday is not None:
        birthday = contact.birthday
        fields["birthday"] = {"calendar": birthday.calendar, "month": birthday.month, "day": birthday.day}
    fields["from"] = contact.start.isoformat()
    return f"contacts/{contact.id[:4]}/{contact.id}.yaml", fields


def notice_files(clock: Clockwork, branch: Branch) -> Iterator[Record]:
    """Every change of owner in the span, told to each contact within two working days (A8.3)."""
    for customer in branch.customers:
        for owner in customer.owners[1:]:
            if clock.told(owner.start):
                yield _notice(clock, branch, customer, owner)


def _notice(clock: Clockwork, branch: Branch, customer: Customer, owner: Owner) -> Record:
    rng = clock.chance("notice", customer.number, owner.start)
    told = []
    for contact in customer.contacts:
        day = clock.after(owner.start, rng.choice((1, 1, 2)))
        minute = spread(rng, "09:20", "16:40")
        told.append({
            "contact": contact.id,
            "at": at(day, minute),
            "logged_at": at(day, minute + rng.randint(5, 50)),
            "channel": rng.choice(("phone", "phone", "message")),
        })  # fmt: skip
    changed = owner.start.isoformat()
    return f"notices/{customer.id}/{changed}.yaml", {
        "customer": customer.id,
        "unit": branch.id,
        "changed_on": changed,
        "manager": owner.person.id,
        "notices": told,
    }


READINGS = (
    ("k1", "周一晨会与例会可以合开", ["A1.1", "A1.4"], "周一 8:30 既要开晨会,又要开例会,一个时间不能开两个会。",
     "周例会当天合开一次,写一条记录,两项都算开过。", False),
    ("k2", "月底上报给三个工作日宽限", ["A8.6"], "既要在月底前上报,又要包含整月成绩,两者不能同时做到。",
     "当月最后一日为截止,宽限到次月第 3 个工作日。", True),
    ("k20", "合开的分析会可由他人主持", ["A2.1", "A8.1"], "分析会要由总经理组织,合开时由谁主持没有说明。",
     "组织人是总经理或副总经理即可,主持人可以是他人;两处所说的通报是同一份。", False),
    ("k21", "上周就是前一个周次", ["A5.6"], "周五汇总上周周报,上周可以理解为当周。",
     "上周指前一个周次,周五汇总的是前一周的周报。", False),
)  # fmt: skip


def reading_files(company: Company) -> Iterator[Record]:
    """How the company reads clauses that contradict each other."""
    decided = company.clock.first - DAY * 11
    for identity, title, clauses, conflict, reading, departs in READINGS:
        fields: dict[str, Value] = {"id": identity, "title": title, "book": COMPANY, "clauses": clauses}
        fields |= {"conflict": zh(conflict), "reading": zh(reading)}
        if departs:
            fields["departs"] = True
        fields |= {"decided_by": company.chief_of_marketing.id, "decided_on": decided.isoformat()}
        yield f"readings/{identity}.yaml", {**fields, "from": company.clock.first.isoformat()}
