"""What a page costs its reader: bytes, requests, and when it is painted, at a desk and on a phone on the road.

``python benchmarks/paint.py`` looks at ``build/site`` (``make site`` makes it) in the machine's own Chromium, each page
with a cold cache, from a server on this machine that compresses as usual servers do. The phone is four times slower and
gets 1.6 Mbit/s at 150 ms. ``--journey`` walks as a manager does before a visit: start, customers, filter, customer, his
manager, search.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import io
import shutil
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WORTH = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".ics"})
"""What a usual server compresses."""
SETTLE, LONGEST = 1000, 30_000
"""Milliseconds without anything new before a page's figures are read, and the longest wait for them."""
TYPES = ("Document", "Stylesheet", "Script", "Other")
WATCH = """
window.seen = { paint: {}, largest: 0, shift: 0, long: [] };
const watch = (type, take) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
watch("paint", (one) => { seen.paint[one.name] = one.startTime; });
watch("largest-contentful-paint", (one) => { seen.largest = one.startTime; });
watch("layout-shift", (one) => { if (!one.hadRecentInput) seen.shift += one.value; });
watch("longtask", (one) => { seen.long.push([one.startTime, one.duration]); });
"""
READ = """() => {
  const first = seen.paint["first-contentful-paint"] ?? 0;
  const blocked = seen.long.filter(([start]) => start >= first).reduce((sum, [, taken]) => sum + taken - 50, 0);
  return { paint: seen.paint["first-paint"] ?? 0, first, largest: seen.largest, shift: seen.shift, blocked };
}"""
TYPED = """async ([selector, text]) => {
  const box = document.querySelector(selector), start = performance.now();
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
}"""


@dataclass(frozen=True)
class Device:
    """What somebody reads with: ``slower`` times the processor's time, ``rate`` in bytes a second, ``delay`` in ms."""

    name: str
    size: tuple[int, int]
    slower: int = 1
    rate: float = -1
    delay: int = 0


DESK = Device("desk", (1440, 900))
PHONE = Device("phone, CPU 4x, 1.6 Mbit/s, 150 ms", (360, 780), 4, 1_600_000 / 8, 150)


@dataclass
class Cost:
    """What came for one page: bytes over the wire and unpacked, by type."""

    requests: int = 0
    wire: dict[str, float] = field(default_factory=dict)
    plain: dict[str, float] = field(default_factory=dict)

    def watch(self, session: CDPSession) -> None:
        """Count what a tab is sent."""
        kinds: dict[str, str] = {}

        def received(event: dict[str, Any]) -> None:
            kinds[event["requestId"]] = event["type"] if event["type"] in TYPES else "Other"
            self.requests += 1

        def data(event: dict[str, Any]) -> None:
            kind = kinds.get(event["requestId"], "Other")
            self.plain[kind] = self.plain.get(kind, 0) + event["dataLength"]

        def finished(event: dict[str, Any]) -> None:
            kind = kinds.get(event["requestId"], "Other")
            self.wire[kind] = self.wire.get(kind, 0) + event["encodedDataLength"]

        session.on("Network.responseReceived", received)
        session.on("Network.dataReceived", data)
        session.on("Network.loadingFinished", finished)


class Compressing(SimpleHTTPRequestHandler):
    """Serves files, compressed for whoever takes it, and says nothing."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> Any:  # noqa: ANN401 - as the base class has it
        """Answer with the file's compressed bytes where they are worth it."""
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in WORTH or not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        changed = self.date_time_string(path.stat().st_mtime)
        if self.headers.get("If-Modified-Since") == changed:
            self.send_response(304)
            self.end_headers()
            return None
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Last-Modified", changed)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def handle(self) -> None:
        """Take it calmly when the browser has gone on."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - as the base class has it
        """Say nothing."""


def main() -> None:
    """Serve, look, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "build" / "site", help="the built site")
    parser.add_argument("--runs", type=int, default=3, help="how often each page is looked at; the middle one is told")
    parser.add_argument("--journey", action="store_true", help="walk through the site on the phone instead")
    chosen = parser.parse_args()
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None or not (chosen.site / "index.html").is_file():
        sys.exit(f"needs Chromium and a built site: {chosen.site}")
    with serving(chosen.site) as address, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        if chosen.journey:
            print(
                told(
                    ("step", "ms to be seen", "largest ms", "blocked ms", "bytes"),
                    journey(browser, address, chosen.site),
                )
            )
        else:
            for device in (DESK, PHONE):
                print(f"### {device.name}\n")
                print(told(HEADS, [row(browser, address, where, device, chosen.runs) for where in pages(chosen.site)]))
        browser.close()


HEADS = (
    "page", "requests", "kB wire", "kB plain", "HTML", "CSS", "JS", "other", "first paint", "contentful", "largest",
    "shift", "blocked ms",
)  # fmt: skip


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which ``folder`` is served as long as the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressing, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def pages(site: Path) -> list[str]:
    """The start page, the fullest customer's and person's, and the list of customers."""
    return ["", fullest(site, "customers"), fullest(site, "people"), "customers/"]


