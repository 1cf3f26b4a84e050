"""The report in a real browser. Every test also checks that the console stays silent, that no
dialog opens and that nothing is fetched from outside the folder (the ``reader`` fixture).
"""

import pytest

from tests.report.driving import MADE, TOTAL, click_value, facet_count, settle, shown
from tests.report.made import HOSTILE, hostile

pytestmark = pytest.mark.browser


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
    for claim in hostile()[0]:
        page.evaluate("(id) => Dossier.change({read: id})", claim.doc_id)
        page.wait_for_function(
            "(text) => document.querySelector('.paragraph.whole')?.textContent === text",
            arg=claim.evidence.text,
        )
    for view in ("table", "map", "network", "matrix", "documents", "validation", "timeline"):
        page.click(f'[data-view="{view}"]')
        page.wait_for_timeout(200)
    assert reader.count() == f"{len(HOSTILE)} of {TOTAL} claims"
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("document.querySelectorAll('svg[onload], b, #table img').length") == 0


def test_hostile_addresses(reader):
    page = reader.open(
        "#type=__proto__&actor=<img src=x onerror=alert(1)>&claim=<b>x</b>&view=evil&from=x"
        "&sort=evil:asc,date:up,__proto__:asc"
    )
    assert page.is_visible("#empty")
    assert "<b>x</b>" in page.inner_text("#evidence-body")
    for key in ("read", "gold"):
        page = reader.open(f"#{key}=<b>x</b>/y")
        assert "<b>x</b>/y" in page.inner_text("#evidence-body")


@pytest.mark.parametrize(
    ("width", "scheme", "views"),
    [(360, "light", 1), (360, "dark", None), (1440, "light", None), (1440, "dark", 1)],
)
def test_accessible(chromium, small_report, width, scheme, views):
    """Every view at both widths and in both schemes; the whole page and the forms in each pair."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright",
        reason="needs axe-playwright-python (pip install dossier-claims[browser])",
    )
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(f"file://{small_report}")
    serious = []
    for view, opened in VIEWS[:views]:
        page.evaluate(f"location.hash = '{opened}&view={view}'")
        page.wait_for_selector(f"#view-{view} > *")
        page.wait_for_selector("#evidence-body > :nth-child(3)", state="attached")
        settle(page)
        parts = None if view == "timeline" else ["#overview-panel", "#evidence", "#chips"]
        serious += violations(axe, page, f"{view} {opened}", parts)
    for key, what in (("?", "keys"), ("e", "correction")):
        page.evaluate("location.hash = 'claim=dossier-001-00001'")
        page.wait_for_selector("code:text-is('dossier-001-00001')")
        page.keyboard.press(key)
        page.wait_for_selector("dialog[open]")
        serious += violations(axe, page, what, ["#dialog"])
        page.keyboard.press("Escape")
    page.close()
    assert serious == []


VIEWS = (
    ("timeline", "claim=dossier-001-00001"),
    ("map", "claim=dossier-001-00001"),
    ("network", "read=dossier-001"),
    ("network", "claim=dossier-001-00001&party=turkey"),
    ("matrix", "claim=dossier-001-00001"),
    ("documents", "claim=pictured-00001"),
    ("validation", "gold=dossier-001/G7"),
)


def violations(axe, page, where, parts):
    """Serious ones in some parts of the page, or in all of it where ``parts`` is None."""
    context = None if parts is None else [[part] for part in parts]
    found = axe.Axe().run(page, context).response["violations"]
    return [
        (where, rule["id"], node["html"])
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


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


def test_paper_is_light_and_a_document_is_printed_alone(chromium, report):
    page = chromium.new_page(color_scheme="dark")
    page.goto(f"file://{report}#read=dossier-001")
    page.wait_for_selector("#evidence .in-text")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#print table").count() == 0
    actor = "Dossier.colour('--actor')"
    assert page.evaluate(actor) == "rgb(93, 179, 238)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(actor) == "rgb(0, 114, 178)"
    assert page.locator("#evidence .paragraph.whole").first.is_visible()
    page.close()


def test_the_chosen_overview_is_in_sight_on_a_phone(chromium, report):
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"file://{report}#view=validation")
    page.wait_for_selector('[data-view="validation"][aria-pressed="true"]')
    box = page.locator('[data-view="validation"]').bounding_box()
    assert 0 <= box["x"] < box["x"] + box["width"] <= 360
    page.close()


def test_a_missing_data_file_is_told(chromium, report, tmp_path):
    import shutil

    shutil.copytree(report.parent, tmp_path / "report")
    (tmp_path / "report" / "data" / "documents" / "dossier-001.js").unlink()
    page = chromium.new_page()
    page.goto(f"file://{tmp_path}/report/index.html#claim=dossier-001-00001")
    page.wait_for_selector("#evidence [role=alert]")
    assert "data/documents/dossier-001.js is missing" in page.inner_text("#evidence")
    page.close()
