"""Fixtures for the whole suite: the pipeline, loaded once, and the folder of test material."""

from pathlib import Path

import pytest
from spacy.language import Language

import pipeline

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


SLOW = ("test_dvc.py", "test_browser.py", "test_ocr.py", "test_lexicon.py", "test_notebooks.py")
"""Files that take longest: when one of them begins last, it ends alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow files; their tests stay together and in order."""
    rank = {name: at for at, name in enumerate(SLOW)}
    items.sort(key=lambda item: rank.get(item.path.name, len(rank)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden from what is found now"
    )


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten (`make golden`), not compared with."""
    return bool(request.config.getoption("--update-golden"))


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
