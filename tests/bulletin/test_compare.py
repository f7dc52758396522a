"""An issued notice reckoned again at its moment: what differs, figure by figure."""

from __future__ import annotations

from taizhang.bulletin.compare import FigureDifference, compared, differences, issued, told
from tests.books import book_of
from tests.bulletin.issued import ARREARS, LATER, PATH
from tests.bulletin.issued import issued as issued_files
from tests.bulletin.notices import card, notice_of
from tests.closing.company import HISTORY, incident, month


def lines(files: dict[str, str]) -> list[str]:
    """September compared, in sentences."""
    book = book_of(files)
    assert list(issued(book, LATER)) == [month()]
    return list(told(compared(book, HISTORY, month(), LATER)))


def test_what_came_to_light_later_is_no_difference() -> None:
    """The notice is reckoned at its own moment: what was confirmed after it was not known then."""
    for files in (issued_files(), issued_files() | ARREARS):
        (line,) = lines(files)
        assert line.startswith("2026-09 通报 2026-10-13 09:00 定稿,摘要 ")
        assert ":照现在的记录重算相同,共 " in line


def test_what_was_put_in_behind_it_is_told() -> None:
    """An award said to have been confirmed before the notice, that was not there when it was issued."""
    found = lines(issued_files() | incident("li", "2026-09-25", "2026-09-26 10:00"))
    assert "重算不同" in found[0]
    assert "  表扬与批评 加减分事件:定稿 1,现在 2" in found


def test_a_record_changed_by_hand_is_told() -> None:
    files = issued_files()
    changed = files | {PATH: files[PATH].replace("分数都有进步", "分数都很差")}
    assert lines(changed)[0].startswith("2026-09 通报 2026-10-13 09:00 定稿,内容与摘要 ")
    assert not compared(book_of(changed), HISTORY, month(), LATER).agrees


def test_a_figure_that_is_on_one_side_only() -> None:
    one, two = notice_of(card("zhang", "east", "90")), notice_of()
    found = differences(one, two)
    assert FigureDifference("考核结果", "考核总分", "90", None) in found
    assert differences(two, two) == ()
