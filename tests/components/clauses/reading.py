"""Reading a parse in the tables of cases: a word, what it hangs on, its label and its tag."""

from spacy.language import Language

Row = tuple[str, str, str, str]
"""Sentence, word, head and label; ``head`` is "-" for the head of the sentence."""


def attachment(nlp: Language, text: str, word: str) -> tuple[str, str]:
    """Head and label of the first token that is spelt so."""
    token = next(token for token in nlp(text) if token.text == word)
    return ("-" if token.head == token else token.head.text, token.dep_)


def tag(nlp: Language, text: str, word: str) -> str:
    """Tag of the first token that is spelt so."""
    return next(token.tag_ for token in nlp(text) if token.text == word)
