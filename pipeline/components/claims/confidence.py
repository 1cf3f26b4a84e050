"""The confidence of a claim: how often its like are right in texts no rule was written beside.

A logistic model over a handful of features, each readable off the claim itself: the kind of
event, how far its arguments stand from the trigger, how they were linked, what the date rests on,
and the modality. Its weights are fitted by ``python -m pipeline.stages.calibrate`` and committed.
"""

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import srsly
from pydantic import ValidationError

from pipeline.errors import KnowledgeError
from pipeline.schema import Claim, Mention, Model

PATH = Path(__file__).with_name("confidence.json")

Features = dict[str, float]


class Weights(Model):
    """Weights of a logistic model; a feature that it does not name counts nothing."""

    bias: float
    weights: dict[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the chance of being right, between 0 and 1."""
        total = self.bias + sum(
            self.weights.get(name, 0.0) * value for name, value in sorted(features.items())
        )
        return 1 / (1 + math.exp(-total))


class Fit(Model):
    """The weights in use, and for each gold document those fitted without it.

    The latter are for reports: no figure about a document rests on weights that have seen it.
    """

    everything: Weights
    without: dict[str, Weights]


def rate(claim: Claim, weights: Weights) -> Claim:
    """Set the confidence of a claim, to two digits."""
    value = round(weights.probability(features(claim)), 2)
    return claim.model_copy(update={"confidence": value})


def features(claim: Claim) -> Features:
    """Describe a claim in numbers between 0 and about 3, absent ones left out."""
    return {name: value for name, value in _features(claim) if value}


@lru_cache(maxsize=1)
def read_fit(path: Path = PATH) -> Fit:
    """Read the committed fit.

    Raises:
        KnowledgeError: the file is missing or is no fit.
    """
    try:
        return Fit.model_validate(srsly.read_json(path))
    except (OSError, ValueError, ValidationError) as error:
        remedy = "fit it again: python -m pipeline.stages.calibrate"
        problem = f"is no fit: {str(error).splitlines()[0]}"
        raise KnowledgeError(problem, path=path, remedy=remedy) from error


def _features(claim: Claim) -> Iterator[tuple[str, float]]:
    yield f"quad {claim.quad_class}", 1.0
    yield f"modality {claim.modality}", 1.0
    yield "actor none", float(not claim.actors)
    yield "actors several", float(len(claim.actors) > 1)
    for actor in claim.actors[:1]:
        yield f"actor {actor.via or 'other'}", 1.0
        yield "actor unknown", float(any(each.id is None for each in claim.actors))
        yield "actor distance", _distance(claim, actor)
    yield "recipient none", float(not claim.recipients)
    yield "participants none", float(not claim.actors and not claim.recipients)
    yield "place none", float(not claim.places)
    yield "places several", float(len(claim.places) > 1)
    for place in claim.places[:1]:
        yield "place unknown", float(any(each.id is None for each in claim.places))
        yield "place distance", _distance(claim, place)
    yield "date none", float(claim.date is None)
    if claim.date is not None:
        yield f"date {claim.date.anchor}", 1.0
        yield "date distance", _distance(claim, claim.date)


def _distance(claim: Claim, mention: Mention) -> float:
    """Words between trigger and mention, as a logarithm; 0 for what is not written."""
    offset = claim.evidence.start
    ends = _span(claim.action), _span(mention)
    if offset is None or None in ends:
        return 0.0
    low, high = sorted(span for span in ends if span is not None)
    between = claim.evidence.text[max(low[1] - offset, 0) : max(high[0] - offset, 0)]
    return math.log1p(len(between.split()))


def _span(mention: Mention) -> tuple[int, int] | None:
    if mention.start is None or mention.end is None:
        return None
    return mention.start, mention.end