def fullest(site: Path, family: str) -> str:
    """The page of a family with the most on it."""
    found = max((site / family).glob("*/index.html"), key=lambda one: (one.stat().st_size, one.as_posix()))
    return f"{family}/{found.parent.name}/"


def opened(browser: Browser, device: Device) -> tuple[BrowserContext, Page, CDPSession]:
    """A tab of a new reader, whose browser has kept nothing."""
    size = {"width": device.size[0], "height": device.size[1]}
    reader = browser.new_context(viewport={"width": size["width"], "height": size["height"]})
    page = reader.new_page()
    page.add_init_script(WATCH)
    session = reader.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": device.slower})
    limits = {
        "offline": False,
        "latency": device.delay,
        "downloadThroughput": device.rate,
        "uploadThroughput": device.rate / 2,
    }
    session.send("Network.emulateNetworkConditions", limits)
    return reader, page, session


def look(browser: Browser, address: str, device: Device) -> tuple[Cost, dict[str, float]]:
    """One cold look at a page."""
    reader, page, session = opened(browser, device)
    cost = Cost()
    cost.watch(session)
    page.goto(address, wait_until="load")
    settle(page, cost)
    figures = page.evaluate(READ)
    reader.close()
    return cost, figures


def settle(page: Page, cost: Cost) -> None:
    """Wait until nothing more comes: what a page asks for late, the search index say, belongs to it."""
    for _ in range(LONGEST // SETTLE):
        before = (cost.requests, sum(cost.wire.values()))
        page.wait_for_timeout(SETTLE)
        if before == (cost.requests, sum(cost.wire.values())):
            break


def row(browser: Browser, address: str, where: str, device: Device, runs: int) -> list[str]:
    """A page's line: the middle of some looks by when its largest part was painted."""
    looks = sorted((look(browser, address + where, device) for _ in range(runs)), key=lambda one: one[1]["largest"])
    cost, figures = looks[len(looks) // 2]
    kinds = [f"{cost.wire.get(kind, 0) / 1000:.0f}" for kind in TYPES]
    times = [f"{figures[name]:.0f}" for name in ("paint", "first", "largest")]
    sums = [f"{sum(found.values()) / 1000:.0f}" for found in (cost.wire, cost.plain)]
    return [
        where or "/",
        str(cost.requests),
        *sums,
        *kinds,
        *times,
        f"{figures['shift']:.3f}",
        f"{figures['blocked']:.0f}",
    ]


def journey(browser: Browser, address: str, site: Path) -> Iterator[list[str]]:
    """Before a visit, on a phone that has kept nothing: each step with when its page is seen and what it took."""
    reader, page, session = opened(browser, PHONE)
    customer = fullest(site, "customers")
    for name, where in (("start", ""), ("customers", "customers/")):
        yield step(page, session, address + where, name)
    box = ".tz-filter input[type=search]"
    page.locator(box).first.wait_for()
    yield ["filter by two characters", f"{page.evaluate(TYPED, [box, '有限']):.0f}", "", "", ""]
    yield ["filter by an id", f"{page.evaluate(TYPED, [box, customer.split('/')[1]]):.0f}", "", "", ""]
    yield step(page, session, address + customer, "customer")
    person = page.locator("article a[href*='people/']").first
    yield step(page, session, str(person.evaluate("(one) => one.href")), "his manager")
    yield ["search, first answer", *searched(page, session)]
    reader.close()


def step(page: Page, session: CDPSession, address: str, name: str) -> list[str]:
    """One page of the walk."""
    cost = Cost()
    cost.watch(session)
    page.goto(address, wait_until="load")
    settle(page, cost)
    found = page.evaluate(READ)
    size = f"{sum(cost.wire.values()) / 1000:.0f} kB"
    return [name, f"{found['first']:.0f}", f"{found['largest']:.0f}", f"{found['blocked']:.0f}", size]


def searched(page: Page, session: CDPSession) -> list[str]:
    """Opening search for the first time and asking: until an answer stands there, and again with the index there."""
    cost = Cost()
    cost.watch(session)
    page.locator("label[for=__search]:visible").first.click()
    start = float(page.evaluate("performance.now()"))
    page.locator(".md-search__input").fill("有限")
    page.keyboard.press("Shift")
    page.locator(".md-search-result__link").first.wait_for(timeout=60_000)
    first = float(page.evaluate("performance.now()")) - start
    return [f"{first:.0f}", "", "", f"{sum(cost.wire.values()) / 1000:.0f} kB"]


def told(heads: Sequence[str], rows: Iterator[list[str]] | list[list[str]]) -> str:
    """A Markdown table; numbers to the right."""
    marks = ["---", *["--:"] * (len(heads) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (list(heads), marks, *rows)) + "\n"


if __name__ == "__main__":
    main()
