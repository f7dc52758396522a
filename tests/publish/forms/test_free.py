"""The next free number or id that a form gives is the one that ``taizhang new`` gives, for today and for other days."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from taizhang.desk.any_stub import WRITTEN, Said, any_stub
from taizhang.desk.asked import Unknown
from taizhang.facts.registers import Registers
from taizhang.publish.audience import USUAL
from taizhang.publish.forms.free import free
from taizhang.publish.labels import node_at
from taizhang.records.paths import template_fields
from tests.books import ROOT
from tests.publish.canaries import OUTSIDER
from tests.publish.demo import demo_book, demo_view, maker_with

SITE = "http://localhost/"
NEXT = """async (cases) => {
  const {next} = await import("./free.js");
  return cases.map(([entry, template, value, day]) => next(entry, template, value, day));
}"""
PEOPLE = (("zhang-wei", "telecom-east"), ("zhao-min", "telecom-east"), ("su-juan", "telecom-west"))


def given(kind: str, *without: str) -> dict[str, str]:
    """What the path of a kind asks for, by the examples of its schema."""
    known = demo_book().kind(kind)
    names = (name for name in template_fields(known.template) if name not in {"person", "unit", *without})
    return {name: str(node_at(known.schema, name)["examples"][0]) for name in names if name not in {"month", "number"}}


def cases() -> list[tuple[list[Any], object]]:
    """What a form asks for, and what the command fills in there."""
    book = demo_book()
    found: list[tuple[list[Any], object]] = []
    registers, entries = Registers(book), free(demo_view())
    for kind, entry in entries.items():
        if entry["way"] == "random":
            continue
        for who, where in PEOPLE:
            for at in (demo_view().as_of, demo_view().as_of - timedelta(days=1), datetime(2027, 1, 4, 9, 0)):
                said = Said(
                    registers.entity("person", who), registers.entity("unit", where), given(kind, entry["field"]), at
                )
                made = any_stub(kind, book, said)
                assert not isinstance(made, Unknown), made.text
                value = {one.name: one.value for one in made.fields if isinstance(one.value, str | int)}
                number = value.pop(entry["field"])
                found.append(([entry, book.kind(kind).template, value, at.date().isoformat()], number))
    return found


@pytest.mark.browser
def test_it_is_what_the_command_gives(browser: Browser) -> None:
    def served(route: Route) -> None:
        name = route.request.url.removeprefix(SITE)
        if name:
            route.fulfill(path=ROOT / "site/theme/assets/forms" / name, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>free</title>", content_type="text/html")

    asked = cases()
    assert {one[0][0]["way"] for one in asked} == {"number", "dated", "numbered"}
    page = browser.new_page()
    page.route("**", served)
    page.goto(SITE)
    assert page.evaluate(NEXT, [one for one, _ in asked]) == [number for _, number in asked]
    (drawn,) = page.evaluate(NEXT, [[free(demo_view())["contact"], "contacts/{id:4}/{id}.yaml", {}, "2026-11-20"]])
    page.close()
    assert len(drawn) == 10
    assert drawn.startswith("K-")


def test_a_place_that_is_taken_is_told_and_one_long_ago_is_not() -> None:
    found = free(demo_view())
    assert found["appeal"]["taken"] == [
        "appeals/telecom-east/2026-10/zhao-min-1.yaml",
        "appeals/telecom-west/2026-10/su-juan-1.yaml",
    ]
    meetings = [path.rsplit("/", 1)[-1][:10] for path in found["meeting"]["taken"]]
    assert meetings
    assert min(meetings) >= "2026-09-19"
    assert found["demand"]["last"] == {"XQ-2026-": max(int(one.id[-3:]) for one in demo_view().records("demand"))}
    assert found.keys().isdisjoint(WRITTEN)
    assert "callback" not in found, "its order says which it is of"
    assert len(json.dumps(found)) < 40_000


def test_a_number_is_not_told_from_a_part() -> None:
    outsider = free(maker_with({}, OUTSIDER).view)
    assert outsider.keys() == {
        "contact",
        *(kind for kind in outsider if demo_book().kind(kind).sensitivity == "internal"),
    }
    assert "appeal" in outsider
    assert "meeting" not in outsider
    assert free(maker_with({}, USUAL[-1]).view).keys() >= free(demo_view()).keys()
