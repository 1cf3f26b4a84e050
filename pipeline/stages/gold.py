"""Adding to the gold set: worksheets out and in, agreement of annotators, other tools' formats."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pipeline
from pipeline.config import Params
from pipeline.errors import GoldError, SettingsError
from pipeline.evaluation.agreement import agreement_text, compare_annotators
from pipeline.evaluation.exchange.brat import write_brat
from pipeline.evaluation.exchange.brat_reader import read_brat
from pipeline.evaluation.exchange.docbin import read_docbin, write_docbin
from pipeline.evaluation.exchange.label_studio import (
    interface,
    read_label_studio,
    write_label_studio,
)
from pipeline.evaluation.exchange.markup import MarkedText, mark_claims, mark_gold
from pipeline.evaluation.exchange.records import records_of_marked
from pipeline.evaluation.gold import (
    GoldRecord,
    Registry,
    check_ids,
    read_annotations,
    read_gold_set,
    read_registry,
    registry_text,
)
from pipeline.evaluation.locate import locate_records
from pipeline.evaluation.reviews import read_reviews, records_of_reviews
from pipeline.evaluation.worksheet import SheetRow, read_sheet, records_of_sheet, sheet_rows
from pipeline.knowledge.keys import strict_key
from pipeline.layout import read_document
from pipeline.resources import Knowledge, read_knowledge
from pipeline.schema import Document
from pipeline.stages.claims import claims_of
from pipeline.stages.files import write_records, write_text
from pipeline.stages.gold_documents import read_gold_documents
from pipeline.writers.jsonl import read_jsonl
from pipeline.writers.table import write_records as write_table

if TYPE_CHECKING:
    from spacy.language import Language

Exporter = Callable[[Iterable[MarkedText], Path], None]


def _label_studio(texts: Iterable[MarkedText], path: Path) -> None:
    write_label_studio(texts, path)
    path.with_suffix(".xml").write_text(interface(), encoding="utf-8")


EXPORTERS: dict[str, Exporter] = {
    "brat": write_brat,
    "docbin": write_docbin,
    "label-studio": _label_studio,
}
"""Writers of other tools' formats by name; brat writes a folder, the others a file."""

READERS: dict[str, Callable[[Path], tuple[MarkedText, ...]]] = {
    "folder": read_brat,
    ".json": read_label_studio,
    ".spacy": read_docbin,
}
"""Readers of what other tools export, by suffix."""


def new_worksheet(raw: Path, output: Path, params: Params) -> int:
    """Write the worksheet of a raw document; return the number of its rows.

    Raises:
        GoldError: the worksheet is there already.
        RejectedDocument: the document cannot be read.
    """
    _refuse(output)
    document = read_document(raw, params.extract)
    nlp = pipeline.load(params.claims)
    claims = claims_of(document, nlp)
    rows = list(sheet_rows(document, _sentences(document, nlp), claims))
    write_table(rows, SheetRow, output)
    return len(rows)


def import_worksheet(
    sheet: Path, raw: Path, params: Params, root: Path, *, output: Path | None = None
) -> Path:
    """Check a worksheet or a file of reviews and make gold records of it; return their file.

    Ids that the knowledge base knows join ``registry.json``; others must stand there already.

    Args:
        sheet: a filled worksheet (CSV), the ``.jsonl`` that the review page downloads, or what
            another tool exported: brat's folder, Label Studio's ``.json``, a ``.spacy`` DocBin.
        raw: the document that it was made of.
        root: the project folder, which all paths in ``params`` are relative to.
        output: the file to write; ``<gold>/<doc_id>.jsonl`` when None.

    Raises:
        GoldError: naming row and column or line, or the file that is there already.
    """
    document = read_document(raw, params.extract)
    folder = root / params.validate_.gold
    path = folder / f"{document.doc_id}.jsonl" if output is None else output
    _refuse(path)
    prefix = "".join(char for char in document.doc_id.upper() if char.isalpha())[:2]
    records = _read_sheet(sheet, document, params, prefix=prefix)
    registry = read_registry(folder / "registry.json")
    extended = _with_known(registry, records, read_knowledge())
    for record in records:
        check_ids(record, extended, sheet, place=f"claim {record.id} ({record.trigger})")
    if extended != registry:
        write_text(folder / "registry.json", registry_text(extended))
    write_records(path, records)
    return path


