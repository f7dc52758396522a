"""The sections that tell of inspections: by topic and method, results by unit, each deviation in words (A8.1-A8.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.bulletin.draws import not_drawn, samples
from taizhang.bulletin.material import Material, by_state, clauses, count, counted, owed, rate
from taizhang.bulletin.notice import Block, Cell, Figure, Paragraph
from taizhang.bulletin.numbers import mean
from taizhang.bulletin.sentences import item, joined, paragraph, parts, say
from taizhang.facts.fact import Fact
from taizhang.rules.outcome import Measure

MARKETING, SUPERVISOR = "marketing", "supervisor"
CHANGE_TOLD = ("A8.3",)
VERIFIED = ("A4.6",)
COMPLETE = ("A8.4",)


def service_standard(material: Material) -> Iterator[Block]:
    """Calls and visits that test the service standard (A8.2), and whether their sample can be drawn again."""
    yield from topic(material, "service-standard")
    yield from not_drawn(material, chosen(material, "service-standard"), "service-standard")


def customer_perception(material: Material) -> Iterator[Block]:
    """Whether customers know their account manager, and were told of a change (A8.3)."""
    yield from topic(material, "customer-perception")
    asked = tuple(one for one in chosen(material, "customer-perception") if one.get("knows_name"))
    if asked:
        yield _answers(asked)
    due = owed(clauses(material.duties, *CHANGE_TOLD))
    if lacked := material.uncounted(*CHANGE_TOLD):
        yield paragraph("perception.uncounted", kinds="、".join(lacked))
    elif due:
        yield paragraph("perception.told", owed=count(say("figure.owed"), due), states=by_state("told", due))
    else:
        yield paragraph("perception.no-change")


def customer_data(material: Material) -> Iterator[Block]:
    """Files not verified in time (A4.6), inspections of files and records, the supervisors' looks at logs (A8.4)."""
    stale = tuple(one for one in material.findings if one.clause in VERIFIED)
    if stale:
        yield paragraph("data.stale", count=count(stale[0].title, stale))
        for one in stale:
            yield item("data.item", customer=material.customer(one.customer), person=material.person(one.person))
    else:
        yield paragraph("data.fresh")
    yield from topic(material, "customer-data", "records")
    if chosen(material, "work-log", level=SUPERVISOR):
        yield from topic(material, "work-log", level=SUPERVISOR, lead=say("topic.own"))
    yield from _complete(material)


def _complete(material: Material) -> Iterator[Block]:
    """How complete files and log entries are, by rule: the mean of those who have a number, and the least (A8.4)."""
    found: dict[str, list[tuple[Decimal, Measure]]] = {}
    for one in material.ledger.measures:
        if one.clause in COMPLETE and one.period == material.month.key and one.value is not None:
            found.setdefault(one.title, []).append((one.value, one))
    for title, listed in found.items():
        every = tuple(one for _, one in listed)
        average = mean([value for value, _ in listed])
        value, least = min(listed, key=lambda pair: (pair[0], pair[1].person))
        yield paragraph(
            "data.complete",
            title=title,
            people=count(say("figure.people-counted"), every),
            mean=Figure(say("number.percent", value=average), title, every),
            person=material.person(least.person),
            least=Figure(say("number.percent", value=value), title, (least,)),
        )
    if not found:
        yield paragraph("data.no-complete")


def visit_etiquette(material: Material) -> Iterator[Block]:
    """Manners at the customer's (A8.5)."""
    yield from topic(material, "visit-etiquette")


def chosen(material: Material, *topics: str, level: str = MARKETING) -> tuple[Fact, ...]:
    """The points inspected under some topics at a level."""
    return tuple(one for one in material.inspected if one.get("topic") in topics and one.get("level") == level)


def topic(material: Material, *topics: str, level: str = MARKETING, lead: str = "") -> Iterator[Block]:
    """After ``lead``, how much was inspected of a topic, by what method, how it came out by unit, each deviation."""
    items = chosen(material, *topics, level=level)
    if not items:
        yield Paragraph((lead, *parts("topic.none")))
        yield from samples(material, *topics) if level == MARKETING else ()
        return
    wrong = [one for one in items if one.get("result") == "fail"]
    found = _results(items)
    if len(found["passed"].facts) == len(items):
        result = parts("topic.clean", items=found["passed"])
    else:
        result = parts("topic.result-idle" if found["idle"].opens else "topic.result", **found)
    yield Paragraph((lead, *_made(material, items).parts, *result))
    units = sorted({one.unit for one in items})
    for unit in units if wrong and len(units) > 1 else ():
        mine = tuple(one for one in items if one.unit == unit)
        theirs = _results(mine)
        figures = {"items": count(say("figure.items"), facts=mine), "passed": theirs["passed"], "rate": theirs["rate"]}
        yield item("topic.unit", unit=material.unit(unit), **figures)
    if wrong:
        yield paragraph("topic.wrong")
    for one in wrong:
        yield deviation(material, one)
    if level == MARKETING:
        yield from samples(material, *topics)


