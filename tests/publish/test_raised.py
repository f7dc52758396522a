"""A record raised above what an audience may read is in no file of its edition, nor what rests on it (A6.1, A6.4)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from taizhang.bulletin.sentences import paragraph
from taizhang.history.history import History, Unknown
from taizhang.ledger import Ledger, compute
from taizhang.publish.audience import STAFF, USUAL, Audience
from taizhang.publish.edition import Edition, edition_of
from taizhang.publish.files import files_of
from taizhang.publish.maker import Maker
from taizhang.publish.pages import all_pages
from taizhang.publish.site import publish
from taizhang.publish.view import view
from taizhang.records.book import Book
from taizhang.records.levels import FIELD, GROUND, LEVELS
from taizhang.records.load import Memory
from taizhang.rules.outcome import Cause, Scorecard
from tests import books
from tests.closing.company import month
from tests.publish import built, canaries, companies, everything, hostile
from tests.publish.demo import demo_files, maker_with

HR, MANAGEMENT = USUAL[-2], USUAL[-1]
HELD_BACK = (paragraph("notice.hidden"),)
SEPTEMBER = month("2026-09")
KINDS = sorted(books.schemas().kinds.keys() - GROUND)
MEMORY: Memory = {}


@cache
def plain() -> tuple[Ledger, Book]:
    """The company with a mark in every field; no record in it was raised."""
    book = books.book_of(dict(canaries.company().files), MEMORY)
    return compute(book, History("+08:00", why_unknown=Unknown.NO_GIT), companies.AS_OF), book


def paths(kinds: tuple[str, ...]) -> frozenset[str]:
    """The first record of each of some kinds."""
    return frozenset(plain()[1].of(kind)[0].path for kind in kinds)


def raised(kinds: tuple[str, ...]) -> tuple[Ledger, Book]:
    """The company whose first record of each of some kinds was raised to the highest level."""
    files = dict(canaries.company().files)
    for path in paths(kinds):
        name = path.removeprefix("records/")
        files[name] = json.dumps({**json.loads(files[name]), FIELD: "top-secret"}, ensure_ascii=False, indent=1)
    book = books.book_of(files, MEMORY)
    assert book.problems == ()
    return compute(book, History("+08:00", why_unknown=Unknown.NO_GIT), companies.AS_OF), book


def sources(cause: Cause) -> Iterator[str]:
    """The records a cause points at or names, with all below it."""
    values = (cause.source, *cause.values.values())
    yield from (str(path) for value in values if (path := getattr(value, "path", None)) is not None)
    for child in cause.children:
        yield from sources(child)


def told(edition: Edition) -> frozenset[str]:
    """Every record that an edition has or speaks of."""
    found = {record.path for record in edition.book} | {fact.source.path for fact in edition.ledger.facts.all}
    for one in edition.ledger.outcomes:
        found |= {name.partition("#")[0] for name in one.because} | set(sources(one.cause))
        if isinstance(one, Scorecard):
            found |= {path for line in one.lines for path in sources(line.cause)}
    return frozenset(found)


def at_the_top(kind: str) -> bool:
    """Whether a kind's records are as confidential as can be without a word: nothing raises them further."""
    return books.schemas().kinds[kind].level == LEVELS[-1]


def read_by(kind: str, audience: Audience) -> bool:
    """Whether an audience reads a record that says the highest level: what is at the top anyway, who sees the kind."""
    sensitivity = books.schemas().kinds[kind].sensitivity
    return audience is MANAGEMENT or (at_the_top(kind) and sensitivity in audience.sees)


