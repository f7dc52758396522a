"""Not a word of an older version is in an edition whose audience may not see it (A6.1, A6.4).

The company with a mark in every field is followed by its twin, in which plain letters and ordinary amounts stand in
their place: whatever mark is found on a page comes of the past.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from taizhang.history.history import read_history
from taizhang.history.versions import versions_of
from taizhang.ledger import compute
from taizhang.publish.audience import EVERYTHING, STAFF, USUAL, Audience
from taizhang.publish.files import files_of
from taizhang.publish.maker import Maker
from taizhang.publish.pages import all_pages, pages_of
from taizhang.publish.past_words import steps
from taizhang.publish.site import publish
from taizhang.publish.view import view
from taizhang.records.levels import FIELD, GROUND
from taizhang.records.load import load
from taizhang.records.source import WorkTree
from tests import books
from tests.publish import canaries, companies, everything, hostile
from tests.publish.histories import CUSTOMER, LI, Told, customer, lines
from tests.repository import OFFSET, Repository

HR, MANAGEMENT = USUAL[-2], USUAL[-1]
AUDIENCES = {one.id: one for one in (*USUAL, canaries.OUTSIDER)}
SECOND = "2026-10-12 09:00"
MAIL = "zhang@example.com"
TELLING = ("closings", "records")
"""The families that tell of the past; of the staff's edition all are looked through."""
Marks = Mapping[str, set[bytes]]


def raised(files: Mapping[str, str]) -> dict[str, str]:
    """The company whose first record of each kind was raised to the highest level, but where none can be."""
    found = dict(files)
    for path in sorted(firsts()):
        found[path] = json.dumps({**json.loads(found[path]), FIELD: "top-secret"}, ensure_ascii=False, indent=1)
    return found


def firsts() -> frozenset[str]:
    """The first record of each kind that can be raised, by its path below the root."""
    book = books.book_of(dict(canaries.company().files))
    kinds = books.schemas().kinds.keys() - GROUND
    return frozenset(book.of(kind)[0].path.removeprefix("records/") for kind in kinds if book.of(kind))


def editions(root: Path, before: Mapping[str, str], shells: Path, audiences: Mapping[str, Audience]) -> Marks:
    """What stands in each edition of the twin after a past of ``before``: every file's bytes."""
    repository = Repository.create(root / "company")
    for files, at, message in ((before, "2026-10-01 09:00", "begin"), (hostile.company().twin, SECOND, "q987654w")):
        for path, text in files.items():
            repository.write(f"records/{path}", text)
        repository.commit(at, message)
    base = repository.root
    book = load(WorkTree(base), books.schemas())
    history = read_history(base, OFFSET)
    ledger = compute(book, history, companies.AS_OF)
    versions = versions_of(base, history, book.schemas, None)
    found: dict[str, set[bytes]] = {}
    for name, audience in audiences.items():
        out = root / name
        seen = view(ledger, book, audience, history.head, versions)
        maker = Maker(companies.PAGES / "templates", seen)
        maker.cited |= set(seen.shown)
        pages = all_pages(maker) if audience == STAFF else (page for name in TELLING for page in pages_of(maker, name))
        publish(shells, out, pages, {"edition": audience.title}, files_of(seen))
        content = everything.of(out)
        found[name] = {one.sign for one in canaries.company().canaries if not canaries.MARK.fullmatch(one.sign)}
        found[name] = {sign for sign in found[name] if sign in content} | set(canaries.MARK.findall(content))
        assert MAIL.encode() not in content, name
    return found


