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
