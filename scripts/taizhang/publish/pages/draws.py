"""Draws: the frozen lists with their samples, and how anybody draws again (A8.1, A1.5, G11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.facts.fact import Fact
from taizhang.ledger.draws import KIND, Draw, Stratum
from taizhang.publish.links import draw_page
from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page
from taizhang.publish.view import View
from taizhang.rules import drawing
from taizhang.rules.outcome import Finding

CUSTOMERS = "customers"


@dataclass(frozen=True, slots=True)
class Member:
    """One of a frozen list: a customer by id, or a record by its path (``path`` is "" where it has no page)."""

    name: str
    customer: str
    path: str
    drawn: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A stratum with its members in their order, those drawn in the order drawn, and whether it comes out again."""

    stratum: Stratum
    title: str
    members: tuple[Member, ...]
    drawn: tuple[Member, ...]
    agrees: bool


def pages(maker: Maker) -> Iterator[Page]:
    """The list, the latest frozen first, and every draw's page."""
    view = maker.view
    known = {fact.source.path for fact in view.facts.named("draw.frozen")}
    found = [Draw(record) for record in view.records(KIND) if record.path in known]
    found.sort(key=lambda one: (one.record.text("frozen_at"), one.path), reverse=True)
    rows = tuple((one, findings(view, one)) for one in found)
    level = view.level(*(one.path for one in found))
    yield maker.page("draws.html", "draws/", "draws/", "抽签", rows=rows, level=level, size=members)
    for one, wrong in rows:
        yield page(maker, one, wrong)


def page(maker: Maker, draw: Draw, wrong: tuple[Finding, ...]) -> Page:
    """The page of one draw."""
    view = maker.view
    topic = view.said(draw.record, "topic")
    inspections = made(view, draw)
    return maker.page(
        "draw.html",
        "draws/shell/",
        draw_page(draw.path),
        f"{view.unit(draw.unit)} {draw.month} {topic}抽签",
        draw=draw,
        strata=tuple(_listed(view, draw, one) for one in draw.strata),
        digest_agrees=draw.digest == draw.reckoned_digest,
        number=drawing.plain_number(draw.value) if draw.is_drawn else "",
        version=drawing.VERSION,
        inspections=inspections,
        findings=wrong,
        level=view.level(draw.path, *(one.source.path for one in inspections)),
        size=members(draw),
    )


def members(draw: Draw) -> int:
    """How many the frozen list holds."""
    return sum(len(one.members) for one in draw.strata)


def findings(view: View, draw: Draw) -> tuple[Finding, ...]:
    """What the rules find wrong with a draw, or with the inspection of its sample."""
    about = [draw.month, draw.unit, draw.topic]
    return tuple(one for one in view.ledger.findings if one.key.split("/")[1:4] == about)


def made(view: View, draw: Draw) -> tuple[Fact, ...]:
    """The inspections of marketing that looked at the sample."""
    wanted = {"month": draw.month, "topic": draw.topic, "level": "marketing"}
    of_unit = view.facts.of_unit("inspection.made", draw.unit)
    return tuple(one for one in of_unit if all(one.get(name) == value for name, value in wanted.items()))


def _listed(view: View, draw: Draw, stratum: Stratum) -> Listed:
    by_name = {name: _member(view, draw, name, drawn=name in stratum.drawn) for name in stratum.members}
    title = stratum.name
    if draw.record.text("stratified_by") == "grade":
        title = f"{stratum.name} 级" if len(stratum.name) == 1 else "没有定级"
    elif draw.record.text("stratified_by") == "manager":
        title = view.person(stratum.name)
    elif stratum.name == "all":
        title = "不分层"
    drawn = tuple(by_name[name] for name in stratum.drawn if name in by_name)
    agrees = not draw.is_drawn or draw.redrawn[stratum.name] == stratum.drawn
    return Listed(stratum, title, tuple(by_name.values()), drawn, agrees)


def _member(view: View, draw: Draw, name: str, *, drawn: bool) -> Member:
    if draw.population == CUSTOMERS:
        return Member(f"{name} {view.name('customer', name)}", name, "", drawn)
    path = f"{draw.path[: draw.path.index('draws/')]}{name}.yaml"
    return Member(name, "", path if view.record(path) is not None else "", drawn)
