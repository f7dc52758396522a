"""Decisions: the list, what waits for a ruling first, and a page each with shares, trail, evidence and consequences."""

from __future__ import annotations

from decimal import Decimal

from taizhang.ledger import Ledger
from taizhang.publish.maker import Maker
from taizhang.publish.pages import decisions
from taizhang.publish.stamp import Page
from taizhang.publish.view import view
from taizhang.rules.outcome import Cause, ClauseSource, Decision, Share
from tests import books
from tests.publish import companies
from tests.publish.payloads import Shape
from tests.rules.outcomes import decision, entry

TRAIL = Cause("rule.by", {"title": "甲先登记"}, ClauseSource("telecom", "A5.5"))


def made(*found: Decision) -> dict[str, Page]:
    """The pages of the ordinary company with these decisions, and an entry that came of the first."""
    book = books.book_of(companies.ordinary())
    ledger = companies.view_of(companies.ordinary()).ledger
    more = [entry(rule="fine", key="fine/2026-10/zhang", because=frozenset({found[0].key}))] if found else []
    whole = Ledger(ledger.as_of, ledger.rulebooks, (*ledger.outcomes, *found, *more), ledger.facts)
    return companies.by_address(list(decisions.pages(Maker(companies.PAGES / "templates", view(whole, book)))))


def settled(name: str = "a", **more: object) -> Decision:
    """Shared between Zhang Wei and Li Na."""
    shares = (Share("zhang-wei", "deal", Decimal("500.00")), Share("li-na", "deal", Decimal("499.99")))
    parts = {"rule": "deals", "key": f"deals/2026-10-30/{name}", "what": "季卡", "unit": "east", "cause": TRAIL}
    return decision(**{**parts, "result": "undecided", "decided": True, "shares": shares, **more})


def test_a_company_without_decisions_is_told_what_would_stand_there() -> None:
    pages = made()
    assert list(pages) == ["decisions/"]
    assert "还没有要裁定的事" in Shape(pages["decisions/"].body).text


def test_what_waits_for_a_ruling_comes_first() -> None:
    text = Shape(made(settled("a"), settled("b", decided=False, shares=(), what="年卡"))["decisions/"].body).text
    assert "共 2 项" in text
    assert "其中 1 项" in text
    assert text.index("年卡") < text.index("季卡")


def test_a_page_tells_shares_trail_and_what_came_of_it() -> None:
    page = made(settled())["decisions/deals.2026-10-30.a/"]
    found = Shape(page.body)
    assert "500.00" in found.text
    assert "499.99" in found.text
    assert "规则:甲先登记" in found.text
    assert "../../people/li-na/" in found.links
    assert any("fine" in link for link in found.links), "the fine that came of it"
    assert "li-na 李娜" in str(page.words)


def test_a_decision_on_a_board_is_listed_and_has_no_page_of_its_own() -> None:
    pages = made(settled(board="east.2026-10-30"))
    assert list(pages) == ["decisions/"]
    assert "../boards/east.2026-10-30/#deals-2026-10-30-a" in Shape(pages["decisions/"].body).links
