"""Book and ledger as an audience may see them, piece by piece."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from taizhang.history.history import History, Unknown
from taizhang.ledger import compute
from taizhang.publish.audience import STAFF, USUAL, Audience
from taizhang.publish.maker import Maker
from taizhang.publish.pages import all_pages, records, rules
from taizhang.publish.view import View, view
from tests import books
from tests.publish import built, companies, everything
from tests.publish.companies import AS_OF, by_address
from tests.publish.demo import demo_files

MANAGEMENT = USUAL[-1]
OUTSIDER = Audience("outsider", "外部版", frozenset())
DRAWN, DEMO_NOW = "draws/telecom-east/2026-11-service-standard", datetime(2026, 11, 20, 18, 30)
UNITS = ("east", "west")
LEAVE = "records/leaves/east/zhang-wei/2026-10-19.yaml"


def files() -> companies.Files:
    """The ordinary company, whose Zhang Wei was ill in a week without a report."""
    text = books.leave("zhang-wei", "2026-10-19", "2026-10-23")[LEAVE.removeprefix("records/")]
    text = text.replace("type: annual", "type: sick\nreason: 住院手术  # 胆囊").replace("boss", "li-na")
    return companies.ordinary() | {LEAVE.removeprefix("records/"): text}


def seen(made: companies.Files, audience: Audience, as_of: datetime = AS_OF) -> View:
    """An audience's view of a company."""
    book = books.book_of(made)
    return view(compute(book, History("+08:00", why_unknown=Unknown.NO_GIT), as_of), book, audience)


@cache
def of(audience: Audience) -> View:
    """An audience's view of that company."""
    return seen(files(), audience)


def pages(found: View, family: Any) -> dict[str, str]:  # noqa: ANN401 - a family of pages
    """A family's pages as HTML by address."""
    maker = Maker(companies.PAGES / "templates", found)
    maker.cited.add(LEAVE)
    return {address: str(page.body) for address, page in by_address(list(family(maker))).items()}


def test_a_hidden_field_is_blank_in_data_text_and_page() -> None:
    staff, management = of(STAFF).record(LEAVE), of(MANAGEMENT).record(LEAVE)
    assert staff is not None
    assert management is not None
    assert staff.lines[5:7] == ("type: 此处不公开", "reason: 此处不公开  # 此处不公开")
    assert management.lines[5:7] == ("type: sick", "reason: 住院手术  # 胆囊")
    assert staff.lines[:5] == management.lines[:5]
    assert staff.lines[7:] == management.lines[7:]
    told = {one.label: one.text for one in staff.fields}
    assert (told["假别"], told["事由"], told["开始日期"]) == ("此处不公开", "此处不公开", "2026-10-19")
    (page,) = (html for address, html in pages(of(STAFF), records.pages).items() if "leaves" in address)
    assert "住院" not in page
    assert "胆囊" not in page


def test_what_follows_from_such_a_record_stays() -> None:
    for audience in (STAFF, MANAGEMENT):
        duty = of(audience).ledger.obligation("weekly-report/2026-W43/zhang-wei")
        assert duty is not None
        assert duty.state == "excused"


def test_records_of_a_kind_that_is_not_seen_are_gone_with_facts_text_and_outcomes() -> None:
    outsider, path = of(OUTSIDER), "records/weekly-reports/east/2026-W42/zhang-wei.yaml"
    assert of(STAFF).record(path) is not None
    assert outsider.record(path) is None
    assert outsider.records("weekly-report") == ()
    assert outsider.facts.named("weekly-report.submitted") == ()
    assert outsider.obligations == ()
    assert outsider.absent("weekly-report")
    assert len(of(STAFF).facts.named("weekly-report.submitted")) == 10


def test_pages_say_that_a_rule_cannot_be_reckoned() -> None:
    outsider = of(OUTSIDER)
    (rule,) = outsider.rules
    assert outsider.lacks(rule) == ("周报",)
    assert of(STAFF).lacks(rule) == ()
    assert "此处不可算:用到的周报" in pages(outsider, rules.pages)["rules/weekly-report/"]
    assert "此处不可算" not in pages(of(STAFF), rules.pages)["rules/weekly-report/"]
    assert outsider.bulletins == ()
    assert "此处不可算" in pages(outsider, all_pages)["customers/"]


