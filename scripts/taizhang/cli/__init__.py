"""The command line: one module a command, nothing but arguments and printing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import cast

from taizhang.cli.command import WRITTEN, Command, no_access, not_here, refused
from taizhang.desk.sentences import say
from taizhang.publish.stopping import Stopped, heed

COMMANDS = {
    "approve": "approve",
    "attach": "attach",
    "attachments": "attachments",
    "audit": "audit",
    "bulletin": "bulletin",
    "check": "check",
    "close": "close",
    "cms": "cms",
    "doctor": "doctor",
    "draw": "draw",
    "due": "due",
    "editor": "editor",
    "explain": "explain",
    "export": "export",
    "export-pay": "export_pay",
    "export-scores": "export_scores",
    "handover": "handover",
    "history": "history",
    "impact": "impact",
    "import": "import_file",
    "init": "init",
    "merge-customers": "merge_customers",
    "new": "new",
    "owners": "owners",
    "remind": "remind",
    "trailers": "trailers",
    "template": "template",
    "verify": "verify",
    "workload": "workload",
}
"""Every command with its module, which is read when somebody calls it: others cost the quick ones time."""

CLEAN, PROBLEMS, CRASH = 0, 1, 3
NAMED = 10
"""So many files are told by name when a command is ended; of more, their number."""
ANYWHERE = frozenset({"doctor", "init"})
"""Commands that run where there is no company yet."""


def command(name: str) -> Command:
    """The module of a command."""
    return cast(Command, import_module(f"{__name__}.{COMMANDS[name]}"))


def parser(*names: str) -> argparse.ArgumentParser:
    """What is understood of a command line: the commands named, or every command, with their arguments."""
    made = argparse.ArgumentParser(prog="taizhang", description="台账:客户经理管理制度的记录、规则与通报")
    commands = made.add_subparsers(dest="command", required=True, metavar="命令")
    for name in names or COMMANDS:
        found = command(name)
        found.arguments(commands.add_parser(name, help=found.HELP, description=found.HELP))
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 clean, 1 problems, 2 wrong arguments, 3 a fault of the programme.

    130 says that Ctrl-C ended it, 143 that the system did.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    back = heed()
    del WRITTEN[:]
    try:
        return _run(arguments)
    except KeyboardInterrupt as stopped:
        return _stopped(stopped)
    except BrokenPipeError:
        return CLEAN
    except OSError as stopped:
        why = no_access(stopped)
        return _crashed() if why is None else refused(why)
    except Exception:  # noqa: BLE001 - the one place that says: this is ours to mend
        return _crashed()
    finally:
        back()


def understood(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What a command line asks for; pairs may also stand behind options. Wrong arguments end the programme with 2."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    made = parser(*(name for name in given[:1] if name in COMMANDS))
    chosen, rest = made.parse_known_args(given)
    if rest and not (hasattr(chosen, "given") and all("=" in one and not one.startswith("-") for one in rest)):
        made.error(f"unrecognized arguments: {' '.join(rest)}")
    if rest:  # pairs that stand behind options
        chosen.given += rest
    return chosen


def _run(arguments: Sequence[str] | None) -> int:
    """Do what a command line asks for, where there is a company."""
    chosen = understood(arguments)
    if chosen.command not in ANYWHERE and (elsewhere := not_here(chosen.base_dir)):
        return refused(elsewhere)
    return command(chosen.command).run(chosen)


def _stopped(stopped: KeyboardInterrupt) -> int:
    """Tell what the command has written before somebody ended it."""
    count, paths = len(WRITTEN), "、".join(str(file) for file in WRITTEN[:NAMED])
    told = "stopped.nothing" if not count else "stopped.written" if count <= NAMED else "stopped.written-more"
    print(say(told, count=count, paths=paths), file=sys.stderr)
    return stopped.code if isinstance(stopped, Stopped) else Stopped().code


def _crashed() -> int:
    """Tell the fault that is being handled, and whose it is."""
    import traceback

    traceback.print_exc()
    print("taizhang 自身出错了,这不是您的记录的问题。请把以上内容发给管理员。", file=sys.stderr)
    return CRASH
