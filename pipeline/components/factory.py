"""Registers ``entities`` and ``shown``, which stand between the model's own components."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("entities", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def create_entities(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component; it takes the recogniser of the pipeline that it is added to."""
    from pipeline.components.entities import Entities

    return Entities(nlp.get_pipe("ner"))


@Language.factory("shown", assigns=["doc.tensor"], requires=["token.is_sent_start"])
def create_shown(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component for the pipeline that it is added to."""
    from pipeline.components.shown import Shown

    return Shown(nlp)
