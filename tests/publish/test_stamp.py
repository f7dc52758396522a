"""Shells are split once and joined; what stands in a record's text is never looked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from taizhang.publish.folder import Folder, files_below
from taizhang.publish.plain import html_text
from taizhang.publish.stamp import Page, is_family_shell, split, stamp
from tests.publish.payloads import PAYLOADS, Shape

SHELL = (
    "<html><head><title>@@title@@ - 台账</title></head><body><header>@@title@@</header>"
    '<h1>@@title@@</h1><article><p>@@body@@</p></article><a href="../../">首页</a></body></html>'
)


def shells(root: Path) -> Path:
    """A folder of shells: one of a family, its list's, and the start page."""
    for address in ("people/shell/", "people/", ""):
        (root / address).mkdir(parents=True, exist_ok=True)
        (root / address / "index.html").write_text(SHELL, encoding="utf-8")
    return root


def page(identity: str, title: str, body: str) -> Page:
    """A person's page."""
    return Page("people/shell/", f"people/{identity}/", title, Markup(body))  # noqa: S704 - a test's own


def test_a_shell_is_split_at_its_marks() -> None:
    shell = split("<title>@@title@@</title><p>@@body@@</p><i>@@other@@</i>")
    assert shell.names == ("title", "body")
    assert shell.pieces == ("<title>", "</title>", "<i>@@other@@</i>")
    assert shell.fill("张 & 伟", Markup("<b>好</b>")) == "<title>张 &amp; 伟</title><b>好</b><i>@@other@@</i>"


def test_contents_stand_wherever_a_shell_has_room_for_them() -> None:
    shell = split(
        "<i>@@toc-from@@<nav>@@toc@@</nav>@@toc-to@@</i>@@body@@<b>@@toc-from@@<ul>@@toc@@</ul>@@toc-to@@</b>"
    )
    parts = Markup('<h2 id="p0">一</h2><h2 id="p1">二</h2><h2 id="p2">三</h2>')
    told = shell.fill("张伟", parts)
    assert told.count('href="#p0"') == told.count('href="#p2"') == 2
    assert told.index("<nav><li") < told.index(parts) < told.index("<ul><li")
    assert shell.fill("张伟", Markup("<p>短</p>")) == "<i></i><p>短</p><b></b>"


def test_marks_of_contents_in_a_record_are_text() -> None:
    shell = split("@@toc-from@@<nav>@@toc@@</nav>@@toc-to@@@@body@@")
    text = Markup("<p>@@toc@@ @@toc-from@@</p>")
    assert shell.fill("@@toc@@", text) == text


def test_a_page_without_a_place_for_the_body_is_no_shell() -> None:
    with pytest.raises(ValueError, match="@@body@@"):
        split("<title>@@title@@</title>")


def test_pages_are_stamped_at_their_addresses(tmp_path: Path) -> None:
    out = Folder(tmp_path / "out")
    pages = [page("zhang-wei", "张伟", "<p>一</p>"), page("li-na", "李娜", "<p>二</p>")]
    lists = [Page("people/", "people/", "人员", Markup("<p>三</p>")), Page("", "", "台账", Markup("<p>四</p>"))]
    stamp(shells(tmp_path / "shells"), out, [*pages, *lists])
    assert files_below(tmp_path / "out") == [
        "index.html",
        "people/index.html",
        "people/li-na/index.html",
        "people/zhang-wei/index.html",
    ]
    told = (tmp_path / "out/people/zhang-wei/index.html").read_text(encoding="utf-8")
    assert told == SHELL.replace("@@title@@", "张伟").replace("<p>@@body@@</p>", "<p>一</p>")


@pytest.mark.parametrize("text", PAYLOADS)
def test_record_text_is_never_taken_for_a_mark(tmp_path: Path, text: str) -> None:
    out = Folder(tmp_path / "out")
    body = f"<p>{html_text(text)}</p>"
    stamp(shells(tmp_path / "shells"), out, [page("a", text, body), page("b", "好", "<p>好</p>")])
    hostile, plain = (
        Shape((tmp_path / "out/people" / name / "index.html").read_text(encoding="utf-8")) for name in "ab"
    )
    assert hostile.tags == plain.tags
    assert hostile.text == plain.text.replace("好", text)


def test_only_changed_pages_are_written(tmp_path: Path) -> None:
    source = shells(tmp_path / "shells")
    stamp(source, Folder(tmp_path / "out"), [page("a", "甲", "<p>一</p>"), page("b", "乙", "<p>二</p>")])
    out = Folder(tmp_path / "out")
    stamp(source, out, [page("a", "甲", "<p>一</p>"), page("b", "乙", "<p>三</p>")])
    assert out.written == ["people/b/index.html"]


def test_a_page_at_another_depth_than_its_shell_is_refused(tmp_path: Path) -> None:
    deep = Page("people/shell/", "people/east/zhang-wei/", "张伟", Markup())
    with pytest.raises(ValueError, match="another depth"):
        stamp(shells(tmp_path / "shells"), Folder(tmp_path / "out"), [deep])


def test_two_pages_at_one_address_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two files"):
        stamp(shells(tmp_path / "shells"), Folder(tmp_path / "out"), [page("a", "甲", ""), page("a", "乙", "")])


@pytest.mark.parametrize(
    ("address", "told"), [("people/shell/", True), ("people/", False), ("", False), ("shell", False)]
)
def test_family_shells_are_told_by_their_address(address: str, told: bool) -> None:
    assert is_family_shell(address) is told
