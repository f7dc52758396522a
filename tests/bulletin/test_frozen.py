"""A notice written to its record and read again: word for word, its figures opening into the pages of today."""

from __future__ import annotations

from datetime import date

from taizhang.bulletin import Stage, assemble, text_of
from taizhang.bulletin.frozen import as_issued, record_of, unaltered
from taizhang.bulletin.notice import Bulletin
from tests.books import book_of
from tests.bulletin.issued import ISSUED, LATER, PATH, issued, read, ready
from tests.bulletin.notices import OCTOBER, figures
from tests.closing.company import month
from tests.publish.demo import demo_book, demo_view


def again(files: dict[str, str]) -> Bulletin:
    """September's notice out of its record, looked at later."""
    ledger, book = read(files, LATER)
    record = record_of(book, month(), LATER)
    assert record is not None
    return as_issued(record, month(), ledger, book)


def test_every_word_is_what_it_was() -> None:
    then, now = assemble(*read(ready(), ISSUED), month(), "4c1e9a2b" * 5), again(issued())
    end = len(text_of(then).splitlines()) - 1
    assert text_of(now).splitlines()[:end] == text_of(then).splitlines()[:end]
    assert (now.stage, now.issued) == (Stage.ISSUED, date(2026, 10, 13))
    assert now.section("scores").remarks == ("分数都有进步。",)  # type: ignore[union-attr]
    assert "定稿:吴浩,2026-10-13 09:00,摘要 " in text_of(now)
    assert "尚未定稿" not in text_of(now)


def test_figures_open_into_what_they_counted() -> None:
    then, now = assemble(*read(ready(), ISSUED), month()), again(issued())
    for before, after in zip(figures(then, "scores"), figures(now, "scores"), strict=True):
        assert (before.text, before.what) == (after.text, after.what)
        assert [one.key for one in before.outcomes] == [one.key for one in after.outcomes]


def test_the_demo_s_many_stand_by_unit_and_the_few_one_by_one() -> None:
    october = next(one for one in demo_view().bulletins if one.month == OCTOBER)
    owed, met, late = figures(october, "overall")[:3]
    assert [(one.unit, one.count) for one in owed.groups] == [
        ("telecom-east", 172),
        ("telecom-south", 160),
        ("telecom-west", 184),
    ]
    assert sum(one.count for one in met.groups) == 491
    assert (late.text, len(late.outcomes), late.groups) == ("11", 11, ())
    assert all(one.opens for _, one in october.figures if one.text not in {"0", "—"})


def test_before_its_moment_it_is_not_there() -> None:
    book = book_of(issued())
    assert record_of(book, month(), ISSUED) is not None
    assert record_of(book, month(), ISSUED.replace(hour=8, minute=59)) is None
    assert record_of(book, month("2026-10"), LATER) is None


def test_a_changed_word_is_noticed() -> None:
    files = issued()
    for text, wanted in ((files[PATH], True), (files[PATH].replace("分数都有进步", "分数都很差"), False)):
        record = record_of(book_of(files | {PATH: text}), month(), LATER)
        assert record is not None
        assert unaltered(record) is wanted
    demo = record_of(demo_book(), OCTOBER, LATER)
    assert demo is not None
    assert unaltered(demo)
