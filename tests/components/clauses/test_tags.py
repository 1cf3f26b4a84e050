"""Tags that contradict the tree, or the tree that contradicts a tag."""

import pytest
from spacy.language import Language

from tests.components.clauses.reading import attachment, tag

RETAGGED = [
    # sentence | word | tag
    ("2. Calls upon Rwanda to stop its support to M23;", "Calls", "VBZ"),
    ("The leaders:\n\n2. Urged Armenia to withdraw its forces from Kalbajar;", "Urged", "VBD"),
    ("Uganda sheltered refugees from South Sudan in 2017.", "sheltered", "VBD"),
    ("Kenyan police patrolled alongside Haitian officers.", "patrolled", "VBD"),
    ("That week the LNA, backed by Egypt, advanced on Sirte.", "advanced", "VBD"),
    ("When the rebels of Idlib advanced once more on Hama, they were pushed back.",
     "advanced", "VBD"),
    ("Gunfire by soldiers in Conakry alarmed residents.", "alarmed", "VBD"),
    ("The ceasefire announced in Doha allowed aid convoys to enter the enclave.",
     "announced", "VBN"),
    ("Insurgent advances near Sirte were reversed in June.", "advances", "NNS"),
    (("At least 250,000 people have since fled, the International Organization for Migration (IOM) "
     "estimates, and the agency has halted distributions."), "estimates", "VBZ"),
    ("Kigali says it supports no rebels, a claim the UN disputes.", "disputes", "VBZ"),
    ("Kyiv accused Moscow of shelling a hospital, charges that Russia denies.", "charges", "NNS"),
    ("The IS-held town of Hajin fell in December.", "IS", "NNP"),
    (("In April 2019, days before a conference that the UN had convened in Ghadames, the LAAF "
     "marched on Tripoli."), "LAAF", "NNP"),
]  # fmt: skip

LEFT_ALONE = [
    # what looks alike and is right
    ("Demands for the release of the hostages were rejected by Hamas.", "Demands", "NNS"),
    ("Condemned by all of its neighbours", "Condemned", "VBN"),
    ("The general wanted the rebels disarmed and the town secured.", "secured", "VBN"),
    ("The commander had his rivals arrested.", "arrested", "VBN"),
    ("The strike left two soldiers wounded.", "wounded", "VBN"),
    ("The rebels have captured Goma.", "captured", "VBN"),
    ("Three aid workers abducted near Maiduguri were freed.", "abducted", "VBN"),
    ("The raids made the talks more difficult.", "difficult", "JJ"),
    ("The sanctions made Iran and Russia allies.", "allies", "NNS"),
    ("Rwanda denies the charge.", "denies", "VBZ"),
    ("The army says that Rwanda supports the rebels.", "supports", "VBZ"),
    ("IS fighters withdrew from Hajin.", "withdrew", "VBD"),
]

REHUNG = [
    # sentence | word | head | label
    ("The army attacked IS-held villages near Palmyra.", "IS", "held", "npadvmod"),
    (("Kinshasa accuses neighbouring Rwanda of arming the group and of sending its own troops "
     "across the border, charges that Kigali rejects."), "Kigali", "rejects", "nsubj"),
    ("Kyiv accused Moscow of shelling a hospital, charges that Russia denies.",
     "denies", "charges", "relcl"),
    ("Kigali says it supports no rebels, a claim the UN disputes.", "UN", "disputes", "nsubj"),
    (("In April 2019, days before a conference that the UN had convened in Ghadames, the LAAF "
     "marched on Tripoli."), "LAAF", "marched", "nsubj"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "expected"), RETAGGED)
def test_the_tree_corrects_the_tag(nlp: Language, text: str, word: str, expected: str) -> None:
    assert tag(nlp, text, word) == expected


@pytest.mark.parametrize(("text", "word", "expected"), LEFT_ALONE)
def test_right_tags_stay(nlp: Language, text: str, word: str, expected: str) -> None:
    assert tag(nlp, text, word) == expected


@pytest.mark.parametrize(("text", "word", "head", "label"), REHUNG)
def test_what_hangs_on_a_corrected_word(
    nlp: Language, text: str, word: str, head: str, label: str
) -> None:
    assert attachment(nlp, text, word) == (head, label)
