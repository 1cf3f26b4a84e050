"""Reviewing in a real browser: kept, corrected, added, downloaded, and made gold."""

from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline.cli import main
from pipeline.config import ReportSettings
from pipeline.evaluation.gold import read_gold_set
from pipeline.layout import read_document
from pipeline.report import ReportInput, build_report
from pipeline.stages.claims import claims_of
from tests.report.driving import MADE, facet_count, reviews, select, settle, shown
from tests.report.made import hostile, make

pytestmark = pytest.mark.browser


def test_review_by_keyboard_is_kept_and_downloaded(reader):
    page = reader.open(f"{MADE}&claim=dossier-001-00000")
    page.wait_for_selector(".sentence")
    page.keyboard.press("a")
    page.wait_for_selector("code:text-is('dossier-001-00001')")
    page.keyboard.press("r")
    page.wait_for_selector("code:text-is('dossier-001-00002')")
    page.keyboard.press("r")
    page.keyboard.press("u")
    page = reader.open(MADE)
    assert page.inner_text("#download-reviews").startswith("Reviews: 2")
    assert shown(page, "review")[:3] == ["✓", "✗", ""]
    kept, dropped = reviews(page)
    assert (kept.decision, kept.claim_id, kept.sent) == ("accept", "dossier-001-00000", 1)
    assert (dropped.decision, dropped.claim_id) == ("reject", "dossier-001-00001")
    assert kept.doc_id == "dossier-001"
    assert kept.actors == (
        page.evaluate("Dossier.model.core.actors[Dossier.model.claims.actors[0][0]].id"),
    )


def test_correcting_a_claim(reader):
    page = reader.open(f"{MADE}&claim=dossier-001-00005")
    page.wait_for_selector(".sentence")
    page.keyboard.press("e")
    page.select_option("dialog select >> nth=0", "AGREE")
    page.click("dialog [aria-label=Actors] .chip")
    page.fill("dialog [aria-label='Add to actors']", "jordan")
    page.keyboard.press("Enter")
    page.fill("dialog label:has-text('Date (EDTF)') input", "2016-02/..")
    page.click("dialog >> text=Keep")
    page.wait_for_selector(".corrected-fields")
    (record,) = reviews(page)
    assert (record.decision, record.event_type, record.actors) == ("correct", "AGREE", ("jordan",))
    assert record.date == "2016-02/.."


def test_a_wrong_date_is_not_kept(reader):
    page = reader.open(f"{MADE}&claim=dossier-001-00005")
    page.wait_for_selector(".sentence")
    page.keyboard.press("e")
    page.fill("dialog label:has-text('Date (EDTF)') input", "last May")
    page.click("dialog >> text=Keep")
    assert page.is_visible("dialog form.editor")


@pytest.mark.parametrize("view", ["claim=dossier-001-00002", "read=dossier-001"])
def test_adding_a_missed_claim(reader, view):
    page = reader.open(f"{MADE}&{view}")
    select(page, 0, "account")
    page.keyboard.press("n")
    page.click("dialog >> text=Keep")
    page = reader.open(MADE)
    (record,) = reviews(page)
    text = make(240)[1][0].text
    assert (record.decision, record.trigger, record.claim_id) == ("add", "account", None)
    assert record.start == text.index("account")
    assert (text[record.start : record.end], record.page) == ("account", 1)
    assert (record.before.split()[-1], record.after.split()[0]) == ("the", "numbered")


def test_an_added_claim_stands_behind_letters_of_two_units(reader):
    """Python counts characters, the browser UTF-16 units."""
    claim = next(claim for claim in hostile()[0] if "\U0001f525" in claim.evidence.text)
    page = reader.open(f"#read={quote(claim.doc_id)}")
    select(page, 0, "met")
    page.keyboard.press("n")
    page.click("dialog >> text=Keep")
    (record,) = reviews(page)
    assert claim.evidence.text[record.start : record.end] == "met"


def test_one_word_that_stands_for_two_actors_is_written_once(reader):
    page = reader.open(f"{MADE}&claim=dossier-001-00000")
    page.wait_for_selector(".sentence")
    record = page.evaluate(
        """async () => {
          const { claim } = await Dossier.model.detail(0);
          const [ref] = claim.actors;
          const they = [{ ...ref, text: "they", id: "a" }, { ...ref, text: "they", id: "b" }];
          return Dossier.reviews.recordOf(0, { ...claim, actors: they });
        }"""
    )
    assert (record["actors"], record["actor_text"]) == (["a", "b"], "they")


def test_counts_and_table_follow_reviews(reader):
    page = reader.open(f"{MADE}&review=not reviewed&claim=dossier-001-00000")
    page.wait_for_selector(".sentence")
    page.keyboard.press("a")
    page.wait_for_selector("code:text-is('dossier-001-00001')")
    settle(page)
    page.click('[data-facet="review"] summary')
    assert facet_count(page, "review", "not reviewed") == 239
    assert facet_count(page, "review", "accepted") == 1
    assert reader.count().split()[0] == "239"
    assert "numbered 1 of dossier-001" in shown(page, "evidence")[0]
    page.keyboard.press("u")
    settle(page)
    assert facet_count(page, "review", "not reviewed") == 240
    assert page.locator('[data-facet="review"] label:has-text("accepted")').count() == 0


