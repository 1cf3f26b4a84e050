"""Sentences over the whole range of event types, and everyday ones in which nothing may fire."""

import re
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.yamlfile import read_yaml

HERE = Path(__file__).parent
MARK = re.compile(r"\[([^\]]+)\]\((\w+)\)")


def rows(name: str) -> list[str]:
    tables = read_yaml(HERE / name)
    return [row for table in tables.values() for row in table]


MARKED = [*rows("sweep.yaml"), *rows("wire.yaml")]
EVERYDAY = rows("near_misses.yaml")


def plain(marked: str) -> str:
    return MARK.sub(r"\1", marked)


@pytest.fixture(scope="module")
def found(nlp: Language) -> dict[str, list[tuple[str, str]]]:
    """Each sentence with the types and triggers of its claims; read in one batch."""

    def made(text: str) -> Doc:
        doc = nlp.make_doc(text)
        doc._.published = "2023-06-07"
        return doc

    docs = nlp.pipe(made(plain(row)) for row in (*MARKED, *EVERYDAY))
    return {doc.text: [(c.event_type.value, c.action.text) for c in doc._.claims] for doc in docs}


@pytest.mark.parametrize("row", MARKED)
def test_every_event_of_the_sentence_is_found(
    found: dict[str, list[tuple[str, str]]], row: str
) -> None:
    wanted = [(kind, words) for words, kind in MARK.findall(row)]
    claims = found[plain(row)]
    assert [kind for kind, _ in claims] == [kind for kind, _ in wanted]
    for (_, trigger), (_, words) in zip(claims, wanted, strict=True):
        assert trigger.split()[0] in words or words in trigger


@pytest.mark.parametrize("row", EVERYDAY)
def test_everyday_senses_are_no_events(found: dict[str, list[tuple[str, str]]], row: str) -> None:
    assert found[row] == []
