"""The metrics: what it means for a claim that is aligned with a gold claim to be right.

A metric is a registered function of two facts, gold first. It is reported end to end (a missed
or made-up claim counts against it) and on aligned claims. To add one, write the function here and
a case summed by hand in its test; alignment looks at the fields of ``FIELDS`` only.
"""

from collections.abc import Callable

from pipeline.evaluation import edtf
from pipeline.evaluation.facts import Facts
from pipeline.schema import QUAD_CLASS

Agrees = Callable[[Facts, Facts], bool]

METRICS: dict[str, Agrees] = {}
"""Every metric by name, in the order of the tables. Filled by :func:`metric` below."""


def metric(function: Agrees) -> Agrees:
    """Register a metric under its function's name."""
    name = function.__name__
    if name in METRICS:
        raise ValueError(f"metric {name!r} is registered twice")
    METRICS[name] = function
    return function


@metric
def detection(gold: Facts, predicted: Facts) -> bool:
    """The triggers overlap, which alignment has made sure of."""
    return True


@metric
def event_type(gold: Facts, predicted: Facts) -> bool:
    """Same PLOVER event type."""
    return gold.event_type == predicted.event_type


@metric
def quad_class(gold: Facts, predicted: Facts) -> bool:
    """Same quad category: verbal or material, cooperation or conflict."""
    return QUAD_CLASS[gold.event_type] == QUAD_CLASS[predicted.event_type]


@metric
def actors(gold: Facts, predicted: Facts) -> bool:
    """The same set of actor ids, empty sets included."""
    return gold.actors == predicted.actors


@metric
def recipients(gold: Facts, predicted: Facts) -> bool:
    """The same set of recipient ids, empty sets included."""
    return gold.recipients == predicted.recipients


@metric
def places(gold: Facts, predicted: Facts) -> bool:
    """The same set of place ids, empty sets included."""
    return gold.places == predicted.places


@metric
def date(gold: Facts, predicted: Facts) -> bool:
    """Same EDTF value and same modifier, or no date in both."""
    return gold.date == predicted.date and gold.date_mod == predicted.date_mod


@metric
def polarity(gold: Facts, predicted: Facts) -> bool:
    """Same polarity."""
    return gold.polarity == predicted.polarity


@metric
def modality(gold: Facts, predicted: Facts) -> bool:
    """Same modality."""
    return gold.modality == predicted.modality


@metric
def attribution(gold: Facts, predicted: Facts) -> bool:
    """Credited to the same id, or to nobody in both."""
    return gold.attribution == predicted.attribution


@metric
def strict(gold: Facts, predicted: Facts) -> bool:
    """Actors, event type, places and date are all equal to gold."""
    return all(each(gold, predicted) for each in (actors, event_type, places, date))


@metric
def relaxed(gold: Facts, predicted: Facts) -> bool:
    """Same quad category; actors, places and days each share something or are both empty."""
    return (
        quad_class(gold, predicted)
        and _touch(gold.actors, predicted.actors)
        and _touch(gold.places, predicted.places)
        and _days_touch(gold.days, predicted.days)
    )


FIELDS: dict[str, Agrees] = {
    name: METRICS[name]
    for name in (
        "event_type",
        "quad_class",
        "actors",
        "recipients",
        "places",
        "date",
        "polarity",
        "modality",
        "attribution",
    )
}
"""The metrics that look at one field: alignment maximises how many of them agree."""


def _touch(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other) or not (one or other)


def _days_touch(one: edtf.Days | None, other: edtf.Days | None) -> bool:
    if one is None or other is None:
        return one is other
    return edtf.overlap(one, other)
