"""Which files are documents, and what they are called."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.layout import slug
from pipeline.schema import Rejection

READABLE = frozenset({".pdf", ".txt"})
UNREADABLE = frozenset(
    {".doc", ".docx", ".epub", ".htm", ".html", ".jpeg", ".jpg", ".odt", ".png", ".rtf", ".tif"}
)
"""Kinds of document that someone may expect to be read; other files of a folder are passed over:
sidecars, notes, DVC's own."""


@dataclass(frozen=True, slots=True)
class Input:
    """A document to read: where it is, its name in results, and its id.

    ``name`` is the path relative to the project, also where that leads out of it.
    """

    path: Path
    name: str
    doc_id: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """The documents found, in the order of their names, and the files that cannot be ones."""

    documents: tuple[Input, ...]
    rejected: tuple[Rejection, ...]


def find_inputs(places: Sequence[Path], *, root: Path) -> Inputs:
    """Find documents in files and folders (searched through); hidden files are passed over.

    Raises:
        SettingsError: a place does not exist.
    """
    found: dict[Path, str] = {}
    for place in places:
        if not place.exists():
            raise SettingsError("no such file or folder", path=place)
        for path in _files(place):
            found.setdefault(path.resolve(), Path(os.path.relpath(path, root)).as_posix())
    rejected = []
    documents: dict[str, Input] = {}
    for path, name in sorted(found.items(), key=lambda item: (item[1], item[0])):
        doc_id = slug(path.stem)
        if path.suffix.lower() not in READABLE:
            rejected.append(_unsupported(name, path.suffix))
        elif doc_id in documents:
            rejected.append(_taken(name, doc_id, documents[doc_id].name))
        else:
            documents[doc_id] = Input(path, name, doc_id)
    return Inputs(tuple(documents.values()), tuple(rejected))


def _files(place: Path) -> Iterable[Path]:
    if not place.is_dir():
        return [place]
    wanted = READABLE | UNREADABLE
    return [
        path
        for path in sorted(place.rglob("*"))
        if path.suffix.lower() in wanted
        and not any(part.startswith(".") for part in path.relative_to(place).parts)
        and not path.is_dir()
    ]


def _unsupported(name: str, suffix: str) -> Rejection:
    return Rejection(
        path=name,
        code="unsupported",
        reason=f"{suffix or 'no suffix'} is not a kind of file that is read",
        remedy="save it as PDF or plain text (.txt)",
    )


def _taken(name: str, doc_id: str, other: str) -> Rejection:
    return Rejection(
        path=name,
        code="duplicate-id",
        reason=f"its id would be {doc_id}, which is taken by {other}",
        remedy="rename one of the two files",
    )
