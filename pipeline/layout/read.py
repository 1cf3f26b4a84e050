"""A file to a :class:`~pipeline.schema.Document`: the layout package's front door.

``read_document`` holds the document in memory; ``write_document`` writes it as JSON while it is
made, so that memory does not grow with its text.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from heapq import merge
from operator import itemgetter
from pathlib import Path
from typing import Any

from pipeline.config import ExtractSettings, check_settings
from pipeline.errors import RejectedDocument
from pipeline.layout.assemble import SEPARATOR, Marker, Places, Printed, body_blocks, other_blocks
from pipeline.layout.blocks import find_blocks
from pipeline.layout.hyphens import Vocabulary
from pipeline.layout.metadata import Facts, pdf_facts, read_sidecar, settle
from pipeline.layout.ocr import naming, recognised
from pipeline.layout.paragraphs import find_paragraphs
from pipeline.layout.plain import read_plain
from pipeline.layout.reader import open_pdf
from pipeline.layout.scans import tilt_back
from pipeline.layout.sheets import Part, Sheets, join_parts, new_store, read_sheets
from pipeline.layout.spool import DocumentFile
from pipeline.schema import Block, Document, PageTurn, Source, TextRun


@dataclass(frozen=True, slots=True)
class _Draft:
    """A document as it is made: the blocks of the body first, then the others.

    Each comes with the number that orders it among all blocks, those of the body with the places
    of their characters.
    """

    facts: Facts
    body: Iterator[tuple[int, Block, Places]]
    others: Callable[[], Iterator[tuple[int, Block]]]


def read_document(
    path: str | Path,
    settings: ExtractSettings | Mapping[str, Any] | None = None,
    *,
    root: str | Path | None = None,
) -> Document:
    """Read one PDF or plain text file.

    Args:
        path: the file; ``.txt`` is read as UTF-8 text, anything else as PDF. A file of the same
            name ending in ``.yaml`` beside it may state title, author and date.
        settings: the ``extract`` block of the parameters; the defaults when None.
        root: folder that ``source.path`` is written relative to; the path as given when None.

    Returns:
        The document; offsets of its blocks and runs count characters of its text.

    Raises:
        RejectedDocument: the file cannot be read; its ``code`` says why.
        SettingsError: a setting does not exist, or the sidecar has an unknown key.
    """
    path = Path(path)
    settings = check_settings(ExtractSettings, settings)
    sidecar = read_sidecar(path.with_suffix(".yaml"))
    shown = path.resolve().relative_to(Path(root).resolve()) if root is not None else path
    body: list[tuple[int, Block]] = []
    runs: list[TextRun] = []
    with _drafted(path, settings, ()) as draft:
        for number, block, places in draft.body:
            body.append((number, block))
            runs += places.runs()
        blocks = [block for _, block in merge(body, draft.others(), key=itemgetter(0))]
    text = SEPARATOR.join(block.text for _, block in body)
    return Document(
        doc_id=slug(path.stem),
        source=_source(path, shown.as_posix(), draft.facts, sidecar, blocks, text),
        text=text,
        blocks=tuple(blocks),
        runs=tuple(runs),
    )


def write_document(
    path: Path,
    settings: ExtractSettings,
    target: Path,
    *,
    shown: str,
    parts: Sequence[Part] = (),
) -> None:
    """Read a file and write its Document as JSON, and its text, see :mod:`pipeline.layout.spool`.

    Args:
        target: the file to write.
        shown: the path that is written as ``source.path``.
        parts: pages that other processes have read already, all of them; the file is read when
            there are none.

    Raises:
        RejectedDocument: the file cannot be read; its ``code`` says why.
    """
    sidecar = read_sidecar(path.with_suffix(".yaml"))
    with _drafted(path, settings, parts) as draft, ExitStack() as files:
        file = DocumentFile(files)
        for number, block, places in draft.body:
            file.add_body(number, block, places)
        file.add_others(draft.others())
        source = _source(path, shown, draft.facts, sidecar, file.head, file.years)
        file.write(target, slug(path.stem), source)


@contextmanager
def _drafted(path: Path, settings: ExtractSettings, parts: Sequence[Part]) -> Iterator[_Draft]:
    if path.suffix.lower() == ".txt":
        blocks = read_plain(path, settings)
        body = ((at, block, Places(Printed(), 0)) for at, block in enumerate(blocks))
        yield _Draft(Facts(pages=1), body, lambda: iter(()))
        return
    with ExitStack() as files:
        sheets, facts = _sheets(path, settings, parts, files)
        yield _draft(sheets, facts, settings)


def _sheets(
    path: Path, settings: ExtractSettings, parts: Sequence[Part], files: ExitStack
) -> tuple[Sheets, Facts]:
    """All pages, those without a text layer recognised where that is asked for."""
    with open_pdf(path, settings) as file:
        if parts:
            found = join_parts(parts, settings, files)
        else:
            found = read_sheets(file, path, settings, new_store(files))
        facts = pdf_facts(file, len(found.sheets))
    if found.bare and settings.ocr:
        with recognised(path, found.bare, settings) as layer, open_pdf(layer, settings) as file:
            read = read_sheets(file, layer, settings, new_store(files), numbers=found.bare)
        by_number = {sheet.number: sheet for sheet in read.sheets}
        found.sheets = [by_number.get(sheet.number, sheet) for sheet in found.sheets]
        found.bare = []
        found.count(read)
    _check_text(path, found, settings)
    turns = tuple(PageTurn(page=s.number, degrees=s.turned) for s in found.sheets if s.turned)
    return found, replace(facts, turns=turns)


def _draft(found: Sheets, facts: Facts, settings: ExtractSettings) -> _Draft:
    chunks, usual = find_blocks(found.sheets, found.types, settings)
    lines = (line.text for chunk in chunks for line in chunk.lines)
    vocabulary = Vocabulary(lines, found.words)
    dots = {sheet.number: sheet.dots for sheet in found.sheets}
    paragraphs = find_paragraphs(chunks, usual, settings, dots)
    tilted = {sheet.number: sheet for sheet in found.sheets if sheet.skew}
    if tilted:
        paragraphs = iter(list(paragraphs))  # found while lines are level
        for chunk in chunks:
            if chunk.page in tilted:
                tilt_back(chunk.lines, tilted[chunk.page])
    markers: list[Marker] = []
    return _Draft(
        facts,
        body_blocks(paragraphs, vocabulary, markers),
        lambda: other_blocks(chunks, vocabulary, markers),
    )


def _source(
    path: Path,
    shown: str,
    facts: Facts,
    sidecar: Mapping[str, str],
    blocks: Sequence[Block],
    text: str,
) -> Source:
    settled = settle(sidecar, facts, blocks, text)
    return Source(
        path=shown,
        sha256=_sha256(path),
        bytes=path.stat().st_size,
        pages=facts.pages,
        title=settled.title,
        author=settled.author,
        producer=facts.producer,
        published=settled.published,
        published_from=settled.published_from,
        turns=facts.turns,
    )


def slug(name: str) -> str:
    """A file's stem as an identifier: lower-case letters and digits joined by hyphens.

    Accents are dropped; letters of other scripts stay, so that two such files differ.

    >>> slug("Brève n° 3 (final)")
    'breve-n-3-final'
    """
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in letters if not unicodedata.combining(char)).lower()
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "document"


def _check_text(path: Path, found: Sheets, settings: ExtractSettings) -> None:
    if not found.letters or found.bare:
        raise RejectedDocument(
            f"has no text layer{f' on {naming(found.bare)}' if found.bare else ''}",
            code="no-text-layer",
            path=path,
            remedy="set extract.ocr to true, or run optical character recognition on it, as "
            "`ocrmypdf in.pdf out.pdf` does",
        )
    if found.unmapped > settings.max_unmapped * found.letters:
        raise RejectedDocument(
            f"{found.unmapped} of {found.letters} characters are in fonts that do not say what "
            "they stand for",
            code="unmapped-fonts",
            path=path,
            remedy="print it to PDF anew, or run optical character recognition on it",
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
