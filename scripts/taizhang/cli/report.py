"""A report of problems as text for people, JSON for programmes, annotations for a forge."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from taizhang.problem import Problem, Severity

ANNOTATIONS = 10
EXCERPT = 100


@dataclass(frozen=True, slots=True)
class Report:
    """The problems to tell, those that were there before, and how many records were looked at."""

    told: tuple[Problem, ...]
    old: tuple[Problem, ...]
    records: int


def text(report: Report) -> str:
    """For a person at a terminal: every problem with its line, its sentence and its repair, then the sum."""
    blocks = ["\n".join(_block(problem)) for problem in report.told]
    return "\n\n".join([*blocks, _sum(report)]) + "\n"


def _block(problem: Problem) -> Iterator[str]:
    yield f"{plain(problem.path)}:{problem.line}:{problem.column}  {plain(problem.title)}"
    start, shown = _window(problem)
    if shown:
        before = problem.column - 1 - start
        yield "    " + shown
        yield "    " + " " * _width(shown[:before]) + "^" * max(1, _width(shown[before : before + problem.width]))
    yield "  " + plain(problem.message)
    if problem.repair:
        yield "  → " + plain(problem.repair)


def _window(problem: Problem) -> tuple[int, str]:
    """The part of the line to show: from its start, unless the trouble lies far to the right; none where it was cut."""
    start = max(0, problem.column - 1 - EXCERPT // 2) if problem.column > EXCERPT else 0
    shown = problem.excerpt[start : start + EXCERPT] if problem.column <= len(problem.excerpt) else ""
    return start, plain(shown)


def plain(text: str) -> str:
    """``text`` without what would steer a terminal: a record's text, or a file's name, is shown and never obeyed."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "�" for c in text)


def _width(text: str) -> int:
    """How many columns ``text`` takes where Chinese characters take two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _sum(report: Report) -> str:
    files = len({problem.path for problem in report.told})
    warnings = sum(problem.severity is Severity.WARNING for problem in report.told)
    errors = len(report.told) - warnings
    parts = [f"{errors} 处问题,在 {files} 个文件里。" if report.told else f"检查了 {report.records} 份记录,没有问题。"]
    if warnings:
        parts.append(f"其中另有 {warnings} 处提醒。")
    if report.old:
        parts.append(f"另有 {len(report.old)} 处旧问题不是这次改动引起的:taizhang check 可看。")
    return "".join(parts)


def as_json(report: Report) -> str:
    """For programmes: one object with every problem's fields."""
    problems = [
        {
            "path": p.path,
            "line": p.line,
            "column": p.column,
            "rule": p.rule,
            "severity": p.severity.value,
            "title": p.title,
            "message": p.message,
            "repair": p.repair,
            "value": p.value,
        }
        for p in report.told
    ]
    whole = {"problems": problems, "old": len(report.old), "records": report.records}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def github(report: Report) -> str:
    """For a forge's log: the first ten as annotations (more are not shown there), all of them in the text below."""
    lines = [
        f"::{p.severity.value} file={_property(p.path)},line={p.line},col={p.column},title={_property(p.title)}"
        f"::{_data(p.message + ('→ ' + p.repair if p.repair else ''))}"
        for p in report.told[:ANNOTATIONS]
    ]
    return "\n".join([*lines, *(_harmless(line) for line in text(report).splitlines())]) + "\n"


def _harmless(line: str) -> str:
    """A line of the log that is no command: those begin with ``::``, spaces aside, or hold ``##[`` anywhere."""
    line = line.replace("##[", "# #[")
    return "> " + line if line.lstrip().startswith("::") else line


def _data(message: str) -> str:
    return plain(message).replace("%", "%25").replace("##[", "# #[")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def gitlab(report: Report) -> str:
    """For GitLab's widget: its code quality format; a fingerprint stays when lines move, and is of one problem only."""
    seen: Counter[str] = Counter()
    found = []
    for problem in report.told:
        same = f"{problem.path}\0{problem.rule}\0{problem.message}"
        seen[same] += 1
        said = plain(problem.message + (" → " + problem.repair if problem.repair else ""))
        found.append(
            {
                "description": said,
                "check_name": problem.rule,
                "fingerprint": hashlib.sha256(f"{same}\0{seen[same]}".encode()).hexdigest(),
                "severity": "major" if problem.severity is Severity.ERROR else "minor",
                "location": {"path": problem.path, "lines": {"begin": max(1, problem.line)}},
            }
        )
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


REPORTERS: dict[str, Callable[[Report], str]] = {"text": text, "json": as_json, "github": github, "gitlab": gitlab}
