"""A record's page holds what its form needs, whole and with its comments, where its reader may read all of it."""

from __future__ import annotations

import json
from typing import Any

from taizhang.publish.audience import STAFF, USUAL
from taizhang.publish.forms.record import record_data
from taizhang.publish.maker import Maker
from taizhang.publish.pages import records
from taizhang.publish.view import View
from tests.publish import companies, hostile
from tests.publish.canaries import OUTSIDER
from tests.publish.companies import by_address
from tests.publish.test_edition import LEAVE, MANAGEMENT, files, seen

REPORT = "records/weekly-reports/east/2026-W42/zhang-wei.yaml"
PERSON = "records/people/zhang-wei.yaml"


def data(view: View, path: str) -> Any:  # noqa: ANN401 - JSON
    found = record_data(view, path)
    return json.loads(found) if found else None


def page(view: View, path: str) -> str:
    maker = Maker(companies.PAGES / "templates", view)
    maker.cited.add(path)
    (body,) = (
        str(one.body)
        for address, one in by_address(list(records.pages(maker))).items()
        if address == f"records/{path.removeprefix('records/').removesuffix('.yaml').replace('/', '.')}/"
    )
    return body


def test_it_holds_the_record_and_its_comments() -> None:
    view = seen(files(), MANAGEMENT)
    record = view.book.at(LEAVE)
    assert record is not None
    assert data(view, LEAVE) == {
        "path": LEAVE,
        "kind": "leave",
        "value": record.data,
        "comments": [{"at": ["reason"], "beside": "胆囊"}],
    }
    assert list(data(view, LEAVE)["value"]) == list(record.data)
    body = page(view, LEAVE)
    assert '<script type="application/json" data-record>' in body
    assert 'href="../../forms/leave/?record=leaves.east.zhang-wei.2026-10-19">改这条</a>' in body


def test_whoever_may_not_read_all_of_it_gets_none_of_it() -> None:
    staff = seen(files(), STAFF)
    assert data(staff, LEAVE) is None
    assert "data-record" not in page(staff, LEAVE)
    assert "改这条" not in page(staff, LEAVE)
    assert data(staff, REPORT)["value"]["week"] == "2026-W42"
    assert data(staff, PERSON)["kind"] == "person"
    outsider = seen(files(), OUTSIDER)
    assert data(outsider, REPORT) is None
    assert data(outsider, LEAVE) is None


def test_a_record_that_was_raised_is_not_there() -> None:
    path = REPORT.removeprefix("records/")
    raised = files() | {path: f"{files()[path]!s}confidentiality: top-secret\n"}
    assert data(seen(raised, STAFF), REPORT) is None
    assert data(seen(raised, MANAGEMENT), REPORT)["value"]["confidentiality"] == "top-secret"


def test_nor_is_one_that_cannot_be_read_or_that_no_form_writes() -> None:
    path = REPORT.removeprefix("records/")
    view = seen(files() | {path: f"{files()[path]!s}nonsense: 1\n"}, MANAGEMENT)
    assert data(view, REPORT) is None
    assert data(view, "records/company.yaml") is None
    assert data(view, "records/no/such.yaml") is None


def test_what_is_written_in_it_is_text() -> None:
    view = companies.view_of(hostile.company().files)
    for path in view.shown:
        found = record_data(view, path)
        assert not set("<>&\u2028\u2029") & set(found)
        if found:
            record = view.book.at(path)
            assert record is not None
            assert json.loads(found)["value"] == record.data


def test_every_edition_shows_at_least_what_a_lesser_one_does() -> None:
    views = [seen(files(), one) for one in (OUTSIDER, *USUAL)]
    held = [{path for path in view.shown if record_data(view, path)} for view in views]
    assert held[0] < held[1] <= held[2] <= held[3] <= held[4]
    assert LEAVE in held[-1] - held[1]