def test_nothing_of_a_record_its_schema_refuses_is_left_where_it_may_hold_something_hidden() -> None:
    text = str(files()[LEAVE.removeprefix("records/")])
    wrong = files() | {LEAVE.removeprefix("records/"): text.replace("reason:", "raeson:")}
    staff, management = (seen(wrong, one) for one in (STAFF, MANAGEMENT))
    for found, there in ((staff, False), (management, True)):
        shown = found.record(LEAVE)
        assert shown is not None
        told = "\n".join(shown.lines) + "".join(one.message + one.excerpt for one in found.problems)
        assert ("住院" in told) is there
        assert len(shown.lines) == len(text.splitlines())
        assert len(found.problems) == 1


COMING = "q9001w"
"""What is written of the check that is to come."""


def inspection(unit: str, made_on: str, handed_in: str = "17:00") -> companies.Files:
    """The ordinary company with an unannounced check of a unit."""
    item = {"id": "2026-11-a-1", "subject": f"例会 {COMING}", "method": "document", "result": "pass"}
    data: dict[str, object] = {"id": "a", "unit": unit, "month": "2026-11", "level": "marketing", "topic": "records"}
    data |= {"inspectors": ["li-na"], "made_on": made_on, "submitted_at": f"{made_on} {handed_in}"}
    check = {**data, "unannounced": True, "items": [item]}
    return companies.ordinary() | {f"inspections/{unit}/2026-11/a.yaml": json.dumps(check, ensure_ascii=False)}


@pytest.mark.parametrize(
    ("unit", "made_on", "handed_in", "told"),
    [
        ("east", "2026-11-06", "17:00", False),
        ("east", "2026-11-05", "09:01", False),
        ("east", "2026-11-05", "09:00", True),
        ("east", "2026-11-04", "17:00", True),
        ("west", "2026-11-06", "17:00", True),
    ],
)
def test_a_unit_does_not_see_a_check_that_comes_unannounced(
    unit: str, made_on: str, handed_in: str, *, told: bool
) -> None:
    found = inspection(unit, made_on, handed_in)
    assert books.book_of(found).problems == ()
    east, telecom = (Audience(one, "x", STAFF.sees, unit=one) for one in ("east", "telecom"))
    path = f"records/inspections/{unit}/2026-11/a.yaml"
    assert (seen(found, east).record(path) is not None) is told
    come = (made_on, handed_in) <= ("2026-11-05", "09:00")
    assert (seen(found, telecom).record(path) is not None) is come, "the company above its units"
    assert seen(found, STAFF).record(path) is not None


@pytest.mark.parametrize(("made_on", "told"), [("2026-11-06", False), ("2026-11-04", True)])
def test_the_edition_a_company_asks_for_a_unit_tells_of_the_check_once_it_is_done(
    made_on: str, tmp_path: Path, *, told: bool
) -> None:
    """In every file of the built edition; the other unit's has it before."""
    asked = [{"id": f"to-{unit}", "title": f"{unit} 版", "sees": ["commercial"], "unit": unit} for unit in UNITS]
    files = inspection("east", made_on)
    files["company.yaml"] = f"{files['company.yaml']!s}editions: {json.dumps(asked, ensure_ascii=False)}\n"
    companies.write(files, tmp_path)
    run = built.mkdocs(tmp_path, "build", "--strict", TAIZHANG_EDITIONS="to-east,to-west")
    assert run.returncode == 0, run.stderr
    east, west = (everything.of(tmp_path / "build/editions" / f"to-{unit}") for unit in UNITS)
    for name in (b"2026-11.a", b"/a.yaml", COMING.encode()):
        assert (name in east) is told
        assert name in west
    assert json.loads((tmp_path / "build/editions/to-east/build.json").read_bytes())["edition"] == "east 版"
    assert built.broken_links(tmp_path / "build/editions/to-east") == []


def test_nor_the_draw_that_gives_its_sample() -> None:
    item = {"id": "2026-11-x-1", "subject": "外呼", "method": "call", "result": "pass"}
    check: dict[str, object] = {
        "id": "x",
        "unit": "telecom-east",
        "month": "2026-11",
        "level": "marketing",
        "topic": "service-standard",
    }
    check |= {"inspectors": ["chen-jing"], "made_on": "2026-11-25", "submitted_at": "2026-11-25 17:00"}
    coming = {**check, "draw": DRAWN, "unannounced": True, "items": [item]}
    made = {**demo_files(), "inspections/telecom-east/2026-11/x.yaml": json.dumps(coming, ensure_ascii=False)}
    for unit, told in (("telecom-east", False), ("telecom-west", True)):
        found = seen(made, Audience("x", "x", STAFF.sees, unit=unit), DEMO_NOW)
        assert (found.record(f"records/{DRAWN}.yaml") is not None) is told
        assert any(one.path == f"records/{DRAWN}.yaml" for one in found.records("draw")) is told
