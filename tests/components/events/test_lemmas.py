"""Base forms that the lemmatizer gets wrong are put right, all others left alone."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.events.lemmas import repair_lemmas

VERBS = frozenset(
    {
        "stage",
        "reoccupy",
        "traffic",
        "petition",
        "sit",
        "wage",
        "impose",
        "readmit",
        "install",
        "rape",
        "bar",
        "bare",
    }
)


@pytest.mark.parametrize(
    ("word", "tag", "lemma", "repaired"),
    [
        ("staged", "VBD", "stag", "stage"),
        ("reoccupied", "VBD", "reoccupie", "reoccupy"),
        ("reoccupying", "VBG", "reoccupye", "reoccupy"),
        ("trafficked", "VBD", "traffick", "traffic"),
        ("readmitted", "VBD", "readmitte", "readmit"),
        ("installed", "VBD", "instal", "install"),
        ("petitioned", "VBP", "petitioned", "petition"),
        ("imposing", "VB", "imposing", "impose"),
        ("raped", "VBD", "rap", "rape"),
        ("bared", "VBD", "bar", "bare"),
        ("raping", "VBG", "rap", "rape"),
        ("cease-fires", "NNS", "cease-fire", "ceasefire"),
        ("air-raid", "NN", "air-raid", "air-raid"),
    ],
)
def test_a_wrong_base_form_is_repaired(
    nlp: Language, word: str, tag: str, lemma: str, repaired: str
) -> None:
    doc = Doc(nlp.vocab, words=[word], tags=[tag], lemmas=[lemma])
    repair_lemmas(doc, VERBS)
    assert doc[0].lemma_ == repaired


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("sited", "VBD", "site"),  # not "sit"
        ("wages", "NNS", "wag"),  # no verb
        ("sitting", "VBG", "sit"),
        ("rated", "VBD", "rate"),
        ("rapped", "VBD", "rap"),
        ("rapping", "VBG", "rap"),
    ],
)
def test_other_base_forms_stay(nlp: Language, word: str, tag: str, lemma: str) -> None:
    doc = Doc(nlp.vocab, words=[word], tags=[tag], lemmas=[lemma])
    repair_lemmas(doc, VERBS)
    assert doc[0].lemma_ == lemma
