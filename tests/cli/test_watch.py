"""``taizhang check --watch`` as a programme of its own: told again when a file is saved, ended by Ctrl-C."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from taizhang.cli.watch import watch
from tests.records.company import good, on_disk

UNIT = "records/units/telecom-east.yaml"
WAITING = "—— 看着文件"
HEARD = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
"""Where the tests themselves run behind a shell, Ctrl-C would be ignored by whatever they start."""
RUN = HEARD + "import sys; from taizhang.cli import main; sys.exit(main())"


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """The good company with our schemas."""
    return on_disk(tmp_path)


def until_waiting(lines: queue.Queue[str]) -> str:
    """What is told until it waits for the next change."""
    told = ""
    while WAITING not in (line := lines.get(timeout=60)):
        told += line
    return told


@pytest.fixture
def watching(company: Path) -> Iterator[tuple[subprocess.Popen[str], queue.Queue[str]]]:
    """The command at work, and what it prints."""
    command = (sys.executable, "-c", RUN, "check", "--watch", "--base-dir", str(company))
    made = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}
    )
    lines: queue.Queue[str] = queue.Queue()
    assert made.stdout is not None
    stream = made.stdout

    def told() -> None:
        for line in stream:
            lines.put(line)

    reader = threading.Thread(target=told, daemon=True)
    reader.start()
    yield made, lines
    made.kill()
    made.wait()
    reader.join()
    stream.close()


def test_told_again_at_each_save_and_ended_by_ctrl_c(
    company: Path, watching: tuple[subprocess.Popen[str], queue.Queue[str]]
) -> None:
    command, lines = watching
    assert until_waiting(lines).endswith("没有问题。\n")
    (company / UNIT).write_text(good("units/telecom-east.yaml").replace("branch", "分公司"), encoding="utf-8")
    assert "“类别”没有“分公司”这一项" in until_waiting(lines)
    (company / UNIT).write_text(good("units/telecom-east.yaml"), encoding="utf-8")
    assert until_waiting(lines).endswith("没有问题。\n")
    (company / UNIT).unlink()
    assert "telecom-east" in until_waiting(lines)
    command.send_signal(signal.SIGINT)
    assert command.wait(timeout=60) == 1, "the last check's code"


def test_ended_at_once_it_gives_the_first_code(tmp_path: Path) -> None:
    def run() -> int:
        raise KeyboardInterrupt

    assert watch((tmp_path, tmp_path / "nowhere"), run) == 0
