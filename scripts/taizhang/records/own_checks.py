"""What one record can be checked for alone beyond its schema: place, sums, orders, periods, keys, personal data.

Besides these its level (A6.4), and secrets in its texts (A6.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from taizhang.problem import Place, Problem
from taizhang.records.levels import FIELD, GROUND, kind_level, raised, too_low
from taizhang.records.messages import LEVEL_WORDS, SENTENCES
from taizhang.records.paths import (
    Pointer,
    Spot,
    fill_template,
    first,
    follow,
    items,
    root_spot,
    select,
    template_fields,
)
from taizhang.records.schema_set import Key, Kind, Order, Periods, Sum, titles
from taizhang.records.secrets import likely, secrets
from taizhang.records.text.marks import Marks
from taizhang.when.moment import parse_date, parse_moment

Data = Mapping[str, object]
HIDDEN = "***"


class Desk:
    """One record under check: its data and, once something is wrong, the places in its text."""

    def __init__(self, kind: Kind, path: str, below_root: str, data: Data, text: bytes) -> None:
        self.kind, self.path, self.below_root, self.data, self.text = kind, path, below_root, data, text
        self._marks: Marks | None = None
        self._refused: frozenset[tuple[int, int]] = frozenset()
        self._titles: dict[tuple[str, ...], str] | None = None
        self._hidden: set[str] = set()

    def hide(self, secret: str) -> None:
        """Note a secret that no report may repeat; a letter or two can't be told from other text."""
        if len(secret) > len("**"):
            self._hidden.add(secret)

    def veiled(self, problem: Problem) -> Problem:
        """The problem without the secrets noted: reports go to logs."""
        for secret in self._hidden:
            value, message = (text.replace(secret, HIDDEN) for text in (problem.value, problem.message))
            problem = replace(problem, value=value, message=message, excerpt=problem.excerpt.replace(secret, HIDDEN))
        return problem

    def refuse(self, problems: list[Problem]) -> None:
        """Note what the schema says, so that no other check speaks of a value that is none."""
        self._refused = frozenset((problem.line, problem.column) for problem in problems)

    def refused(self, pointer: Pointer) -> bool:
        """Whether the schema has already complained of the value ``pointer`` leads to."""
        if not self._refused:
            return False
        place = self.marks.value(pointer)
        return (place.line, place.column) in self._refused

    def title(self, pointer: Pointer) -> str:
        """How a message calls a field."""
        if self._titles is None:
            self._titles = titles(self.kind.schema)
        pattern = tuple("*" if isinstance(step, int) else step for step in pointer)
        return self._titles.get(pattern) or str(pointer[-1])

    @property
    def marks(self) -> Marks:
        """The places of values, looked up at the first problem only."""
        if self._marks is None:
            self._marks = Marks(self.text, self.path)
        return self._marks

    def problem(self, rule: str, pointer: Pointer, value: object = "", **values: object) -> Problem:
        """The problem ``rule`` at the value ``pointer`` leads to."""
        return SENTENCES.problem(rule, self.marks.value(pointer), value=value, **values)


def own_problems(desk: Desk) -> Iterator[Problem]:
    """Everything wrong with the record that needs no other record."""
    yield from _misplaced(desk)
    for entry in desk.kind.sums:
        yield from _sum(desk, entry)
    for order in desk.kind.orders:
        yield from _order(desk, order)
    for periods in desk.kind.periods:
        yield from _periods(desk, periods)
    for key in desk.kind.keys:
        if key.within == "record":
            yield from _repeated(desk, key)
    yield from _level(desk)
    yield from _personal(desk)
    yield from _secret(desk)


def _misplaced(desk: Desk) -> Iterator[Problem]:
    right = fill_template(desk.kind.template, desk.data)
    names = dict.fromkeys(template_fields(desk.kind.template))
    if right is not None and right != desk.below_root and not any(desk.refused((name,)) for name in names):
        root = desk.path.removesuffix(desk.below_root)
        said = "、".join(f"{name}: {desk.data[name]}" for name in names)
        yield SENTENCES.problem("file.misplaced", Place(desk.path), value=desk.path, right=root + right, said=said)


def to_decimal(value: object) -> Decimal | None:
    """A written amount (integer or text) as Decimal; None for what is no amount."""
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _sum(desk: Desk, entry: Sum) -> Iterator[Problem]:
    """Parts that add up to the whole, to the cent (A3.1)."""
    for item in items(desk.data, entry.each):
        if any(first(item, path) != value for path, value in entry.when):
            continue
        parts = [to_decimal(part.value) for part in follow(item, entry.parts)]
        for total in follow(item, entry.total):
            whole = to_decimal(total.value)
            if whole is None or not parts or None in parts:
                continue
            found = sum((part for part in parts if part is not None), Decimal(0))
            if found != whole:
                shown = {"sum": f"{found:,}", "difference": f"{abs(found - whole):,}"}
                yield desk.problem("sum.differs", total.pointer, f"{whole:,}", **shown)


