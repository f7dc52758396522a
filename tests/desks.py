"""What the desk's tests work on: a week of records, customers, and ledgers of duties made by hand."""

from __future__ import annotations

import textwrap
from datetime import datetime
from decimal import Decimal

from taizhang.facts.fact import Source
from taizhang.ledger import Ledger
from taizhang.records.book import Book
from taizhang.rulebook import Rule, Rulebook, rulebooks_of
from taizhang.rules.outcome import Cause, Obligation, Outcome, State
from tests.books import book_of, company, person

ZHANG = person("zhang", "张伟", "T0001", ("2025-01-01", "", "east"))
GONE = person("xie", "谢军", "T0002", ("2025-01-01", "2026-10-09", "east"))
COMING = person("peng", "彭鑫", "T0003", ("2026-11-02", "", "east"))
EMPTY = {"units/north.yaml": "id: north\nname: 城北分公司\nkind: branch\nparent: telecom\ncalendar: working-days\n"}


def customer(identity: str, name: str, *owners: tuple[str, str], grade: str = "B", more: str = "") -> dict[str, str]:
    """A customer's record under its path; owners as (from, person)."""
    listed = "\n".join(f"  - {{from: {start}, person: {who}, why: 分配}}" for start, who in owners)
    text = (
        f"id: {identity}\nname: {name}\nkind: group\naddress: 物流园路 8 号\nopened_on: 2024-03-01\nowners:\n{listed}\n"
        f"grades:\n  - {{from: 2024-03-01, grade: {grade}, approved_by: zhang}}\n{more}"
    )
    return {f"customers/{identity[:5]}/{identity}.yaml": text}


def weekly(folder: str, body: str, who: str = "zhang", week: str = "2026-W42") -> dict[str, str]:
    """A record of a week under its path."""
    head = f"person: {who}\nunit: east\nweek: {week}\n"
    return {f"{folder}/east/{week}/{who}.yaml": head + textwrap.dedent(body)}


HONGYUAN = customer("C-000123", "宏远物流", ("2024-03-01", "zhang"))
SHUNYUE = customer("C-000147", "顺越医药", ("2024-03-01", "zhang"), grade="A")
PLAN = weekly(
    "visit-plans",
    """\
    submitted_at: 2026-10-09 16:50
    visits:
      - {day: 2026-10-13, customer: C-000123, purpose: 谈专线扩容}
      - {day: 2026-10-14, customer: C-000147, purpose: 核对账单}
    """,
)
TRIPS = weekly(
    "trip-logs",
    """\
    trips:
      - id: 2026-10-13-1
        customer: C-000123
        destination: 物流园路 8 号
        purpose: 谈专线扩容
        filled_at: 2026-10-13 09:00
        departed_at: 2026-10-13 09:40
        returned_at: 2026-10-13 11:30
        result: 同意试用两周
      - id: 2026-10-15-1
        customer: C-000147
        destination: 物流园路 8 号
        purpose: 核对账单
        filled_at: 2026-10-15 09:00
        departed_at: 2026-10-15 09:40
    """,
)
SERVICES = weekly(
    "service-logs",
    """\
    services:
      - at: 2026-10-13 10:05
        logged_at: 2026-10-13 17:20
        customer: C-000123
        mode: active
        channel: visit
        trip: 2026-10-13-1
        topic: 专线扩容
        result: 同意试用。
        demand: 需要 200M 专线报价
        problem: 报修回复慢
    """,
)
CUSTOMERS = ZHANG | HONGYUAN | SHUNYUE


def desk_book(*parts: dict[str, str]) -> Book:
    """A company of one branch with the given records."""
    files = company()
    for part in parts:
        files |= part
    return book_of(files)


def duty(key: str, due: str, state: State, **more: object) -> Obligation:
    """A duty made by hand; the key is ``<rule>/<period>/<keys>``, zhang's unless ``more`` says otherwise."""
    rule, period, *_ = key.split("/")
    given: dict[str, object] = {"title": rule, "clause": "A5.5", "person": "zhang", "unit": "east"} | more
    return Obligation(
        key=key,
        rulebook="telecom",
        rule=rule,
        period=period,
        due=datetime.fromisoformat(due) if due else None,
        state=state,
        done_at=None,
        points=Decimal(),
        line="",
        cause=Cause("obligation.pending", {"period": period, "title": str(given["title"])}),
        **given,  # type: ignore[arg-type]
    )


def rule(identity: str, parameters: dict[str, object], title: str = "") -> Rule:
    """A rule made by hand."""
    source = Source("records/rulebooks/telecom/x.yaml")
    return Rule("telecom", identity, "A5.5", title or identity, "recurring", None, parameters, (), (), {}, source)


def ledger_of(as_of: str, *outcomes: Outcome, book: Book | None = None, rules: tuple[Rule, ...] = ()) -> Ledger:
    """A ledger made by hand; its rules are the book's own, or those given."""
    found = rulebooks_of(book) if book and not rules else (Rulebook("telecom", "制度", ("east",), None, (), rules),)
    return Ledger(datetime.fromisoformat(as_of), found, outcomes)
