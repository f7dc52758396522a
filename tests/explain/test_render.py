"""One told tree as text and as HTML: the same lines, sources shown, everything escaped."""

from __future__ import annotations

from taizhang.explain.render import to_html, to_text
from taizhang.explain.tell import Told
from taizhang.problem import Place
from taizhang.rules.outcome import ClauseSource

TREE = Told(
    "迟交",
    clause=ClauseSource("telecom", "A5.5"),
    children=(Told("提交 18:05", Place("records/w.yaml", 4), children=(Told("未能核实"),)), Told("扣分 -1")),
)


def test_text_is_indented_and_ends_in_sources() -> None:
    """Two spaces a level; the clause in brackets, the file and line after an arrow."""
    assert to_text(TREE) == "迟交  [A5.5]\n  提交 18:05  ← records/w.yaml:4\n    未能核实\n  扣分 -1\n"


def test_html_has_the_same_lines_and_links() -> None:
    """Nested lists; the record's line and the clause are links."""
    html = to_html(TREE, lambda place: f"r#L{place.line}", lambda clause: f"c/{clause.clause}/")
    assert html == (
        '<li>迟交 <a class="tz-clause" href="c/A5.5/">A5.5</a><ul>'
        '<li>提交 18:05 <a class="tz-source" href="r#L4">records/w.yaml:4</a><ul><li>未能核实</li></ul></li>'
        "<li>扣分 -1</li></ul></li>"
    )


def test_hostile_text_stays_text() -> None:
    """Tags, quotes in paths and links that would break out."""
    told = Told("<script>x</script>", Place('a"><img src=x>.yaml', 1))
    html = to_html(told, lambda place: f'"{place.path}"', lambda clause: clause.clause)
    assert "<script" not in html
    assert "<img" not in html


def test_a_folded_line_keeps_its_own_lines_for_who_asks() -> None:
    """The terminal leaves them out; the page has them in a box that opens."""
    told = Told("规则", folded=True, children=(Told("截止", Place("records/r.yaml", 9)),))
    assert to_text(told) == "规则\n"
    html = to_html(told, lambda place: f"r#L{place.line}", lambda clause: clause.clause)
    assert html == (
        '<li>规则<details class="tz-folded"><summary>参数</summary><ul>'
        '<li>截止 <a class="tz-source" href="r#L9">records/r.yaml:9</a></li></ul></details></li>'
    )
