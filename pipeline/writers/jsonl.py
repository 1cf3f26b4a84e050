"""``claims.jsonl``: the full record, one JSON object a line. All other files derive from it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import PipelineError
from pipeline.schema import Claim
from pipeline.writers.files import replacing


def write_jsonl(claims: Iterable[Claim], path: str | Path) -> None:
    """Write claims in the order given."""
    with replacing(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as file:
        for claim in claims:
            file.write(claim.model_dump_json() + "\n")


def read_jsonl(path: str | Path) -> Iterator[Claim]:
    """Read claims one at a time; blank lines are passed over.

    Raises:
        PipelineError: the file is missing, or a line is no claim; file and line are named.
    """
    try:
        with Path(path).open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _claim(line, path, number)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        raise PipelineError(problem, path=path, remedy="run the claims stage first") from error


def _claim(line: str, path: str | Path, number: int) -> Claim:
    try:
        return Claim.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "line"
        raise PipelineError(f"{where}: {first['msg']}", path=path, line=number) from error
