"""The rules that hold for all of the project's Python, as functions from a source to complaints.

Each rule takes one ``Source`` and yields sentences, ``path:line: what is wrong``; none means that it holds.
``test_architecture.py`` runs them over the tree and proves that each of them can fail.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

PACKAGE = "taizhang"
PACKAGE_FOLDER = PurePosixPath("scripts", PACKAGE)

# The way data flows: a room imports only from rooms above it.
ROOMS = (
    "problem",
    "progress",
    "when",
    "records",
    "history",
    "facts",
    "rulebook",
    "rules",
    "ledger",
    "closing",
    "explain",
    "bulletin",
    "tables",
    "desk",
    "sheets",
    "review",
    "publish",
    "cli",
)
MODULE_LINES = 400
FUNCTION_LINES = 60
EXACT_ROOMS = frozenset({"facts", "rules", "ledger"})
WRITING_ROOMS = frozenset({"publish", "cli"})
CLOCK_FILES = frozenset({"scripts/taizhang/when/clock.py", "tests/when/test_clock.py"})
CLOCKS = frozenset(
    {
        "datetime.date.today",
        "datetime.datetime.now",
        "datetime.datetime.today",
        "datetime.datetime.utcnow",
        "time.ctime",
        "time.gmtime",
        "time.localtime",
        "time.time",
        "time.time_ns",
    }
)
SKIPS = frozenset(
    {
        "pytest.importorskip",
        "pytest.mark.skip",
        "pytest.mark.skipif",
        "pytest.skip",
        "unittest.SkipTest",
        "unittest.skip",
        "unittest.skipIf",
    }
)
SKIP_FILES = frozenset({"tests/conftest.py"})
NAMES_THAT_SAY_NOTHING = frozenset({"common", "helper", "helpers", "misc", "util", "utils"})

# What may look like an address in code; none of them is ever asked for over a network.
ADDRESSES = {
    "http://127.0.0.1": "this machine",
    "http://localhost": "this machine",
    "http://www.w3.org/2000/svg": "the name of SVG",
    "http://schemas.openxmlformats.org/": "the names in an XLSX file",
    "https://json-schema.org/draft/2020-12/": "the name of the schemas' dialect",
    "https://example.com": "an address that is nobody's",
}
ADDRESS = re.compile(r"\bhttps?://[^\s\"'`<>)]*")


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root, with forward slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text, self.path)

    @property
    def area(self) -> str:
        """The top folder: scripts, benchmarks or tests."""
        return PurePosixPath(self.path).parts[0]

    @property
    def package(self) -> tuple[str, ...] | None:
        """The dotted package that relative imports count from, as parts; None outside the package."""
        path = PurePosixPath(self.path)
        return path.relative_to("scripts").parent.parts if path.is_relative_to(PACKAGE_FOLDER) else None

    @property
    def room(self) -> str | None:
        """The room it stands in; "" for the package's own ``__init__``, None outside the package."""
        path = PurePosixPath(self.path)
        if not path.is_relative_to(PACKAGE_FOLDER):
            return None
        first = path.relative_to(PACKAGE_FOLDER).parts[0].removesuffix(".py")
        return "" if first == "__init__" else first

    @cached_property
    def aliases(self) -> dict[str, str]:
        """The names that imports bind anywhere in the file, with the dotted names they stand for."""
        bound: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for name in node.names:
                    bound[name.asname or name.name.partition(".")[0]] = (
                        name.name if name.asname else name.name.partition(".")[0]
                    )
            elif isinstance(node, ast.ImportFrom) and not node.level:
                bound.update({name.asname or name.name: f"{node.module}.{name.name}" for name in node.names})
        return bound

    def dotted(self, node: ast.expr) -> str:
        """What ``a.b.c`` stands for, imports followed; "" for anything else than names and dots."""
        if isinstance(node, ast.Attribute):
            owner = self.dotted(node.value)
            return f"{owner}.{node.attr}" if owner else ""
        return self.aliases.get(node.id, node.id) if isinstance(node, ast.Name) else ""

    def uses(self, names: frozenset[str]) -> Iterator[tuple[int, str]]:
        """Line and name of each use of one of the dotted ``names``, called or handed on."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute | ast.Name) and (name := self.dotted(node)) in names:
                yield node.lineno, name

    def at(self, line: int, text: str) -> str:
        """A complaint about one line."""
        return f"{self.path}:{line}: {text}"


def read_sources(root: Path) -> tuple[Source, ...]:
    """All Python files under scripts, benchmarks and tests of ``root``, sorted by path."""
    files = (file for area in ("scripts", "benchmarks", "tests") for file in (root / area).rglob("*.py"))
    return tuple(Source(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")) for file in sorted(files))


def imported_modules(source: Source) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line and dotted name, as parts, of what a file imports; ``from a import b`` gives a.b, relative ones resolved."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, tuple(name.name.split("."))) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = tuple(node.module.split(".")) if node.module else ()
            if node.level:
                package = source.package or ()
                module = package[: len(package) - node.level + 1] + module
            yield from ((node.lineno, (*module, name.name)) for name in node.names)


def room_known(source: Source) -> Iterator[str]:
    """Every sub-package and top-level module of the package is a room of the list."""
    if source.room and source.room not in ROOMS:
        yield source.at(1, f"'{source.room}' is not in the list of rooms")


def arrows(source: Source) -> Iterator[str]:
    """A room imports only from rooms above it, and the package's ``__init__`` from none."""
    if source.room is None:
        return
    place = ROOMS.index(source.room) if source.room in ROOMS else -1
    for line, parts in imported_modules(source):
        if parts[0] != PACKAGE or len(parts) == 1 or parts[1] in {source.room, "__version__"}:
            continue
        if parts[1] not in ROOMS:
            yield source.at(line, f"imports {'.'.join(parts)}, which is in no room of the list")
        elif ROOMS.index(parts[1]) > place:
            yield source.at(line, f"{source.room or PACKAGE} imports {parts[1]}, which stands below it")


