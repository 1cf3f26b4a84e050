"""Subjects that the parser gives to another word, or to none."""

import pytest
from spacy.language import Language

from tests.components.clauses.reading import Row, attachment

MENDED: list[Row] = [
    # sentence | word | head | label
    (("M23 rebels seized Rubaya on Wednesday after clashes with the army, residents and a local "
     "official said."), "residents", "said", "nsubj"),
    (("M23 rebels seized Rubaya on Wednesday after clashes with the army, residents and a local "
     "official said."), "clashes", "after", "pobj"),
    (("M23 rebels seized the mining town of Rubaya in eastern Congo on Wednesday after two days of "
     "clashes with the army, residents and a local official said."), "residents", "said", "nsubj"),
    ("Troops fought rebels near Sake and Masisi, a teacher and two nurses said.",
     "teacher", "said", "nsubj"),
    ("Rebels seized Mweso, a town in Masisi, local leaders and aid workers told Reuters.",
     "leaders", "told", "nsubj"),
    (("In Caracas on Tuesday, supporters of the president rallied outside the British embassy and "
     "police detained two politicians."), "police", "detained", "nsubj"),
    (("In Caracas on Tuesday, supporters of the president rallied outside the British embassy and "
     "police detained two politicians."), "detained", "rallied", "conj"),
    ("Students gathered outside the ministry and soldiers fired into the air.",
     "soldiers", "fired", "nsubj"),
    ("In the autumn of 2013 Islamist brigades captured the border crossing.",
     "brigades", "captured", "nsubj"),
    ("By the end of 2014 government troops had retaken the airport.", "2014", "of", "pobj"),
    ("By the end of 2014 government troops had retaken the airport.",
     "troops", "retaken", "nsubj"),
    ("That August the SDF, having crossed the river, seized the silos.", "SDF", "seized", "nsubj"),
    ("That August the SDF, having crossed the river, seized the silos.",
     "August", "seized", "npadvmod"),
    ("Turkey backed the rebels, its guns firing across the border.", "guns", "firing", "nsubj"),
    ("Turkey backed the rebels, its guns firing across the border.", "firing", "backed", "advcl"),
]  # fmt: skip

NEAR_MISSES: list[Row] = [
    ("Soldiers clashed with the militia, a rebel group and mercenaries on Monday.",
     "clashed", "-", "ROOT"),
    ("The raid killed a mayor, a teacher and a nurse, said a doctor.", "nurse", "teacher", "conj"),
    ("The army shelled Goma and Bukavu.", "Bukavu", "Goma", "conj"),
    ("Rebels attacked the base and the airport, killing ten soldiers.", "airport", "base", "conj"),
    ("The army, the police and the militia said they would obey.", "militia", "police", "conj"),
    ("Ministers from Qatar, Egypt and Jordan said talks had failed.", "Ministers", "said", "nsubj"),
    ("The foreign minister, his deputy and two aides said nothing.", "minister", "said", "nsubj"),
    ("The president met the envoy, a general leading the mission.", "general", "envoy", "appos"),
    ("The Houthis, long backed by Iran, fired missiles at Riyadh.", "Houthis", "fired", "nsubj"),
    ("The elections of 2018 divided the country.", "elections", "divided", "nsubj"),
    ("In the summer of 2016, Misratan brigades recaptured Sirte.", "brigades", "recaptured",
     "nsubj"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "head", "label"), MENDED)
def test_subjects_find_their_verb(
    nlp: Language, text: str, word: str, head: str, label: str
) -> None:
    assert attachment(nlp, text, word) == (head, label)


@pytest.mark.parametrize(("text", "word", "head", "label"), NEAR_MISSES)
def test_right_subjects_stay(nlp: Language, text: str, word: str, head: str, label: str) -> None:
    assert attachment(nlp, text, word) == (head, label)
