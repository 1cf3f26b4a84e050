"""Actors that the clause of their event does not name, and those that nobody can know."""

import pytest
from spacy.language import Language

# text | trigger | actors; the trigger is the last of that text
PLAIN = [
    ("Egyptian soldiers seized by the RSF in Sudan were freed.", "freed", "rapid-support-forces"),
    ("The M23 abducted a nun, who was released two days later.", "released", "m23"),
    ("The M23 seized Rubaya after two days of clashes with the army in Congo.",
     "clashes", "m23"),
    ("Israel bombed Beirut on Monday. The strikes killed nine people.", "killed", "israel"),
    ("Britain hit Houthi sites in retaliation for attacks on merchant ships in the Red Sea.",
     "attacks", "houthis"),
    ("Loyalists besieged Aleppo in Syria in July. Aleppo fell in December.", "fell",
     "syrian-government-forces"),
    ("The RSF shelled Ed Daein. After the capture of Ed Daein in May, shops opened.", "capture",
     "rapid-support-forces"),
    ("Kenya was cautious as rockets were deployed to Lamu.", "deployed", "kenya"),
    ("The M23 agreed to talks but the truce was broken within hours.", "broken", "m23"),
    ("Al-Shabaab attacked a base in Somalia. Two soldiers were killed.", "killed", "al-shabaab"),
    ("Hamas raided a post in Israel.\n\nOne man died and three others were wounded in the raid.",
     "wounded", "hamas"),
    ("Al-Shabaab attacked Kenyan troops. Two of the militants were killed.", "killed", "kenya"),
    ("Two Kenyan soldiers were killed when Al-Shabaab attacked a base in Lamu.", "killed",
     "al-shabaab"),
    ("Two soldiers were hurt and four were taken hostage when the M23 overran a post.",
     "taken hostage", "m23"),
    ("Two Hamas fighters were wounded when they attacked Israeli troops.", "wounded", "israel"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "actors"), PLAIN)
def test_plain_from_around(nlp: Language, text: str, trigger: str, actors: str) -> None:
    refs = _actors(nlp, text, trigger)
    assert [ref.id for ref in refs] == actors.split()
    assert all((ref.text, ref.start, ref.via) == ("", None, "implicit") for ref in refs)


OPEN = [
    ("Two soldiers were killed when Kenya marked its independence day.", "killed"),
    ("Two students were killed before the M23 attacked a base in Goma.", "killed"),
    ("Two men were killed when a roof fell.", "killed"),
    ("Ukraine shot down eight drones. A missile strike on a block in Lviv killed a man.", "killed"),
    ("Hamas and Israel talked as a truce was broken.", "broken"),
    ("Israel bombed Beirut. The chaos killed nine people.", "killed"),
    ("The M23 seized Goma. Two students were killed.", "killed"),
    ("Hamas fired at Haifa. In Jenin, two students were killed.", "killed"),
    ("Hamas fired at Haifa. Two students were killed in an attack.", "killed"),
    ("Hamas raided Sderot before fighting broke out, in which two students were killed.", "killed"),
    # the state in whose territory it happened
    ("An explosive device was detonated near a school in Maiduguri, Borno, Nigeria.", "detonated"),
    ("A bomb was planted near a bridge in Cotabato, Maguindanao, Philippines.", "planted"),
    # what the main clause answers
    ("Israel hit depots in Gaza on Sunday after rockets were fired from the enclave.", "fired"),
    ("Turkey bombed Qandil a day after mines were planted near Hakkari.", "planted"),
    ("Kenya deployed troops to Lamu because a village had been raided there.", "raided"),
    ("India opened fire when mortars were launched from across the border.", "launched"),
]


@pytest.mark.parametrize(("text", "trigger"), OPEN)
def test_nobody_can_know(nlp: Language, text: str, trigger: str) -> None:
    assert _actors(nlp, text, trigger) == ()


# text | trigger | whose word is denied
DENIED = [
    ("Ethiopia said Eritrean troops had shelled Zalambessa. Asmara rejected that account.",
     "rejected", ["ethiopia"]),
    ("The Houthis claimed that a market was hit. Saudi Arabia dismissed the allegation.",
     "dismissed", ["houthis"]),
    ("Ethiopia said that Eritrea had lied. It rained. Asmara rejected that account.",
     "rejected", []),
    ("Ethiopia said that Eritrea had lied. Asmara rejected a report of May.", "rejected", []),
    ("Ethiopia said that it had left. Addis Ababa rejected that account.", "rejected", []),
    ("Ethiopia said that it had left. Asmara denied having fired at Zalambessa.", "denied", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "recipients"), DENIED)
def test_whose_word_is_denied(
    nlp: Language, text: str, trigger: str, recipients: list[str]
) -> None:
    claim = [claim for claim in nlp(text)._.claims if claim.action.text == trigger][-1]
    assert [ref.id for ref in claim.recipients] == recipients


def _actors(nlp: Language, text: str, trigger: str) -> tuple:
    return [claim for claim in nlp(text)._.claims if claim.action.text == trigger][-1].actors
