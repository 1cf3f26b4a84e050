"""Registers the ``claims`` component."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

NEEDED = ("mend_parse", "dates", "places", "actors", "events", "context")
"""Run before claims, in this order."""


@Language.factory("claims", assigns=["doc._.claims"], requires=["doc._.events"])
def create_claims(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the ``claims`` component; it brings those of our components that come before it.

    So ``nlp.add_pipe("claims")`` alone works in any pipeline with a tagger, a parser, a lemmatizer
    and entities. Components that the pipeline has already are not run twice.
    """
    from pipeline.components.claims.component import Claims

    missing = [needed for needed in NEEDED if needed not in nlp.pipe_names]
    return Claims(brought=[nlp.create_pipe(needed) for needed in missing])
