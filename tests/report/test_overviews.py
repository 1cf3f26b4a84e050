"""Timeline, map, network, matrix, documents and gold in a real browser."""

import pytest

from pipeline.config import ReportSettings
from pipeline.report import ReportInput, build_report
from pipeline.report.validation import Validation
from pipeline.schema import TextRun
from tests.report.conftest import gold_row
from tests.report.driving import MADE, TOTAL, facet_count, settle, shown
from tests.report.made import HOSTILE, make, pictured

pytestmark = pytest.mark.browser


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
    assert reader.count().split()[0] == total.split()[0]
    actor, recipient = pair.split(" → ")
    assert (set(shown(page, "actor")), set(shown(page, "recipient"))) == ({actor}, {recipient})


def test_network_arrows_filter(reader):
    page = reader.open(f"{MADE}&view=network")
    arrow = page.locator(".network .link").first
    pair, total = arrow.get_attribute("aria-label").split(": ")
    arrow.dispatch_event("click")
    settle(page)
    assert reader.count().split()[0] == total.split()[0]
    actor, recipient = pair.split(" → ")
    assert (set(shown(page, "actor")), set(shown(page, "recipient"))) == ({actor}, {recipient})


def test_network_actors_filter_by_either_side_and_back(reader):
    page = reader.open(f"{MADE}&view=network")
    node = page.locator('.network .node[aria-label^="Iran"]')
    node.focus()
    page.keyboard.press("Enter")
    settle(page)
    assert "party=iran" in reader.hash()
    rows = zip(shown(page, "actor"), shown(page, "recipient"), strict=True)
    assert all("Iran" in pair for pair in rows)
    page.click('[data-facet="party"] summary')
    assert reader.count().split()[0] == str(facet_count(page, "party", "Iran"))
    pressed = page.locator('.network .node[aria-pressed="true"]')
    assert pressed.count() == 1
    pressed.click()
    settle(page)
    assert reader.count().split()[0] == "240"


