"""The command line: one module a command, nothing but arguments and printing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from taizhang.cli import (
    bulletin,
    check,
    close,
    draw,
    due,
    explain,
    export_pay,
    export_scores,
    history,
    new,
    remind,
    verify,
    workload,
)
from taizhang.cli.command import Command

COMMANDS: dict[str, Command] = {
    "bulletin": bulletin,
    "check": check,
    "close": close,
    "draw": draw,
    "due": due,
    "explain": explain,
    "export-pay": export_pay,
    "export-scores": export_scores,
    "history": history,
    "new": new,
    "remind": remind,
    "verify": verify,
    "workload": workload,
}

CLEAN, PROBLEMS, CRASH = 0, 1, 3


def parser() -> argparse.ArgumentParser:
    """What is understood of a command line: every command with its arguments."""
    made = argparse.ArgumentParser(prog="taizhang", description="台账:客户经理管理制度的记录、规则与通报")
    commands = made.add_subparsers(dest="command", required=True, metavar="命令")
    for name, command in COMMANDS.items():
        sub = commands.add_parser(name, help=command.HELP, description=command.HELP)
        command.arguments(sub)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 clean, 1 problems, 2 wrong arguments, 3 a fault of the programme."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    chosen = parser().parse_args(arguments)
    try:
        return COMMANDS[chosen.command].run(chosen)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return CLEAN
    except Exception:  # noqa: BLE001 - the one place that says: this is ours to mend
        import traceback

        traceback.print_exc()
        print("taizhang 自身出错了,这不是您的记录的问题。请把以上内容发给管理员。", file=sys.stderr)
        return CRASH
