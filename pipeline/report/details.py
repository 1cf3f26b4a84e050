"""What the page loads when a claim is opened: the spans, boxes and values of one document.

Offsets that the page cuts text at count UTF-16 units, as JavaScript does; those that go back into
reviews (``start`` and ``end`` in the document) count characters, as everywhere else.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from pipeline.report.pages import PageImage
from pipeline.report.validation import Difference, GoldValues, Validation
from pipeline.schema import (
    ActorRef,
    Block,
    Box,
    Claim,
    DateRef,
    Document,
    GoldRow,
    Mention,
    Model,
    PlaceRef,
)

CONTEXT_WORDS = 3
"""Words kept on either side of a trigger, to find it again in another extraction (guidelines)."""
REACH = 120
"""Characters within which these words are looked for."""


class Span(Model):
    """A mention inside the sentence; offsets count from the sentence's start, in UTF-16 units."""

    role: str
    start: int
    end: int


class RoleBox(Model):
    """A rectangle to draw on a page: of the whole sentence, or of one mention."""

    role: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class ClaimDetail(Model):
    """One claim in full. ``paragraph`` points into the paragraphs of the document.

    ``at`` is the offset of the sentence in that paragraph, in UTF-16 units. ``before`` and
    ``after`` are the words beside the trigger. ``gold`` is null where gold lacks the claim or the
    document.
    """

    id: str
    trigger: Mention
    lemma: str
    paragraph: int | None
    at: int
    spans: tuple[Span, ...]
    boxes: tuple[RoleBox, ...]
    actors: tuple[ActorRef, ...]
    recipients: tuple[ActorRef, ...]
    places: tuple[PlaceRef, ...]
    date: DateRef | None
    attribution: ActorRef | None
    before: str
    after: str
    gold: GoldValues | None
    differences: tuple[Difference, ...]


class MissedDetail(Model):
    """A gold claim that was not found.

    ``sentence`` is empty, and ``start`` and ``paragraph`` are null, where the text lacks the
    trigger. ``at`` is the sentence's offset in the paragraph in UTF-16 units, ``beside`` the claims
    found in it.
    """

    gold_id: str
    page: int
    trigger: str
    cause: str
    values: dict[str, str]
    start: int | None
    end: int | None
    sentence: str
    paragraph: int | None
    at: int
    spans: tuple[Span, ...]
    boxes: tuple[RoleBox, ...]
    beside: tuple[str, ...]


class Paragraph(Model):
    """A paragraph, list item or heading of the body; ``start`` is its offset in the document.

    ``pages`` tells the page from each of these offsets in the paragraph on, in UTF-16 units; the
    first is 0.
    """

    start: int
    text: str
    heading: bool
    pages: tuple[tuple[int, int], ...]


class DocumentDetail(Model):
    """The body of one document and the details of all its claims, in their order."""

    doc_id: str
    paragraphs: tuple[Paragraph, ...]
    pages: dict[int, PageImage]
    claims: tuple[ClaimDetail, ...]
    missed: tuple[MissedDetail, ...]


def build_detail(
    document: Document,
    claims: Sequence[Claim],
    pages: dict[int, PageImage],
    validation: Validation,
) -> DocumentDetail:
    """Collect what the page shows of a document and its claims."""
    body = [block for block in document.blocks if block.start is not None]
    blocks = sorted(body, key=lambda block: block.start or 0)
    details = tuple(_claim_detail(document, claim, blocks, validation) for claim in claims)
    return DocumentDetail(
        doc_id=document.doc_id,
        paragraphs=tuple(_paragraph(document, block) for block in blocks),
        pages=pages,
        claims=details,
        missed=tuple(
            _missed_detail(document, claims, blocks, row, cause)
            for row, cause in validation.missed(document.doc_id)
        ),
    )


def pages_shown(
    document: Document, claims: Iterable[Claim], validation: Validation
) -> Iterator[int]:
    """The pages that a reader can ask for: of claims, and of gold claims that were missed."""
    for claim in claims:
        yield claim.page
        yield from (box.page for box in claim.evidence.boxes)
    for row, _ in validation.missed(document.doc_id):
        yield row.page


def _paragraph(document: Document, block: Block) -> Paragraph:
    start, end = block.start or 0, block.end or 0
    pages = {0: document.page_at(start)}
    first = bisect_right(document.runs, start, key=lambda run: run.start)
    for run in document.runs[first:]:
        if run.start >= end:
            break
        if run.page != pages[max(pages)]:
            pages[run.start - start] = run.page
    text = document.text[start:end]
    starts = tuple((_units(text[:at]), page) for at, page in pages.items())
    return Paragraph(start=start, text=text, heading=block.kind == "heading", pages=starts)


