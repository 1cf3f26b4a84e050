"""Registers the ``dates`` component."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("dates", assigns=["doc._.dates"], requires=["doc.sents"])
def create_dates(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the ``dates`` component."""
    from pipeline.components.dates.component import Dates
    from pipeline.components.dates.find import DateFinder
    from pipeline.components.dates.lexicon import Lexicon

    return Dates(finder=DateFinder(lexicon=Lexicon.read()))
