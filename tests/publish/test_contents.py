"""The contents of a page come from its own headings; what a record says is never one of them."""

from __future__ import annotations

from markupsafe import escape

from taizhang.publish.contents import FEWEST, contents
from taizhang.publish.pages import all_pages
from tests.publish import companies
from tests.publish.payloads import PAYLOADS, Shape

FORGED = ('<h2 id="forged">假标题</h2>', "</p><h2 id='x'>x</h2>", '"><h2 id="a">a</h2>', "@@toc@@", *PAYLOADS)


def body(count: int) -> str:
    """A page with so many headings."""
    return "".join(f'<h2 id="part-{number}">第 {number} 部分</h2><p>正文</p>' for number in range(count))


def test_headings_in_their_order() -> None:
    found = Shape(contents('<h2 id="a">甲 <small>1</small></h2><h3 id="x">不算</h3>' + body(2)))
    assert found.links == ["#a", "#part-0", "#part-1"]
    assert found.text == "甲 1第 0 部分第 1 部分"


def test_a_page_of_few_headings_has_none() -> None:
    assert contents(body(FEWEST - 1)) == ""
    assert len(Shape(contents(body(FEWEST))).links) == FEWEST


def test_escaped_text_is_no_heading() -> None:
    told = "".join(f'<td title="{escape(text)}">{escape(text)}</td>' for text in FORGED)
    assert contents(body(FEWEST) + told) == contents(body(FEWEST))
    heading = f'<h2 id="own">{escape(FORGED[0])}</h2>'
    found = Shape(contents(heading + body(FEWEST)))
    assert found.text.startswith(FORGED[0])
    assert [names[0] for names in found.tags] == ["li", "a", "span"] * (FEWEST + 1)


def test_no_page_of_a_hostile_company_lists_what_its_records_say() -> None:
    plain = ["甲" * len(text) for text in FORGED]
    hostile, benign = (
        companies.by_address(list(all_pages(companies.maker_of(companies.writing(t))))) for t in (FORGED, plain)
    )
    assert hostile.keys() == benign.keys()
    listed = {address: Shape(contents(page.body)) for address, page in hostile.items()}
    assert {address: shape.links for address, shape in listed.items()} == {
        address: Shape(contents(page.body)).links for address, page in benign.items()
    }
    assert sum(bool(shape.links) for shape in listed.values()) > 10
    assert {names[0] for shape in listed.values() for names in shape.tags} == {"li", "a", "span"}
