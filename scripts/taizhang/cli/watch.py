"""``taizhang check --watch``: once now, and again whenever a file below the folders was saved, until Ctrl-C."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from queue import Empty, SimpleQueue

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from taizhang.desk.sentences import say

SETTLED = 0.15
"""Seconds without another event: an editor writes a file in several steps."""
PATIENCE = 3600.0
TOUCHING = frozenset({"created", "modified", "moved", "deleted"})


class _Seen(FileSystemEventHandler):
    """Notes that something was saved; reading a file is no change.

    The queue is one that Ctrl-C can't leave locked.
    """

    def __init__(self) -> None:
        self.events: SimpleQueue[str] = SimpleQueue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the observer's own thread."""
        if event.event_type in TOUCHING:
            self.events.put(str(event.src_path))


def watch(folders: Iterable[Path], run: Callable[[], int]) -> int:
    """Call ``run`` now and after each change; the last call's code when somebody ends it."""
    seen, observer = _Seen(), Observer()
    for folder in folders:
        if folder.is_dir():
            observer.schedule(seen, str(folder), recursive=True)
    observer.start()
    code = 0
    try:
        while True:
            code = run()
            print(say("watch.waiting"), flush=True)
            _next(seen.events)
    except KeyboardInterrupt:
        return code
    finally:
        observer.stop()
        observer.join()


def _next(events: SimpleQueue[str]) -> None:
    """Return when something was saved and nothing more came for a moment."""
    while True:
        try:
            events.get(timeout=PATIENCE)
        except Empty:
            continue
        break
    while True:
        time.sleep(SETTLED)
        if events.empty():
            return
        while not events.empty():
            events.get_nowait()
