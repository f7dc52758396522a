"""Somebody before the folder of a company that has just begun: real Git, the real hook, and what is typed counted."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from taizhang.cli import main
from tests.books import ROOT
from tests.repository import Repository

HOME = {"PRE_COMMIT_HOME": str(ROOT / ".cache" / "pre-commit")}
MONDAY, FRIDAY, NEXT = "2026-11-23 08:00", "2026-11-27 16:50", "2026-12-04 16:50"
REPORT = "records/weekly-reports/east/2026-W48/zhang-wei.yaml"
WRITTEN = {
    "submitted_at": "2026-11-27 16:55",
    "visits": "[]",
    "campaign_response": "推荐专线升级方案 3 户,1 户同意试用。",
    "service_demands": "本周无",
    "consumption_behaviour": "宏远物流流量连续三周上升。",
    "service_problems": "本周无",
    "conclusion": "有扩容意愿,价格是主要顾虑。",
    "suggestion": "申请两周免费试用。",
}


@dataclass
class Desk:
    """Somebody before a company's folder: what he runs, and the lines he types into files."""

    folder: Path
    commands: list[str] = field(default_factory=list)
    typed: int = 0

    def run(self, *words: str, at: str = FRIDAY, code: int = 0) -> str:
        """One command of ours, as of a moment where it takes one; what it says."""
        self.commands.append(" ".join(words))
        moment = ("--as-of", at) if words[0] in {"new", "doctor", "due"} else ()
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            ended = main([words[0], "--base-dir", str(self.folder), *words[1:], *moment])
        assert ended == code, said.getvalue()
        return said.getvalue()

    def fill(self, path: str, values: dict[str, str]) -> None:
        """Type values behind the empty fields of a draft."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        for name, value in values.items():
            text, count = re.subn(rf"^( *(?:- )?){name}:( *#.*)?$", rf"\g<1>{name}: {value}", text, flags=re.MULTILINE)
            assert count == 1, f"{path} has no empty line for {name}"
            self.typed += 1
        file.write_text(text, encoding="utf-8")

    def commit(self, message: str) -> subprocess.CompletedProcess[str]:
        """``git add`` and ``git commit`` through the hook."""
        self.commands += ["git add --all", f"git commit -m {message}"]
        Repository(self.folder).git("add", "--all")
        people = {"GIT_AUTHOR_NAME": "张伟", "GIT_AUTHOR_EMAIL": "zhang@example.com"}
        bot = {"GIT_COMMITTER_NAME": "张伟", "GIT_COMMITTER_EMAIL": "zhang@example.com"}
        return subprocess.run(
            ["git", "-C", str(self.folder), "commit", "-m", message],
            env={**os.environ, **HOME, **people, **bot},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def committed(self, message: str) -> None:
        """The hook ran and let it pass."""
        done = self.commit(message)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "台账检查" in done.stdout + done.stderr


def begin(desk: Desk) -> None:
    """What the administrator does once: the repository, the hook, a branch, its two people."""
    name = ["--name", "鸿运通信", "--rulebook", "telecom", "--as-of", MONDAY]
    assert main(["init", str(desk.folder), *name]) == 0
    install = [sys.executable, "-m", "pre_commit", "install", "--install-hooks"]
    subprocess.run(install, cwd=desk.folder, env={**os.environ, **HOME}, capture_output=True, check=True)
    desk.run(
        "new", "unit", "id=east", "name=城东分公司", "kind=branch", "parent=telecom", "calendar=working-days", at=MONDAY
    )
    for person, called, number, role, title in (
        ("li-na", "李娜", "T0001", "supervisor", "主管"),
        ("zhang-wei", "张伟", "T0002", "account-manager", "客户经理"),
    ):
        known = (f"id={person}", f"name={called}", f"pinyin={person.replace('-', ' ')}", f"employee_number={number}")
        desk.run("new", "person", *known, "--unit", "城东分公司", at=MONDAY)
        desk.fill(f"records/people/{person}.yaml", {"role": role, "title": title})
