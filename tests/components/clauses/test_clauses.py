"""Clauses around semicolons are parsed apart and are still one sentence."""

import pytest
from spacy.language import Language

from pipeline.components.clauses.adjuncts import adjunct_end, joined_dates_end
from pipeline.components.clauses.datelines import dateline_end
from pipeline.components.clauses.entries import entry_end

CLAUSES = [
    # sentence | roots of its clauses
    ("The army shelled Goma; the rebels fled.", ["shelled", "fled"]),
    ("Mali left on Monday; Niger stayed; Chad had not decided.", ["left", "stayed", "decided"]),
    ("They visited Kyiv, in Ukraine; Lviv; and Odesa.", ["visited"]),
    ("The rebels fled.", ["fled"]),
]


@pytest.mark.parametrize(("text", "roots"), CLAUSES)
def test_one_sentence_one_tree(nlp: Language, text: str, roots: list[str]) -> None:
    (sentence,) = nlp(text).sents
    found = [t.text for t in sentence if t.dep_ in {"ROOT", "parataxis"}]
    assert found == roots
    assert sentence.root.text == roots[0]
    assert all(token.head.sent == sentence for token in sentence)


def test_the_next_sentence_stays_apart(nlp: Language) -> None:
    doc = nlp("The army shelled Goma; the rebels fled. The UN protested.")
    assert [sentence.root.text for sentence in doc.sents] == ["shelled", "protested"]


MENDED = [
    # sentence | token | head | label
    ("Kinshasa accused Kigali of occupying a town and called on the UN to act.",
     "called", "accused", "conj"),
    ("• Rebels shelled Goma in May 2021.", "•", "shelled", "punct"),
    ("– Floods displaced families; troops evacuated them.", "–", "evacuated", "punct"),
    ("Civilians were killed when a shell hit a camp near Goma, the mission said in a statement.",
     "mission", "said", "nsubj"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "head", "label"), MENDED)
def test_known_mistakes_are_mended(
    nlp: Language, text: str, word: str, head: str, label: str
) -> None:
    token = next(token for token in nlp(text) if token.text == word)
    assert (token.head.text, token.dep_) == (head, label)


DATELINES = [
    ("NAIROBI (Reuters) - Sudan's army left Khartoum.", "left"),
    ("KYIV, June 7 - Russian drones hit a dam.", "hit"),
    ("PORT-AU-PRINCE, Haiti (AP) — Gangs freed a priest.", "freed"),
    ("BAGHDAD, Iraq (AP) _ A bomber killed six.", "killed"),
    ("ISLAMABAD: Pakistan summoned the envoy.", "summoned"),
    ("(Beirut) – Syrian forces bombed Homs.", "bombed"),
    ("Goma, 12 May (AFP) - Rebels shelled Sake.", "shelled"),
    # near misses: no dateline, so nothing is parsed apart
    ("May 2015 - Rebels captured Ramadi.", None),
    ("NATO - an alliance - sent troops.", None),
    ("M23 - Rebels of Kivu - fled.", None),
    ("Hezbollah (Lebanon) - Israel's foe - fired.", None),
    ("Hezbollah - Israel's foe - fired.", None),
    ("Moscow: Kyiv fired first.", None),
]


@pytest.mark.parametrize(("text", "root"), DATELINES)
def test_a_dateline_is_parsed_apart(nlp: Language, text: str, root: str | None) -> None:
    doc = nlp(text)
    (sentence,) = doc.sents
    assert (dateline_end(doc, 0, len(doc)) is not None) == (root is not None)
    if root is not None:
        assert sentence.root.text == root
        assert doc[0].is_ancestor(sentence.root) is False


ENTRIES = [
    ("May 2015 - Rebels captured Ramadi.", "captured"),
    ("2003 – US forces invade Iraq.", "invade"),
    ("1994, April 6: Gunmen shot at the plane.", "shot"),
    ("Mid-2013: Rebels entered Bangui.", "entered"),
    ("03/21/2016: Rebels attacked Goma.", "attacked"),
    ("1 May 2015 (Friday): Jets bombed Saada.", "bombed"),
    ("Oct. 7, 2023 -- Rebels attacked Goma.", "attacked"),
    ("MAY 2015 - Rebels captured Ramadi.", "captured"),
    ("Night of 3-4 May: Rebels left Goma.", "left"),
]
NO_ENTRIES = [
    "2000 - 2500 Rebels fled.",
    "12: Rebels fled.",
    "5 to 10 - Soldiers and rebels - fled.",
    "10:30 - Gunmen fired.",
    "3 May - the day of the vote - passed.",
    "Resolution 2014: Rebels must leave.",
    "Maya - Rebels fled.",
    "On 3 May 2015 rebels fled - Goma fell.",
]


@pytest.mark.parametrize(("text", "root"), ENTRIES)
def test_the_date_of_an_entry_is_parsed_apart(nlp: Language, text: str, root: str) -> None:
    doc = nlp(text)
    (sentence,) = doc.sents
    assert sentence.root.text == root
    assert doc._.datelines == ()
    assert entry_end(doc, 0, len(doc)) is not None


@pytest.mark.parametrize("text", NO_ENTRIES)
def test_what_opens_no_entry(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert entry_end(doc, 0, len(doc)) is None


ADJUNCTS = [
    # sentence | its verb | its subject
    ("Accusing France and Chad of plotting an attack on Kidal, pro-government forces raided camps.",
     "raided", "forces"),
    ("Crossing the border from Rwanda, M23 rebels attacked Rutshuru.", "attacked", "rebels"),
    ("Armed by Tehran, Houthi fighters shelled Taiz, Marib and Hodeidah.", "shelled", "fighters"),
]  # fmt: skip
NO_ADJUNCTS = [
    "Attacking villages in Ituri has become routine, the UN said.",
    "Helping migrants, refugees and others remains the aim of the agency.",
    "Fearing that the army, which had lost, would attack, he fled.",
    "Following the coup, the army closed the border.",
    "The army, fearing a coup, closed the border.",
]


@pytest.mark.parametrize(("text", "verb", "subject"), ADJUNCTS)
def test_a_participle_before_the_subject_is_parsed_apart(
    nlp: Language, text: str, verb: str, subject: str
) -> None:
    doc = nlp(text)
    (sentence,) = doc.sents
    assert sentence.root.text == verb
    assert (doc[0].dep_, doc[0].head.text) == ("advcl", verb)
    assert [t.text for t in sentence.root.children if t.dep_ == "nsubj"] == [subject]


@pytest.mark.parametrize("text", NO_ADJUNCTS)
def test_what_is_no_participle_clause_before_a_subject(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert adjunct_end(doc, 0, len(doc)) is None


def test_joined_dates_are_parsed_apart_from_the_subject(nlp: Language) -> None:
    doc = nlp("In February and March 2017 suicide bombers sent by IS struck quarters of Homs.")
    (sentence,) = doc.sents
    assert sentence.root.text == "struck"
    assert (doc[0].dep_, doc[0].head.text) == ("prep", "struck")
    assert [t.text for t in sentence.root.children if t.dep_ == "nsubj"] == ["bombers"]


@pytest.mark.parametrize(
    "text",
    [
        "In February and March 2017, bombers struck Homs.",
        "In February 2017 bombers struck Homs.",
        "In May and in Homs bombers struck.",
        "From January and until March of 2017.",
    ],
)
def test_what_are_no_joined_dates_before_a_subject(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert joined_dates_end(doc, 0, len(doc)) is None
