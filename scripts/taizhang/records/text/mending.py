"""From one parser's error to all of them: guess what is wrong, mend it, see that the parser gets further, go on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from taizhang.records.text.escapes import bad_escape
from taizhang.records.text.events import Stream
from taizhang.records.text.lines import remedies, shape_remedies
from taizhang.records.text.nodes import Composed, Failure, compose
from taizhang.records.text.telling import Teller

_MOST_PARSES = 300
_MOST_PARSED = 2_000_000
"""Characters parsed for one file at most: a bad file may take a second, not a minute."""
_LOOK_BACK = 3
"""A parser stumbles over a line up to so many lines after the one that is wrong."""
_INDENTS_TRIED = 8


class Mender:
    """Mends ``lines`` one by one until they can be parsed or no guess helps; tells what was wrong with each."""

    def __init__(self, lines: list[str], teller: Teller, stream: Stream) -> None:
        self.lines = lines
        self._teller = teller
        self._stream = stream
        self._left = min(_MOST_PARSES, max(4, _MOST_PARSED // (sum(map(len, lines)) + len(lines))))

    def mend(self) -> Composed:
        """What the mended lines say; ``failure`` is still set where they could not be mended."""
        composed = compose(self.text, self._stream)
        while (failure := composed.failure) is not None:
            ways = (self._by_escape, self._by_line, self._by_indent, self._by_loss)
            better = next(filter(None, (way(failure) for way in ways)), None)
            if better is None:
                break
            composed = better
        return composed

    def mend_shapes(self) -> Composed:
        """Mend dashes and keys' colons on every line, where what was read is no mapping."""
        for number, line in enumerate(self.lines):
            for remedy in shape_remedies(line):
                self._teller.tell_remedy(number, remedy)
                self.lines[number] = remedy.fixed
                break
        return self.mend()

    @property
    def text(self) -> str:
        """The lines as they are now."""
        return "\n".join(self.lines)

    def _by_escape(self, failure: Failure) -> Composed | None:
        """A bad escape in double quotes."""
        text = self.text
        double = failure.quoted and text.startswith('"', failure.spot.offset)
        bad = bad_escape(text, failure.spot.offset) if double else None
        if bad is None:
            return None
        number, column = text.count("\n", 0, bad.offset), bad.offset - text.rfind("\n", 0, bad.offset) - 1
        line = self.lines[number]
        fixed = line[:column] + bad.right + line[column + len(bad.written) :]
        self._teller.tell_once(bad.rule, number, column, len(bad.written), bad.written, fixed=fixed)
        self.lines[number] = fixed
        return self._compose()

    def _by_line(self, failure: Failure) -> Composed | None:
        """A guess about a line near the failure that lets the parser get further."""
        for number in self._candidates(failure):
            for remedy in remedies(self.lines[number]):
                if better := self._try(number, remedy.fixed, failure):
                    self._teller.tell_remedy(number, remedy)
                    return better
        return None

    def _by_indent(self, failure: Failure) -> Composed | None:
        """The failing line moved to the indentation of a line above it."""
        for number in dict.fromkeys((failure.found.line, failure.spot.line)):
            text = self._line(number).lstrip(" ")
            if not text or text[0] == "#":
                continue
            now = len(self._line(number)) - len(text)
            for right in self._indents(number, now):
                if better := self._try(number, " " * right + text, failure):
                    self._teller.tell_once("yaml.indent", number, now, len(text), now=now, right=right)
                    return better
        return None

    def _by_loss(self, failure: Failure) -> Composed | None:
        """No guess helped: tell where it fails, and go on without that line if the parser then gets further."""
        spot = failure.opened if failure.flow or failure.quoted else failure.spot
        number = min(spot.line, len(self.lines) - 1)
        line = self._line(number)
        rule = "yaml.syntax"
        if failure.quoted:
            rule = "yaml.quote-end"
        elif failure.flow:
            rule = "yaml.bracket-end"
        elif line.lstrip(" -").startswith(": "):
            rule = "yaml.empty-key"
        elif ":" not in line:
            rule = "yaml.no-colon"
        self._teller.tell_once(rule, number, spot.column, len(line.rstrip()) - spot.column)
        return self._try(number, "", failure) if line else None

    def _candidates(self, failure: Failure) -> Iterator[int]:
        """The numbers of the lines to make guesses about, the likeliest first."""
        first = failure.spot.line
        before = (number for number in range(first - 1, -1, -1) if self._line(number).strip())
        likely = (first, failure.found.line, failure.opened.line, *itertools.islice(before, _LOOK_BACK))
        return (number for number in dict.fromkeys(likely) if self._line(number).strip())

    def _indents(self, number: int, now: int) -> list[int]:
        """Indentations in use above line ``number``, the nearest line's first."""
        found: dict[int, None] = {}
        for line in reversed(self.lines[max(0, number - 200) : number]):
            text = line.lstrip(" ")
            if text and text[0] != "#":
                if text.startswith("- "):
                    found.setdefault(len(line) - len(text[2:].lstrip(" ")))
                found.setdefault(len(line) - len(text))
        return [indent for indent in found if indent != now][:_INDENTS_TRIED]

    def _try(self, number: int, fixed: str, failure: Failure) -> Composed | None:
        """What the lines say with line ``number`` replaced, kept only if the parser gets further."""
        before = self.lines[number]
        self.lines[number] = fixed
        composed = self._compose()
        if composed is not None and _further(composed.failure, failure, number):
            return composed
        self.lines[number] = before
        return None

    def _compose(self) -> Composed | None:
        if self._left <= 0:
            return None
        self._left -= 1
        return compose(self.text, self._stream)

    def _line(self, number: int) -> str:
        return self.lines[number] if number < len(self.lines) else ""


def _further(new: Failure | None, old: Failure, changed: int) -> bool:
    """Whether the parser got further; a shift within the changed line itself does not count."""
    if new is None:
        return True
    if new.spot.line != old.spot.line:
        return new.spot.line > old.spot.line
    return new.spot.line != changed and new.spot.column > old.spot.column
