"""The report in a real browser. Every test also checks that the console stays silent, that no
dialog opens and that nothing is fetched from outside the folder (the ``reader`` fixture).
"""

import pytest

from pipeline.schema import ReviewRecord
from tests.report.made import HOSTILE, hostile

pytestmark = pytest.mark.browser

TOTAL = 240 + len(HOSTILE) + 3
MADE = "#document=dossier-001&document=dossier-002&document=dossier-003&document=dossier-004"


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


def test_all_claims_are_listed(reader):
    page = reader.open()
    assert reader.count() == f"{TOTAL} claims"
    assert page.title() == "Made-up <claims>"
    assert shown(page, "evidence")[0].endswith(
        "the account numbered 0 of dossier-001 says no more of it."
    )


def test_a_filter_narrows_table_counts_and_address(reader):
    page = reader.open()
    expected = facet_count(page, "type", "Assault")
    click_value(page, "type", "Assault")
    settle(page)
    assert reader.count() == f"{expected} of {TOTAL} claims"
    assert set(shown(page, "type")) == {"Assault"}
    assert reader.hash() == "#type=ASSAULT"
    turkey = facet_count(page, "actor", "Turkey")
    click_value(page, "actor", "Turkey")
    settle(page)
    assert reader.count() == f"{turkey} of {TOTAL} claims"
    page.click("#chips >> text=Clear all")
    settle(page)
    assert reader.count() == f"{TOTAL} claims"


def test_counts_of_a_filter_ignore_the_filter_itself(reader):
    page = reader.open()
    before = facet_count(page, "type", "Consult")
    click_value(page, "type", "Assault")
    assert facet_count(page, "type", "Consult") == before


def test_an_address_is_a_view(reader):
    page = reader.open("#type=AID&actor=turkey&from=2015&to=2016-06&within=1&view=matrix&q=account")
    assert page.input_value("#search") == "account"
    assert page.input_value("#date-to") == "2016-06"
    assert page.get_attribute('[data-view="matrix"]', "aria-pressed") == "true"
    assert set(shown(page, "actor")) <= {"Turkey"}
    assert all("2015" <= date <= "2016-06" for date in shown(page, "date"))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("numbered 7 of dossier-002", 1),
        ('"numbered 7 of"', 4),
        ("zzz", 0),
        ("PALMYRA islámic", None),
    ],
)
def test_search(reader, query, count):
    page = reader.open(MADE)
    page.fill("#search", query)
    page.wait_for_timeout(250)
    found = int(reader.count().split()[0])
    if count is None:
        assert 0 < found < 240
        assert all("Islamic State" in text for text in shown(page, "evidence"))
    else:
        assert found >= count
        assert page.is_visible("#empty") is (count == 0)


def test_dates_overlap_or_lie_within(reader):
    page = reader.open("#from=2020-06&to=2020-07")
    overlapping = int(reader.count().split()[0])
    assert overlapping == len(HOSTILE)
    page.check('[data-facet="date"] input[type=checkbox]')
    settle(page)
    assert reader.count() == f"0 of {TOTAL} claims"


def test_sorting_by_date(reader):
    page = reader.open(MADE)
    page.click('.tabulator-col[tabulator-field="date"]')
    settle(page)
    dates = shown(page, "date")
    assert dates[0].startswith("2014")
    assert dates == sorted(dates)
    assert "sort=date:asc" in reader.hash()


def test_evidence_is_marked(reader):
    page = reader.open("#claim=dossier-002-00004")
    page.wait_for_selector(".sentence")
    claim = page.evaluate(
        """async () => {
          const model = Dossier.model;
          const i = model.indexOf("dossier-002-00004");
          const { claim } = await model.detail(i);
          return { sentence: model.sentence(i), actor: claim.actors[0].text };
        }"""
    )
    assert page.evaluate("document.querySelector('.sentence').textContent") == claim["sentence"]
    assert page.inner_text(".sentence mark.actor") == claim["actor"]
    assert page.locator(".legend mark").count() >= 4
    assert page.inner_text(".paragraph .here") == claim["sentence"]
    assert "via alias" in page.inner_text("#evidence .values-list")


def test_a_row_opens_its_claim(reader):
    page = reader.open(MADE)
    page.click("#table .tabulator-row >> nth=3")
    page.wait_for_selector(".sentence")
    assert "claim=dossier-001-00003" in reader.hash()
    page.keyboard.press("j")
    page.wait_for_selector("code:text-is('dossier-001-00004')")
    page.keyboard.press("k")
    page.keyboard.press("k")
    page.wait_for_selector("code:text-is('dossier-001-00002')")


def test_the_page_picture_carries_the_box(reader):
    page = reader.open("#claim=pictured-00001")
    page.wait_for_function("() => document.querySelector('.sheet img')?.naturalWidth > 0")
    box = page.locator(".sheet .box.evidence").bounding_box()
    sheet = page.locator(".sheet").bounding_box()
    scale = sheet["width"] / 300
    assert box["x"] - sheet["x"] == pytest.approx((72 - 2) * scale, abs=2)
    assert box["y"] - sheet["y"] == pytest.approx((100 - 2) * scale, abs=2)
    page.click("text=Enlarge")
    assert page.is_visible("dialog .sheet img")


def test_timeline_filters(reader):
    page = reader.open(MADE)
    bar = page.locator('.timeline g[tabindex][aria-label$=" claims"]').first
    month, total = bar.get_attribute("aria-label").split(": ")
    bar.click()
    settle(page)
    assert reader.count().split()[0] == total.split()[0]
    assert set(shown(page, "date")) == {month}


