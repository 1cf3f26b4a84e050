"""Filters and their counts, counted again here from the claims, and the address and back button."""

import datetime

import pytest

from tests.report.driving import MADE, click_value, settle, shown
from tests.report.made import make

pytestmark = pytest.mark.browser

CLAIMS = make(240)[0]
DOCUMENTS = ("dossier-001", "dossier-002", "dossier-003", "dossier-004")


def names(refs):
    return {ref.name or ref.text for ref in refs}


def days(claim):
    return (claim.date.first_day, claim.date.last_day) if claim.date else None


VALUES = {
    "type": lambda claim: {claim.event_type.capitalize()},
    "party": lambda claim: names(claim.actors) | names(claim.recipients),
    "actor": lambda claim: names(claim.actors),
    "recipient": lambda claim: names(claim.recipients),
    "place": lambda claim: names(claim.places),
    "modality": lambda claim: {claim.modality},
    "polarity": lambda claim: {claim.polarity},
    "review": lambda claim: {"not reviewed"},
}
VIEWS = {
    "": {},
    "&type=ASSAULT": {"type": lambda claim: claim.event_type == "ASSAULT"},
    "&actor=turkey&modality=asserted": {
        "actor": lambda claim: claim.actors[0].id == "turkey",
        "modality": lambda claim: claim.modality == "asserted",
    },
    "&party=russia&polarity=negative": {
        "party": lambda claim: "Russia" in names(claim.actors) | names(claim.recipients),
        "polarity": lambda claim: claim.polarity == "negative",
    },
    "&confidence=0.8&modality=planned&modality=alleged": {
        "confidence": lambda claim: claim.confidence >= 0.8,
        "modality": lambda claim: claim.modality in ("planned", "alleged"),
    },
    "&from=2015-03&to=2015-10": {
        "date": lambda claim: days(claim) and "2015-03" <= days(claim)[0] < "2015-11"
    },
    "&from=2016-02-10&to=2016-02-12&within=1": {"date": lambda claim: False},
    "&q=aleppo&review=accepted&review=not reviewed": {
        "q": lambda claim: "Aleppo" in claim.evidence.text
    },
}


@pytest.mark.parametrize("view", VIEWS)
def test_a_value_counts_the_claims_that_choosing_it_would_leave(reader, view):
    """A filter's own choices do not lower its counts; those of all others do."""
    tests = VIEWS[view]
    page = reader.open(MADE + view)
    for facet in VALUES:
        page.evaluate(f"document.querySelector('[data-facet=\"{facet}\"]').open = true; undefined")
    settle(page)
    passing = [claim for claim in CLAIMS if all(test(claim) for test in tests.values())]
    assert reader.count().split()[0] == str(len(passing))
    for facet, values in VALUES.items():
        others = [test for key, test in tests.items() if key != facet]
        expected = {}
        for claim in CLAIMS:
            if all(test(claim) for test in others):
                for value in values(claim):
                    expected[value] = expected.get(value, 0) + 1
        assert told(page, facet) == expected, facet


def told(page, facet):
    """Values with their counts, without the chosen ones that no claim has."""
    page.evaluate(
        f"document.querySelector('[data-facet=\"{facet}\"] .more:not([hidden])')?.click()"
    )
    rows = page.evaluate(
        f"""[...document.querySelectorAll('[data-facet="{facet}"] .values label')].map((row) =>
          [row.querySelector(".label").textContent, Number(row.querySelector(".n").textContent)])"""
    )
    return {label: count for label, count in rows if count}


def test_dates_typed_into_the_fields(reader):
    page = reader.open(MADE)
    page.fill("#date-from", "2015-03")
    page.fill("#date-to", "2015-10-05")
    page.keyboard.press("Tab")
    settle(page)
    last = datetime.date(2015, 10, 5).isoformat()
    wanted = [
        c for c in CLAIMS if c.date and c.date.last_day >= "2015-03" and c.date.first_day <= last
    ]
    assert reader.count().split()[0] == str(len(wanted))
    page.check('[data-facet="date"] input[type=checkbox]')
    settle(page)
    inside = [c for c in wanted if c.date.last_day <= last]
    assert 0 < len(inside) < len(wanted)
    assert reader.count().split()[0] == str(len(inside))
    page.fill("#date-to", "soon")
    page.keyboard.press("Tab")
    settle(page)
    assert reader.count().split()[0] == str(len(inside))