def deviation(material: Material, one: Fact) -> Paragraph:
    """One point that failed, in words: where, who, what, how grave, and what was seen."""
    seen = material.written(one, "deviation")
    severity = Figure(material.word(one, "severity"), say("figure.failed"), facts=(one,))
    known: dict[str, Cell | str] = {"subject": one.get("subject")}
    if seen:
        known["deviation"] = seen
    person: Cell = (material.person(one.person),) if one.person else ()
    about = parts("topic.whose", name=material.customer(one.customer)) if one.customer else ()
    whose = (*person, *about)
    sentence = "topic.fail" if seen else "topic.fail-plain"
    return item(sentence, unit=material.unit(one.unit), whose=whose, severity=severity, **known)


def _made(material: Material, items: Sequence[Fact]) -> Paragraph:
    customers = {one.customer for one in items if one.customer}
    records = {record for one in items if (record := one.get("record"))}
    known: dict[str, str | Cell | Figure] = {
        "units": _units(material, items, plain=not (customers or records)),
        "items": count(say("figure.items"), facts=items),
        "methods": _methods(material, items),
    }
    if customers:
        return paragraph("topic.made", customers=_several(customers, "figure.customers", items), **known)
    if records:
        return paragraph("topic.made-records", records=_several(records, "figure.records", items), **known)
    return paragraph("topic.made-plain", **known)


def _units(material: Material, items: Sequence[Fact], *, plain: bool) -> Cell:
    """How many units were inspected; a single one by name."""
    units = {one.unit for one in items}
    if len(units) == 1:
        return parts("topic.unit-only", unit=material.unit(*units))
    return parts("topic.units-plain" if plain else "topic.units", count=_several(units, "figure.units", items))


def _methods(material: Material, items: Sequence[Fact]) -> Cell:
    """By what methods, each with its count; of a single one that all were by it."""
    words = counted(material.word(one, "method") for one in items)
    if len(words) == 1:
        return parts("topic.method-only", method=words[0][0])
    each = (
        parts("topic.method", method=word, count=count(word, facts=_by_method(material, items, word)))
        for word, _ in words
    )
    return parts("topic.methods", methods=joined(each))


def _several(found: set[str], what: str, items: Sequence[Fact]) -> Figure:
    """How many different units, customers or records the points are of."""
    return Figure(str(len(found)), say(what), facts=tuple(items))


def _by_method(material: Material, items: Sequence[Fact], word: str) -> tuple[Fact, ...]:
    return tuple(one for one in items if material.word(one, "method") == word)


def _results(items: Sequence[Fact]) -> dict[str, Figure]:
    by_result = {
        result: tuple(one for one in items if one.get("result") == result)
        for result in ("pass", "fail", "not-applicable")
    }
    judged = tuple(one for one in items if one.get("result") != "not-applicable")
    return {
        "passed": count(say("figure.passed"), facts=by_result["pass"]),
        "failed": count(say("figure.failed"), facts=by_result["fail"]),
        "idle": count(say("figure.idle"), facts=by_result["not-applicable"]),
        "rate": rate(say("figure.pass-rate"), len(by_result["pass"]), facts=judged),
    }


def _answers(asked: tuple[Fact, ...]) -> Paragraph:
    names = tuple(one for one in asked if one.attributes.get("knows_name") is True)
    phones = tuple(one for one in asked if one.attributes.get("knows_phone") is True)
    return paragraph(
        "perception.answers",
        asked=count(say("figure.asked"), facts=asked),
        name=count(say("figure.knows-name"), facts=names),
        name_rate=rate(say("figure.knows-name"), len(names), facts=asked),
        phone=count(say("figure.knows-phone"), facts=phones),
        phone_rate=rate(say("figure.knows-phone"), len(phones), facts=asked),
    )
