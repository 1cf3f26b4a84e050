"""Fixtures for the whole suite: the pipeline, loaded once, and the folder of test material."""

from pathlib import Path

import pytest
from spacy.language import Language

import pipeline

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline with its default settings."""
    return pipeline.load()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project with the reference texts and the article."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared with the reference texts, which do not ship with the project")
    return SHARED
