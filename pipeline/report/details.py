"""What the page loads when a claim is opened: the spans, boxes and values of one document."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from pipeline.report.pages import PageImage
from pipeline.report.validation import Difference, Validation
from pipeline.schema import (
    ActorRef,
    Block,
    Box,
    Claim,
    DateRef,
    Document,
    Mention,
    Model,
    PlaceRef,
)

CONTEXT_WORDS = 3
"""Words kept on either side of a trigger, to find it again in another extraction (guidelines)."""
REACH = 120
"""Characters within which these words are looked for."""


class Span(Model):
    """A mention inside the sentence; offsets count from the sentence's first character."""

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

    ``at`` is the offset of the sentence in that paragraph. ``before`` and ``after`` are the words
    beside the trigger.
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
    differences: tuple[Difference, ...]


class MissedDetail(Model):
    """A gold claim that was not found."""

    gold_id: str
    page: int
    trigger: str
    event_type: str
    cause: str
    sentence: str


class Paragraph(Model):
    """A paragraph, list item or heading of the body; ``start`` is its offset in the document."""

    start: int
    text: str


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
        paragraphs=tuple(
            Paragraph(start=block.start or 0, text=document.text[block.start : block.end])
            for block in blocks
        ),
        pages=pages,
        claims=details,
        missed=tuple(
            MissedDetail(
                gold_id=row.gold_id or "",
                page=row.page,
                trigger=row.trigger,
                event_type=row.gold,
                cause=row.cause,
                sentence=document.text[row.sentence_start : row.sentence_end]
                if row.sentence_start is not None
                else "",
            )
            for row in validation.missed(document.doc_id)
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
        at=start - (block_start or 0),
        spans=tuple(_spans(claim, mentions)),
        boxes=tuple(_boxes(document, claim, mentions)),
        actors=claim.actors,
        recipients=claim.recipients,
        places=claim.places,
        date=claim.date,
        attribution=claim.attribution,
        before=_words_before(document.text, claim.action.start),
        after=_words_after(document.text, claim.action.end),
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
                yield Span(role=role, start=low - start, end=high - start)


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
