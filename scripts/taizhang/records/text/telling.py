"""How the slow lane tells what it found: problems with place and shown line, one trouble told once."""

from __future__ import annotations

from typing import Any

from taizhang.problem import Place, Problem
from taizhang.records.text.decoding import excerpt, visible
from taizhang.records.text.lines import Remedy
from taizhang.records.text.messages import YAML_CATALOGUE

MOST = 50
"""So many problems of one file are told; the rest is counted."""
_KEPT = 20 * MOST
"""So many are kept to choose the first from; more are not even made."""


class Teller:
    """Collects one file's problems; lines and columns come in from 0, and go out from 1."""

    def __init__(self, path: str, lines: list[str]) -> None:
        self._path = path
        self._lines = lines
        self._problems: list[Problem] = []
        self._unkept = 0
        self.told: set[int] = set()

    def tell(self, rule: str, line: int, column: int, width: int = 1, value: str = "", **values: str | int) -> None:
        """Add problem ``rule``; ``values`` fill its sentence."""
        line = min(line, len(self._lines) - 1)
        self.told.add(line)
        if len(self._problems) >= _KEPT:
            self._unkept += 1
            return
        place = Place(self._path, line + 1, column + 1, excerpt(self._lines[line]), max(1, width))
        shown: dict[str, Any] = {
            name: excerpt(text.strip()) if isinstance(text, str) else text for name, text in values.items()
        }
        self._problems.append(YAML_CATALOGUE.problem(rule, place, value=visible(value), **shown))

    def tell_once(
        self, rule: str, line: int, column: int, width: int = 1, value: str = "", **values: str | int
    ) -> None:
        """Add problem ``rule`` unless something was told of its line already."""
        if min(line, len(self._lines) - 1) not in self.told:
            self.tell(rule, line, column, width, value, **values)

    def tell_remedy(self, line: int, remedy: Remedy) -> None:
        """Add what ``remedy`` mends on line ``line``, unless something was told of it already."""
        more = {"fixed": remedy.fixed, "sign": remedy.sign}
        self.tell_once(remedy.rule, line, remedy.column, remedy.width, remedy.value, **more)

    def __bool__(self) -> bool:
        return bool(self._problems)

    def problems(self) -> tuple[Problem, ...]:
        """All problems in order of place; beyond ``MOST``, their number."""
        ordered = sorted(set(self._problems))
        if len(ordered) <= MOST:
            return tuple(ordered)
        last = ordered[MOST - 1]
        more = YAML_CATALOGUE.problem("yaml.more", last.place, count=len(ordered) - MOST + 1 + self._unkept)
        return (*ordered[: MOST - 1], more)
