"""What the page loads at once: every claim as a few numbers and strings, column by column.

Columns instead of objects, and numbers that point into lists instead of repeated text, keep
50,000 claims within some ten megabytes, which a browser reads in a fraction of a second.
"""

import datetime
from collections.abc import Iterable, Sequence

from pydantic import Field

from pipeline.report.validation import Validation
from pipeline.schema import (
    QUAD_CLASS,
    ActorRef,
    Claim,
    Document,
    EventType,
    Modality,
    Model,
    PlaceRef,
    Polarity,
    Rejection,
)
from pipeline.writers.rows import actor_name, place_name

EPOCH = datetime.date(1970, 1, 1)
POLARITIES: tuple[Polarity, ...] = ("positive", "negative")
MODALITIES: tuple[Modality, ...] = ("asserted", "planned", "alleged", "hypothetical")
VERDICTS: tuple[str, ...] = ("not checked", "right", "wrong", "not in gold")


class DocumentEntry(Model):
    """A document of the report; ``file`` holds its details, ``scored`` that gold exists for it."""

    id: str
    title: str
    path: str
    published: str | None
    pages: int
    sha256: str
    file: str
    scored: bool


class ActorEntry(Model):
    """An actor that some claim names. ``key`` is its id, or its text after a space."""

    key: str
    id: str | None
    name: str
    type: str | None
    country: str | None


class PlaceEntry(Model):
    """A place that some claim names. ``key`` is its id, or its text after a space."""

    key: str
    id: str | None
    name: str
    latitude: float | None
    longitude: float | None
    country: str | None
    precision: str


class ClaimColumns(Model):
    """One list a column, all of one length. Numbers point into the lists of :class:`Core`.

    ``sentence`` points into ``sentences``, ``number`` is the sentence's ordinal in its document.
    ``first`` and ``last`` are days since 1970-01-01, null where open.
    """

    id: list[str] = Field(default_factory=list)
    document: list[int] = Field(default_factory=list)
    page: list[int] = Field(default_factory=list)
    sentence: list[int] = Field(default_factory=list)
    number: list[int] = Field(default_factory=list)
    type: list[int] = Field(default_factory=list)
    phrase: list[str] = Field(default_factory=list)
    trigger: list[str] = Field(default_factory=list)
    actors: list[list[int]] = Field(default_factory=list)
    recipients: list[list[int]] = Field(default_factory=list)
    places: list[list[int]] = Field(default_factory=list)
    source: list[int | None] = Field(default_factory=list)
    edtf: list[str] = Field(default_factory=list)
    first: list[int | None] = Field(default_factory=list)
    last: list[int | None] = Field(default_factory=list)
    polarity: list[int] = Field(default_factory=list)
    modality: list[int] = Field(default_factory=list)
    confidence: list[float] = Field(default_factory=list)
    rule: list[int] = Field(default_factory=list)
    verdict: list[int] = Field(default_factory=list)


class Core(Model):
    """Everything the table, the filters and the overviews need; and what was not read."""

    title: str
    types: tuple[str, ...]
    quads: tuple[str, ...]
    polarities: tuple[str, ...]
    modalities: tuple[str, ...]
    verdicts: tuple[str, ...]
    documents: tuple[DocumentEntry, ...]
    rejected: tuple[Rejection, ...]
    actors: tuple[ActorEntry, ...]
    places: tuple[PlaceEntry, ...]
    rules: tuple[str, ...]
    sentences: tuple[str, ...]
    claims: ClaimColumns


def build_core(
    claims: Iterable[Claim],
    documents: Sequence[Document],
    files: Sequence[str],
    validation: Validation,
    title: str,
    rejected: Iterable[Rejection] = (),
) -> Core:
    """Put claims into columns. ``files`` names the detail file of each document, in step."""
    tables = _Tables([document.doc_id for document in documents], validation)
    for claim in claims:
        tables.add(claim)
    return Core(
        title=title,
        types=tuple(EventType),
        quads=tuple(QUAD_CLASS[kind] for kind in EventType),
        polarities=POLARITIES,
        modalities=MODALITIES,
        verdicts=VERDICTS,
        documents=tuple(
            _document_entry(document, file, validation)
            for document, file in zip(documents, files, strict=True)
        ),
        rejected=tuple(rejected),
        actors=tuple(tables.actors.values()),
        places=tuple(tables.places.values()),
        rules=tuple(tables.rules),
        sentences=tuple(tables.sentences),
        claims=tables.columns,
    )


