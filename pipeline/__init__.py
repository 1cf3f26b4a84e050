"""Claims from dossiers: who did what, to whom, where and when, according to a document.

>>> import pipeline
>>> nlp = pipeline.load()
>>> doc = nlp("Turkey shot down a Russian bomber over the Syrian border in November 2015.")
>>> [claim.action.text for claim in doc._.claims]
['shot down']

Importing this package is cheap: spaCy, the model and the PDF reader load on first use.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.schema import Claim, Document

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language

    from pipeline.config import ClaimsSettings, ExtractSettings
    from pipeline.schema import DateRef

__all__ = [
    "Claim",
    "Document",
    "extract_claims",
    "find_dates",
    "load",
    "read_document",
    "to_dataframe",
]


def load(
    settings: "ClaimsSettings | Mapping[str, Any] | None" = None, **overrides: Any
) -> "Language":
    """Load the spaCy model with the claim components: ``nlp(text)._.claims`` holds the claims.

    Args:
        settings: the ``claims`` block of the parameters; the defaults when None.
        overrides: single settings by name, such as ``model="en_core_web_lg"``.

    Raises:
        SettingsError: a setting does not exist, or the model is not installed.
        KnowledgeError: a lexicon or knowledge table is broken; file and line are named.
    """
    from pipeline.components.load import load_pipeline
    from pipeline.config import ClaimsSettings, check_settings

    base = check_settings(ClaimsSettings, settings)
    return load_pipeline(check_settings(ClaimsSettings, {**base.model_dump(), **overrides}))


def extract_claims(
    texts: Iterable[str],
    *,
    published: str | Iterable[str | None] | None = None,
    nlp: "Language | None" = None,
    n_process: int = 1,
) -> list[list[Claim]]:
    """Find the claims in each text.

    Args:
        texts: plain texts; each is a document of its own.
        published: ISO day that relative dates count from: one for all texts, or one a text.
        nlp: a pipeline from :func:`load`; one with the default settings is made when None.
        n_process: processes that share the texts; the result does not depend on it.

    Returns:
        The claims of each text, in the order of the texts.

    Raises:
        ValueError: ``published`` has not as many entries as there are texts.
    """
    nlp = load() if nlp is None else nlp
    listed = list(texts)
    days = (
        [published] * len(listed) if published is None or isinstance(published, str) else published
    )
    docs = []
    for text, day in zip(listed, days, strict=True):
        doc = nlp.make_doc(text)
        doc._.published = day
        docs.append(doc)
    return [list(doc._.claims) for doc in nlp.pipe(docs, n_process=n_process)]


def find_dates(text: str, *, published: str | None = None) -> "list[DateRef]":
    """Find every date expression in ``text``, with its offsets and its value in EDTF.

    Args:
        published: ISO day that relative dates count from.
    """
    from pipeline.components import dates

    return list(dates.find_dates(text, published=published))


def read_document(
    path: str | Path, settings: "ExtractSettings | Mapping[str, Any] | None" = None
) -> Document:
    """Read a PDF or plain text file: its body text in reading order, blocks, and page boxes.

    Args:
        settings: the ``extract`` block of the parameters; the defaults when None.

    Raises:
        RejectedDocument: the file cannot be read; ``code`` says why.
    """
    from pipeline.config import ExtractSettings, check_settings
    from pipeline.layout import read_document as read

    return read(path, check_settings(ExtractSettings, settings))


def to_dataframe(claims: Iterable[Claim]) -> "pd.DataFrame":
    """Claims as a pandas table, one row a claim, with typed columns (see ``docs/outputs.md``)."""
    from pipeline.writers.frame import to_dataframe as make_frame

    return make_frame(claims)
