"""What stands where on the page: the claim shown at first, the columns that fit, the colours."""

import re

import pytest

import pipeline.report
from tests.report.driving import MADE, click_value, settle, shown

FOLDER = pipeline.report.__path__[0]


@pytest.mark.browser
def test_on_a_wide_screen_the_first_claim_of_the_view_is_shown(reader):
    page = reader.open(MADE)
    page.wait_for_selector("code:text-is('dossier-001-00000')")
    assert page.locator("#table .tabulator-row.open").count() == 1
    address = reader.hash()
    assert "claim=" not in address
    click_value(page, "document", "Made-up dossier 001")
    page.wait_for_selector("code:text-is('dossier-002-00000')")
    page.click('.tabulator-col[tabulator-field="date"]')
    settle(page)
    page.wait_for_function(
        """() => document.querySelector("#evidence .sentence")?.textContent ===
          Dossier.tableRows()[0].evidence"""
    )
    opened = page.locator("#table .tabulator-row.open .tabulator-cell[tabulator-field=evidence]")
    assert opened.all_inner_texts() == shown(page, "evidence")[:1]
    assert "claim=" not in reader.hash()


@pytest.mark.browser
def test_the_address_goes_before_the_first_claim(reader):
    page = reader.open(f"{MADE}&claim=dossier-003-00007")
    page.wait_for_selector("code:text-is('dossier-003-00007')")
    settle(page)
    assert page.inner_text("#evidence .how code") == "dossier-003-00007"
    page = reader.open(f"{MADE}&read=dossier-002")
    page.wait_for_selector("#evidence .in-text")
    settle(page)
    assert page.locator("#evidence .sentence").count() == 0


@pytest.mark.browser
def test_the_first_claim_can_be_reviewed_and_is_left_by_keys(reader):
    page = reader.open(MADE)
    page.wait_for_selector("code:text-is('dossier-001-00000')")
    page.keyboard.press("a")
    page.wait_for_selector("code:text-is('dossier-001-00001')")
    assert shown(page, "review")[:2] == ["✓", ""]


@pytest.mark.browser
def test_a_closed_panel_leaves_its_room_until_a_claim_is_chosen(reader):
    page = reader.open(MADE)
    page.wait_for_selector("#evidence .sentence")
    before = page.locator("#table").bounding_box()["width"]
    page.click("#close-evidence")
    assert not page.is_visible("#evidence")
    settle(page)
    assert page.locator("#table").bounding_box()["width"] > before + 300
    click_value(page, "type", "Assault")
    settle(page)
    assert not page.is_visible("#evidence")
    page.click("#table .tabulator-row >> nth=1")
    page.wait_for_selector("#evidence .sentence")
    assert page.locator("#table").bounding_box()["width"] == before


@pytest.mark.browser
def test_what_is_shown_at_first_is_not_printed(reader):
    page = reader.open(MADE)
    page.wait_for_selector("#evidence .sentence")
    page.emulate_media(media="print")
    assert not page.is_visible("#evidence")
    page.emulate_media(media="screen")
    page.click("#table .tabulator-row >> nth=1")
    page.emulate_media(media="print")
    assert page.is_visible("#evidence")


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1100])
def test_on_a_small_screen_nothing_is_opened(chromium, report, width):
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(f"file://{report}{MADE}")
    page.wait_for_selector("#table .tabulator-row")
    page.wait_for_timeout(300)
    assert not page.is_visible("#evidence")
    page.close()


ALWAYS = ["date", "type", "actor", "action", "recipient"]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "fields"),
    [
        (1181, ALWAYS),
        (1400, [*ALWAYS, "place", "told"]),
        (3840, [*ALWAYS, "place", "told", "confidence", "evidence", "document", "page"]),
    ],
)
def test_columns_fit_the_table(chromium, report, width, fields):
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(f"file://{report}{MADE}&polarity=negative")
    page.wait_for_selector("#table .tabulator-row")
    page.wait_for_selector("#evidence .sentence")
    place = page.locator("#table").bounding_box()
    heads = page.locator("#table .tabulator-col:visible")
    names = [head.get_attribute("tabulator-field") for head in heads.all()]
    assert set(fields) <= set(names)
    last = heads.last.bounding_box()
    assert last["x"] + last["width"] <= place["x"] + place["width"] + 1
    holder = "document.querySelector('#table .tabulator-tableholder')"
    assert page.evaluate(f"{holder}.scrollWidth <= {holder}.clientWidth")
    if "told" in names:
        cell = page.locator("#table .tabulator-cell[tabulator-field=told]").first
        tag = cell.locator(".tag").first
        assert tag.inner_text() == "did not happen"
        box, room = tag.bounding_box(), cell.bounding_box()
        assert box["x"] + box["width"] <= room["x"] + room["width"]
    page.close()


@pytest.mark.browser
def test_seasons_and_modifiers_are_told_in_words(reader):
    page = reader.open()
    told = page.evaluate(
        """() => ["2014-22", "2016-22/2016-23", "XXXX-24", "ON_OR_BEFORE 2017-03",
          "APPROX 2012", "2022-11-22", "2014-22/..", "../2017-12",
          "2017-06-21/2017-06-30", "199X", ""].map(Dossier.dateLabel)"""
    )
    assert told == [
        "2014 summer",
        "2016 summer/2016 autumn",
        "XXXX winter",
        "by 2017-03",
        "about 2012",
        "2022-11-22",
        "2014 summer/..",
        "../2017-12",
        "2017-06-21/2017-06-30",
        "199X",
        "",
    ]


def test_every_colour_is_stated_once():
    with open(f"{FOLDER}/static/app/report.css", encoding="utf-8") as file:
        names = re.findall(r"^\s*(--[\w-]+):", file.read(), re.MULTILINE)
    assert len(names) > 20
    assert sorted(names) == sorted(set(names))


@pytest.mark.browser
@pytest.mark.parametrize(
    ("scheme", "theme", "page_colour"),
    [
        ("light", "auto", "rgb(246, 247, 248)"),
        ("dark", "auto", "rgb(16, 20, 24)"),
        ("dark", "light", "rgb(246, 247, 248)"),
        ("light", "dark", "rgb(16, 20, 24)"),
    ],
)
def test_light_and_dark(chromium, report, scheme, theme, page_colour):
    page = chromium.new_page(color_scheme=scheme)
    page.goto(f"file://{report}")
    page.wait_for_selector("body[data-ready]")
    while page.get_attribute("html", "data-theme") != theme:
        page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == page_colour
    page.close()
