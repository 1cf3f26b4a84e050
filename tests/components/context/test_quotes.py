"""Direct speech and the speakers that pronouns go on from, over several sentences."""

import pytest
from spacy.language import Language

# text | trigger | modality | attribution: the id or the words of the speaker
CASES = [
    (
        '"Iran armed the Houthis. It also trained crews in Hodeida," Blinken told reporters.',
        "armed", "alleged", "united-states",
    ),
    (
        '"The coup has failed," Macron said. "Our troops have withdrawn from Libreville."',
        "withdrawn", "alleged", "france",
    ),
    (
        'The governor said: "Gunmen killed six farmers in Benue. They also abducted a priest."',
        "abducted", "alleged", "governor",
    ),
    # a headline sets the source apart
    ("UN: 40 civilians killed by ADF rebels in Ituri", "killed", "alleged", "united-nations"),
    ("Kremlin: Ukrainian drones hit a depot in Bryansk", "hit", "alleged", "russia"),
    ("Rights group: Soldiers burned huts in Amhara.", "burned", "alleged", "Rights group"),
    ("Police: Gunmen abducted 30 pupils in Kaduna, Nigeria.", "abducted", "alleged", "nigeria"),
    ("Hamas: Israeli jets bombed a camp in Rafah", "bombed", "alleged", "hamas"),
    ("Nine farmers killed by Boko Haram in Borno - police", "killed", "alleged", "nigeria"),
    ("Gangs burned a hospital in Haiti – UN", "burned", "alleged", "united-nations"),
    (
        "Police raided a house in Lamu, a councillor said. They arrested an imam, he added.",
        "arrested", "alleged", "councillor",
    ),
]  # fmt: skip
NEAR_MISSES = [
    # a phrase in quotation marks is no speech
    ('The army bombed what it called "a nest of terrorists" in Idlib.', "bombed"),
    # the matter, not the source
    ("Sudan: Army bombed a market in Nyala", "bombed"),
    ("Gaza war: Israel bombed a school in Nuseirat", "bombed"),
    ("Breaking: Rebels seized a town in Chad", "seized"),
    # an aside, or a range
    ("Rebels seized a town in Chad - the third in a month", "seized"),
    ("Protesters marched on the Kinshasa - Matadi road", "marched"),
    # beside the quotation the author speaks
    ('Rebels attacked Kutum. "We are all afraid here," said Adam Musa, a trader.', "attacked"),
    # who says so does it
    ('"We condemn the army of Chad," the mayor said.', "condemn"),
]


def judged(nlp: Language, text: str, trigger: str) -> tuple[str, str]:
    claims = {claim.action.text: claim for claim in nlp(text)._.claims}
    source = claims[trigger].attribution
    return claims[trigger].modality, "" if source is None else source.id or source.text


@pytest.mark.parametrize(("text", "trigger", "modality", "source"), CASES)
def test_speaker_of_direct_speech(
    nlp: Language, text: str, trigger: str, modality: str, source: str
) -> None:
    assert judged(nlp, text, trigger) == (modality, source)


@pytest.mark.parametrize(("text", "trigger"), NEAR_MISSES)
def test_no_speech(nlp: Language, text: str, trigger: str) -> None:
    assert judged(nlp, text, trigger) == ("asserted", "")
