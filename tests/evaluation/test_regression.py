"""No figure falls below its committed floor, and confidence keeps its promise."""

from collections.abc import Mapping

from pipeline.components.claims.confidence import read_fit
from pipeline.evaluation.calibrate import judge
from pipeline.evaluation.floors import missed_floors, read_floors
from pipeline.evaluation.gold import GoldRecord
from pipeline.evaluation.score import Comparison, score_comparisons
from pipeline.stages.validate import examples_of
from tests.conftest import ROOT


def test_no_figure_below_its_floor(
    compared: dict[str, Comparison], gold: Mapping[str, tuple[GoldRecord, ...]]
) -> None:
    scores = score_comparisons(compared, gold)
    missed = missed_floors(scores, read_floors(ROOT / "gold" / "floors.yaml"))
    assert not missed, "\n".join(map(str, missed))


def test_confidence_keeps_its_promise(compared: dict[str, Comparison]) -> None:
    # The models were fitted without the document they are asked about. 0.05 is what is aimed at;
    # with a few hundred claims an exact model shows 0.04 by chance alone, so the alarm is higher.
    fit = read_fit()
    examples = examples_of(compared)
    confidence = [fit.without[each.doc_id].probability(each.features) for each in examples]
    found = judge(confidence, [each.right for each in examples], gold=1)
    assert found.error <= 0.08
