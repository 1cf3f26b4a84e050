"""Headlines are read as sentences: what the model is shown, and what comes of it."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.shown import as_shown

SHOWN = [
    (
        "Turkish Airstrikes Kill 9 in Northern Syria, Kurdish Officials Say",
        "Turkish airstrikes kill 9 in northern Syria, Kurdish officials say",
    ),
    ("ARMY RETAKES TOWN FROM REBELS", "Army retakes town from rebels"),
    ("RUSSIA SHELLS KHARKIV", "Russia shells Kharkiv"),
    ("Rapid Support Forces Seize El Fasher", "Rapid Support Forces seize El Fasher"),
    ("UN-Backed Troops Take Goma From M23", "UN-backed troops take Goma from M23"),
    ("MALI'S JUNTA EXPELS UN MISSION", "Mali's junta expels UN mission"),
    (
        "Rebels shelled Goma.\n\nArmy Retakes Town\n\nIS fled.",
        "Rebels shelled Goma.\n\nArmy retakes town\n\nIS fled.",
    ),
]
AS_WRITTEN = [
    "Rebels of the March 23 Movement shelled Goma on Friday.",
    "Syrian President Bashar Assad met Russian President Vladimir Putin.",
    "Vladimir Putin",
    "The UN Security Council condemned it.",
]


@pytest.mark.parametrize(("text", "wanted"), SHOWN)
def test_a_headline_is_shown_as_a_sentence(nlp: Language, text: str, wanted: str) -> None:
    assert as_shown(nlp(text)).text == wanted


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_running_text_is_shown_as_it_is(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert as_shown(doc) is doc


def test_a_headline_changes_no_other_sentence(nlp: Language) -> None:
    rest = "\n\nRebels shelled Goma on Friday, and IS fled from the town at night."
    alone, after = nlp("Army retakes towns." + rest), nlp("ARMY RETAKES TOWNS." + rest)
    assert _reading(alone) == _reading(after)


def test_forms_outlive_the_processes(nlp: Language) -> None:
    doc = nlp("ARMY RETAKES TOWN FROM REBELS")
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert as_shown(again).text == as_shown(doc).text == "Army retakes town from rebels"


def _reading(doc: Doc) -> list[tuple[str, str, str]]:
    return [(t.text, t.tag_, t.dep_) for t in list(doc)[4:]]


CLAIMS = [
    ("Turkish Airstrikes Kill 9 in Northern Syria", "Kill", ["turkey"]),
    ("ARMY RETAKES TOWN FROM REBELS", "RETAKES", ["ARMY"]),
    ("Russian Missiles Hit Odesa Port", "Hit", ["russia"]),
    ("France Withdraws Troops From Niger", "Withdraws", ["france"]),
    ("POLICE ARREST OPPOSITION LEADER IN KAMPALA", "ARREST", ["uganda"]),
]
NO_CLAIMS = [
    "The Road to War in Tigray",
    "Sanctions and Their Limits",
    "Background and Historical Context",
    "THE CEASEFIRE AND ITS CONSEQUENCES",
    "Civilian Protection and the Role of the United Nations",
    "A New Threat: Drones in the Red Sea",
]


@pytest.mark.parametrize(("text", "trigger", "actors"), CLAIMS)
def test_a_headline_makes_a_claim(
    nlp: Language, text: str, trigger: str, actors: list[str]
) -> None:
    claims = nlp(text)._.claims
    assert [claim.action.text for claim in claims] == [trigger]
    assert [ref.id or ref.text for ref in claims[0].actors] == actors


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_a_title_makes_none(nlp: Language, text: str) -> None:
    assert not nlp(text)._.claims