def _missed_detail(
    document: Document, claims: Iterable[Claim], blocks: Sequence[Block], row: GoldRow, cause: str
) -> MissedDetail:
    low, high = row.sentence_start or 0, row.sentence_end or 0
    paragraph = None if row.start is None else _block_at(blocks, low)
    block_start = None if paragraph is None else blocks[paragraph].start
    spans, boxes = [], []
    if row.start is not None and row.end is not None:
        spans.append(_span("trigger", document.text[low:high], row.start - low, row.end - low))
        boxes += [_role_box("evidence", box) for box in document.boxes(low, high)]
        boxes += [_role_box("trigger", box) for box in document.boxes(row.start, row.end)]
    return MissedDetail(
        gold_id=row.gold_id,
        page=row.page,
        trigger=row.trigger,
        cause=cause,
        values=row.values,
        start=row.start,
        end=row.end,
        sentence=document.text[low:high],
        paragraph=paragraph,
        at=_units(document.text[low if block_start is None else block_start : low]),
        spans=tuple(spans),
        boxes=tuple(boxes),
        beside=tuple(
            claim.claim_id
            for claim in claims
            if (claim.evidence.start or 0) < high and low < (claim.evidence.end or 0)
        ),
    )


def _claim_detail(
    document: Document,
    claim: Claim,
    blocks: Sequence[Block],
    validation: Validation,
) -> ClaimDetail:
    start = claim.evidence.start or 0
    paragraph = _block_at(blocks, start)
    block_start = None if paragraph is None else blocks[paragraph].start
    mentions = tuple(_mentions(claim))
    return ClaimDetail(
        id=claim.claim_id,
        trigger=Mention(text=claim.action.text, start=claim.action.start, end=claim.action.end),
        lemma=claim.action.lemma,
        paragraph=paragraph,
        at=_units(document.text[start if block_start is None else block_start : start]),
        spans=tuple(_spans(claim, mentions)),
        boxes=tuple(_boxes(document, claim, mentions)),
        actors=claim.actors,
        recipients=claim.recipients,
        places=claim.places,
        date=claim.date,
        attribution=claim.attribution,
        before=_words_before(document.text, claim.action.start),
        after=_words_after(document.text, claim.action.end),
        gold=validation.gold(claim.claim_id),
        differences=validation.differences(claim.claim_id),
    )


def _words_before(text: str, offset: int | None) -> str:
    if offset is None:
        return ""
    return " ".join(text[max(offset - REACH, 0) : offset].split()[-CONTEXT_WORDS:])


def _words_after(text: str, offset: int | None) -> str:
    return "" if offset is None else " ".join(text[offset : offset + REACH].split()[:CONTEXT_WORDS])


def _block_at(blocks: Sequence[Block], offset: int) -> int | None:
    at = bisect_right(blocks, offset, key=lambda block: block.start or 0) - 1
    return at if at >= 0 and offset < (blocks[at].end or 0) else None


def _mentions(claim: Claim) -> Iterable[tuple[str, Mention]]:
    yield "trigger", claim.action
    for role, refs in (("actor", claim.actors), ("recipient", claim.recipients)):
        for ref in refs:
            yield role, ref
    for place in claim.places:
        yield "place", place
    if claim.date is not None:
        yield "date", claim.date
    if claim.attribution is not None:
        yield "source", claim.attribution


def _spans(claim: Claim, mentions: Iterable[tuple[str, Mention]]) -> Iterable[Span]:
    start, end = claim.evidence.start, claim.evidence.end
    if start is None or end is None:
        return
    for role, mention in mentions:
        if mention.start is not None and mention.end is not None:
            low, high = max(mention.start, start), min(mention.end, end)
            if low < high:
                yield _span(role, claim.evidence.text, low - start, high - start)


def _span(role: str, text: str, start: int, end: int) -> Span:
    return Span(role=role, start=_units(text[:start]), end=_units(text[:end]))


def _units(text: str) -> int:
    """Count the UTF-16 units of a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _boxes(
    document: Document, claim: Claim, mentions: Iterable[tuple[str, Mention]]
) -> Iterable[RoleBox]:
    for box in claim.evidence.boxes:
        yield _role_box("evidence", box)
    for role, mention in mentions:
        if mention.start is not None and mention.end is not None:
            for box in document.boxes(mention.start, mention.end):
                yield _role_box(role, box)


def _role_box(role: str, box: Box) -> RoleBox:
    sides = (round(side, 1) for side in (box.x0, box.top, box.x1, box.bottom))
    x0, top, x1, bottom = sides
    return RoleBox(role=role, page=box.page, x0=x0, top=top, x1=x1, bottom=bottom)
