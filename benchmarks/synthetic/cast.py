"""Who is there: units, people, customers, contacts, and whose customer is whose on which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from benchmarks.synthetic import names
from benchmarks.synthetic.clockwork import DAY, Clockwork
from benchmarks.synthetic.phrases import OWNER_WHYS

COMPANY, MARKETING, HR = "telecom", "marketing", "hr"
FOUNDED = date(2020, 1, 1)
STAFF = 5
"""People outside the branches: two HR clerks, the head of marketing, two marketing clerks."""
LEAD = timedelta(days=60)
"""How long before the span everybody is there at the latest."""
KEY_CUSTOMER = 123
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in one post; ``until`` is the last day in it."""

    name: names.Name
    unit: str
    role: str
    title: str
    start: date
    until: date | None = None
    number: int = 0

    @property
    def id(self) -> str:
        """What records call the person."""
        return self.name.id

    def serves(self, day: date) -> bool:
        """Whether the post is held on ``day``."""
        return self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday as it is written."""

    calendar: str
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Contact:
    """One of a customer's people."""

    id: str
    name: str
    role: str
    title: str
    phone: str
    birthday: Birthday | None
    start: date


@dataclass(frozen=True, slots=True)
class Owner:
    """From which day a customer is whose, and why."""

    start: date
    person: Person
    why: str


@dataclass(slots=True)
class Customer:
    """A customer with all its people and owners."""

    number: int
    name: str
    kind: str
    trade: str
    address: str
    grade: str
    opened: date
    owners: list[Owner]
    contacts: list[Contact] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The customer's id."""
        return f"C-{self.number:06d}"

    def owner(self, day: date) -> Person | None:
        """Whose customer it is on ``day``."""
        held = [owner.person for owner in self.owners if owner.start <= day]
        return held[-1] if held else None


