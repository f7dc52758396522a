"""How a line or value was meant that is only written wrongly: guesses, which ``repair`` proves by checking again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from taizhang.problem import Problem
from taizhang.records.messages import NO, YES
from taizhang.records.text.characters import clean_characters
from taizhang.records.text.lines import quoted, shape_remedies
from taizhang.records.text.scalars import tidy
from taizhang.records.text.telling import Teller

SHAPES = frozenset({"yaml.full-width-colon", "yaml.full-width-dash", "yaml.colon-space", "yaml.dash-space"})
CHARACTERS = frozenset({"yaml.tab", "yaml.control", "yaml.invisible", "yaml.bidi", "yaml.line-separator"})
VALUES = frozenset(
    {
        "yaml.full-width",
        "schema.boolean",
        "schema.enum",
        "schema.enum-near",
        "schema.format",
        "schema.pattern",
        "schema.quote",
        "schema.type",
    }
)
MECHANICAL = SHAPES | CHARACTERS | VALUES | {"yaml.indent-space"}
"""What may be wrong without anybody having meant something else."""

_ODD_INDENT = re.compile(r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_TABS = re.compile(r"(?<=\S)[ \t]*\t[ \t]*")
_DAY = re.compile(r"([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2}) ?(?:日|号)?")
_MONTH = re.compile(r"([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?月?(?:份)?\Z")
_WEEK = re.compile(r"([0-9]{4}) ?[-/年]? ?(?:[wW]|第) ?([0-9]{1,2}) ?周?\Z")
_CLOCK = re.compile(r"([0-9]{1,2}) ?[:点时] ?([0-9]{2})(?:分|:00)?\Z")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
Choices = Mapping[str, str]
"""What a choice is called, and how it is written."""


def line_guesses(problem: Problem, line: str, choices: Choices) -> Iterator[str]:
    """The whole line as it may have been meant, the likeliest first; none for what is not mechanical."""
    if problem.rule in SHAPES:
        yield from (one.fixed for one in shape_remedies(line) if one.rule == problem.rule)
    elif problem.rule in CHARACTERS:
        for tab in (" ", "  ", ""):
            yield clean_characters([_TABS.sub(tab, line)], Teller(problem.path, [line]))[0]
    elif problem.rule == "yaml.indent-space":
        found = _ODD_INDENT.match(line)
        width = found.end() if found else 0
        yield from (" " * indent + line[width:] for indent in dict.fromkeys((2 * width, width)))
    elif problem.rule in VALUES:
        start = problem.column - 1
        end = start + problem.width
        written = line[start:end]
        yield from (line[:start] + meant + line[end:] for meant in value_guesses(written, choices) if meant != written)


def value_guesses(written: str, choices: Choices) -> Iterator[str]:
    """A value as it may have been meant, the likeliest first; some of them are what was written."""
    bare = written[1:-1] if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'" else written
    narrow = tidy(bare)
    yield narrow
    yield from _times(narrow)
    if bare in choices:
        yield choices[bare]
    word = narrow.lower()
    if word in YES or word in NO:
        yield "true" if word in YES else "false"
    if _THOUSANDS.fullmatch(narrow):
        yield narrow.replace(",", "")
    yield from (narrow.upper(), narrow.lower())
    yield quoted(bare)


def _times(narrow: str) -> Iterator[str]:
    """Days, moments, weeks, months and times of day as records write them."""
    if day := _DAY.match(narrow):
        date = f"{day[1]}-{day[2]:0>2}-{day[3]:0>2}"
        rest = narrow[day.end() :].strip(" T")
        clock = _CLOCK.match(rest)
        if clock or not rest:
            yield f"{date} {clock[1]:0>2}:{clock[2]}" if clock else date
    if month := _MONTH.match(narrow):
        yield f"{month[1]}-{month[2]:0>2}"
    if week := _WEEK.match(narrow):
        yield f"{week[1]}-W{week[2]:0>2}"
    if clock := _CLOCK.match(narrow):
        yield f"{clock[1]:0>2}:{clock[2]}"
