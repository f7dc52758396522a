"""No edition holds a byte its audience may not see; what it may see is there, so that this can fail (A6.1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from taizhang.bulletin import text_of
from taizhang.closing import closing_of
from taizhang.closing.closing import KIND as CLOSING
from taizhang.history.history import History, Unknown
from taizhang.ledger import Ledger, compute
from taizhang.publish import hook
from taizhang.publish.audience import USUAL, Audience
from taizhang.publish.files import files_of
from taizhang.publish.folder import files_below
from taizhang.publish.maker import Maker
from taizhang.publish.pages import all_pages
from taizhang.publish.site import publish
from taizhang.publish.view import view
from taizhang.records.book import Book
from taizhang.tables.scores import score_table
from taizhang.tables.workbook import xlsx
from taizhang.when.period import PeriodKind, parse_period
from tests import books
from tests.publish import built, canaries, companies, everything

AUDIENCES = {one.id: one for one in (*USUAL, canaries.OUTSIDER)}


@cache
def reckoned() -> tuple[Ledger, Book]:
    """The ledger and the book of the company with a mark in every field."""
    book = books.book_of(dict(canaries.company().files))
    assert book.problems == ()
    return compute(book, History("+08:00", why_unknown=Unknown.NO_GIT), companies.AS_OF), book


@pytest.fixture(scope="module")
def editions(ordinary_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, set[bytes]]:
    """The marks in each edition, in all that it holds and in the names of files too."""
    found = {}
    for name, audience in AUDIENCES.items():
        out = tmp_path_factory.mktemp(name)
        seen = view(*reckoned(), audience)
        maker = Maker(companies.PAGES / "templates", seen)
        publish(ordinary_site.parent / "shells", out, all_pages(maker), {"edition": audience.title}, files_of(seen))
        assert built.broken_links(out) == [], name
        found[name] = shown(b"\n".join((everything.of(out), *(text_of(one).encode() for one in seen.bulletins))))
    return found


def hidden(audience: Audience) -> list[canaries.Canary]:
    """The marks an audience may not see."""
    return [one for one in canaries.company().canaries if canaries.limits(one.kind, audience).hides(one.pattern)]


def shown(content: bytes) -> set[bytes]:
    """The marks in an edition: those of texts as whole words, other values wherever they stand."""
    marks = set(canaries.MARK.findall(content))
    return {
        one.sign
        for one in canaries.company().canaries
        if (one.sign in marks if canaries.MARK.fullmatch(one.sign) else one.sign in content)
    }


def test_marks_stand_in_texts_amounts_phones_and_dates() -> None:
    planted = {(one.kind, one.pattern) for one in canaries.company().canaries}
    assert planted >= {
        ("contact", ("name",)),
        ("contact", ("phone",)),
        ("customer", ("profile",)),
        ("customer", ("contracts", "*", "number")),
        ("customer", ("contracts", "*", "amount")),
        ("customer", ("contracts", "*", "signed_on")),
        ("leave", ("reason",)),
        ("service-log", ("services", "*", "result")),
    }
    sensitive = {name for name in books.schemas().kinds if not canaries.limits(name, canaries.OUTSIDER).none}
    marked = {kind for kind, pattern in planted if canaries.limits(kind, canaries.OUTSIDER).hides(pattern)}
    assert sensitive - marked == set(), "a kind of which not everybody may see all, without a mark in what is hidden"


@pytest.mark.parametrize("name", AUDIENCES)
def test_no_mark_an_audience_may_not_see_is_anywhere(name: str, editions: Mapping[str, set[bytes]]) -> None:
    there = editions[name]
    assert [(one.kind, one.pattern, one.sign) for one in hidden(AUDIENCES[name]) if one.sign in there] == []


def test_the_scores_for_human_resources_hold_nothing_that_these_may_not_see() -> None:
    ledger, book = reckoned()
    written = b""
    for record in book.of(CLOSING):
        month = parse_period(record.text("month"), PeriodKind.MONTH)
        assert month is not None
        found = closing_of(book, record.text("unit"), month)
        assert found is not None
        written += everything.in_file("scores.xlsx", xlsx(score_table(ledger, book, month, (found,))))
    there = shown(written)
    assert there, "the names of people and units at least"
    assert [one for one in hidden(AUDIENCES["hr"]) if one.sign in there] == []


def test_who_may_see_them_finds_them(editions: Mapping[str, set[bytes]]) -> None:
    there = editions["management"]
    assert hidden(AUDIENCES["management"]) == []
    for name in ("staff", "marketing", "hr", "outsider"):
        found = {(one.kind, one.pattern) for one in hidden(AUDIENCES[name]) if one.sign in there}
        assert ("customer", ("contracts", "*", "amount")) in found
        assert (("contact", ("phone",)) in found) == (name in {"staff", "outsider"})
    assert len([one for one in hidden(AUDIENCES["outsider"]) if one.sign in there]) > 100


def test_what_staff_see_all_further_editions_show_too(editions: Mapping[str, set[bytes]]) -> None:
    staff = editions["staff"]
    for name in ("marketing", "hr", "management"):
        assert staff < editions[name], name
    assert editions["outsider"] < staff


def test_a_further_edition_is_made_when_it_is_asked_for_and_says_its_name(tmp_path: Path) -> None:
    contact = {
        "id": "K-aaaa0001",
        "customer": "C-000111",
        "name": "欧阳明月",
        "role": "key-person",
        "from": "2026-01-05",
    }
    owners = [{"from": "2026-01-05", "person": "zhang-wei", "why": "建档分配"}]
    customer = {"id": "C-000111", "name": "宏远物流", "kind": "group", "opened_on": "2026-01-05", "owners": owners}
    files = companies.ordinary() | {
        "customers/C-000/C-000111.yaml": json.dumps(customer),
        "contacts/K-aa/K-aaaa0001.yaml": json.dumps(contact),
    }
    companies.write(files, tmp_path)
    run = built.mkdocs(tmp_path, "build", "--strict", TAIZHANG_EDITIONS="management")
    assert run.returncode == 0, run.stderr
    staff, management = tmp_path / "build/site", tmp_path / "build/editions/management"
    page = "customers/C-000111/index.html"
    assert "欧**" in (staff / page).read_text(encoding="utf-8")
    assert "欧阳明月" in (management / page).read_text(encoding="utf-8")
    assert "edition" not in json.loads((staff / "build.json").read_bytes())
    assert json.loads((management / "build.json").read_bytes())["edition"] == "管理层版"
    assert [path.name for path in (tmp_path / "build/editions").iterdir()] == ["management"]
    assert built.broken_links(management) == []
    assert set(files_below(staff)) <= set(files_below(management))


def test_an_edition_nobody_knows_is_an_error() -> None:
    known = {one.id: one for one in USUAL}
    assert [one.id for one in hook.asked_for(" hr, staff,hr", known)] == ["hr"]
    assert [one.id for one in hook.asked_for("all", known)] == ["marketing", "hr", "management"]
    assert hook.asked_for("", known) == ()
    with pytest.raises(PluginError, match="board"):
        hook.asked_for("board", known)
