"""Registers the ``events`` component."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory(
    "events",
    assigns=["doc._.events"],
    requires=["token.dep", "token.tag", "token.lemma", "doc._.actors", "doc._.places"],
)
def create_events(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the ``events`` component with the lexicon that ships with the package."""
    from pipeline.components.events.component import Events
    from pipeline.components.events.lexicon import read_lexicon

    return Events(read_lexicon())
