"""The help: every command in it is one the command line takes, every record in it one that ``check`` passes."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from taizhang.cli import understood
from taizhang.desk.asked import person_of, unit_of
from taizhang.facts.registers import Entity, Registers
from tests.books import ROOT, book_of
from tests.publish.demo import demo_book, demo_files

FOLDER = ROOT / "site" / "pages" / "help"
PAGES = sorted(FOLDER.glob("*.md"))
COMMAND = re.compile(r"`((?:TAIZHANG_[A-Z]+=\S+ )?(?:taizhang|make) [^`]+)`")
BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
STEPS = 8
MARKET, STAFF = "market.md", "manager.md"


def commands() -> list[str]:
    """Every command that the help tells to run."""
    return sorted({found for page in PAGES for found in COMMAND.findall(page.read_text("utf-8"))})


def sections(page: Path) -> dict[str, str]:
    """The tasks of a page by their heading."""
    parts = re.split(r"^## (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def block(page: str, first: str) -> str:
    """The one example of a page that begins with a key."""
    (found,) = (text for text in BLOCK.findall((FOLDER / page).read_text("utf-8")) if text.startswith(first + ":"))
    return str(found)


def written(path: str) -> str:
    """A record of the demo company."""
    return (ROOT / "records" / path).read_text("utf-8")


def test_there_is_a_page_for_everybody() -> None:
    assert [page.stem for page in PAGES] == ["admin", "gm", "hr", "index", "manager", "market", "supervisor"]
    told = "".join(page.read_text("utf-8") for page in PAGES)
    for task in ("我要补一条拜访记录", "我迟交了怎么办", "怎么请假", "分数不对,怎么申诉", "怎么看懂一个数字"):
        assert f"## {task}" in told
    for task in ("怎么给客户换客户经理", "月底怎么封账", "怎么发通报", "在手机上看", "怎么订阅日历"):
        assert f"## {task}" in told


@pytest.mark.parametrize("page", [page for page in PAGES if page.stem != "index"], ids=lambda page: str(page.stem))
def test_a_task_has_few_steps(page: Path) -> None:
    for title, text in sections(page).items():
        assert 2 <= len(re.findall(r"^[0-9]+\. ", text, re.MULTILINE)) <= STEPS, title


@pytest.mark.parametrize("command", [one for one in commands() if one.startswith("taizhang ")])
def test_every_command_is_understood(command: str) -> None:
    """And whom it names is somebody of the demo company."""
    words = shlex.split(command.partition(" > ")[0])
    chosen = vars(understood(words[1:]))
    registers = Registers(demo_book())
    for name in ("person", "by"):
        if isinstance(told := chosen.get(name), str) and chosen.get("step") != "freeze":
            assert isinstance(person_of(registers, told), Entity), told
    if isinstance(told := chosen.get("unit"), str):
        assert isinstance(unit_of(registers, told), Entity), told


def test_every_target_is_in_the_makefile() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    asked = {command.rpartition("make ")[2] for command in commands() if "make " in command}
    assert asked
    assert asked <= set(targets)


def test_the_leave_may_be_written_so() -> None:
    path = "leaves/telecom-east/zhang-wei/2026-11-23.yaml"
    assert book_of({**demo_files(), path: block(STAFF, "person")}).problems == ()


@pytest.mark.parametrize(
    ("page", "field", "path"),
    [
        ("supervisor.md", "owners", "customers/C-000/C-000111.yaml"),
        ("hr.md", "posts", "people/zhang-wei.yaml"),
    ],
)
def test_a_list_may_go_on_so(page: str, field: str, path: str) -> None:
    """The example in place of the record's own list: it is well written, and no time is told twice."""
    text, example = written(path), block(page, field)
    own = re.findall(rf"^{field}:\n(?:[ -].*\n)+", text, re.MULTILINE)
    assert len(own) == 1
    changed = text.replace(own[0], example)
    found = book_of({**demo_files(), path: changed}).problems
    assert [(one.rule, one.message) for one in found if one.path == f"records/{path}"] == []
    starts = re.findall(r"from: (\S+)", example)
    assert len(starts) == 2
    assert all(before < after for before, after in pairwise(starts))


def test_a_change_of_a_rule_may_be_written_so() -> None:
    path = "rulebooks/telecom/reporting.yaml"
    text = written(path)
    added = block(MARKET, "changes").split("\n", 1)[1]
    last = "        missed: {points: -3, line: work-planning}\n"
    assert text.count(last) == 1
    changed = text.replace(last, last + "".join(f"    {line}\n" for line in added.splitlines()))
    assert book_of({**demo_files(), path: changed}).problems == ()