def test_the_slider_of_confidence(reader):
    page = reader.open(MADE)
    page.focus("#least-confidence")
    for _ in range(18):
        page.keyboard.press("ArrowRight")
    settle(page)
    assert reader.count().split()[0] == str(sum(c.confidence >= 0.9 for c in CLAIMS))
    assert "confidence=0.9" in reader.hash()


def test_the_address_holds_everything_and_opens_it_again(reader):
    page = reader.open(MADE)
    click_value(page, "type", "Assault")
    click_value(page, "actor", "Turkey")
    for facet, value in (("modality", "asserted"), ("polarity", "positive")):
        page.click(f'[data-facet="{facet}"] summary')
        click_value(page, facet, value)
    page.click('.tabulator-col[tabulator-field="confidence"]')
    page.click('.tabulator-col[tabulator-field="confidence"]')
    page.fill("#search", "account")
    page.wait_for_timeout(250)
    page.click('[data-view="network"]')
    page.click("#table .tabulator-row >> nth=1")
    page.wait_for_selector(".sentence")
    rows, address, count = shown(page, "evidence"), reader.hash(), reader.count()
    confidence = [float(value) for value in shown(page, "confidence")]
    assert confidence == sorted(confidence, reverse=True)
    assert len(confidence) > 1
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector(".sentence")
    assert shown(other, "evidence") == rows
    assert other.inner_text("#count") == count
    assert other.evaluate("decodeURIComponent(location.hash)") == address
    assert other.text_content(".sentence") == page.text_content(".sentence")
    assert other.get_attribute('[data-view="network"]', "aria-pressed") == "true"


def test_back_and_forward(reader):
    page = reader.open(MADE)
    steps = [(reader.count(), "")]

    def step():
        settle(page)
        opened = page.evaluate("Dossier.state.claim")
        steps.append((reader.count(), opened))

    click_value(page, "type", "Assault")
    step()
    page.click("#search")
    page.keyboard.type("account", delay=150)  # seven letters are one step
    page.wait_for_timeout(200)
    step()
    page.click('.tabulator-col[tabulator-field="date"]')
    step()
    page.click("#table .tabulator-row >> nth=2")
    step()
    for _ in range(3):  # so are claims that are leafed through
        page.keyboard.press("j")
    step()
    states = [*steps[:4], steps[4], steps[5]]
    dates = shown(page, "date")
    for count, claim in reversed(states[:-1]):
        page.go_back()
        settle(page)
        assert (reader.count(), page.evaluate("Dossier.state.claim")) == (count, claim)
    assert page.input_value("#search") == ""
    assert shown(page, "date") != dates
    for count, claim in states[1:]:
        page.go_forward()
        settle(page)
        assert (reader.count(), page.evaluate("Dossier.state.claim")) == (count, claim)
    assert page.input_value("#search") == "account"
    assert shown(page, "date") == dates


def test_back_closes_the_claim(reader):
    reader.page.set_viewport_size({"width": 1100, "height": 900})
    page = reader.open(MADE)
    page.click("#table .tabulator-row >> nth=2")
    page.wait_for_selector(".sentence")
    page.go_back()
    page.wait_for_selector(".sentence", state="detached")
    assert page.locator("#table .tabulator-row.open").count() == 0


def test_an_address_pasted_over_another_is_opened(reader):
    page = reader.open(MADE)
    page.goto(f"file://{reader.path}#document=dossier-002&sort=date:desc&claim=dossier-002-00001")
    page.wait_for_selector("code:text-is('dossier-002-00001')")
    settle(page)
    assert reader.count().startswith("60 of")
    dates = [date for date in shown(page, "date") if date]
    assert dates == sorted(dates, reverse=True)
