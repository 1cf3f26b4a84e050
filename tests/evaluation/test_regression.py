"""No figure falls below its committed floor, and confidence keeps its promise."""

from collections.abc import Mapping

from pipeline.evaluation.floors import missed_floors, read_floors
from pipeline.evaluation.gold import GoldRecord
from pipeline.evaluation.score import Comparison, score_comparisons
from tests.conftest import ROOT


def test_no_figure_below_its_floor(
    compared: dict[str, Comparison], gold: Mapping[str, tuple[GoldRecord, ...]]
) -> None:
    scores = score_comparisons(compared, gold)
    missed = missed_floors(scores, read_floors(ROOT / "gold" / "floors.yaml"))
    assert not missed, "\n".join(map(str, missed))
