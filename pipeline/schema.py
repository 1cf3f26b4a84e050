"""What passes between the stages: Document, Claim and their parts.

Every file the stages write is validated against these models; their JSON Schema is what other
tools rely on. Offsets count characters of ``Document.text``, ends exclusive. Lengths on a page are
in points, origin at the top left of the page as it is read (after its rotation).
"""

from bisect import bisect_right
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Model(BaseModel):
    """Frozen, and strict about unknown fields: a typo is an error, not a silent default."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EventType(StrEnum):
    """The 18 event types of PLOVER (Halterman et al. 2023, "PLOVER and POLECAT")."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    INVESTIGATE = "INVESTIGATE"
    DEMAND = "DEMAND"
    DISAPPROVE = "DISAPPROVE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    CRIME = "CRIME"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class QuadClass(StrEnum):
    """PLOVER's quad categories: verbal or material, cooperation or conflict."""

    VERBAL_COOPERATION = "verbal_cooperation"
    MATERIAL_COOPERATION = "material_cooperation"
    VERBAL_CONFLICT = "verbal_conflict"
    MATERIAL_CONFLICT = "material_conflict"


QUAD_CLASS: dict[EventType, QuadClass] = {
    EventType.AGREE: QuadClass.VERBAL_COOPERATION,
    EventType.CONSULT: QuadClass.VERBAL_COOPERATION,
    EventType.SUPPORT: QuadClass.VERBAL_COOPERATION,
    EventType.CONCEDE: QuadClass.VERBAL_COOPERATION,
    EventType.COOPERATE: QuadClass.MATERIAL_COOPERATION,
    EventType.AID: QuadClass.MATERIAL_COOPERATION,
    EventType.RETREAT: QuadClass.MATERIAL_COOPERATION,
    EventType.INVESTIGATE: QuadClass.MATERIAL_COOPERATION,
    EventType.DEMAND: QuadClass.VERBAL_CONFLICT,
    EventType.DISAPPROVE: QuadClass.VERBAL_CONFLICT,
    EventType.REJECT: QuadClass.VERBAL_CONFLICT,
    EventType.THREATEN: QuadClass.VERBAL_CONFLICT,
    EventType.PROTEST: QuadClass.MATERIAL_CONFLICT,
    EventType.SANCTION: QuadClass.MATERIAL_CONFLICT,
    EventType.CRIME: QuadClass.MATERIAL_CONFLICT,
    EventType.MOBILIZE: QuadClass.MATERIAL_CONFLICT,
    EventType.COERCE: QuadClass.MATERIAL_CONFLICT,
    EventType.ASSAULT: QuadClass.MATERIAL_CONFLICT,
}


class ActorType(StrEnum):
    """What kind of actor it is."""

    STATE = "state"
    MILITARY = "military"
    REBEL = "rebel"
    MILITIA = "militia"
    POLICE = "police"
    POLITICAL_PARTY = "political_party"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    CIVILIAN = "civilian"
    OTHER = "other"


BlockKind = Literal[
    "title",
    "heading",
    "paragraph",
    "list_item",
    "footnote",
    "pull_quote",
    "table",
    "sidebar",
    "caption",
    "header",
    "footer",
    "margin",
]
BODY_KINDS: frozenset[str] = frozenset({"heading", "paragraph", "list_item"})
"""The kinds of block whose text makes up ``Document.text``, joined by blank lines."""


class Box(Model):
    """A rectangle on a page: ``page`` from 1, sides in points from the page's top left."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Block(Model):
    """A typed piece of a page or of several; body kinds carry their span of ``Document.text``.

    ``start`` and ``end`` are null outside the body; ``text`` is the block's own text either way.
    ``rule`` names the layout rule that decided the kind. ``level`` is a heading's depth from 1,
    ``rows`` a table's cells, ``marker`` the offset in ``Document.text`` that a footnote hangs on.
    """

    kind: BlockKind
    text: str
    start: int | None = None
    end: int | None = None
    boxes: tuple[Box, ...] = ()
    rule: str = ""
    level: int | None = None
    rows: tuple[tuple[str, ...], ...] | None = None
    label: str | None = None
    marker: int | None = None


class TextRun(Model):
    """Consecutive characters of one printed line: character ``start + i`` lies at x0[i]..x1[i]."""

    start: int
    page: int
    top: float
    bottom: float
    x0: tuple[float, ...]
    x1: tuple[float, ...]


class PageTurn(Model):
    """A page whose text runs sideways or upside down as a viewer shows it, and how it was read.

    ``degrees`` (90, 180 or 270) is the clockwise turn that sets the text upright; boxes are of the
    page so turned.
    """

    page: int
    degrees: int


class Source(Model):
    """Where a document comes from. ``path`` is relative to the project; dates are ISO days.

    ``published_from`` says what ``published`` rests on: sidecar, metadata or text. ``turns`` lists
    the pages that were turned to be read, beyond what the file itself says about them.
    """

    path: str
    sha256: str
    bytes: int
    pages: int
    title: str | None = None
    author: str | None = None
    producer: str | None = None
    published: str | None = None
    published_from: Literal["sidecar", "metadata", "text"] | None = None
    turns: tuple[PageTurn, ...] = ()


class Document(Model):
    """One document: its body text in reading order, its blocks, and the way back to the page."""

    doc_id: str
    source: Source
    text: str
    blocks: tuple[Block, ...]
    runs: tuple[TextRun, ...] = ()

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Boxes that cover ``text[start:end]``, one a printed line, in reading order.

        Characters that are not on a page (made white space, plain text files) have no box.
        """
        found = []
        first = max(bisect_right(self.runs, start, key=lambda run: run.start) - 1, 0)
        for run in self.runs[first:]:
            if run.start >= end:
                break
            low = max(start - run.start, 0)
            high = min(end - run.start, len(run.x0))
            if low < high:
                left, right = min(run.x0[low:high]), max(run.x1[low:high])
                found.append(Box(page=run.page, x0=left, top=run.top, x1=right, bottom=run.bottom))
        return tuple(found)

    def page_at(self, offset: int) -> int:
        """Page (from 1) of the character at ``offset``, or of the last one before it."""
        at = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        return self.runs[max(at, 0)].page if self.runs else 1


