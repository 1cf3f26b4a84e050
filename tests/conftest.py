"""Fixtures for the whole suite: the pipeline, loaded once, and the folder of test material."""

import gc
from pathlib import Path

import pytest
from spacy.language import Language

import pipeline

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


SLOW = (
    "report",
    "test_dvc.py",
    "test_ocr.py",
    "test_readers.py",
    "stages",
    "test_lexicon.py",
    "test_notebooks.py",
    "evaluation",
    "test_parts.py",
    "test_cli.py",
)
"""Files and folders that take longest: when one of them begins last, it ends alone."""

TOGETHER = ("evaluation", "report")
"""Folders whose tests run in one process: they share what takes long to make, or wait for a browser
while others compute."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow files; their tests stay together and in order."""
    rank = {name: at for at, name in enumerate(SLOW)}
    items.sort(key=lambda item: min(rank.get(part, len(rank)) for part in item.path.parts[-3:]))


def group_of(nodeid: str) -> str:
    """The tests that run in one process: those of a file, or of a folder in ``TOGETHER``."""
    path = nodeid.split("::", 1)[0]
    return next((name for name in TOGETHER if path.startswith(f"tests/{name}/")), path)


@pytest.hookimpl(optionalhook=True)  # there where pytest-xdist is
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Hand out tests by group where ``--dist loadfile`` asks for files."""
    from xdist.scheduler import LoadScopeScheduling

    class Grouped(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return Grouped(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_finish() -> None:
    """Leave the thousands of tests out of every later search for garbage."""
    gc.freeze()


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
