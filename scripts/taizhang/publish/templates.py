"""Templates as the site has them: what Jinja compiles them to, less what no template of ours needs.

A value is shown and escaped in one step; what is called is called, since nothing here asks for the caller's context;
and a macro takes its arguments as they stand, the usual way only where they are named.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from io import StringIO
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup

from taizhang.publish.plain import html_of

__all__ = ["Plain", "Templates", "html_of"]

OURS = f"from {__name__} import Plain, html_of"


class Plain(Macro):
    """A macro whose arguments are taken as they stand; what it gives is HTML already."""

    def __init__(self, environment: Environment, func: Callable[..., str], name: str, arguments: list[str]) -> None:
        super().__init__(environment, func, name, arguments, False, False, False, True)  # noqa: FBT003 - as it asks

    def __call__(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - as templates give them
        """The macro's HTML."""
        lacking = self._argument_count - len(args)
        if not kwargs and lacking >= 0:
            given = args + (missing,) * lacking if lacking else args
            return str.__new__(Markup, self._func(*given))  # as Markup makes one, without its questions
        return super().__call__(*args, **kwargs)


class Compiling(CodeGenerator):
    """What writes a template's code."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """The whole template, which knows our own names."""
        self.writeline(OURS)
        super().visit_Template(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro; one that takes whatever it is given stays as it is."""
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller:
            super().macro_def(macro_ref, frame)
            return
        names = "".join(f"{one.name!r}, " for one in macro_ref.node.args)
        self.write(f"Plain(environment, macro, {getattr(macro_ref.node, 'name', None)!r}, ({names}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """A call with nothing but what it is given."""
        self.visit(node.node, frame)
        self.write("(")
        whole, self.stream = self.stream, StringIO()
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        arguments, self.stream = self.stream.getvalue(), whole
        self.write(arguments.removeprefix(", ") + ")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        del node, frame, finalize
        self.write("html_of(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        del node, frame, finalize
        self.write(")")


class Templates(Environment):
    """Where templates come from."""

    code_generator_class = Compiling

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that every template knows: no template of ours has any of its own."""
        return super().make_globals(d) if d else self.globals
