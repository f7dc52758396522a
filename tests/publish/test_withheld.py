"""What is pay is in no edition that may not see pay, fines are in all (D3.4, A6.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from taizhang.ledger import Ledger, compute
from taizhang.publish.audience import PAY, STAFF, USUAL, Audience
from taizhang.publish.files import files_of
from taizhang.publish.folder import files_below
from taizhang.publish.maker import Maker
from taizhang.publish.pages import all_pages
from taizhang.publish.site import publish
from taizhang.publish.view import view
from taizhang.publish.withheld import withheld_from, without_rules
from taizhang.records.book import Book
from tests.books import book_of
from tests.dining import HISTORY, company, statement
from tests.publish import companies

PAID, FINE = b"1,234.56", "−77".encode()
"""What only pay's arithmetic gives: 116,728.00 counted is 1,234.56. The fine is one for a stand-in's shift."""
FINED = """\
book: catering
part: fines
title: 罚款
from: 2026-01-01
regulation: {title: 罚款, issued_on: 2025-12-20}
applies_to: [hall]
clauses: []
cast: {}
rules:
  - id: catering-fine
    clause: D3.1
    title: 当班罚款
    kind: adjust
    from: 2026-09-01
    on: {fact: shift-problem.happened}
    account: CNY
    basis: 劳动合同附件
    cap: 不超过当月工资的 20 %
    amount: {fixed: -77}
    examples:
      - {title: 没有问题, as_of: 2026-10-31, given: [], expect: []}
"""
PROBLEM = """\
id: 2026-10-17-bill
unit: hall
person: meng
happened_at: 2026-10-17 20:05
what: 账单多算
put_right_by: 2026-10-19 12:00
recorded_by: yao
submitted_at: 2026-10-17 22:40
"""


@cache
def reckoned() -> tuple[Ledger, Book]:
    """A month with pay and a fine."""
    files = company() | statement(("2026-10-12", "banquet", "116728.00"))
    files |= {"rulebooks/catering/fines.yaml": FINED, "shift-problems/hall/2026-10/2026-10-17-bill.yaml": PROBLEM}
    book = book_of(files)
    return compute(book, HISTORY, datetime(2026, 11, 5, 9, 0)), book


@pytest.fixture(scope="module")
def editions(ordinary_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """All that each edition holds, names of files too."""
    found = {}
    for audience in USUAL:
        out = tmp_path_factory.mktemp(audience.id)
        maker = Maker(companies.PAGES / "templates", view(*reckoned(), audience))
        about, files = {"edition": audience.title}, files_of(maker.view)
        publish(ordinary_site.parent / "shells", out, all_pages(maker), about, files)
        found[audience.id] = b"\n".join(path.encode() + b"\n" + (out / path).read_bytes() for path in files_below(out))
    return found


@pytest.mark.parametrize("audience", USUAL, ids=lambda one: one.id)
def test_pay_is_where_pay_may_be_seen_and_nowhere_else(audience: Audience, editions: Mapping[str, bytes]) -> None:
    content = editions[audience.id]
    told = PAID in content or b"1234.56" in content or b"catering-pay/2026-10" in content
    assert told == audience.may_see(PAY)
    assert FINE in content


def test_staff_are_told_that_it_is_not_for_them(editions: Mapping[str, bytes]) -> None:
    assert "这条规则记的是薪酬,结果只在能看薪酬的版本里".encode() in editions["staff"]
    assert "这条规则记的是薪酬,结果只在能看薪酬的版本里".encode() not in editions["hr"]


def test_the_list_has_each_figure_with_basis_and_cap(editions: Mapping[str, bytes]) -> None:
    hr = editions["hr"].decode("utf-8", "replace")
    page = next(part for part in hr.split("\npay/index.html\n")[1:]).split("</html>")[0]
    assert "1,234.56" in page
    assert "-77.00" in page
    assert "劳动合同约定的效益工资办法" in page
    assert "缺数据" in page  # Xu's statement has not come
    assert (
        "此处不公开" in editions["staff"].decode("utf-8", "replace").split("\npay/index.html\n")[1].split("</html>")[0]
    )


def test_which_rules_are_withheld_and_what_came_of_them() -> None:
    ledger, _ = reckoned()
    assert withheld_from(ledger.rulebooks, STAFF) == {"catering-pay"}
    assert withheld_from(ledger.rulebooks, USUAL[2]) == frozenset()
    left = without_rules(ledger, frozenset({"catering-sales"}))
    assert {one.rule for one in ledger.outcomes} - {one.rule for one in left.outcomes} == {
        "catering-sales",
        "catering-pay",
    }
    assert without_rules(ledger, frozenset()) is ledger
