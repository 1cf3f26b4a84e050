"""The spaCy model with the claim components in their order."""

from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler

from pipeline.components.entities import decode_at_once
from pipeline.components.shown import show_headlines
from pipeline.components.token_rules import use_tables
from pipeline.components.tokens import HYPHENATED
from pipeline.config import ClaimsSettings
from pipeline.errors import SettingsError

COMPONENTS = ("dates", "places", "actors", "events", "context", "claims")
"""Run in this order after the model's own components; ``sentences`` comes first."""

_ACRONYMS = ("IS", "WHO")
"""Names spelt like function words. To the model they are the words ("IS weakened": a passive)."""
_NAME_FORM = "nato"
"""The form the model is shown for them: it reads this one as a name wherever it stands."""


def load_pipeline(settings: ClaimsSettings) -> Language:
    """Load the model and add the components.

    Raises:
        SettingsError: the model is not installed.
        KnowledgeError: a lexicon or knowledge table is broken; file and line are named.
    """
    try:
        nlp = spacy.load(settings.model)
    except OSError as error:
        remedy = (
            f"python -m spacy download {settings.model}, "
            "or set claims.model to one that is installed"
        )
        problem = f"claims.model: spaCy has no model {settings.model!r}"
        raise SettingsError(problem, remedy=remedy) from error
    tokenizer: Any = nlp.tokenizer
    for acronym in _ACRONYMS:
        tokenizer.add_special_case(acronym, [{"ORTH": acronym, "NORM": _NAME_FORM}])
    for word in HYPHENATED:
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{"ORTH": form, "NORM": word.replace("-", "")}])
    for _, component in nlp.pipeline:
        if isinstance(component, AttributeRuler):
            use_tables(component)
    decode_at_once(nlp)
    nlp.add_pipe("sentences", first=True)
    show_headlines(nlp)
    nlp.add_pipe("split_clauses", before="parser")
    nlp.add_pipe("mend_parse", after="parser")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp
