"""The rows of an edition's database, table by table, as its View tells them, in total order.

Records to which no page leads are left out with their facts: what came of them is told as the pages tell it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from taizhang.closing.lines import Score
from taizhang.explain.catalogue import WORDS
from taizhang.explain.tell import state_word
from taizhang.facts.fact import Fact
from taizhang.ledger.month import month_of
from taizhang.publish.feeds.tables import TABLES, VERSION
from taizhang.publish.links import home
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.records.messages import LEVEL_WORDS
from taizhang.rules.outcome import CardLine, Decision, Entry, Finding, Measure, Obligation, Outcome, Scorecard, Share
from taizhang.when.moment import format_date, format_moment

Row = Mapping[str, Any]
"""The columns of a row that hold something, by name."""

REGISTERED = {"person": "people", "unit": "units", "customer": "customers", "parent": "units"}
"""The columns that hold the id of somebody or something registered, and the tables of these."""


def rows_of(view: View) -> dict[str, list[Row]]:
    """The rows of every table."""
    ledger = view.ledger
    found: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    found["meta"] = list(_meta(view))
    found["columns"] = list(_columns())
    found["rules"] = _once(_rules(view), "id")
    found["records"] = list(_records(view))
    _put_facts(view, found)
    found["obligations"] = _once((_obligation(one) for one in ledger.obligations), "key")
    found["findings"] = _once((_finding(one) for one in ledger.findings), "key")
    found["entries"] = _once((_entry(one) for one in ledger.entries), "key")
    found["measures"] = _once((_measure(one) for one in ledger.measures), "key")
    found["decisions"] = _once((_decision(one) for one in ledger.decisions), "key")
    found["scorecards"], found["scorecard_lines"] = _cards(view)
    shares = (_share(one, place, share) for one in ledger.decisions for place, share in enumerate(one.shares, 1))
    found["decision_shares"] = _once(shares, "decision", "place")
    found["people"], found["units"], found["customers"] = _people(view), _units(view), _customers(view)
    _put_mentioned(found)
    return found


def _meta(view: View) -> Iterator[Row]:
    company = next(iter(view.records("company")), None)
    told = (
        ("as_of", format_moment(view.as_of), "数据截至,公司当地时间"),
        ("company", view.company, "公司"),
        ("utc_offset", company.text("utc_offset") if company else "", "公司时间与世界时相差"),
        ("edition", view.audience.id, "哪个版本"),
        ("edition_title", view.audience.title, "版本的名称"),
        ("level", LEVEL_WORDS[view.audience.most], "这个版本里最高的密级"),
        ("schema_version", str(VERSION), "表结构的版本;改名或删去表、列时加一"),
    )
    yield from ({"key": key, "value": value, "words": words} for key, value, words in told)


def _columns() -> Iterator[Row]:
    for table in TABLES:
        yield {"table_name": table.name, "place": 0, "column_name": "", "words": table.words}
        for place, column in enumerate(table.columns, 1):
            yield {"table_name": table.name, "place": place, "column_name": column.name, "words": column.words}


def _rules(view: View) -> Iterator[Row]:
    for book in view.rulebooks:
        for rule in book.rules:
            yield {
                "id": rule.id,
                "rulebook": rule.rulebook,
                "rulebook_title": book.title,
                "clause": rule.clause,
                "title": rule.title,
                "kind": rule.kind,
                "page": f"rules/{rule.id}/",
            }


def _records(view: View) -> Iterator[Row]:
    """The records that may have pages."""
    shown = frozenset(view.shown)
    titles = {kind.name: kind.title for kind in view.kinds}
    sound = {record.path for kind in view.kinds for record in view.records(kind.name)}
    for record in sorted((one for found in view.written.values() for one in found), key=lambda one: one.path):
        if record.path in shown:
            yield {
                "path": record.path,
                "kind": record.kind,
                "kind_title": titles.get(record.kind, record.kind),
                "id": record.id,
                "title": view.title(record.path),
                "sound": record.path in sound,
                "data": _json(record.data),
            }


def _put_facts(view: View, found: dict[str, list[Row]]) -> None:
    """The facts with their attributes; those of records to which no page leads are left out."""
    shown = {row["path"] for row in found["records"]}
    title = cache(view.fact_names.fact)
    number = 0
    for fact in view.facts.all:
        path = fact.source.path
        if path in shown or not view.personal(path):
            number += 1
            found["facts"].append(_fact(number, fact, title(fact.name)) | {"record": path if path in shown else ""})
            found["fact_attributes"].extend(_attributes(number, fact))


def _fact(number: int, fact: Fact, title: str) -> dict[str, Any]:
    return {
        "id": number,
        "name": fact.name,
        "title": title,
        "at": fact.time,
        "last": fact.last,
        "person": fact.person,
        "unit": fact.unit,
        "customer": fact.customer,
        "contact": fact.contact,
        "case_name": fact.case,
        "pointer": "/".join(map(str, fact.source.pointer)),
    }


def _attributes(number: int, fact: Fact) -> Iterator[Row]:
    for name, value in sorted(fact.attributes.items()):
        if type(value) is str:
            yield {"fact": number, "name": name, "value": value}
        elif value is not None:
            yield {"fact": number, "name": name, "value": _plain(value), "number": _number(value)}


def _whose(one: Outcome) -> dict[str, Any]:
    """What every outcome has."""
    return {
        "key": one.key,
        "rulebook": one.rulebook,
        "rule": one.rule,
        "clause": one.clause,
        "title": one.title,
        "period": one.period,
        "month": month_of(one).key,
        "person": one.person,
        "unit": one.unit,
        "customer": one.customer,
        "contact": one.contact,
        "page": home(one),
    }


def _obligation(one: Obligation) -> Row:
    return _whose(one) | {
        "what": one.what,
        "due": one.due,
        "state": one.state.value,
        "state_title": state_word(one),
        "done_at": one.done_at,
        **_amount("points", one.points),
        "line": one.line,
        "wanted": one.wanted,
        "done": one.done,
    }


def _finding(one: Finding) -> Row:
    own = {"at": one.at, "severity": one.severity, "rectify_by": one.rectify_by, "line": one.line}
    return _whose(one) | own | _amount("points", one.points)


def _entry(one: Entry) -> Row:
    own = {"at": one.at, "account": one.account, "account_title": WORDS[f"account.{one.account}"], "line": one.line}
    return _whose(one) | own | _amount("amount", one.amount)


def _measure(one: Measure) -> Row:
    return _whose(one) | {"case_name": one.case, "at": one.at, "known": one.known.value} | _amount("value", one.value)


def _cards(view: View) -> tuple[list[Row], list[Row]]:
    """The cards and their lines: what is sealed as it was sealed, beside what the records give now (A8.6)."""
    cards, lines = [], []
    for card in view.cards:
        month = month_of(card)
        sealed = view.closings.of(card.unit, month, card.person, card) if card.period == month.key else None
        cards.append(_whose(card) | _amount("total", card.total) | {"sealed": sealed is not None})
        scores = {one.line: one for one in sealed.card.scores} if sealed else {}
        lines += [_line(card, place, line, scores.get(line.id)) for place, line in enumerate(card.lines, 1)]
    return _once(cards, "key"), _once(lines, "card", "place")


def _line(card: Scorecard, place: int, line: CardLine, sealed: Score | None) -> Row:
    told = sealed or line
    return {
        "card": card.key,
        "place": place,
        "line": line.id,
        "title": line.title,
        "section": line.section,
        **_amount("maximum", told.maximum),
        **_amount("score", told.score),
        "score_now": "" if line.score is None else f"{line.score:f}",
        "known": told.known.value,
        "counts": line.counts,
    }


def _decision(one: Decision) -> Row:
    return _whose(one) | {
        "at": one.at,
        "case_name": one.case,
        "what": one.what,
        "result": one.result,
        "result_title": WORDS[f"result.{one.result}"],
        "decided": one.decided,
    }


def _share(one: Decision, place: int, share: Share) -> Row:
    own = {"decision": one.key, "place": place, "person": share.person, "role": WORDS[f"role.{share.role}"]}
    return own | _amount("amount", share.amount)


def _people(view: View) -> list[Row]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "number": one.number,
            "unit": one.unit,
            "role": one.role,
            "registered": True,
            "page": f"people/{one.id}/",
        }
        for one in sorted(view.people, key=lambda one: one.id)
    ]


def _units(view: View) -> list[Row]:
    return [_unit(view, one) for one in sorted(view.records("unit"), key=lambda one: one.id)]


def _unit(view: View, one: Record) -> Row:
    own = {"id": one.id, "name": one.text("name"), "kind": view.said(one, "kind"), "registered": True}
    return own | {"parent": one.text("parent"), "closed_on": one.text("closed_on"), "page": f"branches/{one.id}/"}


def _customers(view: View) -> list[Row]:
    today = view.as_of.date()

    def value(identity: str, field: str) -> str:
        found = view.registers.value("customer", identity, field, today)
        return "" if found is None else str(found)

    return [
        {
            "id": one.id,
            "name": one.text("name"),
            "kind": view.said(one, "kind"),
            "grade": value(one.id, "grade"),
            "person": value(one.id, "person"),
            "opened_on": one.text("opened_on"),
            "closed_on": one.text("closed_on"),
            "registered": True,
            "page": f"customers/{one.id}/",
        }
        for one in sorted(view.records("customer"), key=lambda one: one.id)
    ]


def _put_mentioned(found: dict[str, list[Row]]) -> None:
    """People, units and customers that rows name but no register holds: each by its id."""
    named: dict[str, set[str]] = {table: set() for table in REGISTERED.values()}
    for table in TABLES:
        for column in {column.name for column in table.columns} & REGISTERED.keys():
            named[REGISTERED[column]].update(str(row.get(column, "")) for row in found[table.name])
    for name, ids in named.items():
        unknown = ids - {row["id"] for row in found[name]} - {""}
        found[name] += [{"id": one, "name": one, "registered": False} for one in sorted(unknown)]


def _amount(name: str, value: Decimal | None) -> dict[str, Any]:
    """An exact amount and its number, by the names of their columns."""
    return {} if value is None else {name: f"{value:f}", f"{name}_number": float(value)}


def _once(rows: Iterable[Row], *key: str) -> list[Row]:
    """The rows in the order of their keys, the first of each."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in key), row)
    return [found[one] for one in sorted(found)]


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return format_moment(value)
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, bool):
        return str(int(value))
    return _json(value) if isinstance(value, Mapping | list | tuple) else str(value)


def _number(value: object) -> float | None:
    """The number that a value is, where it is one."""
    return float(value) if isinstance(value, int | float | Decimal) else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
