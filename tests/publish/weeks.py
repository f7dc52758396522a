"""A company with a week worth looking at: visits told by some sources and not by others, a roll-up, a meeting."""

from __future__ import annotations

import json

from tests import books
from tests.publish import companies

PARTS = ("plans", "visit-agreement", "rollups", "meetings", "attendance")
WEEK = "2026-W42"
RESULT = "客户同意试用。"


def with_visits(
    *, channel: str = "visit", trips: bool = True, listed: bool = False, line: str = "谈专线", text: str = RESULT
) -> companies.Files:
    """The ordinary company; 张伟 of east planned a visit in W42, went (``trips``) and logged it, by ``channel``.

    His weekly report lists it only where ``listed``. ``line`` and ``text`` stand wherever his records take words.
    """
    files = companies.ordinary()
    for part in PARTS:
        path = f"rulebooks/telecom/{part}.yaml"
        files[path] = (books.ROOT / "records" / path).read_text(encoding="utf-8")
    customer = {"id": "C-000123", "name": line, "kind": "group", "opened_on": "2026-01-01"}
    owners = [{"from": "2026-01-01", "person": "zhang-wei", "why": line}]
    files["customers/C-000/C-000123.yaml"] = _yaml(**customer, owners=owners)
    own = {"person": "zhang-wei", "unit": "east", "week": WEEK}
    planned = [{"day": "2026-10-13", "customer": "C-000123", "purpose": line}]
    files[f"visit-plans/east/{WEEK}/zhang-wei.yaml"] = _yaml(**own, submitted_at="2026-10-09 16:00", visits=planned)
    if trips:
        trip = {"id": "2026-10-13-1", "customer": "C-000123", "destination": line, "purpose": line}
        times = {"filled_at": "2026-10-13 09:00", "departed_at": "2026-10-13 09:40"}
        files[f"trip-logs/east/{WEEK}/zhang-wei.yaml"] = _yaml(**own, trips=[trip | times])
    service = {"at": "2026-10-13 10:05", "logged_at": "2026-10-13 17:00", "customer": "C-000123", "mode": "active"}
    words = {"channel": channel, "topic": line, "result": text}
    files[f"service-logs/east/{WEEK}/zhang-wei.yaml"] = _yaml(**own, services=[service | words])
    if listed:
        path = f"weekly-reports/east/{WEEK}/zhang-wei.yaml"
        row = "visits:\n  - {on: 2026-10-13, customer: C-000123, confirmed: true}\n"
        files[path] = str(files[path]).replace("visits: []\n", row)
    rollup = {"unit": "east", "week": WEEK, "supervisor": "zhang-wei", "submitted_at": "2026-10-23 16:00"}
    reporters = [{"person": "zhang-wei", "state": "late", "remark": line}]
    files[f"weekly-rollups/east/{WEEK}.yaml"] = _yaml(**rollup, reporters=reporters, note=text, demands=text)
    files["meetings/east/2026-10/2026-10-12-weekly.yaml"] = _meeting(line, text)
    return files


def _meeting(line: str, text: str) -> str:
    """A weekly meeting with every field that a meeting may have."""
    parts = ("documents", "day_focus", "difficulties", "work_reports")
    agenda = dict.fromkeys(parts, text)
    notice = {"told_at": "2026-10-11 17:00", "told_to": "zhang-wei"}
    return _yaml(
        id="2026-10-12-weekly",
        unit="east",
        begun_at="2026-10-12 08:30",
        ended_at="2026-10-12 09:00",
        place=line,
        chair="zhang-wei",
        organised_by="li-na",
        recorder="li-na",
        sessions=[{"type": "weekly", **agenda}],
        attendance=[
            {"person": "zhang-wei", "state": "late"},
            {"person": "li-na", "state": "excused", "notice": notice},
        ],
        reports=[{"person": "zhang-wei", "text": text}],
        decisions=[{"what": line, "owner": "zhang-wei", "due": "2026-10-16"}],
        paper={"kept_at": line, "locked": True, "signed_count": 1},
        attachments=[{"name": line, "kept_at": line}],
        submitted_at="2026-10-12 10:20",
        confidentiality="secret",
    )


def _yaml(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False, indent=1)
