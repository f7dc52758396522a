"""Companies for the tests of the site: an ordinary one, one with nobody in it, one whose people write what they can."""

from __future__ import annotations

import copy
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from taizhang.closing import audited
from taizhang.history.history import History, Unknown
from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page
from taizhang.publish.view import View, view
from taizhang.records.book import Book
from tests import books

AS_OF = datetime(2026, 11, 5, 9, 0)
PAGES = books.ROOT / "site"
Files = dict[str, str | bytes]

REPORT_TEXTS = ("campaign_response", "service_demands", "consumption_behaviour", "service_problems", "conclusion")


def ordinary() -> Files:
    """Two account managers over seven weeks of 2026, with reports in time, late and missing, and a week of leave."""
    files: Files = {**books.company("east", "west"), **books.rulebook()}
    files["company.yaml"] = books.COMPANY + "as_of: 2026-11-05 09:00\n"
    calendar = str(files["calendar/2026.yaml"])
    files["calendar/2026.yaml"] = re.sub("(?m)^((?:entered|reviewed)_by): .*$", r"\1: zhang-wei", calendar)
    files |= person("zhang-wei", "张伟", "T0001", ("2026-01-01", "", "east"))
    files |= person("li-na", "李娜", "T0002", ("2026-01-01", "", "west"))
    files |= person("wang-fang", "王芳", "T0003", ("2026-01-01", "2026-06-30", "east"))
    for week in range(39, 45):
        friday = date.fromisocalendar(2026, week, 5)
        late = "18:05" if week == 42 else "16:20"
        if week != 43:
            files |= books.report("zhang-wei", f"2026-W{week}", f"{friday} {late}")
        if week < 44:
            files |= books.report("li-na", f"2026-W{week}", f"{friday} 16:00", "west")
    return files


def person(identity: str, name: str, number: str, *spans: tuple[str, str, str]) -> Files:
    """An account manager's record, the pinyin taken from the id."""
    spoken = re.sub("[^a-z]+", " ", identity).strip()
    records = books.person(identity, name, number, *spans)
    return {path: text.replace(f"pinyin: {identity}", f"pinyin: {spoken}") for path, text in records.items()}


def empty() -> Files:
    """A company on its first day: no people, no rules, no calendar yet."""
    return {path: text for path, text in books.company().items() if not path.startswith("calendar/")}


def writing(texts: Sequence[str]) -> Files:
    """The ordinary company with ``texts`` wherever a record takes text: names, titles, reasons, reports, examples."""
    files = ordinary()
    for number, text in enumerate(text for text in texts if len(text) <= 40):
        files |= person(f"writer-{number}", json.dumps(text), f"X{number:04}", ("2026-10-12", "", "east"))
    files["units/west.yaml"] = str(files["units/west.yaml"]).replace("west 分公司", json.dumps(texts[0]))
    book = books.book_of(files)
    (report,) = books.report("zhang-wei", "2026-W42", "2026-10-16 18:05")
    told = dict.fromkeys(REPORT_TEXTS, "\n".join(texts))
    files[report] = json.dumps({**_data(book, report), **told}, indent=1)
    (path,) = books.rulebook()
    rules = copy.deepcopy(_data(book, path))
    rules["title"] = texts[0]
    rules["clauses"][0] |= {"says": "\n".join(texts), "where": texts[1]}
    rules["cast"]["people"][0]["name"] = texts[1]
    rules["rules"][0] |= {"title": texts[2], "note": "\n".join(texts)}
    rules["rules"][0]["changes"][0]["why"] = texts[3]
    for example, text in zip(rules["rules"][0]["examples"], texts, strict=False):
        example["title"] = text
    files[path] = json.dumps(rules, indent=1)
    return files


def _data(book: Book, path: str) -> dict[str, Any]:
    record = book.at("records/" + path)
    assert record is not None
    return dict(record.data)


def view_of(files: Mapping[str, str | bytes], as_of: datetime = AS_OF, *, faults: bool = False) -> View:
    """The view of a company whose past nobody knows; nothing may be wrong with its records, unless ``faults``."""
    book = books.book_of(files)
    assert faults == bool(book.problems), [problem.message for problem in book.problems]
    return view(audited(book, History("+08:00", why_unknown=Unknown.NO_GIT), as_of), book)


def maker_of(files: Mapping[str, str | bytes], *, faults: bool = False) -> Maker:
    """A maker of the site's own pages for a company."""
    return Maker(PAGES / "templates", view_of(files, faults=faults))


def by_address(pages: Sequence[Page]) -> dict[str, Page]:
    """Pages by address."""
    return {page.address: page for page in pages}


def write(files: Mapping[str, str | bytes], root: Path) -> None:
    """A company's folder with all that its site is made from; nothing of it in Git."""
    for path, text in files.items():
        target = root / "records" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    for name in ("site", "schemas"):
        shutil.copytree(books.ROOT / name, root / name)
    for name in ("mkdocs.yml", "scripts/taizhang/publish/hook.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(books.ROOT / name, root / name)
