"""The claims of the shipped documents, as they were when somebody last read their diff."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from pipeline.schema import ActorRef, Claim, PlaceRef
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden" / "claims"
SHIPPED = sorted(path.stem for path in (ROOT / "raw").glob("*.pdf"))


@pytest.mark.parametrize("doc_id", SHIPPED)
def test_claims_are_as_they_were(
    doc_id: str, gold_claims: dict[str, list[Claim]], update_golden: bool
) -> None:
    path = GOLDEN / f"{doc_id}.txt"
    now = "".join(line + "\n" for line in lines(gold_claims[doc_id]))
    if update_golden:
        write(path, now)
    if not path.is_file():
        pytest.skip("no claims kept yet: `make golden` writes them")
    assert now == path.read_text(encoding="utf-8"), "`make golden` accepts this; read its diff"


def lines(claims: Iterable[Claim]) -> Iterator[str]:
    """A few short lines a claim, so that a diff shows the field that changed."""
    for claim in claims:
        yield f"{claim.sentence}. {claim.event_type} {claim.action.text} [{claim.rule}]"
        for name in ("actors", "recipients", "places"):
            if refs := getattr(claim, name):
                yield f"  {name}: {', '.join(map(shown, refs))}"
        if claim.date is not None:
            mod = f"{claim.date.mod} " if claim.date.mod else ""
            yield f"  date: {mod}{claim.date.edtf} ({claim.date.text})"
        said_by = f" by {shown(claim.attribution)}" if claim.attribution else ""
        if (claim.polarity, claim.modality, said_by) != ("positive", "asserted", ""):
            yield f"  {claim.polarity}, {claim.modality}{said_by}"


def shown(ref: ActorRef | PlaceRef) -> str:
    return f"{ref.id or '?'} ({ref.text})" if ref.text else f"{ref.id or '?'}"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
