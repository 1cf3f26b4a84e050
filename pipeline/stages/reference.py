"""Measures the floor and the ceiling that stand beside every figure: ``gold/reference.json``.

``python -m pipeline.stages.reference [FILE ...]`` scores the naive baseline on the documents that
were extracted and on the files named (the article, which does not ship), and the annotators
against each other. Documents with gold that are absent keep the floor they had.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import spacy

from pipeline.config import Params, read_params
from pipeline.evaluation.baseline import baseline_claims
from pipeline.evaluation.gold import read_gold_set
from pipeline.evaluation.reference import (
    Reference,
    keep_counts,
    measure_ceiling,
    read_reference,
    reference_text,
)
from pipeline.evaluation.score import score_claims
from pipeline.layout import read_document
from pipeline.stages.files import write_text
from pipeline.stages.gold_documents import read_gold_documents


def run(params: Params, root: Path, more: Sequence[Path] = ()) -> Path:
    """Measure and write; return the path of the file.

    Args:
        root: the project folder, which all paths in ``params`` are relative to.
        more: raw files to read beside the documents that were extracted.
    """
    folder = root / params.validate_.gold
    path = folder / "reference.json"
    gold = read_gold_set(folder)
    read = [read_document(each, params.extract) for each in more]
    present = read_gold_documents(params, root, gold, read)
    nlp = spacy.load(params.claims.model)
    claims = {doc_id: baseline_claims(nlp, each) for doc_id, each in present.items()}
    floor = keep_counts(score_claims(claims, gold, present).documents)
    ceiling = keep_counts(measure_ceiling(folder / "annotators"))
    kept = {doc_id: each for doc_id, each in read_reference(path).floor.items() if doc_id in gold}
    reference = Reference(floor=dict(sorted({**kept, **floor}.items())), ceiling=ceiling)
    write_text(path, reference_text(reference))
    return path


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the project folder; the arguments are raw files to read as well."""
    names = sys.argv[1:] if argv is None else argv
    run(read_params(), Path(), [Path(name) for name in names])
    return 0


if __name__ == "__main__":
    sys.exit(main())
