"""The naive baseline does what it says and no more."""

import pytest
import spacy
from spacy.language import Language

from pipeline.config import ClaimsSettings
from pipeline.evaluation.baseline import baseline_claims
from tests.evaluation.making import make_document


@pytest.fixture(scope="module")
def model() -> Language:
    """The spaCy model without our components."""
    return spacy.load(ClaimsSettings().model)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Turkey attacked Syria near Damascus in May 2017.",
            [("attacked", "turkey", "syria", ["damascus"], "2017-05")],
        ),
        ("The army met the rebels.", [("met", "army", "rebels", [], None)]),
        ("The rebels slept.", []),
        ("The town was captured.", []),
    ],
)
def test_triples(text: str, expected: list[tuple[object, ...]], model: Language) -> None:
    found = baseline_claims(model, make_document(text))
    assert len(found) == len(expected)
    for claim, (trigger, actor, recipient, places, when) in zip(found, expected, strict=True):
        assert claim.action.text == trigger
        assert text[claim.action.start : claim.action.end] == trigger
        assert [each.id for each in claim.actors] == [actor]
        assert [each.id for each in claim.recipients] == [recipient]
        assert (claim.date.edtf if claim.date else None) == when
        assert [each.id for each in claim.places] == places
