"""Files between stages: written whole or not at all; documents read back."""

from collections.abc import Iterable
from pathlib import Path

import srsly
from pydantic import BaseModel, ValidationError

from pipeline.errors import PipelineError
from pipeline.schema import Document
from pipeline.writers.files import replacing


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        PipelineError: the folder or file cannot be written.
    """
    try:
        with replacing(path) as unfinished:
            unfinished.write_bytes(data)
    except OSError as error:
        raise PipelineError(f"cannot be written: {error.strerror}", path=path) from error


def write_text(path: Path, text: str) -> None:
    """Write a text file whole, as UTF-8 with the line ends it has."""
    write_bytes(path, text.encode())


def write_records(path: Path, records: Iterable[BaseModel]) -> None:
    """Write one JSON object a line."""
    write_text(path, "".join(record.model_dump_json() + "\n" for record in records))


def write_plot(path: Path, rows: Iterable[BaseModel]) -> None:
    """Write the rows of a plot as DVC reads them: one JSON list."""
    data = [row.model_dump(mode="json") for row in rows]
    write_text(path, srsly.json_dumps(data, indent=1) + "\n")


def read_extracted(path: Path) -> Document:
    """Read a document that the extract stage wrote.

    Raises:
        PipelineError: the file cannot be read or holds no Document.
    """
    try:
        return Document.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        problem = f"is not a Document: {str(error).splitlines()[0]}"
        remedy = "run the extract stage again"
        raise PipelineError(problem, path=path, remedy=remedy) from error
