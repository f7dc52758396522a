"""Small books for tests: a source that holds its files as text, and the few records that a duty needs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from taizhang.records.book import Book
from taizhang.records.load import Memory, load
from taizhang.records.schema_set import SchemaSet, load_schemas
from taizhang.records.source import Entry

ROOT = Path(__file__).resolve().parent.parent

COMPANY = """\
name: 试验公司
short_name: 试验
utc_offset: "+08:00"
history_since: 2026-01-01 00:00
trust_hours: 24
closing_time: "18:00"
"""
UNIT = """\
id: {id}
name: {name}
kind: {kind}
calendar: working-days
"""
PERSON = """\
id: {id}
name: {name}
pinyin: {pinyin}
employee_number: {number}
posts:
{posts}
"""


@dataclass(frozen=True)
class Texts:
    """A source of texts by path below the root ``records``."""

    files: Mapping[str, str | bytes]
    name: str = "texts"

    def entries(self) -> Iterator[Entry]:
        """Every file, in the order of the mapping."""
        for path in self.files:
            yield Entry("records/" + path, "records")

    def read(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, bytes | None]]:
        """The texts as UTF-8."""
        for entry in entries:
            text = self.files[entry.below_root]
            yield entry, text if isinstance(text, bytes) else text.encode()


@cache
def schemas() -> SchemaSet:
    """The project's own schemas."""
    return load_schemas(ROOT / "schemas")


def book_of(files: Mapping[str, str | bytes], memory: Memory | None = None) -> Book:
    """The book of some texts; ``memory`` keeps what came of each, for further books that share them."""
    return load(Texts(files), schemas(), memory)


def posts(*spans: tuple[str, str, str]) -> str:
    """A person's posts as an account manager: (from, until or nothing, unit) each."""
    lines = []
    for start, until, unit in spans:
        end = f", until: {until}" if until else ""
        lines.append(f"  - {{from: {start}{end}, unit: {unit}, role: account-manager, title: 客户经理}}")
    return "\n".join(lines)


def person(identity: str, name: str, number: str, *spans: tuple[str, str, str]) -> dict[str, str]:
    """An account manager's record under its path."""
    letters = "".join(character for character in identity if character.isalpha())
    text = PERSON.format(id=identity, name=name, pinyin=letters, number=number, posts=posts(*spans))
    return {f"people/{identity}.yaml": text}


def company(*units: str) -> dict[str, str]:
    """A company with its calendar of 2026 and some branches."""
    files = {"company.yaml": COMPANY, "units/telecom.yaml": UNIT.format(id="telecom", name="通信公司", kind="company")}
    for unit in units or ("east",):
        branch = UNIT.format(id=unit, name=f"{unit} 分公司", kind="branch") + "parent: telecom\n"
        files[f"units/{unit}.yaml"] = branch
    files["calendar/2026.yaml"] = (ROOT / "records/calendar/2026.yaml").read_text(encoding="utf-8")
    return files


def report(who: str, week: str, submitted: str, unit: str = "east") -> dict[str, str]:
    """A weekly report under its path."""
    text = textwrap.dedent(f"""\
        person: {who}
        unit: {unit}
        week: {week}
        submitted_at: {submitted}
        visits: []
        campaign_response: 有两户愿意试用。
        service_demands: 本周无
        consumption_behaviour: 用量平稳。
        service_problems: 本周无
        conclusion: 情况正常。
        suggestion: 下周继续跟进。
        """)
    return {f"weekly-reports/{unit}/{week}/{who}.yaml": text}


def leave(who: str, start: str, until: str, unit: str = "east", part: str = "whole") -> dict[str, str]:
    """An approved leave under its path."""
    text = textwrap.dedent(f"""\
        person: {who}
        unit: {unit}
        from: {start}
        until: {until}
        part: {part}
        type: annual
        submitted_at: {start} 08:00
        state: approved
        approved_by: boss
        approved_at: {start} 08:10
        """)
    return {f"leaves/{unit}/{who}/{start}.yaml": text}


def rulebook() -> dict[str, str]:
    """The company's own rulebook on reports."""
    path = "rulebooks/telecom/reporting.yaml"
    return {path: (ROOT / "records" / path).read_text(encoding="utf-8")}
