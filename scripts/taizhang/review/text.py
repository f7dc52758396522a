"""A told impact for a terminal, for a request's comment, and for programmes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace

from taizhang.review.changed import Why
from taizhang.review.sentences import say
from taizhang.review.telling import Line, Telling

MOST = 60
"""So many lines are told of one month; the rest are counted."""
REASONS = 3
"""So many reasons of one result are told; the rest are counted."""
_SIGNS = re.compile(r"[\\`*_\[\]#|<>~&@$]|(?<=:)/|(?<=www)\.")


def text(told: Telling, most: int = MOST) -> str:
    """Indented lines; the clause at the end of each."""
    lines = [printable(told.head)]
    for month in told.months:
        lines += _indented(_short(month, most), 1)
    lines += _closing(told, most)
    return "\n".join(lines) + "\n"


def markdown(told: Telling, most: int = MOST) -> str:
    """The comment on a request: what moves as a list; all text from records is text."""
    lines = [f"**{_plain(told.head)}**", ""]
    for month in told.months:
        lines += _listed(_short(month, most), 0)
    if told.months:
        lines.append("")
    for one in _sealed(told, most):
        lines += _listed(one, 0)
    if not told.sealed:
        lines.append(_plain(say("impact.sealed-none")))
    lines += ["", *(_plain(one) for one in told.notices)] if told.notices else []
    return "\n".join(lines).rstrip() + "\n"


def as_json(told: Telling, most: int = 0) -> str:
    """For programmes: all lines with their clauses and keys."""
    del most
    found = {
        "head": told.head,
        "months": [_object(one) for one in told.months],
        "sealed": [_object(one) for one in told.sealed],
        "notices": list(told.notices),
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[Telling, int], str]] = {"text": text, "markdown": markdown, "json": as_json}


def _closing(told: Telling, most: int) -> Iterator[str]:
    """What was sealed and sent, at the end."""
    for one in _sealed(told, most):
        yield from _indented(one, 0)
    if not told.sealed:
        yield say("impact.sealed-none")
    yield from told.notices


def _sealed(told: Telling, most: int) -> Iterator[Line]:
    yield from (_short(one, most) for one in told.sealed)


def _short(line: Line, most: int) -> Line:
    """A line with no more than ``most`` below it, and how many there are besides."""
    more = len(line.below) - most
    if not most or more <= 0:
        return line
    return replace(line, below=(*line.below[:most], Line(say("impact.more", count=more))))


def _indented(line: Line, depth: int) -> Iterator[str]:
    clause = f"  [{line.clause}]" if line.clause else ""
    yield "  " * depth + printable(line.text) + clause
    for one in _below(line):
        yield from _indented(one, depth + 1)


def _listed(line: Line, depth: int) -> Iterator[str]:
    clause = f" `{line.clause}`" if line.clause else ""
    yield "  " * depth + f"- {_plain(line.text)}{clause}"
    for one in _below(line):
        yield from _listed(one, depth + 1)


def _below(line: Line) -> Iterator[Line]:
    """The lines below one for people: its reasons first, unless a line below tells them; told once of neighbours."""
    yield from _because(tuple(one for one in line.because if not any(one in below.because for below in line.below)))
    last: tuple[Why, ...] = ()
    for one in line.below:
        if one.because and one.because == last:
            yield replace(one, below=(Line(say("impact.because-same")), *one.below), because=())
        else:
            yield one
        last = one.because


def _because(reasons: tuple[Why, ...]) -> Iterator[Line]:
    """Reasons as lines; more than ``REASONS`` are counted."""
    for one in reasons[:REASONS]:
        yield Line(say("impact.because", why=one.text))
    if (more := len(reasons) - REASONS) > 0:
        yield Line(say("impact.more-reasons", count=more))


def _object(line: Line) -> dict[str, object]:
    found: dict[str, object] = {"text": line.text}
    found |= {"clause": line.clause} if line.clause else {}
    found |= {"key": line.key} if line.key else {}
    found |= {"because": [_parts(one) for one in line.because]} if line.because else {}
    return found | ({"lines": [_object(one) for one in line.below]} if line.below else {})


def _parts(why: Why) -> dict[str, str]:
    """A reason for programmes: without the parts it does not have."""
    return {name: text for name, text in asdict(why).items() if text}


def _plain(text: str) -> str:
    """Text that Markdown takes for nothing but text: every sign it might read is an entity, no line breaks."""
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", printable(text))


def printable(text: str) -> str:
    """Text on one line that steers no terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