def _order(desk: Desk, order: Order) -> Iterator[Problem]:
    for item in items(desk.data, order.each):
        found = [spot for path in order.dates for spot in follow(item, path) if _is_time(spot.value)]
        for before, after in pairwise(found):
            start, end = str(before.value), str(after.value)
            size = min(len(start), len(end))
            if not (end[:size] < start[:size] or (order.strict and end == start)):
                continue
            rule = "order.equal" if end == start else "order.reversed"
            inner = after if _depth(after) >= _depth(before) else before
            earlier, later = desk.title(before.pointer), desk.title(after.pointer)
            yield desk.problem(rule, inner.pointer, end, earlier=earlier, later=later, other=start)


def _depth(spot: Spot) -> int:
    """In how many lists the value lies."""
    return sum(isinstance(step, int) for step in spot.pointer)


def _is_time(value: object) -> bool:
    return isinstance(value, str) and (parse_date(value) is not None or parse_moment(value) is not None)


def _periods(desk: Desk, periods: Periods) -> Iterator[Problem]:
    """Dated items in order, none overlapping, without a gap unless the kind allows it (design §4)."""
    for spot in select(desk.data, periods.pattern):
        if not isinstance(spot.value, list):
            continue
        dated = [(index, bounds) for index, item in enumerate(spot.value) if (bounds := _bounds(item)) is not None]
        for index, (start, until) in dated:
            if until is not None and until < start:
                yield desk.problem("periods.reversed", (*spot.pointer, index, "until"), until, start=start)
        for (_, (start, until)), (index, (following, _)) in pairwise(dated):
            day = following - timedelta(days=1)
            if rule := _misfit(start, until, following, gaps=periods.gaps):
                empty = until + timedelta(days=1) if until is not None else ""
                values = {"other": start, "day": day, "empty": empty}
                yield desk.problem(rule, (*spot.pointer, index, "from"), following, **values)


def _misfit(start: date, until: date | None, following: date, *, gaps: bool) -> str:
    """The rule that the item beginning on ``following`` breaks after the one from ``start``, or nothing."""
    if following <= start:
        return "periods.same-day" if following == start else "periods.unsorted"
    if until is None or until < start:
        return ""
    if until >= following:
        return "periods.overlap"
    return "" if gaps or until == following - timedelta(days=1) else "periods.gap"


def _bounds(item: object) -> tuple[date, date | None] | None:
    """The first and last day an item of a dated list writes."""
    if not isinstance(item, dict):
        return None
    start, until = item.get("from"), item.get("until")
    first_day = parse_date(start) if isinstance(start, str) else None
    last_day = parse_date(until) if isinstance(until, str) else None
    return None if first_day is None else (first_day, last_day)


def key_values(item: Spot, key: Key) -> tuple[tuple[str, ...], Pointer] | None:
    """What a key's fields hold at one item, and where the innermost of them stands; None while one is missing."""
    found = [next(iter(follow(item, path)), None) for path in key.fields]
    if any(spot is None or isinstance(spot.value, (dict, list)) or spot.value is None for spot in found):
        return None
    spots = [spot for spot in found if spot is not None]
    innermost = max(spots, key=lambda spot: len(spot.pointer))
    return tuple(str(spot.value) for spot in spots), innermost.pointer


def _repeated(desk: Desk, key: Key) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], Pointer] = {}
    for item in items(desk.data, key.each):
        if (found := key_values(item, key)) is None:
            continue
        values, pointer = found
        if values in seen:
            line = desk.marks.value(seen[values]).line
            yield desk.problem("key.repeated", pointer, " ".join(values), line=line)
        else:
            seen[values] = pointer


def _level(desk: Desk) -> Iterator[Problem]:
    """A record may raise its level, never go below its kind's (A6.4); of what every edition needs it raises none."""
    if too_low(desk.kind.sensitivity, desk.data) and not desk.refused((FIELD,)):
        least, said = kind_level(desk.kind.sensitivity), str(desk.data[FIELD])
        words = {"kind": desk.kind.title, "word": LEVEL_WORDS[least], "said": LEVEL_WORDS[said], "least": least}
        yield desk.problem("level.below", (FIELD,), said, **words)
    if desk.kind.name in GROUND and raised(desk.kind.sensitivity, desk.data) and not desk.refused((FIELD,)):
        words = {"kind": desk.kind.title, "word": LEVEL_WORDS[kind_level(desk.kind.sensitivity)]}
        yield desk.problem("level.ground", (FIELD,), str(desk.data[FIELD]), **words)


