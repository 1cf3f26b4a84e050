"""Registers the ``split_clauses`` and ``mend_parse`` components."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("split_clauses", assigns=["token.is_sent_start"], requires=["token.tag"])
def create_split_clauses(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that runs before the parser."""
    from pipeline.components.clauses.component import SplitClauses

    return SplitClauses()


@Language.factory("mend_parse", assigns=["token.dep", "token.head"], requires=["token.dep"])
def create_mend_parse(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that runs after the parser."""
    from pipeline.components.clauses.component import MendParse

    return MendParse()
