"""The review page on 50,000 claims in Chromium: ``python bench/report.py``.

Medians of several rounds, by the clock and in processor time of the page's own thread, which other
work on the machine hardly changes. ``tests/report/test_speed.py`` holds the limits. Needs the extra
``browser`` and a Chromium.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.config import ReportSettings  # noqa: E402
from pipeline.report import ReportInput, build_report  # noqa: E402
from tests.report.made import make  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page

Times = dict[str, list[tuple[float, float]]]

CLAIMS = 50_000
DOCUMENTS = 50
ROUNDS = 7
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FRAME = "await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));"
STEPS = {
    "filter by a type": "{lists: {type: ['ASSAULT']}}",
    "filter by two actors": "{lists: {type: [], actor: ['russia', 'turkey']}}",
    "filter by either side": "{lists: {actor: [], party: ['iran']}}",
    "search for two words": "{lists: {party: []}, q: 'aleppo besieged'}",
    "filter by dates": "{q: '', from: '2015', to: '2016-06'}",
    "filter by confidence": "{from: '', to: '', confidence: 0.8}",
    "all filters off": "{confidence: 0}",
    "show the map": "{view: 'map'}",
    "show the network": "{view: 'network'}",
    "show the matrix": "{view: 'matrix'}",
    "show the documents": "{view: 'documents'}",
    "show the timeline": "{view: 'timeline'}",
}


def main() -> int:
    """Measure, and print a table."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        sys.stderr.write("no Chromium on the PATH (apt-get install chromium)\n")
        return 2
    times: Times = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        claims, documents = make(CLAIMS, DOCUMENTS)
        given = ReportInput(claims, documents, Path(folder))
        report = build_report(given, Path(folder) / "report", ReportSettings())
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1500, "height": 900})
        spent = processor_time(page)
        for _ in range(ROUNDS):
            page.goto("about:blank")
            measure(times, "first view", spent, lambda: show(page, report))
            page.wait_for_function("() => Dossier.searchIsWarm()", timeout=60_000)
            for name, change in STEPS.items():
                code = f"async () => {{ Dossier.change({change}); {FRAME} }}"
                measure(times, name, spent, partial(page.evaluate, code))
        browser.close()
    Console().print(table(times))
    return 0


def show(page: "Page", report: Path) -> None:
    """Open the report and wait for its first rows."""
    page.goto(f"file://{report}")
    page.wait_for_selector("#table .tabulator-row")


def processor_time(page: "Page") -> Callable[[], float]:
    """A function that gives the seconds that the page's thread has worked so far."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))

    return spent


def measure(
    times: Times, name: str, spent: Callable[[], float], work: Callable[[], object]
) -> None:
    """Add the milliseconds that ``work`` takes, by the clock and of the processor."""
    clock, processor = time.perf_counter(), spent()
    work()
    took = (time.perf_counter() - clock) * 1000, (spent() - processor) * 1000
    times.setdefault(name, []).append(took)


def table(times: Times) -> Table:
    """Medians of each step."""
    shown = Table("", "clock, ms", "processor, ms", box=None)
    for name, found in times.items():
        clock, processor = (statistics.median(each) for each in zip(*found, strict=True))
        shown.add_row(name, f"{clock:.0f}", f"{processor:.0f}")
    return shown


if __name__ == "__main__":
    sys.exit(main())
