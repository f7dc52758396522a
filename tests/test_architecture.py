"""The rules of architecture.py hold for the whole tree, and each of them can fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import architecture as arch
from tests.architecture import Source

ROOT = Path(__file__).parent.parent
SOURCES = arch.read_sources(ROOT)

Rule = Callable[[Source], Iterator[str]]

# Tests of something else than one module.
MIRROR_NOTHING = {
    "tests/cli/test_friday.py": "a person's Friday, through many commands and the hook",
    "tests/publish/forms/test_friday_form.py": "the same in the browser, through site, form and hook",
    "tests/publish/forms/test_check_js.py": "the check of the forms' script against that of records, in a browser",
    "tests/publish/forms/test_roll.py": "a script: lists of people to tick off",
    "tests/publish/forms/test_yaml_js.py": "the YAML of the forms' script against that of commands, in a browser",
    "tests/publish/forms/test_form_page.py": "the form's page in a browser, from the start values to a checked record",
    "tests/publish/test_access.py": "what pages give to whoever hears them or has no mouse, through the whole site",
    "tests/publish/test_calendar.py": "the calendar's script, in a browser",
    "tests/publish/test_elsewhere.py": "what is kept in another record root, through the whole site",
    "tests/publish/test_everything.py": "what the tests of editions look through",
    "tests/publish/test_raised.py": "what a raised record is kept out of, through the whole site",
    "tests/publish/test_editions.py": "what no edition may hold, through the whole site",
    "tests/publish/test_frame.py": "the frame of all pages and who the reader is, in a browser",
    "tests/publish/test_help.py": "the written help, command by command",
    "tests/publish/test_hostile.py": "what anybody may write, through the whole site",
    "tests/publish/test_lines.py": "the timeline's script, in a browser",
    "tests/publish/test_looks.py": "how all pages look",
    "tests/publish/test_paper.py": "how all pages print",
    "tests/publish/test_questions.py": "what people of each role ask the search",
    "tests/publish/test_requests.py": "that no page asks another host for anything, through the whole site",
    "tests/publish/test_table.py": "the tables' script, in a browser",
    "tests/publish/test_zensical.py": "the builder that can take the place of MkDocs, under the site's own theme",
    "tests/records/test_examples.py": "the corpus of good and bad records, through the whole room",
    "tests/test_architecture.py": "the rules for all of the code",
    "tests/test_conftest.py": "the rules of the test run itself",
    "tests/test_recipes.py": "the recipes of CONTRIBUTING.md",
    "tests/test_scaffold.py": "what installs, locks and starts the project",
}

DOC = '"""What it is."""\n'


@pytest.mark.parametrize("rule", arch.RULES, ids=lambda rule: rule.__name__)
def test_the_tree_keeps(rule: Rule) -> None:
    complaints = [complaint for source in SOURCES for complaint in rule(source)]
    assert not complaints, "\n".join(complaints)


def test_every_test_mirrors_a_module() -> None:
    lost = arch.unmirrored(frozenset(source.path for source in SOURCES))
    assert sorted(lost) == sorted(MIRROR_NOTHING), "tests that mirror no module, against those declared"


def test_the_tree_is_read() -> None:
    paths = {source.path for source in SOURCES}
    assert {"scripts/taizhang/__init__.py", "scripts/taizhang/problem.py", "tests/conftest.py"} <= paths


def source_of(path: str, text: str) -> Source:
    """A made-up file of the package, or elsewhere where ``path`` begins with its area."""
    areas = ("scripts/", "benchmarks/", "tests/")
    return Source(path if path.startswith(areas) else f"scripts/taizhang/{path}", text)


@pytest.mark.parametrize(
    ("rule", "path", "text", "told"),
    [
        (arch.room_known, "drawer/x.py", "", "'drawer' is not in the list"),
        (arch.room_known, "drawer.py", "", "'drawer' is not in the list"),
        (arch.arrows, "when/x.py", "import taizhang.facts", "when imports facts"),
        (arch.arrows, "when/x.py", "import taizhang.facts.index as index", "when imports facts"),
        (arch.arrows, "when/x.py", "from taizhang import facts", "when imports facts"),
        (arch.arrows, "when/x.py", "from taizhang.facts import Fact", "when imports facts"),
        (arch.arrows, "when/x.py", "from ..facts import Fact", "when imports facts"),
        (arch.arrows, "when/x.py", "from .. import facts", "when imports facts"),
        (arch.arrows, "when/__init__.py", "from ..facts.index import Index", "when imports facts"),
        (arch.arrows, "rules/kinds/x.py", "from ...ledger import Ledger", "rules imports ledger"),
        (arch.arrows, "problem.py", "from .when import period", "problem imports when"),
        (arch.arrows, "when/x.py", "def f():\n    from taizhang.facts import Fact", "x.py:2: when imports facts"),
        (arch.arrows, "cli/x.py", "from taizhang.drawer import Sock", "imports taizhang.drawer.Sock, which is in no"),
        (arch.arrows, "__init__.py", "from taizhang.problem import Problem", "taizhang imports problem"),
        (arch.sizes, "when/x.py", "\n" * 401, "401 lines, at most 400"),
        (arch.sizes, "benchmarks/run.py", "\n" * 401, "401 lines, at most 400"),
        (arch.sizes, "tests/when/test_x.py", "def f():\n" + "    f()\n" * 60, "f has 61 lines, at most 60"),
        (arch.sizes, "when/x.py", "class A:\n  async def f():\n" + "    f()\n" * 60, "x.py:2: f has 61 lines"),
        (arch.one_clock, "when/x.py", "from datetime import datetime\ndatetime.now()", "x.py:2: datetime.datetime.now"),
        (arch.one_clock, "when/x.py", "import datetime as dt\ndt.datetime.utcnow()", "datetime.datetime.utcnow"),
        (arch.one_clock, "when/x.py", "from datetime import date as d\nf = d.today", "datetime.date.today"),
        (arch.one_clock, "cli/x.py", "from time import time\ntime()", "time.time"),
        (arch.one_clock, "tests/when/test_x.py", "import time\ntime.time_ns()", "time.time_ns"),
        (arch.one_clock, "scripts/check.py", "import time\ntime.localtime()", "time.localtime"),
        (arch.edges_only, "when/x.py", "print(1)", "print: only cli prints"),
        (arch.edges_only, "publish/x.py", "import sys\nsys.stdout.write('')", "sys.stdout: only cli prints"),
        (arch.edges_only, "publish/x.py", "from sys import stderr\nf(stderr)", "sys.stderr: only cli prints"),
        (arch.edges_only, "tables/x.py", "path.write_bytes(b'')", "write_bytes: only cli and publish"),
        (arch.edges_only, "records/x.py", "open('x', 'w')", "open to write"),
        (arch.edges_only, "records/x.py", "path.open(mode='r+b')", "open to write"),
        (arch.exact_numbers, "rules/x.py", "x = 0.5", "float literal 0.5"),
        (arch.exact_numbers, "ledger/x.py", "x = float('1')", "float(): use Decimal"),
        (arch.exact_numbers, "facts/x.py", "x = -1e3", "float literal 1000.0"),
        (arch.docstrings, "when/__init__.py", "", "the module has no docstring"),
        (arch.docstrings, "tests/when/test_x.py", "x = 1", "the module has no docstring"),
        (arch.docstrings, "when/x.py", DOC + "def f():\n    pass", "x.py:2: f has no docstring"),
        (arch.docstrings, "benchmarks/run.py", DOC + "async def f():\n    pass", "f has no docstring"),
        (
            arch.docstrings,
            "when/x.py",
            DOC + "class A:\n    'A.'\n    def f(self):\n        pass",
            "f has no docstring",
        ),
        (arch.telling_name, "when/utils.py", DOC, "'utils' says nothing"),
        (arch.telling_name, "rules/common/x.py", DOC, "'common' says nothing"),
        (arch.telling_name, "tests/when/test_helpers.py", DOC, "'test_helpers' says nothing"),
        (arch.no_addresses, "publish/x.py", "CDN = 'https:" + "//cdn.example.net/x.js'", "cdn.example.net/x.js is not"),
        (arch.no_addresses, "tests/test_x.py", "# see http:" + "//example.org", "test_x.py:1: the address"),
        (arch.no_skips, "tests/when/test_x.py", "import pytest\npytest.skip('no')", "pytest.skip: tests never skip"),
        (
            arch.no_skips,
            "tests/test_x.py",
            "from pytest import mark\n@mark.skipif(1)\ndef f(): ...",
            "pytest.mark.skipif",
        ),
    ],
)
def test_a_rule_tells(rule: Rule, path: str, text: str, told: str) -> None:
    complaints = list(rule(source_of(path, text)))
    assert len(complaints) == 1, complaints
    assert told in complaints[0]


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (arch.room_known, "problem.py", ""),
        (arch.room_known, "__init__.py", ""),
        (arch.room_known, "scripts/check.py", ""),
        (arch.arrows, "facts/x.py", "from taizhang.when import period\nfrom ..problem import Problem\nfrom . import y"),
        (arch.arrows, "cli/__init__.py", "from taizhang import __version__\nimport taizhang\nimport taizhang.publish"),
        (arch.arrows, "when/x.py", "import facts\nfrom facts import taizhang"),
        (arch.arrows, "scripts/check.py", "from taizhang.cli import main"),
        (arch.sizes, "when/x.py", "def f():\n" + "    f()\n" * 59 + "\n" * 340),
        (arch.one_clock, "when/clock.py", "from datetime import datetime\ndatetime.now()"),
        (arch.one_clock, "benchmarks/run.py", "import time\ntime.time()"),
        (arch.one_clock, "cli/x.py", "from taizhang.when import clock\nclock.now()\nnow.today()"),
        (arch.edges_only, "cli/x.py", "print(1)\npath.write_text('')"),
        (arch.edges_only, "publish/x.py", "path.write_text('')\nopen('x', 'wb')"),
        (arch.edges_only, "records/x.py", "open('x')\npath.open('rb')\npprint(1)"),
        (arch.edges_only, "benchmarks/run.py", "print(1)"),
        (arch.exact_numbers, "rules/x.py", "isinstance(x, float)\nx = 1"),
        (arch.exact_numbers, "publish/x.py", "x = 0.5"),
        (arch.docstrings, "when/x.py", DOC + "def _f():\n    pass\nclass _A:\n    def f(self):\n        pass"),
        (arch.docstrings, "tests/when/test_x.py", DOC + "def test_f():\n    pass"),
        (arch.telling_name, "when/uncommon.py", DOC),
        (arch.no_addresses, "publish/x.py", "NAME = 'http://www.w3.org/2000/svg'"),
        (arch.no_skips, "tests/conftest.py", "import pytest\npytest.mark.skip('no')"),
        (arch.no_skips, "tests/test_x.py", "rows.skip()"),
    ],
)
def test_a_rule_leaves_alone(rule: Rule, path: str, text: str) -> None:
    assert not list(rule(source_of(path, text)))


def test_every_rule_is_proved_to_tell() -> None:
    marks = getattr(test_a_rule_tells, "pytestmark", [])
    proved = {case[0] for mark in marks for case in mark.args[1]}
    assert proved == set(arch.RULES)


@pytest.mark.parametrize(
    ("test", "module"),
    [
        ("tests/when/test_period.py", "scripts/taizhang/when/period.py"),
        ("tests/rules/kinds/test_grade.py", "scripts/taizhang/rules/kinds/grade.py"),
        ("tests/rules/test_kinds.py", "scripts/taizhang/rules/kinds/grade.py"),
        ("tests/test_problem.py", "scripts/taizhang/problem.py"),
        ("tests/test_records.py", "scripts/taizhang/records/__init__.py"),
        ("tests/test_check.py", "scripts/check.py"),
        ("tests/benchmarks/test_run.py", "benchmarks/run.py"),
        ("tests/company.py", "scripts/taizhang/problem.py"),
    ],
)
def test_a_test_mirrors(test: str, module: str) -> None:
    assert not arch.unmirrored(frozenset({test, module}))


@pytest.mark.parametrize(
    ("test", "module"),
    [
        ("tests/when/test_span.py", "scripts/taizhang/when/period.py"),
        ("tests/test_period.py", "scripts/taizhang/when/period.py"),
        ("tests/when/test_check.py", "scripts/check.py"),
        ("tests/benchmarks/test_run.py", "scripts/taizhang/problem.py"),
    ],
)
def test_a_test_that_mirrors_nothing_is_found(test: str, module: str) -> None:
    assert arch.unmirrored(frozenset({test, module})) == {test}
