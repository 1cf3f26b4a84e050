"""Registers the ``actors`` component."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory(
    "actors",
    assigns=["doc._.actors"],
    requires=["doc._.places", "doc._.dates", "token.dep", "token.tag", "token.ent_type"],
    default_config={"knowledge": None},
)
def create_actors(nlp: Language, name: str, knowledge: str | None) -> Callable[[Doc], Doc]:
    """Make the ``actors`` component.

    Args:
        knowledge: folder of the knowledge tables; the package's own when None.
    """
    from pipeline.components.actors.component import Actors
    from pipeline.components.actors.lexicon import read_lexicon
    from pipeline.resources import KNOWLEDGE, read_knowledge

    return Actors(knowledge=read_knowledge(knowledge or KNOWLEDGE), lexicon=read_lexicon())
