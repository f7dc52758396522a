"""Addresses of stamped pages, and the relative links between them: one depth, ``<family>/<id>/``."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from taizhang.ledger.month import month_of
from taizhang.problem import Place
from taizhang.rules.outcome import ClauseSource, Decision, Finding, Outcome

CARDED = ("result", "target")
"""The kinds whose figures stand on a card."""
ROOT = "records/"
SUFFIX = ".yaml"
DATABASE = "feeds/taizhang.sqlite"
"""The path of the database of an edition."""
FORM_DATA = "forms/data/"
"""Where what the forms need lies."""


def record_id(path: str) -> str:
    """A record's id in addresses: its path with dots for slashes, without the suffix and the usual root."""
    return path.removeprefix(ROOT).removesuffix(SUFFIX).replace("/", ".")


def anchor(outcome: Outcome) -> str:
    """The id of an outcome's row on its home page: its key, less the person whose page it is."""
    return "-".join(part for part in outcome.key.replace("#", "/").split("/") if part != outcome.person)


def month_page(person: str, unit: str, month: str) -> str:
    """The address of the month of a person, or of what a unit owes where nobody in particular does."""
    owner = person or f"unit.{unit or '-'}"
    return f"months/{owner}.{month}/"


def obligations_page(unit: str, month: str) -> str:
    """The address of what was due in a unit and month; a unit's name is empty for what no unit owes."""
    return f"obligations/{unit or '-'}.{month}/"


def week_duties_page(week: str) -> str:
    """The address of what was due in a week, whoever owed it."""
    return f"obligations/{week}/"


def closing_page(unit: str, month: str) -> str:
    """The address of a unit's month as it was submitted and sealed."""
    return f"closings/{unit}.{month}/"


def table_page(address: str, name: str, **chosen: str | Sequence[str]) -> str:
    """The address of the table ``name`` of a page, showing just the rows whose columns hold the ``chosen``."""
    query = urlencode({f"{name}.{column}": value for column, value in chosen.items()}, doseq=True)
    return f"{address}?{query}#{name}" if query else f"{address}#{name}"


def draw_page(path: str) -> str:
    """The address of a draw, by the path of its record."""
    return f"draws/{record_id(path).removeprefix('draws.')}/"


def appeal_page(path: str) -> str:
    """The address of an appeal, by the path of its record."""
    return f"appeals/{record_id(path).removeprefix('appeals.')}/"


def meeting_page(path: str) -> str:
    """The address of a meeting, by the path of its record."""
    return f"meetings/{record_id(path).removeprefix('meetings.')}/"


def person_feed(identity: str) -> str:
    """The path of the calendar of a person."""
    return f"feeds/people/{identity}.ics"


def unit_feed(identity: str) -> str:
    """The path of the calendar of a unit."""
    return f"feeds/units/{identity}.ics"


def paper_page(identity: str) -> str:
    """The address of a paper in custody."""
    return f"custody/{identity}/"


def board_page(board: str) -> str:
    """The address of a board: the decisions of one unit and day, say, on one page."""
    return f"boards/{board}/"


def home(outcome: Outcome) -> str:
    """The address at which an outcome is explained.

    That is a finding's or a decision's own page, a decision's row on its board, else the row on its owner's month.
    """
    match outcome:
        case Finding():
            return f"findings/{outcome.key.replace('/', '.')}/"
        case Decision(board=""):
            return f"decisions/{outcome.key.replace('/', '.')}/"
        case Decision():
            return f"{board_page(outcome.board)}#{anchor(outcome)}"
        case _:
            pass
    return f"{month_page(outcome.person, outcome.unit, month_of(outcome).key)}#{anchor(outcome)}"