def sizes(source: Source) -> Iterator[str]:
    """Modules of at most 400 lines, functions of at most 60, docstring included."""
    length = len(source.text.splitlines())
    if length > MODULE_LINES:
        yield source.at(MODULE_LINES + 1, f"{length} lines, at most {MODULE_LINES}")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield source.at(node.lineno, f"{node.name} has {length} lines, at most {FUNCTION_LINES}")


def one_clock(source: Source) -> Iterator[str]:
    """Only when/clock.py reads a clock; benchmarks measure time and may."""
    if source.area != "benchmarks" and source.path not in CLOCK_FILES:
        yield from (source.at(line, f"{name}: only when/clock.py reads a clock") for line, name in source.uses(CLOCKS))


def edges_only(source: Source) -> Iterator[str]:
    """Inside the package only cli prints, and only cli and publish write files."""
    if source.room is None or source.room == "cli":
        return
    printing = frozenset({"print", "sys.stdout", "sys.stderr"})
    yield from (source.at(line, f"{name}: only cli prints") for line, name in source.uses(printing))
    if source.room not in WRITING_ROOMS:
        yield from (source.at(line, f"{how}: only cli and publish write files") for line, how in _writes(source.tree))


def _writes(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and manner of each call that writes a file: write_text, write_bytes, open with a mode that writes."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in {"write_text", "write_bytes"}:
            yield node.lineno, called
        elif called == "open":
            first = 1 if isinstance(node.func, ast.Name) else 0  # open(path, mode), but path.open(mode)
            given = [*node.args[first:2], *(word.value for word in node.keywords if word.arg == "mode")]
            modes = [value.value for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str)]
            if any(re.fullmatch(r"[rbt]*[wax+][wax+bt]*", mode) for mode in modes):
                yield node.lineno, "open to write"


def exact_numbers(source: Source) -> Iterator[str]:
    """Points and money are exact: no float in the rooms that reckon."""
    if source.room not in EXACT_ROOMS:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield source.at(node.lineno, f"float literal {node.value}: use Decimal")
        elif isinstance(node, ast.Call) and source.dotted(node.func) == "float":
            yield source.at(node.lineno, "float(): use Decimal")


def docstrings(source: Source) -> Iterator[str]:
    """Every module has a docstring, and outside the tests every public function, class and method."""
    if not ast.get_docstring(source.tree):
        yield source.at(1, "the module has no docstring")
    if source.area != "tests":
        yield from (source.at(line, f"{name} has no docstring") for line, name in _undocumented(source.tree))


def _undocumented(scope: ast.Module | ast.ClassDef) -> Iterator[tuple[int, str]]:
    """Line and name of the public functions and classes of a module or class that lack a docstring."""
    for node in scope.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                yield node.lineno, node.name
            if isinstance(node, ast.ClassDef):
                yield from _undocumented(node)


def telling_name(source: Source) -> Iterator[str]:
    """No module or package is called utils, helpers, misc or common."""
    for part in PurePosixPath(source.path).with_suffix("").parts:
        if part.removeprefix("test_").strip("_") in NAMES_THAT_SAY_NOTHING:
            yield source.at(1, f"'{part}' says nothing about what is in it")


def no_addresses(source: Source) -> Iterator[str]:
    """No address of a third party in code: no request leaves the host."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        for found in ADDRESS.findall(line):
            if not found.startswith(tuple(ADDRESSES)):
                yield source.at(number, f"the address {found} is not on the list")


def no_skips(source: Source) -> Iterator[str]:
    """Nothing skips by itself: conftest.py skips the tests of what is not installed, and nothing else is skipped."""
    if source.area == "tests" and source.path not in SKIP_FILES:
        yield from (source.at(line, f"{name}: tests never skip") for line, name in source.uses(SKIPS))


RULES = (
    room_known,
    arrows,
    sizes,
    one_clock,
    edges_only,
    exact_numbers,
    docstrings,
    telling_name,
    no_addresses,
    no_skips,
)


def mirrored(path: str) -> tuple[str, ...]:
    """Where the module or package that a test file mirrors may stand, without ``.py``; none for other files.

    ``tests/when/test_period.py`` mirrors ``scripts/taizhang/when/period``; in ``tests/`` itself a test mirrors a
    top-level module, a room or a script, and ``tests/benchmarks/`` mirrors ``benchmarks/``.
    """
    test = PurePosixPath(path)
    if test.parts[0] != "tests" or not test.name.startswith("test_"):
        return ()
    module = test.relative_to("tests").with_name(test.stem.removeprefix("test_"))
    if module.parts[0] == "benchmarks":
        return (str(module),)
    inside = str(PACKAGE_FOLDER / module)
    return (inside, f"scripts/{module}") if len(module.parts) == 1 else (inside,)


def unmirrored(paths: frozenset[str]) -> frozenset[str]:
    """The test files among ``paths`` that mirror no module and no package among them."""
    there = {path.removesuffix(".py") for path in paths}
    there |= {str(folder) for path in paths for folder in PurePosixPath(path).parents}
    return frozenset(path for path in paths if (places := mirrored(path)) and not there.intersection(places))