def test_map_filters(reader):
    page = reader.open(f"{MADE}&view=map")
    mark = page.locator('.place-mark[aria-label^="Bamako"]')
    mark.wait_for()
    total = mark.get_attribute("aria-label").split(": ")[1].split()[0]
    assert "town or site" in mark.get_attribute("aria-label")
    mark.focus()
    page.keyboard.press("Enter")
    settle(page)
    assert reader.count().split()[0] == total
    assert set(shown(page, "place")) == {"Bamako"}


def test_matrix_filters(reader):
    page = reader.open(f"{MADE}&view=matrix")
    cell = page.locator(".matrix .cell").first
    pair, total = cell.get_attribute("aria-label").split(": ")
    cell.click()
    settle(page)
    assert reader.count().split()[0] == total
    actor, recipient = pair.split(" → ")
    assert (set(shown(page, "actor")), set(shown(page, "recipient"))) == ({actor}, {recipient})


def test_gold_side_by_side(reader):
    page = reader.open("#view=validation&claim=dossier-001-00001")
    page.wait_for_selector("#view-validation table")
    assert page.locator("#view-validation tbody td").all_inner_texts() == ["58", "1", "1", "1"]
    assert "G7" in page.text_content(".missed")
    page.wait_for_selector("#evidence .plain")
    assert page.locator("#evidence .plain td").all_inner_texts() == [
        "jordan",
        "turkey",
        "role wrong attachment",
    ]


def reviews(page):
    with page.expect_download() as download:
        page.click("#download-reviews")
    text = download.value.path().read_text(encoding="utf-8")
    return [ReviewRecord.model_validate_json(line) for line in text.splitlines()]


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


def test_adding_a_missed_claim(reader):
    page = reader.open(f"{MADE}&claim=dossier-001-00002")
    page.wait_for_selector(".paragraph .here")
    offset = page.evaluate(
        """() => {
          const paragraph = document.getElementById("paragraph");
          const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
          const node = walker.nextNode();
          const at = node.textContent.indexOf("account");
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + "account".length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return Number(paragraph.dataset.start) + at;
        }"""
    )
    page.keyboard.press("n")
    page.click("dialog >> text=Keep")
    page = reader.open(MADE)
    (record,) = reviews(page)
    assert (record.decision, record.trigger, record.claim_id) == ("add", "account", None)
    assert (record.start, record.end) == (offset, offset + 7)
    assert (record.before.split()[-1], record.after.split()[0]) == ("the", "numbered")


def test_hostile_text_is_only_text(reader):
    page = reader.open()
    for claim in hostile()[0]:
        page.evaluate("(id) => Dossier.change({claim: id, view: 'table'})", claim.claim_id)
        page.wait_for_function(
            "(text) => document.querySelector('.sentence')?.textContent === text",
            arg=claim.evidence.text,
        )
        page.keyboard.press("e")
        page.wait_for_selector("dialog[open]")
        page.keyboard.press("Escape")
    actors = [claim.actors[0].text for claim in hostile()[0]]
    page.evaluate("(actors) => Dossier.change({lists: {actor: actors}})", actors)
    for view in ("table", "map", "matrix", "validation", "timeline"):
        page.click(f'[data-view="{view}"]')
        page.wait_for_timeout(200)
    assert reader.count() == f"{len(HOSTILE)} of {TOTAL} claims"
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("document.querySelectorAll('svg[onload], b, #table img').length") == 0


def test_hostile_addresses(reader):
    page = reader.open(
        "#type=__proto__&actor=<img src=x onerror=alert(1)>&claim=<b>x</b>&view=evil&from=x"
    )
    assert page.is_visible("#empty")
    assert "<b>x</b>" in page.inner_text("#evidence-body")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_accessible(chromium, report, scheme, width):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright",
        reason="needs axe-playwright-python (pip install dossier-claims[browser])",
    )
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    serious = []
    for view in ("timeline", "map", "matrix", "validation"):
        page.goto("about:blank")
        page.goto(f"file://{report}#claim=dossier-001-00001&view={view}")
        page.wait_for_selector(".sentence")
        page.wait_for_timeout(300)
        found = axe.Axe().run(page).response["violations"]
        serious += [
            (view, rule["id"], node["html"])
            for rule in found
            if rule["impact"] in ("serious", "critical")
            for node in rule["nodes"]
        ]
    page.close()
    assert serious == []


@pytest.mark.parametrize("width", [360, 768, 1280, 3840])
def test_nothing_sticks_out(chromium, report, width):
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(f"file://{report}#claim=dossier-001-00001")
    page.wait_for_selector(".sentence")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.is_visible("#evidence")
    page.click("#close-evidence")
    assert page.locator("#table .tabulator-row").first.is_visible()
    page.close()


def test_printing_lists_all_that_pass(reader):
    page = reader.open("#document=dossier-001")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.querySelectorAll('#print tbody tr').length") == 60
    page.emulate_media(media="print")
    assert page.locator("#print table").is_visible()
    assert not page.locator("#filters").is_visible()


def test_a_missing_data_file_is_told(chromium, report, tmp_path):
    import shutil

    shutil.copytree(report.parent, tmp_path / "report")
    (tmp_path / "report" / "data" / "documents" / "dossier-001.js").unlink()
    page = chromium.new_page()
    page.goto(f"file://{tmp_path}/report/index.html#claim=dossier-001-00001")
    page.wait_for_selector("#evidence [role=alert]")
    assert "data/documents/dossier-001.js is missing" in page.inner_text("#evidence")
    page.close()
