"""Commands as processes of their own at a terminal: told how far they are there, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.records.company import on_disk

HURRIED = "from taizhang.publish import waiting; waiting.PATIENCE = 0; "
PATIENT = HURRIED.replace("= 0", "= 3600")
RUN = "import sys; from taizhang.cli import main; sys.exit(main())"
READING, LINKING = "\r读取记录 ", "\r核对引用 ……"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good company with our schemas."""
    return on_disk(tmp_path_factory.mktemp("company"))


def at_terminal(company: Path, code: str, *arguments: str, piped: bool = False) -> tuple[str, str]:
    """What a command writes to its terminal, and to the pipe behind it."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | {"TERM": "xterm"}
    with subprocess.Popen(
        (sys.executable, "-c", code + RUN, *arguments, "--base-dir", str(company)),
        stdin=theirs,
        stdout=subprocess.PIPE if piped else theirs,
        stderr=theirs,
        env=environment,
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while got := os.read(ours, 65536):
                shown += got
        except OSError:  # the last one to write has gone
            pass
        os.close(ours)
        out = process.stdout.read() if process.stdout else b""
    return shown.decode().replace("\r\n", "\n"), out.decode()


def test_how_far_it_is_and_then_nothing_of_it(company: Path) -> None:
    shown, _ = at_terminal(company, HURRIED, "due", "--as-of", "2026-10-16 12:00")
    assert READING in shown
    assert LINKING in shown
    assert "\r按规则计算 " in shown
    assert shown.index("今天") > shown.rindex("……"), "the answer comes when all that is over"
    lines = shown.rpartition("\r")[0].split("\r")
    assert lines[-1].strip() == "", "the last that is drawn is blank"


@pytest.mark.parametrize("case", ["quick", "json", "piped"])
def test_and_nothing_elsewhere(company: Path, case: str) -> None:
    code = PATIENT if case == "quick" else HURRIED
    arguments = ("--format", "json") if case == "json" else ()
    shown, out = at_terminal(company, code, "check", *arguments, piped=case == "piped")
    assert "\r" not in shown
    assert "……" not in shown
    assert ("没有问题" in out) is (case == "piped")
