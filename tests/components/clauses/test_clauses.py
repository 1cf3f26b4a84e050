"""Clauses around semicolons are parsed apart and are still one sentence."""

import pytest
from spacy.language import Language

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
    ("Civilians were killed when a shell hit a camp near Goma, the mission said in a statement.",
     "mission", "said", "nsubj"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "head", "label"), MENDED)
def test_known_mistakes_are_mended(
    nlp: Language, text: str, word: str, head: str, label: str
) -> None:
    token = next(token for token in nlp(text) if token.text == word)
    assert (token.head.text, token.dep_) == (head, label)