def _read_sheet(
    sheet: Path, document: Document, params: Params, *, prefix: str
) -> tuple[GoldRecord, ...]:
    suffix = "folder" if sheet.is_dir() else sheet.suffix.lower()
    if suffix != ".jsonl" and suffix not in READERS:
        return records_of_sheet(read_sheet(sheet), document, prefix=prefix, path=sheet)
    sentences = _sentences(document, pipeline.load(params.claims))
    if suffix == ".jsonl":
        reviews = read_reviews(sheet)
        return records_of_reviews(reviews, document, sentences, prefix=prefix, path=sheet)
    texts = READERS[suffix](sheet)
    return records_of_marked(texts, document, sentences, prefix=prefix, path=sheet)


def agree(one: Path, other: Path) -> str:
    """Print how far two annotators' files agree, and every difference."""
    agreement = compare_annotators(read_annotations(one), read_annotations(other))
    return agreement_text(agreement, (one.as_posix(), other.as_posix()))


def export(name: str, output: Path, params: Params, root: Path, *, claims: bool = False) -> int:
    """Write the gold of the documents that were read, or their claims, for another tool.

    Args:
        name: one of ``EXPORTERS``.
        claims: write what was found, not gold.

    Returns:
        The number of events written.

    Raises:
        SettingsError: there is no such format.
    """
    if name not in EXPORTERS:
        raise SettingsError(f"{name}: no such format", remedy="there are " + ", ".join(EXPORTERS))
    texts = list(_found(params, root) if claims else _gold(params, root))
    EXPORTERS[name](texts, output)
    return sum(len(each.events) for each in texts)


def _sentences(document: Document, nlp: "Language") -> list[tuple[int, int]]:
    """Spans of the sentences of a document, headings apart."""
    doc = nlp.make_doc(document.text)
    doc._.headings = tuple(
        (block.start, block.end)
        for block in document.blocks
        if block.kind == "heading" and block.start is not None and block.end is not None
    )
    nlp.get_pipe("sentences")(doc)
    return [
        (sentence.start_char, sentence.start_char + len(sentence.text.rstrip()))
        for sentence in doc.sents
        if not any(start <= sentence.start_char < end for start, end in doc._.headings)
    ]


def _refuse(path: Path) -> None:
    if path.exists():
        raise GoldError("is there already", path=path, remedy="delete it, or choose another name")


def _gold(params: Params, root: Path) -> Iterator[MarkedText]:
    gold = read_gold_set(root / params.validate_.gold)
    for doc_id, document in read_gold_documents(params, root, gold).items():
        yield mark_gold(document, locate_records(gold[doc_id], document))


def _found(params: Params, root: Path) -> Iterator[MarkedText]:
    claims = list(read_jsonl(root / params.claims.output / "claims.jsonl"))
    doc_ids = {claim.doc_id for claim in claims}
    for doc_id, document in read_gold_documents(params, root, doc_ids).items():
        yield mark_claims(document, [claim for claim in claims if claim.doc_id == doc_id])


def _with_known(
    registry: Registry, records: Iterable[GoldRecord], knowledge: Knowledge
) -> Registry:
    actors, places = dict(registry.actors), dict(registry.places)
    for record in records:
        said_by = () if record.attribution is None else (record.attribution,)
        for id_ in (*record.actors, *record.recipients, *said_by):
            if id_ in knowledge.actors:
                actors.setdefault(id_, knowledge.actors[id_].name)
        for id_ in record.places:
            for place in knowledge.places_by_key(strict_key(id_.replace("-", " "))):
                if place.id == id_:
                    places.setdefault(id_, place.name)
    return Registry(actors=actors, places=places)