def test_another_tab_loses_nothing(reader):
    first = reader.open(f"{MADE}&claim=dossier-001-00000")
    second = first.context.new_page()
    second.goto(first.url)
    second.wait_for_selector(".sentence")
    first.keyboard.press("a")
    second.wait_for_selector("#download-reviews:has-text('Reviews: 1')")
    second.keyboard.press("j")
    second.wait_for_selector("code:text-is('dossier-001-00001')")
    second.keyboard.press("r")
    assert [record.decision for record in reviews(second)] == ["accept", "reject"]


def test_a_downloaded_file_is_taken_over_in_another_browser(reader, chromium, tmp_path):
    page = reader.open(f"{MADE}&claim=dossier-001-00000")
    page.wait_for_selector(".sentence")
    page.keyboard.press("a")
    page.wait_for_selector("code:text-is('dossier-001-00001')")
    select(page, 0, "account")
    page.keyboard.press("n")
    page.click("dialog >> text=Keep")
    with page.expect_download() as download:
        page.click("#download-reviews")
    text = download.value.path().read_text(encoding="utf-8")
    stray = text.splitlines()[0].replace("dossier-001", "elsewhere")
    path = tmp_path / "reviews.jsonl"
    path.write_text(f"{text}{stray}\n{{not json\n", encoding="utf-8")
    other = chromium.new_page()
    other.goto(page.url)
    other.wait_for_selector("body[data-ready]")
    for _ in range(2):  # a second time adds nothing
        other.click("#help")
        other.set_input_files("dialog input[type=file]", path)
        other.wait_for_selector("#toast:has-text('2 decisions taken over, 2 of other')")
        other.keyboard.press("Escape")
    with other.expect_download() as again:
        other.click("#download-reviews")
    assert again.value.path().read_text(encoding="utf-8") == text
    other.close()


def test_a_browser_that_keeps_nothing_says_so(chromium, report):
    page = chromium.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }});"
    )
    page.goto(f"file://{report}#claim=dossier-001-00000")
    page.wait_for_selector(".sentence")
    page.keyboard.press("r")
    page.wait_for_selector("#download-reviews:has-text('Reviews: 1')")
    assert [record.decision for record in reviews(page)] == ["reject"]
    page.close()


def test_the_keys_are_told(reader):
    page = reader.open()
    page.keyboard.press("?")
    keys = page.locator("dialog kbd").all_inner_texts()
    assert keys == ["j", "k", "a", "r", "e", "n", "u", "/", "Escape", "?"]
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


TEXT = (
    "Turkey shot down a Russian bomber over the Syrian border in November 2015. "
    "Iran bombed Aleppo. The weather held \U0001f525 and the talks collapsed in Geneva.\n"
)


def test_an_analysts_review_becomes_gold(chromium, nlp, tmp_path, monkeypatch):
    """From the claims of a document, over the page and its download, to gold/<document>.jsonl."""
    monkeypatch.chdir(tmp_path)
    for folder in ("raw", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "raw" / "coast.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold" / "registry.json").write_text('{"actors": {}, "places": {}}', "utf-8")
    document = read_document(Path("raw/coast.txt"))
    claims = claims_of(document, nlp)
    assert [claim.action.text for claim in claims][:2] == ["shot down", "bombed"]
    given = ReportInput(claims, [document], tmp_path)
    path = build_report(given, tmp_path / "report", ReportSettings())
    page = chromium.new_page()
    page.goto(f"file://{path}#claim={claims[0].claim_id}")
    page.wait_for_selector(".sentence")
    page.keyboard.press("a")
    page.wait_for_selector(f"code:text-is('{claims[1].claim_id}')")
    page.keyboard.press("e")
    page.select_option("dialog select >> nth=0", "COERCE")
    page.click("dialog >> text=Keep")
    page.evaluate("Dossier.change({read: 'coast'})")
    page.wait_for_selector(".paragraph.whole")
    select(page, 0, "talks")
    page.keyboard.press("n")
    page.select_option("dialog select >> nth=0", "CONSULT")
    page.click("dialog >> text=Keep")
    with page.expect_download() as download:
        page.click("#download-reviews")
    download.value.save_as(tmp_path / "reviews.jsonl")
    page.close()
    assert main(["gold", "import", "reviews.jsonl", "raw/coast.txt"]) == 0
    records = read_gold_set(tmp_path / "gold")["coast"]
    assert [(each.trigger, each.event_type, each.actors) for each in records] == [
        ("shot down", "ASSAULT", ("turkey",)),
        ("bombed", "COERCE", ("iran",)),
        ("talks", "CONSULT", ()),
    ]
