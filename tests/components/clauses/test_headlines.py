"""Clauses of headlines: what they leave out, and verbs that look like nouns."""

import pytest
from spacy.language import Language

CLAUSES = [
    # text | trigger | actors | recipients, by id
    ("Three soldiers killed in ambush in Mali", "killed", [], ["malian-armed-forces"]),
    ("Two killed, six injured in blast in Quetta", "killed", [], []),
    ("At least 31 killed as gunmen raid village in Nigeria", "killed", ["unidentified-gunmen"], []),
    ("France, Germany urge Iran to return to talks", "urge", ["france", "germany"], ["iran"]),
    ("Pakistan summons Afghan envoy over attack", "summons", ["pakistan"], ["afghanistan"]),
    ("US sanctions RSF commander over killings", "sanctions", ["united-states"],
     ["rapid-support-forces"]),
]  # fmt: skip

TAGS = [
    # what looks alike and is right
    ("US sanctions on Iran", "sanctions", "NNS"),
    ("Turkish strikes kill nine in Afrin", "strikes", "NNS"),
    ("Rebels killed five soldiers in Bor", "killed", "VBD"),
    ("On Monday, Israel struck Beirut", "struck", "VBD"),
]


@pytest.mark.parametrize(("text", "trigger", "actors", "recipients"), CLAUSES)
def test_a_headline_is_a_clause(
    nlp: Language, text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    claim = next(claim for claim in nlp(text)._.claims if claim.action.text == trigger)
    assert [ref.id for ref in claim.actors] == actors
    assert [ref.id for ref in claim.recipients] == recipients


@pytest.mark.parametrize(("text", "word", "tag"), TAGS)
def test_right_tags_stay(nlp: Language, text: str, word: str, tag: str) -> None:
    assert next(token.tag_ for token in nlp(text) if token.text == word) == tag
