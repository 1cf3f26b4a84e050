"""Who acts and who is acted upon: actors, trigger and recipients of whole sentences."""

import pytest
from spacy.language import Language

# sentence | trigger | actors | recipients, by id or by their words
ROLES = [
    ("In Syria, rebels fled. Turkey bombed one of their bases.", "bombed", "turkey",
     "syrian-rebels"),
    ("Gunmen killed three employees of the World Food Programme in Sudan.", "killed",
     "unidentified-gunmen", "world-food-programme"),
    ("Washington began to train a formation of its own, the New Syrian Army.", "train",
     "united-states", "new-syrian-army"),
    ("The deployment of Turkish, Russian and American units near Manbij in Syria ended it.",
     "deployment", "turkey; russia; united-states", ""),
    ("Sudan's army and the RSF met in Jeddah. The pact which both signed held.", "signed",
     "sudanese-armed-forces; rapid-support-forces", ""),
    ("Kenyan troops challenged Al-Shabaab's control of Jubaland.", "challenged", "kenya",
     "al-shabaab"),
    ("Mali foiled an offensive carried out against the Wagner Group by JNIM in Kidal.",
     "offensive", "jnim", "wagner-group"),
    ("Talks sponsored by Riyadh opened in Jeddah.", "Talks", "saudi-arabia", ""),
    ("Haftar advanced on Sirte with Russian support in 2020.", "support", "russia",
     "libyan-national-army"),
    ("The junta undertook to protect civilians in Mali.", "undertook", "mali", ""),
    ("Iran accused Israel of preparing a major invasion.", "invasion", "israel", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "actors", "recipients"), ROLES)
def test_roles(nlp: Language, text: str, trigger: str, actors: str, recipients: str) -> None:
    claim = next(claim for claim in nlp(text)._.claims if claim.action.text == trigger)
    assert [ref.id or ref.text for ref in claim.actors] == _names(actors)
    assert [ref.id or ref.text for ref in claim.recipients] == _names(recipients)


def _names(text: str) -> list[str]:
    return [name for name in text.split("; ") if name]
