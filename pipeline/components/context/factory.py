"""Registers the ``context`` component."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("context", assigns=["doc._.events"], requires=["doc._.events", "token.dep"])
def create_context(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the ``context`` component."""
    from pipeline.components.context.component import Context

    return Context()