def test_few_kinds_are_at_the_top_without_a_word() -> None:
    assert [kind for kind in KINDS if at_the_top(kind)] == ["sales-commission"]
    assert [one.id for one in (STAFF, HR, MANAGEMENT) if read_by("sales-commission", one)] == ["hr", "management"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_raised_record_is_gone_with_all_that_rests_on_it(kind: str) -> None:
    ledger, book = raised((kind,))
    (path,) = paths((kind,))
    for audience in (STAFF, HR, MANAGEMENT):
        edition = edition_of(ledger, book, audience)
        there = read_by(kind, audience)
        assert (path in told(edition)) is there, audience.id
        if there:
            continue
        assert edition.book.content(path) == b""
        others = {one.path for one in book.of(kind)} - {path}
        assert others <= told(edition) or at_the_top(kind), "only that record"
    assert path in told(edition_of(*plain(), MANAGEMENT))


def marks(kinds: tuple[str, ...]) -> frozenset[bytes]:
    """The marks in the texts of the raised records."""
    names = {path.removeprefix("records/") for path in paths(kinds)}
    return frozenset(text.mark.encode() for text in hostile.company().texts if text.path in names)


@pytest.fixture(scope="module")
def editions(ordinary_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Editions of the company with a raised record of every kind."""
    found = {}
    ledger, book = raised(tuple(KINDS))
    for audience in (STAFF, HR, MANAGEMENT):
        found[audience.id] = out = tmp_path_factory.mktemp(audience.id)
        maker = Maker(companies.PAGES / "templates", view(ledger, book, audience))
        about, files = {"edition": audience.title}, files_of(maker.view)
        publish(ordinary_site.parent / "shells", out, all_pages(maker), about, files)
    return found


@pytest.mark.parametrize("audience", [STAFF, HR], ids=lambda one: one.id)
def test_not_a_word_of_a_raised_record_is_in_any_file(audience: Audience, editions: Mapping[str, Path]) -> None:
    hidden = marks(tuple(kind for kind in KINDS if not read_by(kind, audience)))
    there = set(canaries.MARK.findall(everything.of(editions[audience.id])))
    assert sorted(hidden & there) == []
    assert len(there) > 100
    readable = tuple(kind for kind in KINDS if read_by(kind, audience))
    assert not readable or marks(readable) & there, "so that this can fail"


def test_who_may_read_them_finds_them(editions: Mapping[str, Path]) -> None:
    there = set(canaries.MARK.findall(everything.of(editions["management"])))
    assert len(marks(tuple(KINDS)) & there) > 100


@pytest.mark.parametrize("name", ["staff", "hr", "management"])
def test_no_link_leads_to_what_is_gone(name: str, editions: Mapping[str, Path]) -> None:
    assert built.broken_links(editions[name]) == []


@pytest.mark.parametrize("kind", sorted(GROUND))
def test_what_every_edition_needs_cannot_be_raised(kind: str) -> None:
    book = plain()[1]
    record = book.of(kind)[0]
    name = record.path.removeprefix("records/")
    files = dict(canaries.company().files)
    files[name] = json.dumps({**json.loads(files[name]), FIELD: "secret"}, ensure_ascii=False, indent=1)
    (problem,) = books.book_of(files, MEMORY).problems
    assert (problem.rule, problem.path) == ("level.ground", record.path)


@pytest.mark.parametrize(
    ("sees", "level", "commercial", "internal"),
    [
        (set(), "internal", (True, True), (True, True)),
        ({"commercial"}, "secret", (False, True), (False, True)),
        ({"commercial", "personal", "pay"}, "secret", (False, True), (False, True)),
        ({"commercial", "secret"}, "top-secret", (False, False), (False, False)),
    ],
)
def test_who_may_read_which_level(
    sees: set[str], level: str, commercial: tuple[bool, bool], internal: tuple[bool, bool]
) -> None:
    """A kind that an audience does not see as a whole is hidden by its sensitivity, not by its records' levels."""
    audience = Audience("x", "x", frozenset(sees))
    assert audience.level == level
    said = [{FIELD: "secret"}, {FIELD: "top-secret"}]
    assert tuple(audience.above("internal", one) for one in said) == internal
    assert audience.above("commercial", said[0]) is False
    assert audience.above("commercial", said[1]) is commercial[1]
    assert audience.above("internal", {}) is False


def test_a_notice_holds_back_the_sections_that_count_a_raised_record() -> None:
    """The demo's west branch raised its analysis meeting of November: its duty and its minutes are not counted."""
    meeting = "meetings/telecom-west/2026-11/2026-11-11-analysis.yaml"
    told = {audience.id: maker_with({}, audience).view for audience in (STAFF, MANAGEMENT)}
    assert told["staff"].record(f"records/{meeting}") is None
    assert told["staff"].ledger.obligation("analysis-meeting/2026-11/telecom-west") is None
    for name, held in (("staff", {"overall", "meetings"}), ("management", set())):
        notices = {one.month.key: one for one in told[name].bulletins}
        assert {one.id for one in notices["2026-11"].sections if one.blocks == HELD_BACK} == held
        assert not [one.id for one in notices["2026-10"].sections if one.blocks == HELD_BACK]


def test_a_month_whose_closing_is_raised_is_not_called_open_and_keeps_its_score() -> None:
    """Deng Huan's September was sealed at 90.59, and reckons to 88.59 now."""
    path = "closings/telecom-south/2026-09.yaml"
    text = demo_files()[path]
    assert isinstance(text, bytes)
    made = maker_with({path: text + b"confidentiality: top-secret\n"}).view
    assert made.month_state(SEPTEMBER, "telecom-south") == "(月结不在此处)"
    assert made.month_state(SEPTEMBER, "telecom-east") == "已确认"
    (card,) = (one for one in made.cards if (one.person, one.period) == ("deng-huan", "2026-09"))
    assert str(card.total) == "90.59"
