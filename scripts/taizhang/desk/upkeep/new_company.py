"""A company's own repository as files: what it takes from the template, and its first records, none of the template's.

The rules come with their readings and worked examples; whoever decided and reviewed them at the template's company did
not do so here, so people who are still to be filled in stand in their places.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from taizhang.desk.asked import Unknown
from taizhang.desk.calendar_seed import calendar_stub
from taizhang.desk.upkeep.sentences import say
from taizhang.desk.yaml_text import Value, document, scalar
from taizhang.records.book import Book, Record
from taizhang.when.moment import format_date, parse_date

FOLDERS = ("schemas", "scripts", "site")
"""What every company's repository holds as the template does."""
FURTHER_FOLDERS = (".vscode",)
FILES = (
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    ".pre-commit-config.yaml",
    "LICENSE",
    "Makefile",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements.in",
    "requirements.txt",
)
LEFT_OUT = re.compile(r"__pycache__\Z|.*\.egg-info\Z|.*\.py[co]\Z").match
MADE_BY_TESTS = frozenset({"bench", "fmt", "lint", "lock", "test", "types"})
"""Doors of the Makefile that need what only the project itself has."""
ADMIN, REVIEWER, ROOT_UNIT = "admin", "reviewer", "company"
README = "README.zh-CN.md"
NEEDS_A_PARENT = frozenset({"branch", "department"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What company is to begin: its name, its rulebooks by id, its first day."""

    name: str
    books: tuple[str, ...]
    since: date


def lacking(template: Path) -> tuple[str, ...]:
    """What a template must have and this folder has not."""
    there = {name for name in (*FOLDERS, *FILES, "records/rulebooks") if (template / name).exists()}
    return tuple(name for name in (*FOLDERS, *FILES, "records/rulebooks") if name not in there)


def books_of(book: Book) -> dict[str, str]:
    """The rulebooks there are, with the regulation each comes from."""
    found: dict[str, str] = {}
    for record in book.of("rulebook"):
        regulation = record.data.get("regulation")
        title = regulation.get("title") if isinstance(regulation, Mapping) else ""
        found.setdefault(record.text("book"), str(title or record.text("title")))
    return found


def first_files(template: Path, book: Book, wanted: Wanted) -> dict[str, bytes] | Unknown:
    """Every file of the new repository by its path; or why there can be none. ``book`` is the template's."""
    known = books_of(book)
    listed = "、".join(say("init.book", id=one, title=title) for one, title in sorted(known.items()))
    if not wanted.books:
        return Unknown(say("init.which", found=listed))
    for one in wanted.books:
        if one not in known:
            return Unknown(say("init.no-book", value=one, found=listed))
    if not wanted.name or not wanted.name.isprintable():
        return Unknown(say("init.name"))
    files = {path: (template / path).read_bytes() for path in _taken(template)}
    files["Makefile"] = makefile(files["Makefile"].decode()).encode()
    files["pyproject.toml"] = _pyproject(files["pyproject.toml"].decode()).encode()
    files["mkdocs.yml"] = _mkdocs(files["mkdocs.yml"].decode(), wanted.name).encode()
    hook = files[".pre-commit-config.yaml"].decode()
    files[".pre-commit-config.yaml"] = hook.replace("; tests/test_scaffold.py compares", "").encode()
    calendars = _calendars(book, wanted)
    records = {**first_records(book, wanted), **calendars}
    files |= {f"records/{path}": text.encode() for path, text in records.items()}
    files[README] = _readme(known, wanted, calendars).encode()
    return files


def first_records(book: Book, wanted: Wanted) -> dict[str, str]:
    """The company, its units, two people to fill in, the rulebooks with their readings; by path below the root."""
    rules = [one for one in book.of("rulebook") if one.text("book") in wanted.books]
    readings = [one for one in book.of("reading") if one.text("book") in wanted.books]
    decided = {"decided_by": ADMIN, "decided_on": format_date(wanted.since)}
    units = dict(_units(book, rules, wanted))
    made: dict[str, str] = {"company.yaml": document(_company(wanted))}
    made |= {f"units/{one}.yaml": document(fields) for one, fields in units.items()}
    top = next(iter(units))
    for person, name, number in ((ADMIN, "init.admin", "A0001"), (REVIEWER, "init.reviewer", "A0002")):
        made[f"people/{person}.yaml"] = document(_person(person, say(name), number, top, wanted.since))
    made |= {_below(one): _text(book, one) for one in rules}
    made |= {_below(one): _replaced(_text(book, one), decided) for one in readings}
    return made


def _taken(template: Path) -> Iterator[str]:
    """The paths of what is taken from the template; caches and links are not."""
    yield from FILES
    for folder in (*FOLDERS, *FURTHER_FOLDERS):
        for place, below, names in os.walk(template / folder):
            below[:] = sorted(name for name in below if not LEFT_OUT(name))
            for name in sorted(names):
                file = Path(place, name)
                if not LEFT_OUT(name) and not file.is_symlink():
                    yield file.relative_to(template).as_posix()


def makefile(text: str) -> str:
    """The template's Makefile without the doors that need its tests."""
    kept = [block for block in text.split("\n\n") if block.split(":", 1)[0] not in MADE_BY_TESTS]
    whole = "\n\n".join(kept)
    return re.sub(
        r"^\.PHONY:.*$",
        lambda found: " ".join(word for word in found[0].split(" ") if word not in MADE_BY_TESTS),
        whole,
        flags=re.MULTILINE,
    )


def _pyproject(text: str) -> str:
    """What installs the package, without the settings of tests and checkers."""
    head = text.partition("[tool.pytest.ini_options]")[0].rstrip() + "\n"
    return head.replace('readme = "README.md"', f'readme = "{README}"')


def _mkdocs(text: str, name: str) -> str:
    title = f"site_name: {scalar(say('init.site', name=name))}"
    return re.sub(r"^site_name:.*$", lambda _: title, text, count=1, flags=re.MULTILINE)


def _company(wanted: Wanted) -> dict[str, Value]:
    return {
        "name": wanted.name,
        "short_name": wanted.name,
        "utc_offset": "+08:00",
        "history_since": f"{format_date(wanted.since)} 00:00",
        "trust_hours": 24,
        "closing_time": "18:00",
    }


def _units(book: Book, rules: Sequence[Record], wanted: Wanted) -> Iterator[tuple[str, dict[str, Value]]]:
    """The units that the rules apply to: the company itself where there is one, else below a company of all."""
    applied: dict[str, str] = {}
    titles = books_of(book)
    for record in rules:
        named = record.data.get("applies_to")
        for unit in named if isinstance(named, list) else ():
            applied.setdefault(str(unit), titles[record.text("book")])
    since = format_date(wanted.since)
    if len(applied) == 1:
        only = next(iter(applied))
        kind = _said(book, only, "kind", "company")
        kind = "company" if kind in NEEDS_A_PARENT else kind
        calendar = _said(book, only, "calendar", "working-days")
        yield only, {"id": only, "name": wanted.name, "kind": kind, "calendar": calendar, "opened_on": since}
        return
    top = ROOT_UNIT
    while top in applied:
        top = f"{top}-all"
    head = {"id": top, "name": wanted.name, "kind": "company", "calendar": "working-days", "opened_on": since}
    yield top, {**head}
    names = list(applied.values())
    for unit, title in applied.items():
        sentence = "init.unit" if names.count(title) == 1 else "init.unit-more"
        yield (
            unit,
            {
                "id": unit,
                "name": say(sentence, name=wanted.name, title=title, id=unit),
                "kind": _said(book, unit, "kind", "company"),
                "parent": top,
                "calendar": _said(book, unit, "calendar", "working-days"),
                "opened_on": since,
            },
        )


def _said(book: Book, unit: str, field: str, otherwise: str) -> str:
    record = book.find("unit", unit)
    return (record.text(field) if record is not None else "") or otherwise


def _person(person: str, name: str, number: str, unit: str, since: date) -> dict[str, Value]:
    post = {"from": format_date(since), "unit": unit, "role": "hr-clerk", "title": say("init.post")}
    return {"id": person, "name": name, "pinyin": "dai tian", "employee_number": number, "posts": [post]}


def _calendars(book: Book, wanted: Wanted) -> dict[str, str]:
    """The calendars of this and next year where announced, and those that the worked examples count by."""
    head = {"entered_by": ADMIN, "reviewed_by": REVIEWER, "reviewed_on": format_date(wanted.since)}
    made: dict[str, str] = {}
    for record in book.of("calendar"):
        source = record.data.get("source")
        issued = parse_date(str(source.get("issued_on"))) if isinstance(source, Mapping) else None
        days: dict[str, Value] = {name: record.data[name] for name in ("holidays", "workdays") if name in record.data}  # type: ignore[misc]
        if issued is not None and issued <= wanted.since:
            kept: dict[str, Value] = {"year": record.data["year"], "source": source, **head}  # type: ignore[dict-item]
            made[_below(record)] = document({**kept, **days})
    for year in (wanted.since.year, wanted.since.year + 1):
        path = f"calendar/{year}.yaml"
        title = say("init.calendar-guess", year=year)
        if path not in made and (text := calendar_stub(year, title=title, issued_on=head["reviewed_on"], **head)):
            made[path] = text
    return made


def _below(record: Record) -> str:
    """The record's path below its root."""
    return record.path.partition("/")[2]


def _text(book: Book, record: Record) -> str:
    return book.content(record.path).decode("utf-8").replace("\r\n", "\n")


def _replaced(text: str, values: Mapping[str, str]) -> str:
    """``text`` with other values in lines of its own top level; everything else stays byte for byte."""
    for name, value in values.items():
        text = re.sub(rf"^{name}:.*$", f"{name}: {scalar(value)}", text, count=1, flags=re.MULTILINE)
    return text


def _readme(known: Mapping[str, str], wanted: Wanted, calendars: Mapping[str, str]) -> str:
    """The company's own README: what it is, and the first five steps."""
    years = sorted(path.removeprefix("calendar/").removesuffix(".yaml") for path in calendars)
    ahead = [str(year) for year in (wanted.since.year, wanted.since.year + 1) if str(year) not in years]
    template = Path(__file__).with_name("company.zh-CN.md").read_text(encoding="utf-8")
    return Template(template).substitute(
        name=plain(wanted.name),
        since=format_date(wanted.since),
        books="\n".join(f"- `{one}`:{known[one]}" for one in wanted.books),
        years=say("init.years", years="、".join(years)),
        missing=say("init.no-year", years="、".join(ahead), first=ahead[0]) + "。" if ahead else "",
    )


def plain(text: str) -> str:
    """``text`` so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~&-])", r"\\\1", text)
