"""What the validate stage found, as far as the page shows it."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import srsly
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import PipelineError
from pipeline.schema import Claim, GoldRow, Model


class Disagreement(BaseModel):
    """A row of ``validation/disagreements.jsonl``; fields that the page does not show are left."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    doc_id: str
    gold_id: str | None
    claim_id: str | None
    field: str
    gold: str
    predicted: str
    cause: str


class Difference(Model):
    """One field of a claim on which gold says something else."""

    field: str
    predicted: str
    cause: str


class GoldValues(Model):
    """What gold says of a claim: the fields as text, several ids joined by ``; ``."""

    gold_id: str
    values: dict[str, str]


Row = TypeVar("Row", bound=BaseModel)


class Validation:
    """Verdicts on claims. ``scored`` holds the documents that have gold."""

    def __init__(
        self,
        scored: Iterable[str] = (),
        rows: Iterable[Disagreement] = (),
        gold: Iterable[GoldRow] = (),
    ) -> None:
        self.scored = frozenset(scored)
        self._invented: set[str] = set()
        self._causes: dict[tuple[str, str | None], str] = {}
        self._wrong: dict[str, list[Difference]] = defaultdict(list)
        self._missed: dict[str, list[GoldRow]] = defaultdict(list)
        self._aligned: dict[str, GoldRow] = {}
        for row in rows:
            self._take(row)
        for record in gold:
            if record.claim_id is None:
                self._missed[record.doc_id].append(record)
            else:
                self._aligned[record.claim_id] = record

    def _take(self, row: Disagreement) -> None:
        if row.claim_id is None:
            self._causes[row.doc_id, row.gold_id] = row.cause
        elif row.gold_id is None:
            self._invented.add(row.claim_id)
        else:
            self._wrong[row.claim_id].append(
                Difference(field=row.field, predicted=row.predicted, cause=row.cause)
            )

    def verdict(self, claim: Claim) -> str:
        """``not checked``, ``right``, ``wrong`` (a field differs) or ``not in gold``."""
        if claim.doc_id not in self.scored:
            return "not checked"
        if claim.claim_id in self._invented:
            return "not in gold"
        return "wrong" if claim.claim_id in self._wrong else "right"

    def differences(self, claim_id: str) -> tuple[Difference, ...]:
        """The fields on which gold differs from a claim."""
        return tuple(self._wrong.get(claim_id, ()))

    def gold(self, claim_id: str) -> GoldValues | None:
        """What gold says of a claim; None where it lacks the claim, or has not looked."""
        row = self._aligned.get(claim_id)
        return None if row is None else GoldValues(gold_id=row.gold_id, values=row.values)

    def missed(self, doc_id: str) -> tuple[tuple[GoldRow, str], ...]:
        """Gold records of a document that were not found, each with the likely cause."""
        return tuple(
            (row, self._causes.get((doc_id, row.gold_id), ""))
            for row in self._missed.get(doc_id, ())
        )


def read_validation(folder: Path) -> Validation:
    """Read the results of the validate stage; nothing is scored where there are none.

    Raises:
        PipelineError: a file is there but broken.
    """
    scores, rows, gold = (folder / name for name in FILES)
    if not scores.is_file():
        return Validation()
    try:
        scored = list(srsly.read_json(scores)["documents"])
        return Validation(scored, _read(rows, Disagreement), _read(gold, GoldRow))
    except (OSError, ValueError, KeyError, ValidationError) as error:
        remedy = "run the validate stage again"
        raise PipelineError(f"cannot be read: {error}", path=folder, remedy=remedy) from error


FILES = ("scores.json", "disagreements.jsonl", "gold.jsonl")


def _read(path: Path, kind: type[Row]) -> list[Row]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [kind.model_validate_json(line) for line in lines if line.strip()]
