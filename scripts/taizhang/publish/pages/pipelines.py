"""Cases on their way: the list with the clock to look at, and a page each with stages, clocks and their days (E2)."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.publish.maker import Maker
from taizhang.publish.pipeline import Case, cases
from taizhang.publish.stage_ages import LIMITS, stage_ages
from taizhang.publish.stamp import Page
from taizhang.publish.view import View
from taizhang.rules.outcome import State


def pages(maker: Maker) -> Iterator[Page]:
    """The list and every case's page."""
    view = maker.view
    found = cases(view)
    kinds = tuple(kind for kind in view.kinds if kind.stages)
    yield maker.page(
        "pipelines.html",
        "pipelines/",
        "pipelines/",
        "进度",
        cases=found,
        limits=LIMITS,
        kinds=kinds,
        late=sum(any(one.duty.state is State.OVERDUE for one in case.clocks) for case in found),
        paused=sum(any(one.paused for one in case.clocks) for case in found),
        over=sum(case.over for case in found),
        ages=stage_ages(found, view.as_of),
    )
    rules = {rule.id: rule for rule in view.rules}
    for case in found:
        yield maker.page(
            "pipeline.html",
            "pipelines/shell/",
            case.address,
            called(case),
            words(view, case),
            case=case,
            clauses={one.duty.rule: view.clause(rules[one.duty.rule]) for one in case.clocks},
        )


def called(case: Case) -> str:
    """What a case is called: its name and its number, as far as it has them."""
    name = case.record.text("name") or case.record.text("title")
    return " ".join(text for text in (case.record.id, name) if text) or case.kind.title


def words(view: View, case: Case) -> str:
    """A case is found by its kind, its number, its unit, its customer and whose it is."""
    record = case.record
    parts = [case.kind.title, record.id, view.unit(record.text("unit"))]
    for kind in ("customer", "person"):
        identity = record.text(kind)
        parts += [identity, view.name(kind, identity)] if identity else []
    return " ".join(part for part in parts if part)
