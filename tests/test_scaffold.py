"""What installs, locks and starts the project agrees with itself."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent

# What scripts/check.py imports, and no more: Git's own environment for the hook holds nothing else.
HOOK_NEEDS = {"jsonschema", "jsonschema-rs", "lunar-python", "pyyaml"}
TARGETS_OF_CI = {"editor", "test", "site"}

PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ]+)(?: ; (?P<marker>.+?))? \\$")
DIGEST = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
COMMENT = re.compile(r"^ *#")
NAMED_TARGET = re.compile(r"(?:^[ \t$]*|`)(?:[A-Z_]+=\S+ )?make ([a-z]+)\b", re.MULTILINE)


def read(name: str) -> str:
    """The text of one of the project's files."""
    return (ROOT / name).read_text(encoding="utf-8")


def pyproject() -> dict[str, Any]:
    """The project's settings."""
    return tomllib.loads(read("pyproject.toml"))


def required(text: str) -> dict[str, list[str]]:
    """The names in requirements.in, by the comment that heads their paragraph."""
    paragraphs: dict[str, list[str]] = {}
    for paragraph in text.strip().split("\n\n"):
        head, *lines = paragraph.splitlines()
        paragraphs[head.removeprefix("# ")] = [line.partition("#")[0].strip() for line in lines]
    return paragraphs


def unlocked(text: str) -> list[str]:
    """The lines of a lock that are neither a pin, nor a digest, nor a comment."""
    shapes = (PIN, DIGEST, COMMENT)
    return [line for line in text.splitlines() if not any(shape.match(line) for shape in shapes)]


def pins(text: str) -> dict[str, set[str]]:
    """The versions a lock allows of each package; more than one where they differ by Python."""
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        if pin := PIN.match(line):
            found.setdefault(pin["name"], set()).add(pin["version"])
    return found


def targets() -> set[str]:
    """The targets of the Makefile that `make help` lists."""
    return set(re.findall(r"^([a-z]+):.* ## .", read("Makefile"), re.MULTILINE))


def hook() -> dict[str, Any]:
    """The one hook."""
    (repository,) = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"]
    (only,) = repository["hooks"]
    assert repository["repo"] == "local"
    assert isinstance(only, dict)
    return only


def test_the_lock_holds_pins_and_digests_only() -> None:
    lock = read("requirements.txt")
    assert unlocked(lock) == []
    assert len(pins(lock)) > len(required(read("requirements.in")))
    assert not re.search(r"://|(?:^|\s)/|\bindex\b", lock)


@pytest.mark.parametrize(
    "line",
    [
        "--index-url file:///srv/simple",
        "--extra-index-url file:///srv/simple",
        "--find-links wheels",
        "six",
        "six>=1.16",
        "six @ file:///srv/six.whl",
        "-e .",
        "    --hash=md5:0123",
    ],
)
def test_anything_else_in_the_lock_is_found(line: str) -> None:
    assert unlocked(f"# a comment\nsix==1.16.0 \\\n    --hash=sha256:{'0' * 64}\n{line}\n") == [line]


def test_all_that_is_required_is_locked() -> None:
    wanted = {name for names in required(read("requirements.in")).values() for name in names}
    assert wanted - {""} - pins(read("requirements.txt")).keys() == set()


def test_the_package_needs_what_the_first_paragraph_says() -> None:
    paragraphs = required(read("requirements.in"))
    needed = next(names for head, names in paragraphs.items() if head.startswith("To run"))
    assert pyproject()["project"]["dependencies"] == needed == sorted(needed)


def test_the_hook_checks_everything_always() -> None:
    settings = hook()
    assert {name: settings[name] for name in ("id", "language", "entry", "pass_filenames", "always_run")} == {
        "id": "taizhang-check",
        "language": "python",
        "entry": "python scripts/check.py",
        "pass_filenames": False,
        "always_run": True,
    }
    assert re.fullmatch("[\u4e00-\u9fff]+", settings["name"])
    assert not settings.keys() & {"files", "exclude", "types", "types_or"}


def test_the_hook_has_the_versions_of_the_lock() -> None:
    lock = pins(read("requirements.txt"))
    wanted = [f"{name}=={version}" for name in HOOK_NEEDS for version in lock[name]]
    assert sorted(hook()["additional_dependencies"]) == sorted(wanted)


def test_pre_commit_accepts_the_hooks() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.returncode, run.stdout + run.stderr) == (0, "")


def test_every_target_is_listed_by_help() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.+)$", read("Makefile"), re.MULTILINE)
    assert set(phony.split()) == targets()


def test_ci_runs_the_targets_of_newcomers() -> None:
    script = read(".ci/run")
    assert set(NAMED_TARGET.findall(script)) == TARGETS_OF_CI <= targets()
    assert "TAIZHANG_NO_SKIP=1 make test" in script
    assert "set -euo pipefail" in script


def test_the_lock_of_the_language_server_holds_versions_and_digests_only() -> None:
    lock = json.loads(read("tests/language_server/package-lock.json"))
    given = json.loads(read("tests/language_server/package.json"))
    own, *others = lock["packages"].items()
    assert own[1]["dependencies"] == given["dependencies"]
    assert [name for name, one in others if not {"version", "integrity"} <= one.keys() or "resolved" in one] == []


def test_the_targets_named_to_readers_exist() -> None:
    pages = [*ROOT.glob("*.md"), ROOT / "Makefile", ROOT / "requirements.in"]
    named = {name for page in pages for name in NAMED_TARGET.findall(page.read_text(encoding="utf-8"))}
    assert {"help", "lock"} <= named <= targets()


def test_tools_and_package_agree_on_the_oldest_python() -> None:
    settings = pyproject()
    oldest = settings["project"]["requires-python"].removeprefix(">=")
    assert settings["tool"]["mypy"]["python_version"] == oldest
    assert settings["tool"]["ruff"]["target-version"] == "py" + oldest.replace(".", "")
    assert f"--python-version {oldest} " in read("Makefile")
    assert f"sys.version_info < ({oldest.replace('.', ', ')})" in read("Makefile")


def package_files(root: Path) -> set[str]:
    """The files of the package that are not Python, by their path in it."""
    package = root / "taizhang"
    listed = (file.relative_to(package).as_posix() for file in package.rglob("*") if file.is_file())
    return {path for path in listed if not path.endswith((".py", ".pyc"))}


def test_a_built_package_has_the_files_it_reads(tmp_path: Path) -> None:
    """Workflows and texts that ``taizhang init`` writes, also where the package was not installed editable."""
    source = tmp_path / "source"
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "scripts", source / "scripts", ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    build = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=source, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    assert package_files(tmp_path / "installed") == package_files(ROOT / "scripts")
    asked = (
        "from taizhang.desk.forge.starter_files import FILES, starter_files as s; print(sum(len(s(f)) for f in FILES))"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            f"import sys; sys.path.insert(0, sys.argv[1]); {asked}",
            str(tmp_path / "installed"),
        ],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert int(done.stdout) == len(package_files(ROOT / "scripts")) - 1, "all of them but the README of a company"
