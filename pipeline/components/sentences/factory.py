"""Registers the ``sentences`` component."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("sentences")
def create_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the ``sentences`` component."""
    return lambda doc: doc
