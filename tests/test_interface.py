"""The Python interface, as the README shows it."""

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import pipeline
from pipeline.config import ClaimsSettings
from pipeline.errors import SettingsError
from pipeline.schema import Claim

ROOT = Path(__file__).resolve().parents[1]
TEXTS = [
    "Turkey shot down a Russian bomber over the Syrian border in November 2015.",
    "In May 2017, Russia bombed the city of Palmyra. A month later, the rebels retook it.",
    "The weather was fine.",
    "The United States withdrew its troops from Manbij yesterday.",
]


def run_python(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_public_names():
    assert set(pipeline.__all__) == {
        "Claim",
        "Document",
        "extract_claims",
        "find_dates",
        "load",
        "read_document",
        "to_dataframe",
    }


def test_claims_as_a_typed_table():
    frame = pipeline.to_dataframe(pipeline.extract_claims(TEXTS[:1])[0])
    assert frame.loc[0, "first_day"].isoformat() == "2015-11-01T00:00:00"
    assert frame.loc[0, "actor_id"] == ["turkey"]


def test_importing_the_package_or_a_factory_is_cheap():
    code = (
        "import sys, pipeline\n"
        "heavy = {'spacy', 'pdfplumber', 'pandas', 'scipy', 'dvc', 'pyarrow'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "import spacy\n"
        "before = set(sys.modules)\n"
        "from importlib.metadata import entry_points\n"
        "for point in entry_points(group='spacy_factories'):\n"
        "    if point.value.startswith('pipeline.'):\n"
        "        point.load()\n"
        "new = {name for name in set(sys.modules) - before}\n"
        "print(sorted(name for name in new if name.split('.')[0] in heavy - {'spacy'}))\n"
        "print('pipeline.resources' in new)\n"
    )
    assert run_python(code).splitlines() == ["[]", "[]", "False"]


def test_claims_of_one_text(nlp):
    doc = nlp(TEXTS[0])
    (claim,) = doc._.claims
    assert isinstance(claim, Claim)
    assert doc.text[claim.action.start : claim.action.end] == claim.action.text == "shot down"
    assert [actor.id for actor in claim.actors] == ["turkey"]
    assert [actor.id for actor in claim.recipients] == ["russia"]


def test_claims_of_texts_in_order(nlp):
    found = pipeline.extract_claims(TEXTS, published="2017-06-20", nlp=nlp)
    assert [[claim.action.text for claim in claims] for claims in found] == [
        ["shot down"],
        ["bombed", "retook"],
        [],
        ["withdrew"],
    ]
    assert found[3][0].date is not None
    assert found[3][0].date.edtf == "2017-06-19"


CUT = (
    "On 3 May, rebels from Kidal, Mali, who had threatened the army (FAMa), agreed with Niger's "
    "envoy to free ten soldiers of the 5,000 that they held in two villages, north of Gao, Mali."
)


@pytest.mark.parametrize("kept", [slice(0, end) for end in range(1, 37)])
def test_a_text_cut_anywhere_has_claims_of_its_own_words(nlp, kept):
    text = " ".join(CUT.split()[kept])
    for claim in nlp(text)._.claims:
        assert text[claim.action.start : claim.action.end] == claim.action.text


def test_one_day_of_publication_for_each_text(nlp):
    days = ["2017-06-20", None]
    first, second = pipeline.extract_claims([TEXTS[3]] * 2, published=days, nlp=nlp)
    assert first[0].date is not None
    assert first[0].date.edtf == "2017-06-19"
    assert second[0].date is None


def test_a_day_too_few_is_an_error(nlp):
    with pytest.raises(ValueError, match="shorter"):
        pipeline.extract_claims(TEXTS, published=["2017-06-20"], nlp=nlp)


def test_two_processes_find_the_same_claims(nlp):
    alone = pipeline.extract_claims(TEXTS, published="2017-06-20", nlp=nlp)
    together = pipeline.extract_claims(TEXTS, published="2017-06-20", nlp=nlp, n_process=2)
    assert alone == together
    assert any(alone)


def test_claims_survive_the_way_through_bytes(nlp):
    doc = nlp(TEXTS[1])
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.claims == doc._.claims != []


def test_two_pipelines_live_in_one_process(nlp):
    other = pipeline.load(ClaimsSettings())
    other.remove_pipe("events")
    assert not other(TEXTS[0])._.claims
    assert nlp(TEXTS[0])._.claims


def test_components_are_found_by_name_in_any_pipeline(nlp):
    points = entry_points(group="spacy_factories")
    ours = {point.name: point for point in points if point.value.startswith("pipeline.")}
    assert set(ours) == set(nlp.pipe_names) - set(spacy.load(ClaimsSettings().model).pipe_names)
    for point in ours.values():
        point.load()
        assert Language.has_factory(point.name)


def test_hash_seed_does_not_change_the_claims():
    code = (
        "import pipeline\n"
        f"for claims in pipeline.extract_claims({TEXTS!r}, published='2017-06-20'):\n"
        "    print([claim.model_dump_json() for claim in claims])\n"
    )
    one, other = (run_python(code, PYTHONHASHSEED=seed) for seed in "12")
    assert one == other
    assert "retook" in one


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"modle": "x"}, "modle: no such parameter"),
        ({"model": "en_core_web_none"}, "claims.model: spaCy has no model 'en_core_web_none'"),
    ],
)
def test_wrong_settings_are_named(settings, message):
    with pytest.raises(SettingsError, match=message):
        pipeline.load(**settings)
    with pytest.raises(SettingsError, match=message):
        pipeline.load(settings)


def test_dates_of_a_text():
    text = "It began on 4 April 2017 and ended last month."
    found = pipeline.find_dates(text, published="2017-06-20")
    assert [(date.text, date.edtf) for date in found] == [
        ("4 April 2017", "2017-04-04"),
        ("last month", "2017-05"),
    ]
    assert all(text[date.start : date.end] == date.text for date in found)


def test_a_document_of_a_text_file(tmp_path):
    path = tmp_path / "Note.txt"
    path.write_text("First part.\n\nSecond part.\n", encoding="utf-8")
    document = pipeline.read_document(path)
    assert document.doc_id == "note"
    assert document.text == "First part.\n\nSecond part."
    assert pipeline.Document.model_validate_json(document.model_dump_json()) == document


def test_the_claims_component_brings_what_the_pipeline_lacks():
    nlp = spacy.load(ClaimsSettings().model)
    nlp.add_pipe("claims")
    (claim,) = nlp("Turkey shot down a Russian bomber in November 2015.")._.claims
    assert (claim.rule, claim.date.edtf) == ("assault.shoot-down", "2015-11")
