"""Stage ``cases``: claims of the case documents against what their annotators wrote.

Writes ``cases.json``, small, for ``dvc metrics``: the figures of all case documents together and
of each genre. They tell how the rules do on texts about other conflicts, in other words.
"""

import sys
from pathlib import Path

import srsly

import pipeline
from pipeline.config import Params, read_params
from pipeline.evaluation.cases import Case, read_cases, run_cases, score_cases
from pipeline.evaluation.score import Scores
from pipeline.evaluation.tables import metrics_summary
from pipeline.stages.files import write_text
from pipeline.stages.validate import examples_of_case, judge_examples


def run(params: Params, root: Path) -> Scores:
    """Score the case documents and write the figures.

    Args:
        root: the project folder, which all paths in ``params`` are relative to.

    Raises:
        GoldError: a case document is broken; file and field are named.
    """
    cases = find_cases(params, root)
    scores = score_cases(cases)
    examples = [example for case in cases for example in examples_of_case(case)]
    calibration = judge_examples(examples, gold=scores.overall.gold)
    text = srsly.json_dumps(metrics_summary(scores, calibration), indent=2) + "\n"
    write_text(root / params.claims.output / "cases.json", text)
    return scores


def find_cases(params: Params, root: Path) -> list[Case]:
    """Find the claims of the case documents beside the gold set."""
    documents = read_cases(root / params.validate_.gold / "cases")
    return run_cases(documents, pipeline.load(params.claims))


if __name__ == "__main__":
    sys.exit(0 if run(read_params(), Path()) else 1)
