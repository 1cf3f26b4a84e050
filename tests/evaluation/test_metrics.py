"""Each metric against a sum done by hand, and the laws that hold of all."""

from collections.abc import Sequence

import pytest

from pipeline.evaluation.align import Alignment, align
from pipeline.evaluation.facts import facts_of_claims, facts_of_gold
from pipeline.evaluation.gold import GoldRecord
from pipeline.evaluation.locate import locate_records
from pipeline.evaluation.metrics import METRICS, metric
from pipeline.evaluation.score import Scope, score_alignments, score_claims
from pipeline.schema import Claim
from tests.evaluation.making import make_claim, make_document, make_record

TEXT = "Iran shelled Aleppo, bombed Homs, raided Idlib and took Raqqa."
MAY = ("2017-05", "2017-05-01", "2017-05-31")
FULL = {"actors": ["iran"], "recipients": ["isis"], "places": ["aleppo"]}


def score(records: Sequence[GoldRecord], claims: Sequence[Claim]) -> Scope:
    document = make_document(TEXT)
    return score_claims({"paper": claims}, {"paper": records}, {"paper": document}).overall


def record(trigger: str, **fields: object) -> GoldRecord:
    return make_record(TEXT, trigger, id=trigger, **{**FULL, "date": "2017-05", **fields})


def claim(trigger: str, **fields: object) -> Claim:
    return make_claim(TEXT, trigger, **{**FULL, "date": MAY, **fields})


def test_detection_by_hand() -> None:
    # Gold: shelled, bombed, raided, took. Found: shelled, bombed, Homs. Two of three are right,
    # two of four are found: P 2/3, R 2/4, F1 = 2 * 2 / (4 + 3) = 4/7.
    gold = [record(each) for each in ("shelled", "bombed", "raided", "took")]
    found = score(gold, [claim("shelled"), claim("bombed"), claim("Homs")]).metrics["detection"]
    assert (found.gold, found.predicted, found.aligned, found.correct) == (4, 3, 2, 2)
    assert (found.precision, found.recall, found.f1) == (0.6667, 0.5, 0.5714)


FIELD_CASES = [
    # metric, what differs in the one aligned claim, equal?
    ("event_type", {"event_type": "COERCE"}, False),
    ("event_type", {}, True),
    ("quad_class", {"event_type": "COERCE"}, True),
    ("quad_class", {"event_type": "AID"}, False),
    ("actors", {"actors": ["iran", "russia"]}, False),
    ("actors", {"actors": []}, False),
    ("actors", {"actors": [None]}, False),
    ("recipients", {"recipients": ["iran"]}, False),
    ("places", {"places": ["homs"]}, False),
    ("places", {"places": []}, False),
    ("date", {"date": ("2017", "2017-01-01", "2017-12-31")}, False),
    ("date", {"date": None}, False),
    ("date", {"date_mod": "ON_OR_BEFORE"}, False),
    ("polarity", {"polarity": "negative"}, False),
    ("modality", {"modality": "planned"}, False),
    ("attribution", {"modality": "alleged", "attribution": "iran"}, False),
    ("strict", {}, True),
    ("strict", {"recipients": [], "polarity": "negative", "modality": "planned"}, True),
    ("strict", {"actors": []}, False),
    ("strict", {"event_type": "COERCE"}, False),
    ("strict", {"places": []}, False),
    ("strict", {"date": None}, False),
    ("relaxed", {"event_type": "COERCE"}, True),
    ("relaxed", {"event_type": "AID"}, False),
    ("relaxed", {"actors": ["iran", "russia"]}, True),
    ("relaxed", {"actors": ["russia"]}, False),
    ("relaxed", {"actors": []}, False),
    ("relaxed", {"places": ["homs", "aleppo"]}, True),
    ("relaxed", {"places": []}, False),
    ("relaxed", {"date": ("2017", "2017-01-01", "2017-12-31")}, True),
    ("relaxed", {"date": ("2017-06", "2017-06-01", "2017-06-30")}, False),
    ("relaxed", {"date": None}, False),
]


@pytest.mark.parametrize(("name", "change", "equal"), FIELD_CASES)
def test_field_by_hand(name: str, change: dict[str, object], equal: bool) -> None:
    # Gold: two claims. Found: one of them, and one that gold lacks. A right field: one correct of
    # two either way, F1 = 2 * 1 / (2 + 2); accuracy on the one aligned claim is 1 or 0.
    found = score(
        [record("shelled"), record("bombed")], [claim("shelled", **change), claim("Homs")]
    ).metrics[name]
    assert (found.f1, found.accuracy) == ((0.5, 1.0) if equal else (0.0, 0.0))


