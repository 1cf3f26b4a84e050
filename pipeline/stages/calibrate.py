"""Fits the confidence of claims on gold: ``pipeline/components/claims/confidence.json``.

``python -m pipeline.stages.calibrate [FILE ...]`` finds the claims of the documents that were
extracted and of the files named (the article, which does not ship), compares them with gold, and
fits one model on all of them and on the case documents, and one without each document. A claim is
right when it is so strictly: actors, event type, places and date all equal gold. What a document
gains because rules and knowledge were written beside it is fitted apart, and promised to no other.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import srsly

import pipeline
from pipeline.components.claims.confidence import PATH, Fit, Weights
from pipeline.config import Params, read_params
from pipeline.evaluation.calibrate import Example, fit_weights
from pipeline.evaluation.cases import read_cases, run_cases
from pipeline.evaluation.gold import read_gold_set
from pipeline.evaluation.score import compare_documents
from pipeline.layout import read_document
from pipeline.stages.claims import claims_of
from pipeline.stages.files import write_text
from pipeline.stages.gold_documents import read_gold_documents
from pipeline.stages.validate import examples_of, examples_of_case

_BESIDE = "beside "
"""Before the names of what was written beside a document."""


def run(params: Params, root: Path, more: Sequence[Path] = (), path: Path = PATH) -> Fit:
    """Fit and write; return the fit.

    Args:
        root: the project folder, which all paths in ``params`` are relative to.
        more: raw files to read beside the documents that were extracted.
        path: the file to write.
    """
    gold = read_gold_set(root / params.validate_.gold)
    read = [read_document(each, params.extract) for each in more]
    documents = read_gold_documents(params, root, gold, read)
    nlp = pipeline.load(params.claims)
    claims = {doc_id: claims_of(document, nlp) for doc_id, document in documents.items()}
    examples = examples_of(compare_documents(claims, gold, documents))
    cases = run_cases(read_cases(root / params.validate_.gold / "cases"), nlp)
    examples += [example for case in cases for example in examples_of_case(case)]
    fit = fit_examples(examples, params.validate_.confidence_penalty)
    write_text(path, srsly.json_dumps(fit.model_dump(), indent=1) + "\n")
    return fit


def fit_examples(examples: Sequence[Example], penalty: float) -> Fit:
    """Fit on all examples, and for each document on those of the others.

    Args:
        examples: claims of the gold and the case documents.
        penalty: on the squared weights.
    """
    doc_ids = sorted({each.doc_id for each in examples})
    worked_on = {each.doc_id: each.worked_on for each in examples}
    return Fit(
        everything=_fit(examples, penalty),
        without={
            doc_id: _fit(
                [each for each in examples if each.doc_id != doc_id], penalty, worked_on[doc_id]
            )
            for doc_id in doc_ids
        },
    )


def _fit(
    examples: Iterable[Example], penalty: float, worked_on: frozenset[str] = frozenset()
) -> Weights:
    """The model of a document, new by default: one that was worked on starts from further up."""
    seen = [
        replace(each, features={**each.features, **{f"{_BESIDE}{k}": 1.0 for k in each.worked_on}})
        for each in examples
    ]
    bias, weights = fit_weights(seen, penalty)
    gains = {k.removeprefix(_BESIDE): v for k, v in weights.items() if k.startswith(_BESIDE)}
    bias += sum(gains.get(each, 0.0) for each in sorted(worked_on))
    own = {name: value for name, value in weights.items() if not name.startswith(_BESIDE)}
    return Weights(bias=round(bias, 4), weights=own)


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the project folder; the arguments are raw files to read as well."""
    names = sys.argv[1:] if argv is None else argv
    run(read_params(), Path(), [Path(name) for name in names])
    return 0


if __name__ == "__main__":
    sys.exit(main())