def _document_entry(document: Document, file: str, validation: Validation) -> DocumentEntry:
    source = document.source
    return DocumentEntry(
        id=document.doc_id,
        title=source.title or document.doc_id,
        path=source.path,
        published=source.published,
        pages=source.pages,
        sha256=source.sha256,
        file=file,
        scored=document.doc_id in validation.scored,
    )


class _Tables:
    """Numbers things in the order in which they are met."""

    def __init__(self, doc_ids: Sequence[str], validation: Validation) -> None:
        self.documents = {doc_id: number for number, doc_id in enumerate(doc_ids)}
        self.types = {kind: number for number, kind in enumerate(EventType)}
        self.validation = validation
        self.actors: dict[str, ActorEntry] = {}
        self.actor_numbers: dict[str, int] = {}
        self.places: dict[str, PlaceEntry] = {}
        self.place_numbers: dict[str, int] = {}
        self.sentences: dict[str, int] = {}
        self.rules: dict[str, int] = {}
        self.columns = ClaimColumns()

    def add(self, claim: Claim) -> None:
        """Append one claim to the columns."""
        columns, source, date = self.columns, claim.attribution, claim.date
        columns.id.append(claim.claim_id)
        columns.document.append(self.documents[claim.doc_id])
        columns.page.append(claim.page)
        columns.sentence.append(_number(self.sentences, claim.evidence.text))
        columns.number.append(claim.sentence)
        columns.type.append(self.types[claim.event_type])
        columns.phrase.append(claim.action.phrase)
        columns.trigger.append(claim.action.text)
        columns.actors.append(self._actors(claim.actors))
        columns.recipients.append(self._actors(claim.recipients))
        columns.places.append(self._places(claim.places))
        columns.source.append(next(iter(self._actors((source,) if source else ())), None))
        columns.edtf.append(_date_label(claim))
        columns.first.append(_day(date.first_day if date else None))
        columns.last.append(_day(date.last_day if date else None))
        columns.polarity.append(POLARITIES.index(claim.polarity))
        columns.modality.append(MODALITIES.index(claim.modality))
        columns.confidence.append(round(claim.confidence, 4))
        columns.rule.append(_number(self.rules, claim.rule))
        columns.verdict.append(VERDICTS.index(self.validation.verdict(claim)))

    def _actors(self, refs: Iterable[ActorRef]) -> list[int]:
        found: dict[int, None] = {}
        for ref in refs:
            name = actor_name(ref)
            if name is not None:
                key = ref.id or f" {name}"
                number = _number(self.actor_numbers, key)
                found[number] = None
                if key not in self.actors:
                    self.actors[key] = ActorEntry(
                        key=key, id=ref.id, name=name, type=ref.type, country=ref.country
                    )
        return list(found)

    def _places(self, refs: Iterable[PlaceRef]) -> list[int]:
        found: dict[int, None] = {}
        for ref in refs:
            name = place_name(ref)
            if name is not None:
                key = ref.id or f" {name}"
                number = _number(self.place_numbers, key)
                found[number] = None
                if key not in self.places:
                    self.places[key] = _place_entry(key, name, ref)
        return list(found)


def _place_entry(key: str, name: str, ref: PlaceRef) -> PlaceEntry:
    return PlaceEntry(
        key=key,
        id=ref.id,
        name=name,
        latitude=ref.latitude,
        longitude=ref.longitude,
        country=ref.country,
        precision=ref.precision,
    )


def _number(numbers: dict[str, int], key: str) -> int:
    return numbers.setdefault(key, len(numbers))


def _date_label(claim: Claim) -> str:
    if claim.date is None:
        return ""
    return " ".join(part for part in (claim.date.mod, claim.date.edtf) if part)


def _day(day: str | None) -> int | None:
    return None if day is None else (datetime.date.fromisoformat(day) - EPOCH).days
