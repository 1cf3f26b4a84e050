"""A report made up for tests, and a browser to open it in."""

import shutil
from pathlib import Path

import pytest

from pipeline.config import ReportSettings
from pipeline.report import ReportInput, build_report
from pipeline.report.validation import Disagreement, Validation
from pipeline.schema import Claim, GoldRow
from tests.report.made import hostile, hostile_rejections, make, pictured

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def disagreement(**fields: object) -> Disagreement:
    row = {
        "doc_id": "dossier-001",
        "gold_id": "G1",
        "claim_id": "dossier-001-00001",
        "field": "actors",
        "gold": "jordan",
        "predicted": "turkey",
        "cause": "role wrong attachment",
    }
    return Disagreement.model_validate(row | fields)


def gold_row(gold_id: str, claim: Claim, word: str, *, found: bool) -> GoldRow:
    """Gold at a word of a claim's sentence."""
    low, high = claim.evidence.start or 0, claim.evidence.end or 0
    start = low + claim.evidence.text.index(word)
    return GoldRow(
        doc_id=claim.doc_id,
        gold_id=gold_id,
        claim_id=claim.claim_id if found else None,
        page=claim.page,
        start=start,
        end=start + len(word),
        sentence_start=low,
        sentence_end=high,
        trigger=word,
        values={"event_type": "ASSAULT", "actors": "jordan", "date": "", "polarity": "positive"},
    )


def make_validation() -> Validation:
    """In the first made-up document: a wrong actor, an invented claim, and a missed one."""
    claims, _ = make(240)
    return Validation(
        ["dossier-001"],
        [
            disagreement(),
            disagreement(claim_id="dossier-001-00002", gold_id=None, field="detection"),
            disagreement(
                claim_id=None, gold_id="G7", field="detection", cause="trigger missing in lexicon"
            ),
        ],
        [
            gold_row("G1", claims[1], claims[1].action.text, found=True),
            gold_row("G7", claims[3], "account", found=False),
        ],
    )


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of 240 claims in four documents, one of them a PDF, and of hostile documents."""
    root = tmp_path_factory.mktemp("project")
    claims, documents = make(240)
    for given in (hostile(), pictured(root)):
        claims += given[0]
        documents += given[1]
    given = ReportInput(claims, documents, root, make_validation(), rejected=hostile_rejections())
    return build_report(given, root / "report", ReportSettings(title="Made-up <claims>"))


@pytest.fixture(scope="session")
def small_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with 24 claims: every part of the page is there, with few of each."""
    root = tmp_path_factory.mktemp("small")
    claims, documents = make(24)
    more = pictured(root)
    given = ReportInput(
        claims + more[0],
        documents + more[1],
        root,
        make_validation(),
        rejected=hostile_rejections()[:2],
    )
    return build_report(given, root / "report", ReportSettings(title="Made-up <claims>"))


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium, or a skip that says what is missing."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="needs playwright (pip install dossier-claims[browser])"
    )
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        pytest.skip("needs a Chromium on the PATH (apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


class Reader:
    """A person at the report: opens views, and records what the browser complained about."""

    def __init__(self, page, path: Path) -> None:
        self.page = page
        self.path = path
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.on("request", lambda request: self.requests.append(request.url))

    def open(self, view: str = ""):
        self.page.goto("about:blank")
        self.page.goto(f"file://{self.path}{view}")
        self.page.wait_for_selector("body[data-ready]")
        self.page.wait_for_selector("#table .tabulator-row, #empty:not([hidden])")
        return self.page

    def count(self) -> str:
        return self.page.inner_text("#count")

    def hash(self) -> str:
        return self.page.evaluate("decodeURIComponent(location.hash)")


@pytest.fixture(scope="session")
def blank(chromium, tmp_path_factory):
    """An empty page that stays open: so the next ones begin in half the time."""
    path = tmp_path_factory.mktemp("blank") / "index.html"
    path.touch()
    context = chromium.new_context(viewport={"width": 1500, "height": 950})
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


@pytest.fixture
def reader(blank, report):
    reader = Reader(blank.context.new_page(), report)
    yield reader
    for page in blank.context.pages:
        if page != blank:
            page.close()
    blank.evaluate("localStorage.clear()")
    assert reader.complaints == []
    outside = [url for url in reader.requests if not url.startswith(("file://", "about:", "blob:"))]
    assert outside == []