DIGITS = re.compile(rb"[0-9](?:(?:[ -]|\xe3\x80\x80|\xef\xbc\x8d)?[0-9]){10}|\xef\xbc[\x90-\x99]")
WIDE = re.compile(rb"\xef\xbc[\x90-\x99]")
ALIKE = bytes.maketrans(b"123456789", b"0" * 9)
ELEVEN = b"0" * 11
RUN = re.compile(r"(?<![0-9A-Za-z])[0-9]+(?:[ -][0-9]+)*[Xx]?(?![0-9A-Za-z])")
GROUP = re.compile("[0-9]+[Xx]?")
LONGEST = 19
MOBILE = re.compile(r"(?:86)?1[3-9][0-9]{9}\Z")
IDENTITY = re.compile(r"[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]\Z")
NARROW = str.maketrans("０１２３４５６７８９－　", "0123456789- ")


def _personal(desk: Desk) -> Iterator[Problem]:
    """Phones, identity numbers and bank cards stand in contact records alone (design §4, A6.1)."""
    if not _has_digits(desk.text):
        return
    for spot in _texts(root_spot(desk.data)):
        pattern = tuple("*" if isinstance(step, int) else step for step in spot.pointer)
        if pattern in desk.kind.personal:
            continue
        written = str(spot.value)
        for rule, start, end in _shapes(written.translate(NARROW)):
            yield _masked(desk.problem(rule, spot.pointer), written[start:end])


def _has_digits(text: bytes) -> bool:
    """Whether the text holds eleven digits in a row, or wide ones; most that don't are told by a look that is quick."""
    bare = text.replace(b"\xe3\x80\x80", b"").replace(b"\xef\xbc\x8d", b"").translate(ALIKE, b" -")
    return (ELEVEN in bare or WIDE.search(text) is not None) and DIGITS.search(text) is not None


def _secret(desk: Desk) -> Iterator[Problem]:
    """No password, key or code is kept anywhere (A6.1)."""
    if not likely(desk.text):
        return
    for spot in _texts(root_spot(desk.data)):
        written = str(spot.value)
        field = next((step for step in reversed(spot.pointer) if isinstance(step, str)), "")
        for start, end in secrets(written, field):
            desk.hide(written[start:end])
            yield desk.problem("secret.password", spot.pointer, HIDDEN)


def _masked(problem: Problem, number: str) -> Problem:
    """The problem without the number it is about: reports go to logs, which more people read than the record."""
    hidden = "".join("*" if 3 <= index < len(number) - 2 else c for index, c in enumerate(number))
    return replace(problem, value=hidden, excerpt=problem.excerpt.replace(number, hidden))


def _texts(spot: Spot) -> Iterator[Spot]:
    if isinstance(spot.value, dict):
        for key, value in spot.value.items():
            yield from _texts(Spot((*spot.pointer, key), value, ()))
    elif isinstance(spot.value, list):
        for index, value in enumerate(spot.value):
            yield from _texts(Spot((*spot.pointer, index), value, ()))
    elif isinstance(spot.value, (str, int)) and not isinstance(spot.value, bool):
        yield spot


def _shapes(text: str) -> Iterator[tuple[str, int, int]]:
    """Rule, start and end of each personal number in ``text``; its groups may stand apart, but none alone is short."""
    for run in RUN.finditer(text):
        groups = list(GROUP.finditer(run[0]))
        taken = 0
        for first_group, begin in enumerate(groups):
            digits = ""
            for group in groups[first_group:]:
                digits += group[0]
                if begin.start() < taken or len(digits) > LONGEST or len(begin[0]) < 3:
                    break
                if rule := _shape(digits):
                    taken = group.end()
                    yield rule, run.start() + begin.start(), run.start() + taken
                    break


def _shape(digits: str) -> str:
    """The rule a run of digits breaks, or nothing."""
    if MOBILE.match(digits):
        return "personal.mobile"
    if IDENTITY.match(digits):
        return "personal.identity"
    if 16 <= len(digits) <= LONGEST and digits.isdigit() and digits[0] in "3456" and _luhn(digits):
        return "personal.bank-card"
    return ""


def _luhn(digits: str) -> bool:
    total = 0
    for index, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if index % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