def test_the_network_tells_categories_without_colour(reader):
    page = reader.open(f"{MADE}&view=network")
    dashed = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".network-key .line")].map(
          (line) => [line.classList[1], getComputedStyle(line).strokeDasharray !== "none"]))"""
    )
    assert dashed == {
        "verbal_cooperation": True,
        "material_cooperation": False,
        "verbal_conflict": True,
        "material_conflict": False,
    }


def test_the_same_claims_give_the_same_network(reader):
    drawn = []
    for _ in range(2):
        page = reader.open(f"{MADE}&view=network")
        page.wait_for_selector(".network")
        drawn.append(page.inner_html("#view-network"))
    assert drawn[0] == drawn[1]


NAMES = """() => [...document.querySelectorAll(".network .node text")]
  .filter((text) => getComputedStyle(text).visibility === "visible")
  .map((text) => { const { left, top, right, bottom } = text.getBoundingClientRect();
    return [left, top, right, bottom]; })"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """A report in which eighty actors with long names act upon each other."""
    claims, documents = make(200)
    for number, claim in enumerate(claims):
        refs = [
            ref.model_copy(
                update={"id": f"actor-{by % 80}", "name": f"People's Front No. {by % 80}"}
            )
            for ref, by in ((claim.actors[0], number * 7), (claim.recipients[0], number * 11 + 3))
        ]
        claims[number] = claim.model_copy(update={"actors": refs[:1], "recipients": refs[1:]})
    folder = tmp_path_factory.mktemp("crowded")
    return build_report(ReportInput(claims, documents, folder), folder / "r", ReportSettings())


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1400, 900), (3840, 2160)])
def test_names_in_the_network_do_not_overlap(chromium, crowded, width, height):
    page = chromium.new_page(viewport={"width": width, "height": height})
    page.goto(f"file://{crowded}#view=network")
    page.wait_for_selector(".network .node")
    boxes = page.evaluate(NAMES)
    nodes = page.locator(".network .node").count()
    assert len(boxes) > nodes / 2
    overlaps = [
        (one, other)
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if min(one[2], other[2]) - max(one[0], other[0]) > 1
        and min(one[3], other[3]) - max(one[1], other[1]) > 3
    ]
    assert overlaps == []
    hidden = page.locator(".network .crowded")
    if hidden.count():
        hidden.first.locator("xpath=..").focus()
        page.keyboard.press("Shift")
        assert hidden.first.is_visible()
    page.close()


def test_no_country_is_drawn_across_the_whole_map(reader):
    reader.page.add_init_script(
        """let kept;
        Object.defineProperty(window, "L", { get: () => kept, set(library) {
          const { geoJSON } = library;
          library.geoJSON = (data, ...rest) => geoJSON((window.countries = data), ...rest);
          kept = library;
        } });"""
    )
    page = reader.open("#view=map")
    page.wait_for_function("() => window.countries")
    wide = page.evaluate(
        """() => countries.features.filter(({ geometry: { type, coordinates } }) =>
          (type === "Polygon" ? [coordinates] : coordinates).flat().some((ring) =>
            ring.some(([longitude], at) => at && Math.abs(longitude - ring[at - 1][0]) > 180)))
          .map(({ properties }) => properties.name)"""
    )
    assert wide == []


def test_gold_side_by_side(reader):
    page = reader.open("#view=validation&claim=dossier-001-00001")
    page.wait_for_selector("#view-validation table")
    assert page.locator("#view-validation tbody td").all_inner_texts() == ["58", "1", "1", "1"]
    page.wait_for_selector("#evidence .beside")
    wrong = page.locator("#evidence .beside .differs")
    assert wrong.locator("td").all_inner_texts() == ["jordan", "turkey", "role wrong attachment"]
    right = page.locator("#evidence .beside tr:not(.differs):has-text('event type') td")
    assert right.all_inner_texts() == ["ASSAULT", "ASSAULT", "="]


def test_a_missed_gold_claim_opens_beside_what_was_found(reader):
    page = reader.open("#view=validation")
    page.click(".missed li button")
    page.wait_for_selector("#evidence .sentence")
    assert "gold=dossier-001/G7" in reader.hash()
    assert page.inner_text("#evidence mark.trigger") == "account"
    assert "trigger missing in lexicon" in page.inner_text("#evidence-body")
    names = page.locator("#evidence .beside thead th").all_inner_texts()
    trigger = page.evaluate("Dossier.model.claims.trigger[3]")
    assert names == ["Field", "Gold: account", f"Found: {trigger}"]
    page.click("#evidence .beside thead button")
    page.wait_for_selector("code:text-is('dossier-001-00003')")


def test_missed_gold_has_its_page(chromium, tmp_path):
    """The picture of the page, with the sentence and the words that were missed boxed."""
    claims, documents = pictured(tmp_path)
    runs = tuple(
        TextRun(start=at, page=1, top=100, bottom=112, x0=(72 + at % 90,), x1=(73 + at % 90,))
        for at in range(len(documents[0].text))
    )
    document = documents[0].model_copy(update={"runs": runs})
    missed = Validation(["pictured"], [], [gold_row("G1", claims[1], "account", found=False)])
    given = ReportInput([], [document], tmp_path, missed)
    path = build_report(given, tmp_path / "report", ReportSettings())
    page = chromium.new_page()
    page.goto(f"file://{path}#gold=pictured/G1")
    page.wait_for_function("() => document.querySelector('.sheet img')?.naturalWidth > 0")
    assert page.locator(".sheet .box.trigger").count() == len("account")
    assert page.locator(".sheet .box.evidence").count() == len(claims[1].evidence.text)
    page.close()


def test_documents_are_read_and_what_was_not_is_told(reader):
    page = reader.open("#view=documents")
    assert page.inner_text('[data-view="documents"] .badge') == f"{len(HOSTILE)} not read"
    rows = page.locator(".rejected tbody tr")
    assert rows.count() == len(HOSTILE)
    path = page.text_content(".rejected tbody tr >> nth=8 >> th")
    assert path == f"raw/{HOSTILE[8]}.pdf"
    cells = page.locator(".rejected tbody tr >> nth=0 >> td")
    assert cells.nth(0).text_content() == f"why {HOSTILE[0]} {HOSTILE[0]}"
    assert cells.nth(1).text_content() == f"do {HOSTILE[0]}"
    page.click(".documents tr:has-text('Made-up dossier 002') td button")
    settle(page)
    assert reader.count() == f"60 of {TOTAL} claims"


def test_a_document_is_read_with_its_claims_marked(reader):
    page = reader.open("#view=documents")
    page.click(".documents th button:has-text('Made-up dossier 001')")
    page.wait_for_selector("#evidence .in-text")
    assert "read=dossier-001" in reader.hash()
    assert page.locator("#evidence .in-text.found").count() == 60
    assert page.inner_text("#evidence .in-text.missed") == "account"
    trigger = page.evaluate("Dossier.model.claims.trigger[5]")
    found = page.locator("#evidence .in-text.found").nth(5)
    assert found.inner_text() == trigger
    found.click()
    page.wait_for_selector("code:text-is('dossier-001-00005')")
