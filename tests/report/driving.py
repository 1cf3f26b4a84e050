"""What the browser tests share: choosing filters, reading the table, downloading reviews."""

from pipeline.schema import ReviewRecord
from tests.report.made import HOSTILE

TOTAL = 240 + len(HOSTILE) + 3
"""Claims of the report that the tests open."""
MADE = "#document=dossier-001&document=dossier-002&document=dossier-003&document=dossier-004"
"""The address of the 240 claims that are neither hostile nor pictured."""


def click_value(page, facet, label):
    page.click(f'[data-facet="{facet}"] .values label:has-text("{label}")')


def facet_count(page, facet, label):
    return int(
        page.inner_text(f'[data-facet="{facet}"] .values label:has-text("{label}") .n').replace(
            ",", ""
        )
    )


def settle(page):
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)))")


def shown(page, field):
    cells = page.locator(f'#table .tabulator-row .tabulator-cell[tabulator-field="{field}"]')
    return cells.all_inner_texts()


def reviews(page):
    with page.expect_download() as download:
        page.click("#download-reviews")
    text = download.value.path().read_text(encoding="utf-8")
    return [ReviewRecord.model_validate_json(line) for line in text.splitlines()]


SELECT = """([paragraph, word]) => {
  const box = document.querySelector(`[data-paragraph="${paragraph}"]`);
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.textContent.indexOf(word);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + word.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""


def select(page, paragraph: int, word: str) -> None:
    """Select a word in a paragraph of the text that the panel shows."""
    page.wait_for_selector(f'[data-paragraph="{paragraph}"]')
    page.evaluate(SELECT, [paragraph, word])
