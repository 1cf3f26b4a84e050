"""Registers the ``claims`` component."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("claims", assigns=["doc._.claims"], requires=["doc._.events"])
def create_claims(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the ``claims`` component."""
    from pipeline.components.claims.component import Claims

    return Claims()
