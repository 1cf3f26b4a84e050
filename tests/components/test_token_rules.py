"""Attribute rules by tables match what spaCy's Matcher matches."""

import pytest
import spacy
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

import pipeline
from pipeline.components.token_rules import TableMatcher
from pipeline.config import ClaimsSettings

WORDS = ["It", "is", "gon", "na", "rain", "  ", "that", "That"]
TAGS = ["PRP", "VBZ", "VB", "TO", "VB", "_SP", "IN", "DT"]
DEPS = ["nsubj", "aux", "ROOT", "aux", "xcomp", "dep", "mark", ""]


@pytest.fixture
def doc():
    return Doc(spacy.blank("en").vocab, words=WORDS, tags=TAGS, deps=DEPS, heads=[2] * len(WORDS))


@pytest.mark.parametrize(
    ("patterns", "tokens"),
    [
        ([[{"TAG": "VB"}]], [2, 4]),
        ([[{"LOWER": "that"}]], [6, 7]),
        ([[{"LOWER": "that", "TAG": "IN"}]], [6]),
        ([[{"LOWER": {"IN": ["that", "it"]}, "DEP": {"IN": ["nsubj", ""]}}]], [0, 7]),
        ([[{"DEP": "aux", "TAG": {"NOT_IN": ["TO", ""]}}]], [1]),
        ([[{"TAG": {"NOT_IN": ["VB", "TO", "_SP"]}}]], [0, 1, 6, 7]),
        ([[{"IS_SPACE": True, "DEP": {"NOT_IN": [""]}}]], [5]),
        ([[{"TAG": "_SP", "IS_SPACE": False}]], []),
        ([[{"LOWER": {"REGEX": "^th?"}}]], [6, 7]),
        ([[{"LOWER": "gon"}, {"LOWER": "na"}]], [2]),
        ([[{"ORTH": "That"}]], [7]),
        ([[{"TAG": "DT"}], [{"TAG": "IN"}]], [6, 7]),
    ],
)
def test_patterns_match_the_tokens_that_the_matcher_matches(doc, patterns, tokens):
    key = doc.vocab.strings.add("0")
    ours, matcher = TableMatcher(doc.vocab), Matcher(doc.vocab)
    for each in (ours, matcher):
        each.add(key, patterns)
    found = sorted(ours(doc, allow_missing=True, as_spans=False))
    assert found == sorted(matcher(doc, allow_missing=True, as_spans=False))
    assert [start for _, start, _ in found] == tokens


def test_the_model_sets_the_same_attributes_with_and_without_tables(nlp):
    text = (
        "He's gonna leave, ain't he?  Y'all had better know that the rebels, who had been armed, "
        "couldn't have won it; there were those that did.\n\nLet's see somethin' else, I'd say."
    )
    bare = spacy.load(ClaimsSettings().model)
    plain, tables = (model.get_pipe("attribute_ruler") for model in (bare, nlp))
    assert isinstance(tables.matcher, TableMatcher)
    doc = bare(text)
    expected = sorted(plain.match(doc))
    assert sorted(set(tables.matcher(doc, allow_missing=True, as_spans=False))) == sorted(
        (key, start, end) for _, key, start, end in expected
    )
    assert len(expected) > len(doc)


def test_rules_are_saved_whole(nlp):
    bare = spacy.load(ClaimsSettings().model)
    ruler = nlp.get_pipe("attribute_ruler")
    assert ruler.patterns == bare.get_pipe("attribute_ruler").patterns
    copy = AttributeRuler(nlp.vocab).from_bytes(ruler.to_bytes())
    assert copy.patterns == ruler.patterns


def test_a_model_without_attribute_rules_loads(tmp_path):
    model = spacy.load(ClaimsSettings().model, exclude=["attribute_ruler", "lemmatizer"])
    model.to_disk(tmp_path / "model")
    assert not pipeline.load(model=str(tmp_path / "model")).has_pipe("attribute_ruler")