def test_every_metric_has_a_case() -> None:
    assert {name for name, _, _ in FIELD_CASES} | {"detection"} == set(METRICS)


@pytest.mark.parametrize("side", ["actors", "places", "recipients"])
def test_empty_equals_empty_but_unknown_equals_nothing(side: str) -> None:
    empty = score([record("shelled", **{side: ()})], [claim("shelled", **{side: []})])
    assert empty.metrics[side].f1 == 1
    unknown = score([record("shelled", **{side: ()})], [claim("shelled", **{side: [None]})])
    assert unknown.metrics[side].f1 == 0


def test_by_class_by_hand() -> None:
    # Gold: two ASSAULT, one AID. Found: one ASSAULT right, the AID taken for ASSAULT.
    # ASSAULT: 1 right, 2 found, 2 in gold: F1 1/2. AID: none found: F1 0.
    scope = score(
        [record("shelled"), record("bombed"), record("raided", event_type="AID")],
        [claim("shelled"), claim("raided")],
    )
    assault = scope.event_types["ASSAULT"]
    assert (assault.gold, assault.predicted, assault.correct, assault.f1) == (2, 2, 1, 0.5)
    assert (scope.event_types["AID"].gold, scope.event_types["AID"].f1) == (1, 0.0)
    assert list(scope.modalities) == ["asserted"]


def test_gold_against_gold_is_one_and_nothing_is_zero() -> None:
    gold = [record(each) for each in ("shelled", "bombed")]
    assert {
        each.f1 for each in score(gold, map(claim, ("shelled", "bombed"))).metrics.values()
    } == {1.0}
    assert {each.f1 for each in score(gold, []).metrics.values()} == {0.0}
    assert {each.f1 for each in score([], [claim("shelled")]).metrics.values()} == {0.0}


def test_swapped_sides_swap_precision_and_recall() -> None:
    records = [record("shelled"), record("bombed", actors=("russia",)), record("took")]
    claims = [claim("shelled"), claim("bombed"), claim("Homs"), claim("Idlib")]
    gold = facts_of_gold(locate_records(records, make_document(TEXT)), claims)
    predicted = facts_of_claims(claims)
    forth = score_alignments({"paper": align(gold, predicted)})
    back = score_alignments({"paper": align(predicted, gold)})
    for name, there in forth.metrics.items():
        here = back.metrics[name]
        assert (there.precision, there.recall, there.f1) == (here.recall, here.precision, here.f1)
    assert forth.metrics["actors"].precision != forth.metrics["actors"].recall


def test_together_sums_counts() -> None:
    # One of one, and none of three: 2 * 1 / (1 + 1 + 3 + 0) = 0.4, not the mean of 1 and 0.
    facts = facts_of_claims([claim("shelled"), claim("bombed"), claim("took")])
    both = {
        "one": Alignment(((facts[0], facts[0]),), (), ()),
        "two": Alignment((), facts, ()),
    }
    assert score_alignments(both).metrics["detection"].f1 == 0.4


def test_a_name_is_registered_once() -> None:
    with pytest.raises(ValueError, match="'actors' is registered twice"):
        metric(METRICS["actors"])


def test_worked_example_of_the_documentation() -> None:
    text = "Russia bombed Idlib in May 2017. Turkey condemned the raid and closed the border."
    border = "syrian-turkish-border"
    condemned = {"event_type": "DISAPPROVE", "actors": ["turkey"]}
    records = [
        make_record(text, "bombed", id="G1", actors=["russia"], places=["idlib"], date="2017-05"),
        make_record(text, "condemned", id="G2", recipients=["russia"], **condemned),
        make_record(text, "closed", id="G3", event_type="COERCE", places=[border]),
    ]
    year = ("2017", "2017-01-01", "2017-12-31")
    claims = [
        make_claim(text, "bombed", actors=["russia"], places=["idlib"], date=year),
        make_claim(text, "condemned", **condemned),
        make_claim(text, "raid", actors=["turkey"]),
    ]
    found = score_claims({"paper": claims}, {"paper": records}, {"paper": make_document(text)})
    figures = {name: each.f1 for name, each in found.overall.metrics.items()}
    assert figures["detection"] == figures["relaxed"] == 0.6667
    assert figures["recipients"] == figures["date"] == figures["strict"] == 0.3333
    assert found.overall.metrics["strict"].accuracy == 0.5
