"""How far two annotators agree on one document, and where they part."""

from collections.abc import Iterable, Sequence

from pipeline.evaluation.align import Alignment, align
from pipeline.evaluation.facts import Facts, facts_of_annotation, shared_words
from pipeline.evaluation.gold import Annotation
from pipeline.evaluation.metrics import FIELDS
from pipeline.evaluation.score import Scope, score_alignments
from pipeline.schema import Model


class Difference(Model):
    """A field of a claim on which two annotators differ; ``detection``: only one has the claim."""

    sent: int
    trigger: str
    field: str
    one_id: str | None
    one: str
    other_id: str | None
    other: str


class Agreement(Model):
    """The second annotator scored against the first, and every difference."""

    scope: Scope
    differences: tuple[Difference, ...]


def compare_annotators(one: Iterable[Annotation], other: Iterable[Annotation]) -> Agreement:
    """Score the second against the first; triggers overlap that share a sentence and a word."""
    first, second = ({each.id: each for each in side} for side in (one, other))
    alignment = align(
        [facts_of_annotation(each) for each in first.values()],
        [facts_of_annotation(each) for each in second.values()],
        shared_words,
    )
    differences = [
        *_on_fields(alignment, first, second),
        *(_alone(first[each.key], None) for each in alignment.missed),
        *(_alone(None, second[each.key]) for each in alignment.invented),
    ]
    return Agreement(
        scope=score_alignments({"document": alignment}),
        differences=tuple(sorted(differences, key=lambda each: each.sent)),
    )


def agreement_text(agreement: Agreement, names: Sequence[str]) -> str:
    """Print agreement as a table and the differences below it."""
    scope = agreement.scope
    lines = [f"{names[0]}: {scope.gold} claims, {names[1]}: {scope.predicted} claims", ""]
    lines.append(f"{'':<13}{'F1':>6}{'on shared claims':>18}")
    for name, figure in scope.metrics.items():
        lines.append(f"{name:<13}{figure.f1:>6.3f}{figure.accuracy:>18.3f}")
    lines += ["", f"{len(agreement.differences)} differences"]
    for each in agreement.differences:
        ids = " / ".join(id_ for id_ in (each.one_id, each.other_id) if id_)
        values = f"{each.one or '-'} | {each.other or '-'}"
        lines.append(f"sentence {each.sent}, {each.trigger!r} ({ids}), {each.field}: {values}")
    return "\n".join(lines)


def _on_fields(
    alignment: Alignment, first: dict[str, Annotation], second: dict[str, Annotation]
) -> Iterable[Difference]:
    for one, other in alignment.pairs:
        for field, agrees in FIELDS.items():
            if field != "quad_class" and not agrees(one, other):
                yield Difference(
                    sent=first[one.key].sent,
                    trigger=one.trigger,
                    field=field,
                    one_id=one.key,
                    one=_shown(one, field),
                    other_id=other.key,
                    other=_shown(other, field),
                )


def _alone(one: Annotation | None, other: Annotation | None) -> Difference:
    present = one or other
    assert present is not None
    return Difference(
        sent=present.sent,
        trigger=present.trigger,
        field="detection",
        one_id=one.id if one else None,
        one=one.event_type if one else "",
        other_id=other.id if other else None,
        other=other.event_type if other else "",
    )


def _shown(facts: Facts, field: str) -> str:
    if field == "date":
        return " ".join(part for part in (facts.date_mod, facts.date) if part)
    value = getattr(facts, field)
    return "; ".join(sorted(value)) if isinstance(value, frozenset) else str(value or "")
