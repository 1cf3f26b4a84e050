"""Who resolves what the entries of a resolution or communiqué tell."""

import pytest
from spacy.language import Language

RESOLUTIONS = [
    # text | trigger | actors
    (("The Security Council,\nRecalling its resolutions on Libya,\n1. Demands that all parties "
     "halt the fighting in Sirte;\n2. Calls upon Sudan to release the hostages;"),
     "Calls upon", ["un-security-council"]),
    (("The Security Council,\nCondemning the attacks by Boko Haram on Dikwa,\n1. Demands the "
     "release of all hostages;"), "Condemning", ["un-security-council"]),
    ("The Security Council,\nHaving met in Arusha,\n1. Demands the release of all hostages;",
     "Demands", ["un-security-council"]),
    (("The ministers:\n- condemned the Israeli strikes on Tyre;\n- called on Iran to stop arming "
     "Hezbollah."), "called on", ["ministers"]),
    ("The African Union Commission\n\nCondemns the coup in Gabon.\n\nUrges the army to withdraw.",
     "Condemns", ["african-union"]),
    ("The Security Council,\n1. Decides to suspend Niger from its meetings;",
     "suspend", ["un-security-council"]),
    ("The Summit,\n- Rejects the partition of Yemen;\n- Condemns the Houthis.",
     "Condemns", ["Summit"]),
]  # fmt: skip

NOBODY = [
    ("Recommendations\n\n- Urge Kenya to fund the mission in Haiti;\n- Support talks.", "Urge"),
    ("The Security Council met on Monday.\n\nCondemned by Mali, the truce in Ber collapsed.",
     "Condemned"),
    (("The Security Council,\n1. Welcomes the talks;\n\nThe rebels fled from Goma. It was over.\n\n"
     "Urged Rwanda to withdraw."), "Urged"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "actors"), RESOLUTIONS)
def test_the_body_that_opens_the_text_acts(
    nlp: Language, text: str, trigger: str, actors: list[str]
) -> None:
    assert _actors(nlp, text, trigger) == actors


@pytest.mark.parametrize(("text", "trigger"), NOBODY)
def test_no_body_is_made_up(nlp: Language, text: str, trigger: str) -> None:
    assert not {"Recommendations", "un-security-council"} & set(_actors(nlp, text, trigger))


def _actors(nlp: Language, text: str, trigger: str) -> list[str]:
    claims = [claim for claim in nlp(text)._.claims if claim.action.text == trigger]
    return [ref.id or ref.text for claim in claims[-1:] for ref in claim.actors]
