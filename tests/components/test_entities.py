"""Entities decoded at once are those that the model's recogniser finds by itself."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Span

import pipeline
from pipeline.config import ClaimsSettings
from pipeline.evaluation.cases import read_cases

CASES = Path(__file__).parents[2] / "gold" / "cases"
TEXTS = [
    "",
    "  ",
    "Goma",
    "Goma\n\n",
    "On 3 May 2024 the United Nations Security Council met  in New York.\n\nGoma fell",
    "President Félix Tshisekedi of the Democratic Republic of the Congo paid $ 3.5 million",
    "IN KHARTOUM AND OMDURMAN, GENERAL ABDEL FATTAH AL-BURHAN SAID ON MONDAY: “NO.”",
    "paris london 12 13 14 15, 2019 May; the the the (AP) _ - - -",
]


@pytest.fixture(scope="module")
def loaded():
    nlp = pipeline.load()
    nlp.select_pipes(enable=["tok2vec", "parser", "entities"])
    return nlp


def _both(nlp, doc):
    """The entities that are found at once, and those of the recogniser on the same parse."""
    for name in ("tok2vec", "parser"):
        doc = nlp.get_pipe(name)(doc)
    copy = doc.copy()
    ours, expected = nlp.get_pipe("entities")(doc), nlp.get_pipe("ner")(copy)
    return [
        [(token.text, token.ent_iob_, token.ent_type_) for token in each]
        for each in (ours, expected)
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_hard_texts_have_the_entities_of_the_recogniser(loaded, text):
    ours, expected = _both(loaded, loaded.make_doc(text))
    assert ours == expected


def test_texts_in_batches_have_the_entities_of_each(loaded):
    alone = [loaded(text) for text in TEXTS]
    batches = list(loaded.pipe(TEXTS, batch_size=3))
    assert [str(doc.ents) for doc in batches] == [str(doc.ents) for doc in alone]
    assert [doc.text for doc in batches] == TEXTS


def test_running_texts_have_the_entities_of_the_recogniser(loaded):
    found = 0
    for case in list(read_cases(CASES).values())[::5]:
        ours, expected = _both(loaded, loaded.make_doc(case.text))
        assert ours == expected
        found += sum(iob == "B" for _, iob, _ in ours)
    assert found > 100


def test_entities_set_before_stay(loaded):
    doc = loaded.make_doc("Sources said that Wagner left Bria on 3 May 2024.")
    doc.set_ents([Span(doc, 3, 4, "ORG")], blocked=[Span(doc, 5, 6)], default="missing")
    ours, expected = _both(loaded, doc)
    assert ours == expected
    assert ours[3] == ("Wagner", "B", "ORG")
    assert ours[5] == ("Bria", "B", "")


def test_a_recogniser_of_another_kind_decodes_itself(tmp_path):
    model = spacy.load(ClaimsSettings().model)
    model.get_pipe("ner").cfg["beam_width"] = 2
    model.to_disk(tmp_path / "model")
    names = pipeline.load(model=str(tmp_path / "model")).pipe_names
    assert "ner" in names
    assert "entities" not in names


def test_a_saved_pipeline_finds_the_same(tmp_path, nlp):
    nlp.to_disk(tmp_path / "saved")
    saved = spacy.load(tmp_path / "saved")
    text = "The army of Congo shelled Goma in May 2024."
    assert saved.pipe_names == nlp.pipe_names
    assert str(saved(text).ents) == str(nlp(text).ents) == "(Congo, Goma, May 2024)"
    assert saved(text)._.claims == nlp(text)._.claims != []
