"""What the loader of the event lexicon refuses, and how it says so."""

from pathlib import Path

import pytest

from pipeline.components.events.lexicon import read_lexicon
from pipeline.errors import KnowledgeError

GOOD = '- {id: aid.help, lemma: help, example: "[X](actor) [helped](trigger) us."}\n'


def read(folder: Path, entries: str, classes: str = "crew_held: [crew]\n"):
    (folder / "lexicon").mkdir()
    (folder / "lexicon" / "aid.yaml").write_text(entries, encoding="utf-8")
    (folder / "classes.yaml").write_text(classes, encoding="utf-8")
    return read_lexicon(folder / "lexicon", folder / "classes.yaml")


def test_classes_and_words_are_values(tmp_path: Path) -> None:
    entry = GOOD.replace("lemma", "needs: {object: [crew_held, crew, any]}, lemma")
    assert read(tmp_path, entry).entries[0].needs == {"object": ("crew_held", "crew", "any")}


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        (GOOD + GOOD, "entry id 'aid.help' stands twice"),
        (GOOD.replace("aid.", "help."), "entry help.help: its id must start with 'aid'"),
        (GOOD.replace("lemma", "needs: {object: [crew_lost]}, lemma"), "no class 'crew_lost'"),
        (GOOD.replace("lemma", "bars: {on: [x, crew_lost]}, lemma"), "no class 'crew_lost'"),
        (GOOD.replace("lemma", "need: {object: [crew]}, lemma"), "need"),
        ("- {id: [", "is not YAML"),
    ],
)
def test_faulty_entries_are_named(tmp_path: Path, entries: str, problem: str) -> None:
    with pytest.raises(KnowledgeError, match=problem) as caught:
        read(tmp_path, entries)
    assert "aid.yaml" in str(caught.value)


def test_a_computed_class_cannot_be_listed(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="class 'actor' is computed"):
        read(tmp_path, GOOD, "actor: [crew]\n")
