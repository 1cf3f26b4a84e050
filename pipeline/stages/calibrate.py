"""Fits the confidence of claims on gold: ``pipeline/components/claims/confidence.json``.

``python -m pipeline.stages.calibrate [FILE ...]`` finds the claims of the documents that were
extracted and of the files named (the article, which does not ship), compares them with gold, and
fits one model on all of them and on the case documents, and one without each document. A claim is
right when it is so strictly: actors, event type, places and date all equal gold.
"""

import sys
from collections.abc import Iterable, Sequence
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
    return Fit(
        everything=_fit(examples, penalty),
        without={
            doc_id: _fit([each for each in examples if each.doc_id != doc_id], penalty)
            for doc_id in doc_ids
        },
    )


def _fit(examples: Iterable[Example], penalty: float) -> Weights:
    bias, weights = fit_weights(list(examples), penalty)
    return Weights(bias=bias, weights=weights)


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the project folder; the arguments are raw files to read as well."""
    names = sys.argv[1:] if argv is None else argv
    run(read_params(), Path(), [Path(name) for name in names])
    return 0


if __name__ == "__main__":
    sys.exit(main())