class Links:
    """The links from one page, which notes the records it cites: they get pages of their own.

    ``read``, ``told`` and ``kinds`` are what the page tells of: records by path, outcomes by key, and kinds of record.
    """

    def __init__(self, address: str, cited: set[str]) -> None:
        self._root = "../" * address.count("/") or "./"
        self._cited = cited
        self.read: set[str] = set()
        self.told: dict[str, Outcome] = {}
        self.kinds: set[str] = set()

    def page(self, address: str) -> str:
        """A page by its address from the site's root."""
        return self._root + address

    def table(self, address: str, name: str, **chosen: str | Sequence[str]) -> str:
        """The table ``name`` of the page at ``address``, showing just the rows whose columns hold the ``chosen``.

        Of several texts chosen for one column any will do.
        """
        return self.page(table_page(address, name, **chosen))

    def outcome(self, outcome: Outcome) -> str:
        """Where an outcome is explained."""
        self.told[outcome.key] = outcome
        return self.page(home(outcome))

    def person(self, identity: str) -> str:
        """A person's page."""
        return self.page(f"people/{identity}/")

    def month(self, person: str, unit: str, month: str) -> str:
        """A person's month, or a unit's where ``person`` is empty."""
        self.kinds.update(CARDED)
        return self.page(month_page(person, unit, month))

    def unit(self, identity: str) -> str:
        """A branch's page."""
        return self.page(f"branches/{identity}/")

    def customer(self, identity: str) -> str:
        """A customer's page."""
        self.kinds.add("customer")
        return self.page(f"customers/{identity}/")

    def week(self, unit: str, week: str) -> str:
        """A unit's week."""
        return self.page(f"weeks/{unit}.{week}/")

    def meeting(self, path: str) -> str:
        """A meeting's page, by the path of its record."""
        self.read.add(path)
        return self.page(meeting_page(path))

    def person_feed(self, identity: str) -> str:
        """The calendar of a person."""
        return self.page(person_feed(identity))

    def unit_feed(self, identity: str) -> str:
        """The calendar of a unit."""
        return self.page(unit_feed(identity))

    def obligations(self, unit: str, month: str) -> str:
        """What was due in a unit and month."""
        return self.page(obligations_page(unit, month))

    def closing(self, unit: str, month: str) -> str:
        """A unit's month as it was submitted and sealed."""
        self.kinds.add("closing")
        return self.page(closing_page(unit, month))

    def bulletin(self, month: str) -> str:
        """A month's notice."""
        return self.page(f"bulletins/{month}/")

    def draw(self, path: str) -> str:
        """A draw's page, by the path of its record."""
        self.read.add(path)
        return self.page(draw_page(path))

    def appeal(self, path: str) -> str:
        """An appeal's page, by the path of its record."""
        self.read.add(path)
        return self.page(appeal_page(path))

    def paper(self, identity: str) -> str:
        """A paper in custody."""
        self.kinds.add("custody")
        return self.page(paper_page(identity))

    def board(self, board: str) -> str:
        """A board: the decisions of one unit and day."""
        return self.page(board_page(board))

    def kind(self, kind: str) -> str:
        """The field reference of a kind of record."""
        return self.page(f"fields/{kind}/")

    def rule(self, identity: str) -> str:
        """A rule's page."""
        return self.page(f"rules/{identity}/")

    def clause(self, identity: str) -> str:
        """A clause's page."""
        return self.page(f"clauses/{identity}/")

    def form(self, kind: str, record: str = "") -> str:
        """The form of a kind, for a new record or to change the one at the path ``record``."""
        return self.page(f"forms/{kind}/" + (f"?{urlencode({'record': record_id(record)})}" if record else ""))

    def begin(self, command: str) -> str:
        """The form that begins what a command does: ``taizhang new weekly-report --person zhang-wei``."""
        _, _, kind, *options = command.split()
        said = {name.removeprefix("--"): value for name, value in zip(options[::2], options[1::2], strict=True)}
        return self.page(f"forms/{kind}/?{urlencode(said)}")

    def record(self, path: str, line: int | None = None) -> str:
        """A record's page, at one of its lines."""
        self._cited.add(path)
        self.read.add(path)
        return self.page(f"records/{record_id(path)}/") + (f"#L{line}" if line else "")

    def place(self, place: Place) -> str:
        """The line of a record's page that a place names."""
        return self.record(place.path, place.line)

    def clause_source(self, source: ClauseSource) -> str:
        """The page of the clause that a cause rests on."""
        return self.clause(source.clause)