@pytest.fixture(scope="module")
def past(ordinary_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Marks:
    """The marks of an older version of every field in each edition."""
    shells = ordinary_site.parent / "shells"
    return editions(tmp_path_factory.mktemp("past"), canaries.company().files, shells, AUDIENCES)


@pytest.fixture(scope="module")
def lowered(ordinary_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Marks:
    """The same where the older version of a record of every kind was raised."""
    shells = ordinary_site.parent / "shells"
    some = {one.id: one for one in (STAFF, HR, MANAGEMENT)}
    return editions(tmp_path_factory.mktemp("lowered"), raised(canaries.company().files), shells, some)


@pytest.mark.parametrize("name", AUDIENCES)
def test_no_old_value_of_a_hidden_field_is_anywhere(name: str, past: Marks) -> None:
    audience = AUDIENCES[name]
    hidden = [one for one in canaries.company().canaries if canaries.limits(one.kind, audience).hides(one.pattern)]
    assert [(one.kind, one.pattern, one.sign) for one in hidden if one.sign in past[name]] == []
    assert name == "management" or hidden


def test_old_values_of_other_fields_are_told(past: Marks) -> None:
    told = {one.sign for one in canaries.company().canaries}
    assert len(past["management"] & told) > 300
    assert len(past["staff"] & told) > 100
    assert past["outsider"] < past["staff"] < past["management"]
    amounts = {one.sign for one in canaries.company().canaries if one.pattern == ("contracts", "*", "amount")}
    assert amounts & past["management"]


def test_the_message_of_a_commit_over_everything_is_told_to_who_may_read_everything(past: Marks) -> None:
    assert {name for name, there in past.items() if b"q987654w" in there} == {"management"}


@pytest.mark.parametrize("name", ["staff", "hr"])
def test_not_a_word_of_a_version_that_was_raised(name: str, lowered: Marks) -> None:
    kinds = {path: hostile_kind(path) for path in firsts()}
    own = {path for path, kind in kinds.items() if not reads(kind, AUDIENCES[name])}
    hidden = {text.mark.encode() for text in hostile.company().texts if text.path in own}
    assert sorted(hidden & lowered[name]) == []
    assert len(hidden & lowered["management"]) > 100, "so that this can fail"
    assert lowered[name] & {text.mark.encode() for text in hostile.company().texts}, "other records have a past"


def hostile_kind(path: str) -> str:
    """The kind of a record by its path below the root."""
    kind = books.schemas().kind_of(path)
    assert kind is not None
    return kind.name


def reads(kind: str, audience: Audience) -> bool:
    """Whether an audience reads what says the highest level: where nothing is raised by it, who sees the kind."""
    found = books.schemas().kinds[kind]
    return not audience.above(found.sensitivity, {FIELD: "top-secret"})


def test_what_was_raised_is_told_to_have_changed(tmp_path: Path) -> None:
    company = Told(tmp_path / "company", {"customers/C-000/C-000111.yaml": customer(confidentiality="top-secret")})
    company.put(CUSTOMER, customer(name="公开名"), "2026-10-12 09:00", "机密改公开", LI)
    company.put(CUSTOMER, customer(name="公开名二"), "2026-10-13 09:00", "公开以后", LI)
    third, second, first = company.steps(CUSTOMER)
    assert lines(third) == ["名称 公开名 → 公开名二"]
    for one in (second, first):
        assert (one.who, one.what, one.changes, one.subject) == ("", ("有改动,内容此处不公开",), (), "")
    third, second, first = company.steps(CUSTOMER, EVERYTHING)
    assert "名称 宏远物流 → 公开名" in lines(second)
    assert second.subject == "机密改公开"


def test_raised_before_the_last_commit_and_lowered_since(tmp_path: Path) -> None:
    company = Told(tmp_path / "company", {"customers/C-000/C-000111.yaml": customer(confidentiality="top-secret")})
    company.write({"customers/C-000/C-000111.yaml": customer(name="公开名")})
    pending, first = company.steps(CUSTOMER)
    assert (pending.what, pending.changes) == (("有改动,内容此处不公开",), ())
    assert first.what == ("有改动,内容此处不公开",)


def test_a_message_is_told_where_all_that_was_touched_may_be_read(tmp_path: Path) -> None:
    """A report holds nothing hidden from staff; a customer's record does, and so does one commit over both."""
    company = Told(tmp_path / "company", {"customers/C-000/C-000111.yaml": customer()})
    report = "records/weekly-reports/east/2026-W42/zhang-wei.yaml"
    body = (company.repository.root / report).read_text(encoding="utf-8")
    company.put(report, body.replace("用量平稳", "用量下降"), "2026-10-17 09:00", "只改周报")
    assert company.steps(report)[0].subject == "只改周报"
    company.write({"customers/C-000/C-000111.yaml": customer(name="新名")})
    company.put(report, body, "2026-10-18 09:00", "连同客户")
    assert company.steps(report)[0].subject == ""
    assert company.steps(report, EVERYTHING)[0].subject == "连同客户"
    company.put(report, body.replace("用量平稳", "持平") + "confidentiality: top-secret\n", "2026-10-19 09:00", "机密")
    company.put(report, body.replace("用量平稳", "又升"), "2026-10-20 09:00", "降密")
    other = company.put("units/west.yaml", "# 别的\n" + read(company, "units/west.yaml"), "2026-10-21 09:00", "单位")
    assert [one.subject for one in company.steps(report)[:2]] == ["", ""]
    assert company.steps("records/units/west.yaml")[0].commit == other[:8]
    assert company.steps("records/units/west.yaml")[0].subject == "单位"


def test_a_message_of_a_commit_that_removed_a_record_is_not_told(tmp_path: Path) -> None:
    """Nobody can tell any more how confidential what was removed had been."""
    company = Told(tmp_path / "company")
    report = "records/weekly-reports/east/2026-W42/zhang-wei.yaml"
    (company.repository.root / "records/weekly-reports/east/2026-W41/zhang-wei.yaml").unlink()
    company.put(report, read(company, report[8:]).replace("用量平稳", "持平"), "2026-10-18 09:00", "删一份改一份")
    assert company.steps(report)[0].subject == ""
    assert lines(company.steps(report)[0])


def test_a_hidden_field_s_change_is_told_without_its_name(tmp_path: Path) -> None:
    contracts = [
        {
            "number": "HT-1",
            "title": "专线",
            "signed_on": "2026-02-01",
            "expires_on": "2027-01-31",
            "kept_at": "柜",
            "amount": "88.00",
        }
    ]
    company = Told(tmp_path / "company", {"customers/C-000/C-000111.yaml": customer(contracts=contracts)})
    contracts[0]["amount"] = "99.00"
    company.put(CUSTOMER, customer(contracts=contracts, name="新名"), "2026-10-12 09:00")
    contracts[0]["amount"] = "77.00"
    company.put(CUSTOMER, customer(contracts=contracts, name="新名"), "2026-10-13 09:00")
    last, both, _ = company.steps(CUSTOMER, STAFF)
    assert (lines(last), last.notes) == ([], ("改动的内容此处不公开",))
    assert (lines(both), both.notes) == (["名称 宏远物流 → 新名"], ("另有改动,此处不公开",))
    assert "HT-1" not in str((last, both))
    assert "99" in str(company.steps(CUSTOMER, EVERYTHING)[1])


def read(company: Told, path: str) -> str:
    """A record's text in the work tree."""
    return (company.repository.root / "records" / path).read_text(encoding="utf-8")


def test_the_past_of_a_view_without_git_is_unknown() -> None:
    seen = companies.view_of(companies.ordinary())
    assert steps(seen, "records/units/west.yaml") == ()
    assert seen.past.unknown is not None
