"""Registers the ``places`` component."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory(
    "places",
    assigns=["doc._.places"],
    requires=["token.dep", "token.tag", "token.ent_type", "token.is_sent_start"],
    default_config={"knowledge": None},
)
def create_places(nlp: Language, name: str, knowledge: str | None) -> Callable[[Doc], Doc]:
    """Make the ``places`` component.

    Args:
        knowledge: folder of the knowledge tables; the package's own when None.
    """
    from pipeline.components.places.component import Places
    from pipeline.components.places.lexicon import read_lexicon
    from pipeline.resources import KNOWLEDGE, read_knowledge

    return Places(knowledge=read_knowledge(knowledge or KNOWLEDGE), lexicon=read_lexicon())
