"""The documents with gold and their claims, found once."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from spacy.language import Language

from pipeline.evaluation.cases import Case, read_cases, run_cases
from pipeline.evaluation.gold import GoldRecord, read_gold_set
from pipeline.evaluation.score import Comparison, compare_documents
from pipeline.layout import read_document
from pipeline.schema import Claim, Document
from pipeline.stages.claims import claims_of
from tests.conftest import ROOT, SHARED

RAW = [*sorted((ROOT / "raw").glob("*.pdf")), SHARED / "dossier" / "dossier.pdf"]


@pytest.fixture(scope="session")
def gold() -> Mapping[str, tuple[GoldRecord, ...]]:
    """All gold records by document."""
    return read_gold_set(ROOT / "gold")


@pytest.fixture(scope="session")
def gold_documents(gold: Mapping[str, Sequence[GoldRecord]]) -> dict[str, Document]:
    """The documents with gold that are present: those shipped, and the article where it is."""
    paths: list[Path] = [path for path in RAW if path.stem in gold and path.is_file()]
    return {path.stem: read_document(path) for path in paths}


@pytest.fixture(scope="session")
def gold_claims(gold_documents: dict[str, Document], nlp: Language) -> dict[str, list[Claim]]:
    """What the pipeline finds in them now."""
    return {doc_id: claims_of(document, nlp) for doc_id, document in gold_documents.items()}


@pytest.fixture(scope="session")
def compared(
    gold_claims: dict[str, list[Claim]],
    gold: Mapping[str, tuple[GoldRecord, ...]],
    gold_documents: dict[str, Document],
) -> dict[str, Comparison]:
    """Claims and gold of each, aligned."""
    return compare_documents(gold_claims, gold, gold_documents)


@pytest.fixture(scope="session")
def cases(nlp: Language) -> list[Case]:
    """The case documents with what the pipeline finds in them now."""
    return run_cases(read_cases(ROOT / "gold" / "cases"), nlp)
