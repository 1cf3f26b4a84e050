"""What the validate stage found, as far as the page shows it."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import srsly
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import PipelineError
from pipeline.schema import Claim, Model


class Disagreement(BaseModel):
    """A row of ``validation/disagreements.jsonl``; fields that the page does not show are left."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    doc_id: str
    gold_id: str | None
    claim_id: str | None
    page: int
    sentence_start: int | None
    sentence_end: int | None
    trigger: str
    field: str
    gold: str
    predicted: str
    cause: str


class Difference(Model):
    """One field of a claim on which gold says something else."""

    gold_id: str | None
    field: str
    gold: str
    predicted: str
    cause: str


class Validation:
    """Verdicts on claims. ``scored`` holds the documents that have gold."""

    def __init__(self, scored: Iterable[str] = (), rows: Iterable[Disagreement] = ()) -> None:
        self.scored = frozenset(scored)
        self._missed: dict[str, list[Disagreement]] = defaultdict(list)
        self._wrong: dict[str, list[Difference]] = defaultdict(list)
        for row in rows:
            if row.claim_id is None:
                self._missed[row.doc_id].append(row)
            else:
                self._wrong[row.claim_id].append(
                    Difference(
                        gold_id=row.gold_id,
                        field=row.field,
                        gold=row.gold,
                        predicted=row.predicted,
                        cause=row.cause,
                    )
                )

    def verdict(self, claim: Claim) -> str:
        """``not checked``, ``right``, ``wrong`` (a field differs) or ``not in gold``."""
        if claim.doc_id not in self.scored:
            return "not checked"
        differences = self._wrong.get(claim.claim_id, ())
        if any(difference.gold_id is None for difference in differences):
            return "not in gold"
        return "wrong" if differences else "right"

    def differences(self, claim_id: str) -> tuple[Difference, ...]:
        """The fields on which gold differs from a claim."""
        return tuple(self._wrong.get(claim_id, ()))

    def missed(self, doc_id: str) -> tuple[Disagreement, ...]:
        """Gold claims of a document that were not found."""
        return tuple(self._missed.get(doc_id, ()))


def read_validation(folder: Path) -> Validation:
    """Read the results of the validate stage; nothing is scored where there are none.

    Raises:
        PipelineError: a file is there but broken.
    """
    scores, rows = folder / "scores.json", folder / "disagreements.jsonl"
    if not scores.is_file() or not rows.is_file():
        return Validation()
    try:
        scored = list(srsly.read_json(scores)["documents"])
        lines = rows.read_text(encoding="utf-8").split("\n")
        found = [Disagreement.model_validate_json(line) for line in lines if line.strip()]
    except (OSError, ValueError, KeyError, ValidationError) as error:
        remedy = "run the validate stage again"
        raise PipelineError(f"cannot be read: {error}", path=folder, remedy=remedy) from error
    return Validation(scored, found)
