"""Text comes into HTML as text."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from taizhang.publish.plain import LONGEST, MOST, html_of, html_text, numbered
from tests.publish.payloads import PAYLOADS, Shape


@pytest.mark.parametrize("text", PAYLOADS)
def test_text_stays_text(text: str) -> None:
    shape = Shape(f'<p title="{html_text(text)}">{html_text(text)}</p>')
    assert shape.tags == [("p", "title")]
    assert shape.text == text


def test_html_of_our_own_stays_html() -> None:
    assert html_text(Markup("<b>粗</b>")) == "<b>粗</b>"


@pytest.mark.parametrize("code", [0x00, 0x08, 0x0B, 0x1B, 0x7F, 0x9F, 0x200E, 0x202E, 0x2066])
def test_what_a_page_cannot_show_is_seen_to_be_there(code: int) -> None:
    assert html_text(f"张{chr(code)}伟") == "张\ufffd伟"


@pytest.mark.parametrize("text", ["第一行\n第二行", "一\t二", "👨\u200d👩\u200d👧", ""])
def test_ordinary_text_is_not_touched(text: str) -> None:
    assert html_text(text) == text


def test_nothing_is_no_text() -> None:
    with pytest.raises(ValueError, match="not there"):
        html_text(None)


@pytest.mark.parametrize(
    "value", ["", "一<b>&\"'", "张\u202e伟", "x" * LONGEST + "<", Markup("<b>粗</b>"), 7, True, 1.5]
)
def test_html_to_be_joined_is_the_same(value: object) -> None:
    assert [html_of(value), html_of(value)] == [html_text(value)] * 2
    assert type(html_of(value)) is str or isinstance(value, Markup)


def test_not_every_text_is_remembered() -> None:
    for number in range(MOST + 2):
        assert html_of(f"<{number}>") == f"&lt;{number}&gt;"
    with pytest.raises(ValueError, match="not there"):
        html_of(None)


@pytest.mark.parametrize("lines", [[], [""], ["一", "<b>"], ["", "a\u202eb", ""], ["x"] * 12])
def test_lines_are_numbered(lines: list[str]) -> None:
    told = numbered(lines, Markup('<p id="L%d">%s</p>\n'))
    assert told == Markup("").join(
        Markup('<p id="L{}">{}</p>\n').format(number, html_text(line)) for number, line in enumerate(lines, 1)
    )
