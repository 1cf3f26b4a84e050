"""Fifty thousand claims in a real browser, by the processor time of the page's own thread.

Processor time, not the clock: other work on the machine does not change it.
"""

import pytest

from pipeline.config import ReportSettings
from pipeline.report import ReportInput, build_report
from tests.report.made import make

pytestmark = pytest.mark.browser

FIRST_VIEW = 2.0
FILTER = 0.2
ROUNDS = 8
"""Of so many the quickest counts: now and then the browser collects its garbage in between."""
SHOWN = """async () => {
  Dossier.change(%s);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}"""
UPDATES = (
    "{lists: {type: ['ASSAULT']}}",
    "{lists: {type: [], actor: ['russia', 'turkey']}}",
    "{q: 'aleppo besieged'}",
    "{q: '', from: '2015', to: '2016-06'}",
    "{from: '', to: '', lists: {actor: []}}",
)


@pytest.fixture(scope="module")
def timed(chromium, tmp_path_factory):
    """The page on 50,000 claims, and a function that gives its processor time in seconds."""
    folder = tmp_path_factory.mktemp("fifty")
    claims, documents = make(50_000, 50)
    page_path = build_report(
        ReportInput(claims, documents, folder), folder / "report", ReportSettings()
    )
    page = chromium.new_page(viewport={"width": 1500, "height": 900})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(each["value"] for each in metrics if each["name"] == "TaskDuration")

    yield page, page_path, spent
    page.close()


def test_first_view_and_filters_are_quick(timed):
    page, path, spent = timed
    before = spent()
    page.goto(f"file://{path}")
    page.wait_for_selector("#table .tabulator-row")
    assert spent() - before < FIRST_VIEW
    page.wait_for_function("() => Dossier.searchIsWarm()", timeout=60_000)
    taken = {update: [] for update in UPDATES}
    for update in UPDATES * ROUNDS:
        before = spent()
        page.evaluate(SHOWN % update)
        taken[update].append(spent() - before)
    assert {update for update, times in taken.items() if min(times) > FILTER} == set()
