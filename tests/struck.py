"""Real processes that a signal strikes at a moment of the test's choice: when a function has done its work so often."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HEARD = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
"""Where the tests themselves run behind a shell, Ctrl-C would be ignored by whatever they start."""
RUN = (
    HEARD
    + """
import importlib, os, runpy, sys
place, times, number, module, *arguments = sys.argv[1:]
where, _, path = place.partition(":")
*owners, name = path.split(".")
owner = importlib.import_module(where)
for one in owners:
    owner = getattr(owner, one)
real, left = getattr(owner, name), [int(times)]
def struck(*given, **named):
    result = real(*given, **named)
    left[0] -= 1
    if not left[0]:
        for _ in range(2):  # whoever is impatient hits twice
            os.kill(os.getpid(), int(number))
    return result
setattr(owner, name, struck)
sys.argv[1:] = arguments
if module != "taizhang":
    runpy.run_module(module, run_name="__main__", alter_sys=True)
from taizhang.cli import main
sys.exit(main(arguments))
"""
)


@dataclass(frozen=True)
class Blow:
    """The signal ``number`` when the function at ``place``, as ``module:name``, has worked ``times`` times."""

    place: str
    times: int = 1
    number: int = signal.SIGINT


def struck(
    blow: Blow, folder: Path, *arguments: str, module: str = "taizhang", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What a command in ``folder`` came to."""
    how = (blow.place, str(blow.times), str(int(blow.number)), module)
    return subprocess.run(
        (sys.executable, "-c", RUN, *how, *arguments),
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
