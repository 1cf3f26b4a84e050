"""Registers the ``context`` component."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("context")
def create_context(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the ``context`` component."""
    return lambda doc: doc
