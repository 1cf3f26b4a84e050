"""Main verbs that the parser takes for something else, and verbs joined to the wrong one."""

import pytest
from spacy.language import Language

from tests.components.clauses.reading import Row, attachment, tag

MENDED: list[Row] = [
    # sentence | word | head ("-": of the sentence) | label
    ("Gunmen on motorcycles killed at least 32 people in Sokoto state, officials said on Tuesday.",
     "killed", "said", "ccomp"),
    ("Gunmen on motorcycles killed at least 32 people in Sokoto state, officials said on Tuesday.",
     "Gunmen", "killed", "nsubj"),
    ("The rebels headed for Misrata in March 2011.", "headed", "-", "ROOT"),
    ("The rebels headed for Misrata in March 2011.", "rebels", "headed", "nsubj"),
    ("The Ukrainian army counterattacked near Kharkiv in September 2022.",
     "army", "counterattacked", "nsubj"),
    ("The regime camp accused Washington, London and Amman of preparing a major offensive.",
     "camp", "accused", "nsubj"),
    ("Saudi Arabia, which enjoys close ties with both, offered to mediate.",
     "Arabia", "offered", "nsubj"),
    ("The regional pact concluded in May 2012 left the mines in rebel hands.",
     "concluded", "pact", "acl"),
    ("The regional pact concluded in May 2012 left the mines in rebel hands.",
     "pact", "left", "nsubj"),
    ("The group, renamed the Army of Conquest, seized Idlib in March 2015.",
     "group", "seized", "nsubj"),
    ("The group, renamed the Army of Conquest, seized Idlib in March 2015.",
     "renamed", "group", "acl"),
    ("The junta rejected the charge, said its soldiers had obeyed orders and expelled the envoy.",
     "rejected", "-", "ROOT"),
    ("The junta rejected the charge, said its soldiers had obeyed orders and expelled the envoy.",
     "said", "rejected", "conj"),
    ("The convoy of peacekeepers set off for Chad.", "set", "-", "ROOT"),
    ("The junta suspended the constitution and dissolved parliament.",
     "dissolved", "suspended", "conj"),
    ("The junta suspended the constitution and dissolved parliament.",
     "parliament", "dissolved", "dobj"),
    ("On 12 January, rebels attacked Kisunga village, looted shops and torched 12 houses.",
     "shops", "looted", "dobj"),
    ("Rights groups say that soldiers have burned homes and tortured villagers in the highlands.",
     "tortured", "burned", "conj"),
    ("He appealed to the insurgents to lay down their arms and offered them an amnesty.",
     "offered", "appealed", "conj"),
    (("The envoy said the strikes had killed two commanders and vowed that the group would "
     "respond."), "vowed", "said", "conj"),
    ("The rebels captured the border town of Moyale and besieged Mandera, the regional capital.",
     "besieged", "captured", "conj"),
    ("The rebels captured the border town of Moyale and besieged Mandera, the regional capital.",
     "Mandera", "besieged", "dobj"),
    (("On 18 February, gunmen whom local sources identified as members of the group ambushed one "
      "of its patrols near Bakouma."), "gunmen", "ambushed", "nsubj"),
    (("On 18 February, gunmen whom local sources identified as members of the group ambushed one "
      "of its patrols near Bakouma."), "sources", "identified", "nsubj"),
    ("The army shelled Goma and the rebels fled.", "rebels", "fled", "nsubj"),
    ("The army shelled Goma and the rebels fled.", "Goma", "shelled", "dobj"),
    ("India struck camps near Balakot and Pakistan shot down a jet.", "Pakistan", "shot", "nsubj"),
    ("Russia shelled Kharkiv and Ukraine struck Belgorod.", "struck", "shelled", "conj"),
    ("Ankara warned Athens, then sent a drilling ship to the area.", "sent", "warned", "conj"),
    ("The raid deterred the army from advancing and forced residents of Goma to flee.",
     "forced", "deterred", "conj"),
    ("The raid deterred the army from advancing and forced residents of Goma to flee.",
     "residents", "forced", "dobj"),
    (("Two days before the appointed date the deal was cancelled, Russian aircraft having struck "
     "government soldiers at Raqqa."), "cancelled", "-", "ROOT"),
    (("Two days before the appointed date the deal was cancelled, Russian aircraft having struck "
     "government soldiers at Raqqa."), "struck", "cancelled", "advcl"),
]  # fmt: skip

NEAR_MISSES: list[Row] = [
    ("The rebels backed by Chad, the minister said, left Tine.", "backed", "rebels", "acl"),
    ("Having seized the town, the rebels left.", "seized", "left", "advcl"),
    ("He praised the exiled and persecuted leaders of the party.", "leaders", "praised", "dobj"),
    ("Two people killed in clashes in Goma.", "killed", "people", "acl"),
    ("Soldiers whom the general had dismissed seized the palace.", "seized", "-", "ROOT"),
    ("A general whom the junta had arrested fled.", "junta", "arrested", "nsubj"),
    ("He said Goma and Bukavu fell within weeks.", "fell", "said", "ccomp"),
    ("Officials believe the army and the rebels agreed on a truce.", "army", "agreed", "nsubj"),
    ("The UN fears Rwanda and Burundi will intervene.", "Rwanda", "intervene", "nsubj"),
    ("The rebels took the town, looted the market and withdrew.", "looted", "took", "conj"),
    ("The rebels, however, attacked the town, burned the market and withdrew.",
     "attacked", "-", "ROOT"),
    ("The movement, founded in 2011, captured the town of Kidal, looted the market and withdrew.",
     "captured", "-", "ROOT"),
    ("The raid killed six villagers, said a spokesman for the mission.", "killed", "said", "ccomp"),
    ("The raid killed six villagers, the mission said.", "said", "-", "ROOT"),
    ("The army said it had killed ten rebels and captured two.", "captured", "killed", "conj"),
    ("The army shelled Goma and Bukavu.", "Bukavu", "Goma", "conj"),
    ("Jets bombed the villages and besieged towns.", "besieged", "towns", "amod"),
    ("The army shelled towns in Yemen and occupied Crimea.", "Crimea", "occupied", "dobj"),
    ("The minister knew the truce had collapsed.", "collapsed", "knew", "ccomp"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "head", "label"), MENDED)
def test_verbs_find_their_place(nlp: Language, text: str, word: str, head: str, label: str) -> None:
    assert attachment(nlp, text, word) == (head, label)


@pytest.mark.parametrize(("text", "word", "head", "label"), NEAR_MISSES)
def test_right_verbs_stay(nlp: Language, text: str, word: str, head: str, label: str) -> None:
    assert attachment(nlp, text, word) == (head, label)


def test_a_participle_that_becomes_the_verb_is_a_past_tense(nlp: Language) -> None:
    text = "Saudi Arabia, which enjoys close ties with both, offered to mediate."
    assert tag(nlp, text, "offered") == "VBD"


def test_a_verb_that_becomes_a_participle_is_no_past_tense(nlp: Language) -> None:
    text = "The group, renamed the Army of Conquest, seized Idlib in March 2015."
    assert tag(nlp, text, "renamed") == "VBN"