@dataclass(slots=True)
class Branch:
    """A branch with its people and customers."""

    index: int
    id: str
    name: str
    chief: Person
    supervisor: Person
    managers: list[Person]
    customers: list[Customer] = field(default_factory=list)

    @property
    def place(self) -> str:
        """The part of town the branch is named after."""
        return self.name.removesuffix("分公司")

    @property
    def firms(self) -> list[str]:
        """The names of the customers that are no private persons, as one speaks of them in meetings."""
        return [customer.name for customer in self.customers if customer.kind == "group"] or ["重点客户"]

    def serving(self, day: date) -> list[Person]:
        """The managers in their post on ``day``."""
        return [person for person in self.managers if person.serves(day)]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a company: ``managers`` and ``customers`` are numbers a branch."""

    branches: int
    managers: int
    customers: int


@dataclass(frozen=True, slots=True)
class Company:
    """The whole cast and its clockwork."""

    clock: Clockwork
    branches: Sequence[Branch]
    clerks: Sequence[Person]
    chief_of_marketing: Person
    hr_clerks: Sequence[Person]

    def people(self) -> Iterator[Person]:
        """Everybody, in order of staff number."""
        yield from self.hr_clerks
        yield self.chief_of_marketing
        yield from self.clerks
        for branch in self.branches:
            yield branch.chief
            yield branch.supervisor
            yield from branch.managers


def make_company(clock: Clockwork, size: Size) -> Company:
    """The company of that size; the same for the same seed."""
    leavers = [index for index in range(size.branches) if index % 3 == 1]
    count = STAFF + size.branches * (size.managers + 2) + len(leavers)
    pool = names.people(clock.chance("people"), count)
    zhang, he, wu, *rest = pool
    supply = iter(rest)
    hr = [_staff(he, HR, "hr-clerk", "人力资源专员", 1), _staff(next(supply), HR, "hr-clerk", "人力资源专员", 2)]
    head = _staff(wu, MARKETING, "marketing-manager", "市场部经理", 3)
    clerks = [_staff(next(supply), MARKETING, "marketing-clerk", "集团客户室专员", number) for number in (4, 5)]
    branches = []
    number = STAFF
    for index in range(size.branches):
        branch = _branch(clock, index, size.managers, zhang if index == 0 else next(supply), supply, number)
        number += size.managers + 2
        if index in leavers:
            number += 1
            _turn_over(clock, branch, next(supply), number)
        branches.append(branch)
    _give_customers(clock, branches, size)
    return Company(clock, branches, clerks, head, hr)


def _staff(name: names.Name, unit: str, role: str, title: str, number: int) -> Person:
    return Person(name, unit, role, title, FOUNDED, None, number)


def _branch(
    clock: Clockwork, index: int, managers: int, first: names.Name, supply: Iterator[names.Name], number: int
) -> Branch:
    unit, name = names.branch(index)
    chief = Person(next(supply), unit, "general-manager", "分公司总经理", FOUNDED, None, number + 1)
    supervisor = Person(next(supply), unit, "supervisor", "客户经理主管", FOUNDED, None, number + 2)
    rng = clock.chance("branch", index)
    found = []
    for place in range(managers):
        start = date(2025, 3, 1) if index == place == 0 else date(rng.randint(2020, 2025), rng.randint(1, 12), 1)
        start = min(start, clock.first - LEAD)
        held = first if place == 0 else next(supply)
        found.append(Person(held, unit, "account-manager", "客户经理", start, None, number + 3 + place))
    return Branch(index, unit, name, chief, supervisor, found)


def _turn_over(clock: Clockwork, branch: Branch, name: names.Name, number: int) -> None:
    """The branch's last manager leaves a little after the span's middle, and a new one comes the next working day."""
    last_day = clock.first + timedelta(days=(clock.last - clock.first).days * 9 // 16)
    while not clock.works(last_day):
        last_day -= DAY
    old = branch.managers[-1]
    branch.managers[-1] = Person(old.name, old.unit, old.role, old.title, old.start, last_day, old.number)
    branch.managers.append(Person(name, branch.id, "account-manager", "客户经理", clock.after(last_day), None, number))


def _give_customers(clock: Clockwork, branches: Sequence[Branch], size: Size) -> None:
    total = size.branches * size.customers
    lead = size.branches * size.managers
    start = KEY_CUSTOMER - lead if size.customers > size.managers and lead < KEY_CUSTOMER else KEY_CUSTOMER
    firms = names.customers(clock.chance("customers"), total)
    key = KEY_CUSTOMER - start
    firms.insert(key, firms.pop(0))
    for index, (name, trade) in enumerate(firms):
        branch = branches[index % size.branches]
        manager = branch.managers[index // size.branches % size.managers]
        customer = _customer(clock, branch, manager, start + index, name, trade)
        branch.customers.append(customer)
    for branch in branches:
        _change_owners(clock, branch)


def _customer(clock: Clockwork, branch: Branch, manager: Person, number: int, name: str, trade: str) -> Customer:
    rng = clock.chance("customer", number)
    single = number != KEY_CUSTOMER and rng.random() < 0.18
    opened = min(date(rng.randint(2021, 2025), rng.randint(1, 12), rng.randint(1, 28)), clock.first - LEAD)
    owners = [Owner(opened, manager, "建档分配")]
    if manager.start > opened:
        owners = [
            Owner(opened, branch.supervisor, "建档时由主管暂管"),
            Owner(manager.start, manager, "客户经理到岗分配"),
        ]
    grade = "B" if number == KEY_CUSTOMER else rng.choices("ABCD", (15, 35, 45, 5 if not single else 0))[0]
    customer = Customer(number, name, "group", trade, names.address(rng, branch.place), grade, opened, owners)
    if single:
        surname = names.SURNAMES.split(",")[rng.randrange(60)].split(" ")[0]
        customer.name = f"{surname}{rng.choice(('先生', '女士'))}\uff08{branch.place} {number:06d}\uff09"
        customer.kind, customer.trade, customer.address = "individual-key", "", ""
    customer.contacts = list(_contacts(rng, customer, clock))
    return customer


def _contacts(rng: Random, customer: Customer, clock: Clockwork) -> Iterator[Contact]:
    group = customer.kind == "group"
    roles = ("key-person", "contact", "contact")[: rng.choice((1, 2, 2, 3))] if group else ("self",)
    surnames, given = names.SURNAMES.split(","), names.GIVEN.split(",")
    for place, role in enumerate(roles):
        surname = rng.choice(surnames).split(" ")[0] if group else customer.name[0]
        name = surname + rng.choice(given).split(" ")[0]
        identity = "K-" + "".join(rng.choices(BASE36, k=8))
        title = rng.choice(names.TITLES.split(",")) if group else ""
        phone = f"1390{(customer.number * 3 + place) % 10_000_000:07d}"
        start = (
            customer.opened if place == 0 else min(customer.opened + timedelta(days=rng.randint(0, 500)), clock.first)
        )
        yield Contact(identity, name, role, title, phone, _birthday(rng), start)


def _birthday(rng: Random) -> Birthday | None:
    if rng.random() < 0.28:
        return None
    if rng.random() < 0.35:
        return Birthday("lunar", rng.randint(1, 12), rng.randint(1, 30))
    return Birthday("solar", rng.randint(1, 12), rng.randint(1, 28))


def _change_owners(clock: Clockwork, branch: Branch) -> None:
    """Who leaves hands over to his successor, one in five to a colleague; besides, one in thirty changes hands."""
    leaver = next((person for person in branch.managers if person.until is not None), None)
    for customer in branch.customers:
        rng = clock.chance("owners", customer.number)
        current = customer.owners[-1].person
        if leaver is not None and current is leaver:
            heir = branch.managers[-1] if rng.random() < 0.8 or branch.managers[0] is leaver else branch.managers[0]
            customer.owners.append(Owner(branch.managers[-1].start, heir, f"{leaver.name.text}离职交接"))
        elif rng.random() < 1 / 20 and len(branch.serving(clock.last)) > 1:
            others = [person for person in branch.managers if person is not current and person.until is None]
            span = (clock.last - clock.first).days
            day = clock.after(clock.first + timedelta(days=rng.randint(span // 5, span * 3 // 5)))
            steady = [person for person in others if person.start < clock.first]
            if steady:
                customer.owners.append(Owner(day, rng.choice(steady), rng.choice(OWNER_WHYS)))
