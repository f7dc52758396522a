"""The slow lane's last step: from nodes to values, telling what is readable but refused, or not what was meant."""

from __future__ import annotations

import re

from taizhang.records.text.escapes import bad_escape
from taizhang.records.text.lines import quoted, shape_remedies, untagged
from taizhang.records.text.nodes import Kind, Node
from taizhang.records.text.scalars import dated, resolve, tidy, wide
from taizhang.records.text.telling import Teller

_COMMENT = re.compile(r"( +)#(.*)")
_EMPTY_BLOCK = re.compile(r"[|>][+-]?[0-9]")
_TIGHT_BLOCK = re.compile(r"[|>][-+0-9]*#")
_ENDING_COLON = re.compile(r":[,\]}]")
_FIELD = re.compile(r"[a-z_][a-z0-9_]*\Z")
_TIGHT = re.compile(r"([a-z_][a-z0-9_]*)(：|:(?!//)) *(\S.*)", re.DOTALL)
_WRAPPED = 72
"""A line this long was wrapped by a program; what follows it goes on with the text."""


class Values:
    """Makes values of nodes; ``sound`` tells whether they can be trusted although something was told."""

    def __init__(self, lines: list[str], teller: Teller) -> None:
        self.sound = True
        self._lines = lines
        self._text = "\n".join(lines)
        self._teller = teller

    def value(self, node: Node, key: Node | None = None, parent: Node | None = None) -> object:
        """What ``node`` means, below ``key`` in ``parent``."""
        if node.kind is Kind.ALIAS:
            self._alias(node)
            return None
        properties = self._properties(node)
        if node.style == "flow":
            for child in node.children:
                self._flow(child)
        if node.kind is Kind.MAPPING:
            return self._mapping(node)
        if node.kind is Kind.SEQUENCE:
            return [self.value(child, None, node) for child in node.children]
        if properties:
            return node.value
        return self._plain(node, key, parent) if node.plain else self._quoted(node)

    def _flow(self, node: Node) -> None:
        """A plain scalar within brackets that YAML's readers read differently."""
        line, end = self._line(node.start.line), node.end.column
        if node.plain and ("?" in node.value or _ENDING_COLON.match(self._line(node.end.line), end)):
            begin, written = node.start.column, node.value + ("" if "?" in node.value else ":")
            fixed = line[:begin] + quoted(written) + line[begin + len(written) :]
            self._tell("yaml.flow-mark", node, written, fixed=fixed)

    def _mapping(self, node: Node) -> dict[str, object]:
        result: dict[str, object] = {}
        first: dict[str, int] = {}
        for key, value in node.entries():
            name = self._key(key)
            meant = self.value(value, key, node)
            if name is None:
                continue
            if node.style == "flow" and value.plain and not value.value:
                self._tight(key)
            if name in first:
                self._tell("yaml.duplicate-key", key, name, first=first[name] + 1)
            else:
                first[name] = key.start.line
                result[name] = meant
        return result

    def _key(self, node: Node) -> str | None:
        """The name that a key stands for; None where it is no name."""
        if node.kind is not Kind.SCALAR:
            if node.kind is Kind.ALIAS:
                self._alias(node)
            else:
                self._tell("yaml.complex-key", node)
            return None
        if self._properties(node):
            return None
        if self._explicit(node):
            self._tell("yaml.complex-key", node, node.value)
        elif node.plain and node.value == "<<":
            self._tell("yaml.merge-key", node, node.value)
        elif not node.plain:
            self._quoted(node)
        return node.value

    def _explicit(self, key: Node) -> bool:
        """Whether ``key`` follows a ``?``, on its own line or the one before."""
        before = self._line(key.start.line)[: key.start.column].strip()
        if not before and key.start.line:
            return self._line(key.start.line - 1).strip(" -") == "?"
        return before.endswith("?") and (before[-2:-1] or " ") in " -[{,:"

    def _alias(self, node: Node) -> None:
        line = self._line(node.start.line)
        written = line[node.start.column : node.end.column]
        fixed = line[: node.start.column] + quoted(written) + line[node.end.column :]
        self._tell("yaml.alias", node, written, fixed=fixed)

    def _properties(self, node: Node) -> bool:
        """Tell a tag or anchor; whether there is one. A parser may swallow a lone ``!``, so the source is asked too."""
        sign = self._text[node.start.offset : node.start.offset + 1]
        if not (node.tag or node.anchor or (sign == "!" and not (node.plain and node.value.startswith("!")))):
            return False
        line, column = self._line(node.start.line), node.start.column
        words = line[column:].split(" ", 1)
        whole = self._text[node.start.offset : node.end.offset]
        fixed = line[:column] + (words[1] if len(words) > 1 else "")
        if node.kind is Kind.SCALAR and node.end.line == node.start.line and (node.plain or sign == "!"):
            fixed = line[:column] + untagged(whole.rstrip()) + line[node.end.column :]
        rule = "yaml.anchor" if sign == "&" else "yaml.tag"
        self._tell(rule, node, words[0], width=len(words[0]), fixed=fixed)
        return True

    def _quoted(self, node: Node) -> str:
        """A quoted or block text."""
        line, start = self._line(node.start.line), node.start
        if node.style == '"' and (bad := bad_escape(self._text, start.offset)):
            number = self._text.count("\n", 0, bad.offset)
            column = bad.offset - self._text.rfind("\n", 0, bad.offset) - 1
            self._teller.tell_once(bad.rule, number, column, len(bad.written), bad.written, fixed="")
            self.sound = False
        elif (not node.value and _EMPTY_BLOCK.match(line, start.column)) or _TIGHT_BLOCK.match(line, start.column):
            written = line[start.column :].rstrip()
            fixed = line[: start.column] + quoted(written)
            self._tell("yaml.quote-start", node, written, width=len(written), fixed=fixed, sign=written[0])
        return node.value

    def _plain(self, node: Node, key: Node | None, parent: Node | None) -> str | int | bool | None:
        """A plain scalar: full-width figures, lost comments, and keys and dashes that are none."""
        figures = dated(node.value)
        if not figures:
            self._shapes(node, key, parent)
        if (whole := self._cut(node)) is not None:
            return whole
        if not figures and wide(node.value):
            line, right = self._line(node.start.line), tidy(node.value)
            fixed = line[: node.start.column] + right + line[node.end.column :]
            self._teller.tell_once("yaml.full-width", *node.start[:2], node.width(line), node.value, fixed=fixed)
            return resolve(right)
        return resolve(node.value)

    def _cut(self, node: Node) -> str | None:
        """What was meant where a comment cuts ``node`` short; None where nothing is lost."""
        line = self._line(node.end.line)
        found = _COMMENT.match(line, node.end.column)
        if found is None or (len(found[1]) > 1 and found[2][:1] in ("", " ")):
            return None
        lost = found[0].strip()
        whole = f"{node.value}{found[0]}".strip()
        first = self._line(node.start.line)[: node.start.column]
        fixed = f"{first}{'' if first[-1:] in ('', ' ') else ' '}{quoted(whole)}"
        self._teller.tell_once("yaml.comment", node.end.line, found.end(1), len(lost), lost, fixed=fixed)
        return whole

    def _shapes(self, node: Node, key: Node | None, parent: Node | None) -> None:
        """Keys without a proper colon and dashes without a space that were taken for text."""
        alone = not self._line(node.start.line)[: node.start.column].strip()
        listed = parent is not None and parent.kind is Kind.SEQUENCE and not parent.style
        if parent is not None and not parent.style and (listed or (alone and key is not None)):
            self._shape(node.start.line, alone=alone)
        for number in range(node.start.line + 1, node.end.line + 1):
            if len(self._line(number - 1)) < _WRAPPED:
                self._shape(number, alone=number - 1 in self._teller.told)

    def _shape(self, number: int, *, alone: bool) -> None:
        for remedy in shape_remedies(self._line(number)):
            dash = remedy.rule.endswith("-dash") or remedy.rule == "yaml.dash-space"
            if alone if dash else _FIELD.match(remedy.value):
                self._teller.tell_remedy(number, remedy)
                self.sound = False
                return

    def _tight(self, key: Node) -> None:
        """A key of a flow mapping whose colon lacks its space, so that it swallowed its value."""
        if key.plain and (found := _TIGHT.match(key.value)):
            line, column = self._line(key.start.line), key.start.column
            fixed = f"{line[:column]}{found[1]}: {found[3]}{line[key.end.column :]}"
            rule = "yaml.full-width-colon" if found[2] == "：" else "yaml.colon-space"
            self._teller.tell_once(rule, key.start.line, column + found.end(1), 1, found[1], fixed=fixed)
            self.sound = False

    def _tell(self, rule: str, node: Node, value: str = "", width: int = 0, **values: str | int) -> None:
        self.sound = False
        line = self._line(node.start.line)
        self._teller.tell_once(rule, node.start.line, node.start.column, width or node.width(line), value, **values)

    def _line(self, number: int) -> str:
        return self._lines[number] if number < len(self._lines) else ""