class Mention(Model):
    """A span of ``Document.text``. An implicit argument has empty text and null offsets."""

    text: str
    start: int | None = None
    end: int | None = None


class ActorRef(Mention):
    """An actor as written and as known. ``id`` is null when the knowledge base lacks it.

    ``country`` is an ISO 3166-1 alpha-2 code; ``via`` says how the id was reached: ``alias``,
    ``composed`` (modifier and role noun), ``pronoun``, ``description``, ``implicit``, ``model``.
    """

    id: str | None = None
    name: str | None = None
    type: ActorType | None = None
    country: str | None = None
    via: str = ""


class PlaceRef(Mention):
    """A place as written and as known; coordinates in degrees (WGS 84).

    ``precision`` is ``point`` (a populated place or site), ``area`` (a part or the surroundings
    of one, a region, a province), ``border``, ``country`` or ``unknown``. ``via`` records why
    this candidate was chosen.
    """

    id: str | None = None
    name: str | None = None
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    precision: Literal["point", "area", "border", "country", "unknown"] = "unknown"
    via: str = ""


DateMod = Literal["BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "APPROX"]
DatePrecision = Literal["day", "month", "season", "year", "decade", "interval"]
DateAnchor = Literal["explicit", "relative", "inherited"]


class DateRef(Mention):
    """A date expression and its value in EDTF (ISO 8601-2), with TIMEX3's ``mod``.

    ``first_day`` and ``last_day`` are the ISO days that bound the value, null where it is open.
    ``anchor`` is ``explicit`` (the words give the whole value), ``relative`` (resolved against
    another date) or ``inherited`` (taken from another expression of the same sentence).
    """

    edtf: str
    first_day: str | None = None
    last_day: str | None = None
    mod: DateMod | None = None
    precision: DatePrecision = "day"
    anchor: DateAnchor = "explicit"
    reference: str | None = None


class Action(Mention):
    """The trigger: its words, its lemma, and a short phrase a person can read."""

    lemma: str
    phrase: str


class Evidence(Mention):
    """The sentence a claim rests on, and where it stands on the page."""

    boxes: tuple[Box, ...] = ()


Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "planned", "alleged", "hypothetical"]


class Claim(Model):
    """Who did what, to whom, where and when, according to one sentence of one document."""

    claim_id: str
    doc_id: str
    page: int
    sentence: int
    evidence: Evidence
    event_type: EventType
    quad_class: QuadClass
    action: Action
    actors: tuple[ActorRef, ...] = ()
    recipients: tuple[ActorRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    date: DateRef | None = None
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    attribution: ActorRef | None = None
    confidence: float = Field(default=0.5, ge=0.0, le=1.0)
    rule: str


class Rejection(Model):
    """A document that was not read, and why."""

    path: str
    code: str
    reason: str
    remedy: str | None = None


class GoldRow(Model):
    """One gold record beside the claim it was aligned with: a line of ``validation/gold.jsonl``.

    ``claim_id`` is null when the record was missed. ``start`` and ``end`` are the trigger's offsets
    in ``Document.text``, ``sentence_start`` and ``sentence_end`` those of its sentence; all null
    when the text lacks it. ``values`` shows each field that is compared as text.
    """

    doc_id: str
    gold_id: str
    claim_id: str | None
    page: int
    start: int | None
    end: int | None
    sentence_start: int | None
    sentence_end: int | None
    trigger: str
    values: dict[str, str]


class ReviewRecord(Model):
    """One decision a person took on the review page, as a line of the file it downloads.

    ``accept`` and ``reject`` carry the claim as it was found, ``correct`` as it should be, ``add``
    a claim that was missed. Fields are those of a gold record; ``start`` and ``end`` are the
    trigger's offsets in the text of the document with these bytes (``sha256``). An actor or place
    without an id stands with its name. ``claim_id`` and ``sent`` are null for an added claim.
    """

    decision: Literal["accept", "reject", "correct", "add"]
    doc_id: str
    sha256: str
    claim_id: str | None
    start: int
    end: int
    sent: int | None
    page: int
    trigger: str
    before: str
    after: str
    event_type: EventType
    actors: tuple[str, ...]
    actor_text: str
    recipients: tuple[str, ...]
    recipient_text: str
    places: tuple[str, ...]
    place_text: str
    date: str | None
    date_text: str
    date_mod: DateMod | None
    polarity: Polarity
    modality: Modality
    attribution: str | None
    implicit: tuple[Literal["actor", "recipient"], ...]
    note: str
