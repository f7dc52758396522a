"""The site where records are kept in a root that is not given: what it says in their place, without a wrong zero."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest

from taizhang.bulletin import text_of
from taizhang.closing import audited
from taizhang.history.history import History, Unknown
from taizhang.publish.maker import Maker
from taizhang.publish.pages import COUNTING, FAMILIES, pages_of
from taizhang.publish.view import View, view
from taizhang.records.load import load
from taizhang.records.schema_set import load_schemas
from taizhang.records.source import WorkTree
from taizhang.rules.outcome import Known
from tests import books
from tests.publish import built, companies
from tests.publish.demo import demo_files, demo_view
from tests.publish.payloads import Shape

AWAY = ("contact", "customer", "result")
FOLDER = {"contact": "contacts", "customer": "customers", "result": "results"}


def files(kind: str) -> companies.Files:
    """The demo company without the records of one kind, which it says it keeps elsewhere."""
    found = {path: text for path, text in demo_files().items() if not path.startswith(FOLDER[kind] + "/")}
    company = found["company.yaml"]
    assert isinstance(company, bytes)
    found["company.yaml"] = company + f"\nkept_elsewhere: [{kind}]\n".encode()
    return found


@cache
def without(kind: str) -> View:
    """The staff's view of that company."""
    book = books.book_of(files(kind))
    return view(audited(book, History("+08:00", why_unknown=Unknown.NO_GIT), demo_view().as_of), book)


@cache
def told(kind: str, family: str) -> dict[str, str]:
    """The words of a family's pages, by address."""
    maker = Maker(companies.PAGES / "templates", without(kind))
    return {page.address: Shape(page.body).text for page in pages_of(maker, family)}


@pytest.mark.parametrize("kind", AWAY)
def test_rules_that_lack_it_tell_nothing_and_every_page_with_figures_says_so(kind: str) -> None:
    lacking = without(kind).lacking
    assert lacking
    assert [one.key for one in without(kind).ledger.outcomes if one.rule in lacking and hasattr(one, "state")] == []
    title = books.schemas().kinds[kind].title
    for family in COUNTING & set(FAMILIES):
        for address, text in told(kind, family).items():
            assert "不可算" in text, address
            assert title in text, address
    assert all("不可算" in text for address, text in told(kind, "rules").items() if address.split("/")[1] in lacking)


def test_a_customer_s_page_does_not_say_that_there_are_no_contacts() -> None:
    pages = {address: text for address, text in told("contact", "customers").items() if address != "customers/"}
    assert len(pages) > 50
    for text in pages.values():
        assert "联系人的记录这里没有,或者不公开" in text
        assert "还没有联系人" not in text


def test_without_customers_their_pages_and_the_notices_are_not_made() -> None:
    assert list(told("customer", "customers")) == ["customers/"]
    assert "本版本不含客户" in told("customer", "customers")["customers/"]
    assert list(told("customer", "bulletins")) == ["bulletins/"]
    assert "此处不可算" in told("customer", "bulletins")["bulletins/"]
    assert "还没有过完一个月" not in told("customer", "start")[""]
    assert all("还没有名下客户" not in text for text in told("customer", "branches").values())


def test_a_card_that_lacks_what_it_is_made_of_has_no_total() -> None:
    """Without results the targets' lines are missing, never zero, and what rests on them too (G12)."""
    now = {(one.person, one.period): one for one in without("result").ledger.scorecards}
    before = {(one.person, one.period): one for one in demo_view().ledger.scorecards}
    assert before.keys() <= now.keys()
    known = [key for key, card in before.items() if card.total is not None and card.rulebook == "telecom"]
    assert len(known) > 10
    for key in known:
        assert now[key].total is None, key
        assert not [line for line in now[key].lines if line.score == 0 and line.known is Known.MISSING]


def test_a_bulletin_says_what_it_cannot_count() -> None:
    """In September three customers changed their account manager, and contacts had to be told of it."""
    (notice,) = (one for one in without("contact").bulletins if one.month.key == "2026-09")
    text = text_of(notice)
    assert "此处不含联系人,有 2 条规则不可算" in text
    assert "是否告知联系人,此处不可算:用到的联系人" in text
    assert "本月没有应告知联系人的客户经理更换" not in text
    (full,) = (one for one in demo_view().bulletins if one.month.key == "2026-09")
    assert "3 人次" in text_of(full)
    assert "不可算" not in text_of(full)


def test_with_the_root_given_all_is_there_again(tmp_path: Path) -> None:
    """Pay, contacts and the like in a root of their own: the same book as of one root."""
    first, second = tmp_path / "records", tmp_path / "vault/records"
    for path, text in files("contact").items():
        target = first / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    shutil.copytree(books.ROOT / "records/contacts", second / "contacts")
    schemas = load_schemas(books.ROOT / "schemas")
    alone = load(WorkTree(tmp_path, ("records",)), schemas)
    both = load(WorkTree(tmp_path, ("records", "vault/records")), schemas)
    assert "contact" in alone.absent
    assert not both.absent
    assert len(both.of("contact")) == len(list(second.rglob("*.yaml")))


def test_a_built_site_without_the_root(tmp_path: Path) -> None:
    companies.write(files("contact"), tmp_path)
    run = built.mkdocs(tmp_path, "build", "--strict")
    assert run.returncode == 0, run.stderr
    site = tmp_path / "build/site"
    assert built.broken_links(site) == []
    assert "条规则</a>因此不可算" in (site / "index.html").read_text(encoding="utf-8")
    assert json.loads((site / "build.json").read_bytes())["as_of"] == "2026-11-20 18:30"
