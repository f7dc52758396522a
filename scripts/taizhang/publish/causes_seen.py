"""Causes as one audience may see them: a step that rests on a hidden value, or quotes one, says that it is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from taizhang.facts.fact import Source
from taizhang.ledger import Ledger
from taizhang.publish.hidden import Limits, Pointer
from taizhang.rules.conditions import CALLED, REFERRED
from taizhang.rules.outcome import CardLine, Cause, FieldName, Scorecard

UNSEEN = Cause("edition.hidden")

Names = Mapping[str, frozenset[str]]


class CausesSeen:
    """Takes out of causes what is hidden; the same step, which many outcomes may share, is looked at once.

    ``names`` are the names of hidden fields by a record's path, ``limits`` those of kinds, ``gone`` the paths of
    records that are not there, ``blank`` where values are hidden in others.
    """

    def __init__(
        self,
        names: Names,
        limits: Mapping[str, Limits],
        gone: frozenset[str],
        blank: Mapping[str, frozenset[Pointer]],
    ) -> None:
        self._names = names
        self._limits = limits
        self._gone = gone
        self._blank = blank
        self._seen: dict[int, tuple[Cause, Cause]] = {}
        self._rests: dict[int, tuple[Cause, bool]] = {}

    def seen(self, cause: Cause) -> Cause:
        """``cause`` without what is hidden."""
        known = self._seen.get(id(cause))
        if known is None:
            known = self._seen[id(cause)] = (cause, self._cut(cause))
        return known[1]

    def rests_on_gone(self, cause: Cause) -> bool:
        """Whether any step rests on a record that is gone."""
        known = self._rests.get(id(cause))
        if known is None:
            here = isinstance(cause.source, Source) and cause.source.path in self._gone
            here = here or any(isinstance(v, FieldName) and v.path in self._gone for v in cause.values.values())
            known = self._rests[id(cause)] = (cause, here or any(self.rests_on_gone(one) for one in cause.children))
        return known[1]

    def because(self, names: Iterable[str]) -> frozenset[str]:
        """What an outcome came of, without records that are gone."""
        return frozenset(name for name in names if name.partition("#")[0] not in self._gone)

    def card(self, card: Scorecard, ledger: Ledger, lacking: frozenset[str]) -> Scorecard:
        """A card with its scores; a line of which a step rests on what is gone, or on such a rule, tells no cause."""
        if not lacking and not self._gone:
            lines = tuple(replace(line, cause=self.seen(line.cause)) for line in card.lines)
            return replace(card, cause=self.seen(card.cause), lines=lines, because=self.because(card.because))
        unseen = _lines_of(card, ledger, lacking)
        cut = {line.id: self._line(line, unseen) for line in card.lines}
        told = {id(line.cause): cut[line.id].cause for line in card.lines}
        cause = self._with_lines(card.cause, told)
        return replace(card, cause=cause, lines=tuple(cut.values()), because=self.because(card.because))

    def _line(self, line: CardLine, unseen: frozenset[str]) -> CardLine:
        """A line as it may be seen, with a cause of its own: sections find their lines by their causes."""
        hidden = line.id in unseen or self.rests_on_gone(line.cause)
        return replace(line, cause=replace(UNSEEN) if hidden else self.seen(line.cause))

    def _with_lines(self, cause: Cause, told: Mapping[int, Cause]) -> Cause:
        """A card's own cause with its lines' as they are told; whatever else rests on what is gone is not."""
        children = tuple(
            told[id(one)]
            if id(one) in told
            else self._with_lines(one, told)
            if any(id(below) in told for below in one.children)
            else UNSEEN
            if self.rests_on_gone(one)
            else self.seen(one)
            for one in cause.children
        )
        return replace(cause, children=children)

    def _cut(self, cause: Cause) -> Cause:
        if self._hides(cause):
            return replace(UNSEEN)
        children = tuple(self.seen(child) for child in cause.children)
        same = all(new is old for new, old in zip(children, cause.children, strict=True))
        return cause if same else replace(cause, children=children)

    def _hides(self, cause: Cause) -> bool:
        """Whether a step is told from a hidden value: it points at one, or quotes one by its field.

        That a hidden field is not filled in is no value: it names the field and says nothing else.
        """
        source = cause.source
        if isinstance(source, Source):
            at = source.pointer
            if source.path in self._gone:
                return True
            if any(at[: len(one)] == one for one in self._blank.get(source.path, ())):
                return True
        values = tuple(cause.values.values())
        if any(isinstance(value, FieldName) and value.path in self._gone for value in values):
            return True
        only_names = all(isinstance(value, FieldName) and not value.value for value in values)
        return not only_names and any(isinstance(value, FieldName) and self._hidden(value) for value in values)

    def _hidden(self, field: FieldName) -> bool:
        head, _, rest = field.name.partition(".")
        kind = REFERRED.get(head, head)
        if rest and kind in self._limits:
            return CALLED.get((kind, rest), rest) in self._limits[kind].names
        return field.name in self._names.get(field.path, frozenset())


def _lines_of(card: Scorecard, ledger: Ledger, lacking: frozenset[str]) -> frozenset[str]:
    """The lines of a card that start from a measure of a rule that lacks something, or are charged by one."""
    if not lacking:
        return frozenset()
    rule = next((one for one in ledger.rules if (one.rulebook, one.id) == (card.rulebook, card.rule)), None)
    found = {entry.line for entry in ledger.entries if entry.rule in lacking and entry.period == card.period}
    for version in rule.versions() if rule else ():
        for section in version.parameters["sections"]:
            found |= {str(one["id"]) for one in section["lines"] if one.get("score", {}).get("measure") in lacking}
    return frozenset(found)
