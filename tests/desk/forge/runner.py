"""A forge on this machine: takes a workflow's steps from its YAML and runs them with bash, Git and faked variables.

Real are Git, bash, the programme and the schemas of whichever branch the workflow takes; faked are the forge's API
(``curl`` answers from a table and notes what it was sent), ``make`` (it makes an environment of the folder it stands
in, without a network) and MkDocs (it lists the records it would show).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

MAKE = """\
#!/bin/sh
set -e
mkdir -p .venv/bin
cat > .venv/bin/taizhang <<END
#!/bin/sh
exec {python} "$PWD/.venv/bin/taizhang.py" "\\$@"
END
cat > .venv/bin/taizhang.py <<END
import sys
sys.path.insert(0, "$PWD/scripts")
from taizhang.cli import main
sys.exit(main())
END
cat > .venv/bin/mkdocs <<'END'
#!/bin/sh
mkdir -p build/site && find records -type f | sort > build/site/index.html
END
chmod +x .venv/bin/taizhang .venv/bin/mkdocs
if [ "$1" = site ]; then .venv/bin/taizhang check && .venv/bin/mkdocs; fi
"""
CURL = """\
#!{python}
import json, os, re, sys
words, sent, method, url = sys.argv[1:], "", "GET", ""
for word, after in zip(words, [*words[1:], ""]):
    if word == "--request":
        method = after
    if word == "--data":
        sent = open(after[1:], encoding="utf-8").read() if after.startswith("@") else after
    if word.startswith("http"):
        url = word
with open(os.environ["CURL_LOG"], "a", encoding="utf-8") as log:
    log.write(json.dumps([method, url, sent]) + "\\n")
for pattern, answer in json.load(open(os.environ["CURL_ANSWERS"], encoding="utf-8")):
    if re.search(pattern, method + " " + url):
        print(json.dumps(answer))
        sys.exit(0)
sys.exit(22)
"""
EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")


@dataclass
class Ran:
    """One job that was run: the code it ended with, all that it said, the folder it worked in."""

    code: int
    said: str
    folder: Path


@dataclass
class Forge:
    """The machine of a forge: where requests come from, what its variables say, what its API answers."""

    root: Path
    origin: Path
    answers: list[tuple[str, object]] = field(default_factory=list)
    artifacts: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Put the faked programmes where they are found first."""
        tools = self.root / "tools"
        tools.mkdir(parents=True)
        for name, text in (("make", MAKE), ("curl", CURL)):
            (tools / name).write_text(text.replace("{python}", sys.executable), encoding="utf-8")
            (tools / name).chmod(0o755)

    @property
    def sent(self) -> list[tuple[str, str, str]]:
        """What the API was asked: method, address, body."""
        log = self.root / "curl.log"
        lines = log.read_text(encoding="utf-8").splitlines() if log.is_file() else []
        return [(method, url, body) for method, url, body in map(json.loads, lines)]

    def environment(self, further: dict[str, str]) -> dict[str, str]:
        """The variables a step sees: none of this machine's own."""
        answers = self.root / "answers.json"
        answers.write_text(json.dumps(self.answers), encoding="utf-8")
        return {
            "PATH": f"{self.root / 'tools'}:{os.environ['PATH']}",
            "HOME": str(self.root),
            "LANG": "C.UTF-8",
            "CURL_LOG": str(self.root / "curl.log"),
            "CURL_ANSWERS": str(answers),
            **further,
        }

    def bash(self, folder: Path, script: str, environment: dict[str, str]) -> Ran:
        """One script."""
        done = subprocess.run(
            (*BASH, script), cwd=folder, env=self.environment(environment), capture_output=True, check=False
        )
        return Ran(done.returncode, (done.stdout + done.stderr).decode(), folder)

    def clone(self, name: str, revision: str) -> Path:
        """The repository at a revision, as a runner checks it out."""
        folder = self.root / name
        subprocess.run(("git", "clone", "--quiet", "--no-checkout", str(self.origin), str(folder)), check=True)
        subprocess.run(("git", "-C", str(folder), "checkout", "--quiet", "--detach", revision), check=True)
        return folder


@dataclass
class Actions(Forge):
    """GitHub's and Gitea's machine; ``values`` are what the workflow's expressions stand for."""

    values: dict[str, str] = field(default_factory=dict)

    def job(self, workflow: str, name: str, *, needed_failed: bool = False) -> Ran:
        """Run a job step by step; after one that failed only those that ask for it with ``!cancelled()``."""
        job = yaml.safe_load(workflow)["jobs"][name]
        folder = self.root / f"job-{name}"
        folder.mkdir()
        said, code = "", int(needed_failed)
        surroundings = self._filled({**self._usual(), **job.get("env", {})})
        if not self._goes(job.get("if", ""), failed=bool(code)):
            return Ran(code, said, folder)
        code = 0
        for step in job["steps"]:
            if not self._goes(step.get("if", ""), failed=bool(code)):
                continue
            if "uses" in step:
                self._use(step, folder)
                continue
            ran = self.bash(folder, step["run"], {**surroundings, **self._filled(step.get("env", {}))})
            said += f"--- {step['name']}\n{ran.said}"
            code = code or ran.code
        return Ran(code, said, folder)

    def _usual(self) -> dict[str, str]:
        api, summary = "https://example.com/api", str(self.root / "summary.md")
        return {"GITHUB_API_URL": api, "GITHUB_REPOSITORY": "hongtu/records", "GITHUB_STEP_SUMMARY": summary}

    def _goes(self, condition: str, *, failed: bool) -> bool:
        asked = condition.removeprefix("${{").removesuffix("}}").strip()
        if asked in {"always()", "!cancelled()"}:
            return True
        return not failed and (not asked or self.values[asked] == "true")

    def _filled(self, texts: dict[str, Any]) -> dict[str, str]:
        """Each text with its expressions replaced; one that the test does not know is an error."""
        return {key: EXPRESSION.sub(lambda found: self.values[found[1]], str(text)) for key, text in texts.items()}

    def _use(self, step: dict[str, Any], folder: Path) -> None:
        given = self._filled(step.get("with", {}))
        action = step["uses"].partition("@")[0]
        if action == "actions/checkout":
            made = self.clone(f"checkout-{folder.name}", given["ref"] if given["ref"] != "main" else "origin/main")
            shutil.copytree(made, folder, dirs_exist_ok=True, symlinks=True)
        elif action == "actions/upload-artifact":
            kept = folder / given["path"]
            self.artifacts[given["name"]] = kept
            assert kept.exists()
        elif action == "actions/download-artifact":
            shutil.copy(self.artifacts[given["name"]], folder)
        else:
            assert action == "actions/setup-python"


@dataclass
class GitLab(Forge):
    """GitLab's machine."""

    def job(self, workflow: str, name: str, revision: str, variables: dict[str, str]) -> Ran:
        """Run a job's ``before_script`` and ``script`` as one script, as its runner does."""
        whole = yaml.safe_load(workflow)
        job = {**whole.get(whole[name].get("extends", ""), {}), **whole[name]}
        folder = self.clone(f"job-{len(list(self.root.iterdir()))}", revision)
        for _, file in sorted(self.artifacts.items()):
            (folder / "taizhang-out").mkdir(exist_ok=True)
            shutil.copy(file, folder / "taizhang-out")
        usual = {"CI_PROJECT_DIR": str(folder), "CI_API_V4_URL": "https://example.com/api/v4"}
        script = "\n".join((*job.get("before_script", ()), *job["script"]))
        return self.bash(folder, script, {**usual, **variables})
