"""Scoring claims against gold: alignment of each document, then figures of any set of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluation.align import Alignment, align
from pipeline.evaluation.bootstrap import f1_interval
from pipeline.evaluation.facts import Facts, facts_of_claims, facts_of_gold
from pipeline.evaluation.gold import GoldRecord, GoldSet
from pipeline.evaluation.locate import Located, locate_records
from pipeline.evaluation.metrics import METRICS, Agrees
from pipeline.schema import Claim, Document, Model


@dataclass(frozen=True, slots=True)
class Comparison:
    """One document's gold and claims, aligned."""

    document: Document
    located: tuple[Located, ...]
    claims: tuple[Claim, ...]
    alignment: Alignment


class Figure(Model):
    """One metric of one set of documents, with the counts behind it.

    ``aligned`` claims of the two sides pair up, ``correct`` of these agree. ``low`` and ``high``
    bound 95 % of the F1 of resampled sentences. ``floor`` is the F1 of the naive baseline and
    ``ceiling`` that of a second annotator, null where there is none.
    """

    gold: int
    predicted: int
    aligned: int
    correct: int
    precision: float
    recall: float
    f1: float
    accuracy: float
    low: float | None = None
    high: float | None = None
    floor: float | None = None
    ceiling: float | None = None


class Scope(Model):
    """The figures of a document, or of several together (summed, not averaged)."""

    gold: int
    predicted: int
    metrics: dict[str, Figure]
    event_types: dict[str, Figure]
    modalities: dict[str, Figure]


class Scores(Model):
    """All figures. ``skipped`` says of a gold file why it was not scored."""

    overall: Scope
    documents: dict[str, Scope]
    skipped: dict[str, str]


def compare_document(
    claims: Iterable[Claim], records: Iterable[GoldRecord], document: Document
) -> Comparison:
    """Locate the gold of one document in its text and align the claims with it."""
    claims = tuple(claims)
    located = locate_records(records, document)
    alignment = align(facts_of_gold(located, claims), facts_of_claims(claims))
    return Comparison(document, located, claims, alignment)


def compare_documents(
    claims: Mapping[str, Sequence[Claim]], gold: GoldSet, documents: Mapping[str, Document]
) -> dict[str, Comparison]:
    """Compare every document that has gold and is present, in the order of its id."""
    return {
        doc_id: compare_document(claims.get(doc_id, ()), gold[doc_id], documents[doc_id])
        for doc_id in sorted(gold)
        if doc_id in documents
    }


def score_claims(
    claims: Mapping[str, Sequence[Claim]],
    gold: GoldSet,
    documents: Mapping[str, Document],
    *,
    samples: int = 0,
    seed: int = 0,
) -> Scores:
    """Score the claims of each document that has gold; ``samples`` 0 leaves intervals out."""
    compared = compare_documents(claims, gold, documents)
    return score_comparisons(compared, gold, samples=samples, seed=seed)


def score_comparisons(
    compared: Mapping[str, Comparison], gold: GoldSet, *, samples: int = 0, seed: int = 0
) -> Scores:
    """Turn comparisons into figures, for each document and for all together."""
    aligned = {doc_id: each.alignment for doc_id, each in compared.items()}
    return Scores(
        overall=score_alignments(aligned, samples=samples, seed=seed),
        documents={
            doc_id: score_alignments({doc_id: each}, samples=samples, seed=seed)
            for doc_id, each in aligned.items()
        },
        skipped={
            doc_id: "no such document among those read: its figures are left out"
            for doc_id in sorted(gold)
            if doc_id not in compared
        },
    )


def score_alignments(
    alignments: Mapping[str, Alignment], *, samples: int = 0, seed: int = 0
) -> Scope:
    """Figures of the given documents taken together."""
    sums = Counter[str]()
    for each in alignments.values():
        sums["gold"] += len(each.pairs) + len(each.missed)
        sums["predicted"] += len(each.pairs) + len(each.invented)
    return Scope(
        gold=sums["gold"],
        predicted=sums["predicted"],
        metrics={
            name: _with_interval(_figure(alignments, agrees), alignments, agrees, samples, seed)
            for name, agrees in METRICS.items()
        },
        event_types=_by_class(alignments, lambda facts: facts.event_type),
        modalities=_by_class(alignments, lambda facts: facts.modality),
    )


def count_figure(gold: int, predicted: int, aligned: int, correct: int) -> Figure:
    """Turn counts into rates, rounded to four digits; a rate of nothing is 0.

    F1 is 2 correct / (gold + predicted), the harmonic mean of precision and recall.
    """
    return Figure(
        gold=gold,
        predicted=predicted,
        aligned=aligned,
        correct=correct,
        precision=_rate(correct, predicted),
        recall=_rate(correct, gold),
        f1=_rate(2 * correct, gold + predicted),
        accuracy=_rate(correct, aligned),
    )


def _rate(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _figure(alignments: Mapping[str, Alignment], agrees: Agrees) -> Figure:
    gold = predicted = aligned = correct = 0
    for each in alignments.values():
        gold += len(each.pairs) + len(each.missed)
        predicted += len(each.pairs) + len(each.invented)
        aligned += len(each.pairs)
        correct += sum(agrees(one, other) for one, other in each.pairs)
    return count_figure(gold, predicted, aligned, correct)


def _with_interval(
    figure: Figure, alignments: Mapping[str, Alignment], agrees: Agrees, samples: int, seed: int
) -> Figure:
    counts: dict[tuple[str, str], list[int]] = {}
    for doc_id, each in alignments.items():
        for one, other in each.pairs:
            right = agrees(one, other)
            _add(counts, (doc_id, one.sentence), (1, 0, int(right)))
            _add(counts, (doc_id, other.sentence), (0, 1, 0))
        for one in each.missed:
            _add(counts, (doc_id, one.sentence), (1, 0, 0))
        for one in each.invented:
            _add(counts, (doc_id, one.sentence), (0, 1, 0))
    rows = [(gold, predicted, correct) for gold, predicted, correct in counts.values()]
    interval = f1_interval(rows, samples=samples, seed=seed)
    if interval is None:
        return figure
    low, high = interval
    return figure.model_copy(update={"low": round(low, 4), "high": round(high, 4)})


def _add(
    counts: dict[tuple[str, str], list[int]], unit: tuple[str, str], values: Sequence[int]
) -> None:
    row = counts.setdefault(unit, [0, 0, 0])
    for at, value in enumerate(values):
        row[at] += value


def _by_class(
    alignments: Mapping[str, Alignment], class_of: Callable[[Facts], str]
) -> dict[str, Figure]:
    gold, predicted, aligned, correct = (Counter[str]() for _ in range(4))
    for each in alignments.values():
        for one, other in each.pairs:
            aligned[class_of(one)] += 1
            correct[class_of(one)] += class_of(one) == class_of(other)
        gold.update(class_of(one) for one, _ in each.pairs)
        gold.update(map(class_of, each.missed))
        predicted.update(class_of(other) for _, other in each.pairs)
        predicted.update(map(class_of, each.invented))
    return {
        str(name): count_figure(gold[name], predicted[name], aligned[name], correct[name])
        for name in sorted(gold | predicted)
    }
