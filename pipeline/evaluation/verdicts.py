"""Gold claim by gold claim: right, wrong in which fields, or missed, as lines that diff well."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.evaluation.facts import Facts
from pipeline.evaluation.metrics import FIELDS
from pipeline.evaluation.score import Comparison

MISSED = "missed"
RIGHT = "right"

_LINE = re.compile(r"(?P<id>\S+) .*: (?P<verdict>[^:]*)$")


@dataclass(frozen=True, slots=True)
class Change:
    """A gold claim whose verdict changed."""

    id: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.id}: {self.before} -> {self.after}"


def verdict_lines(compared: Comparison) -> Iterator[str]:
    """Yield a line for each gold claim: id, type, trigger, and ``right``, ``missed`` or fields.

    The fields named are those that differ from gold. Last comes how many claims gold lacks.
    """
    found = {gold.key: verdict(gold, predicted) for gold, predicted in compared.alignment.pairs}
    for each in compared.located:
        record = each.record
        trigger = " ".join(record.trigger.split())
        yield f"{record.id} {record.event_type} {trigger}: {found.get(record.id, MISSED)}"
    yield f"not in gold: {len(compared.alignment.invented)}"


def verdict(gold: Facts, predicted: Facts) -> str:
    """``right``, or the fields in which two aligned claims differ."""
    wrong = [
        name
        for name, agrees in FIELDS.items()
        if name != "quad_class" and not agrees(gold, predicted)
    ]
    return ", ".join(wrong) or RIGHT


def changes(before: Iterable[str], after: Iterable[str]) -> tuple[list[Change], list[Change]]:
    """Compare two lists of verdict lines.

    Returns:
        What got worse (more fields differ, or missed now), and what got better.
    """
    old, new = _verdicts(before), _verdicts(after)
    worse, better = [], []
    for id_, verdict in new.items():
        was = old.get(id_, verdict)
        if _faults(verdict) > _faults(was):
            worse.append(Change(id_, was, verdict))
        elif _faults(verdict) < _faults(was):
            better.append(Change(id_, was, verdict))
    return worse, better


def _verdicts(lines: Iterable[str]) -> Mapping[str, str]:
    found = (_LINE.match(line.rstrip()) for line in lines)
    return {each["id"]: each["verdict"] for each in found if each and each["id"] != "not"}


def _faults(verdict: str) -> int:
    if verdict == RIGHT:
        return 0
    return len(FIELDS) if verdict == MISSED else verdict.count(",") + 1
