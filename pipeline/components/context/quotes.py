"""Direct speech: which tokens are quoted, and who says them, also over several sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from pipeline.components.context import patterns as cues
from pipeline.components.context.scope import is_passive, subject

_SHORTEST = 4
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FIRST_PERSON = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens ``start`` to ``end`` (exclusive) between quotation marks, and who says them."""

    start: int
    end: int
    speaker: Token | None


def find_quotes(doc: Doc) -> list[Quote]:
    """The quotations of a document that hold a clause, in text order.

    A quotation whose sentences name nobody is told by the speaker of the one just before it:
    "A has left," he said. "B has followed."
    """
    found: list[Quote] = []
    for span in _between_marks(doc):
        if len(span) < _SHORTEST or not any(token.tag_ in _FINITE for token in span):
            continue
        speaker = _teller(span)
        if speaker is None and found and _goes_on(found[-1], span):
            speaker = found[-1].speaker
        found.append(Quote(span.start, span.end, speaker))
    return found


def quote_of(event: Token, quotes: list[Quote]) -> Quote | None:
    """The quotation that the event's whole clause stands in, if any."""
    for quote in quotes:
        if quote.start <= event.i < quote.end:
            top = event
            while top.head.i != top.i and quote.start <= top.head.i < quote.end:
                top = top.head
            told = top.head.i == top.i or top.head.lemma_ in cues.REPORTING
            return quote if told else None
    return None


def performs(verb: Token) -> bool:
    """``"We condemn the attack"``: who says so does it, here and now."""
    speaker = subject(verb)
    first = speaker is not None and speaker.lower_ in _FIRST_PERSON
    return first and verb.tag_ == "VBP"


def _between_marks(doc: Doc) -> Iterator[Span]:
    """What stands between marks; a mark left open ends with its paragraph."""
    start: int | None = None
    for token in doc:
        paragraph_ends = token.is_space and token.text.count("\n") > 1
        if start is None:
            if token.text in cues.OPENING_MARKS:
                start = token.i + 1
        elif token.text in cues.CLOSING_MARKS or paragraph_ends:
            yield doc[start : token.i]
            start = None
    if start is not None:
        yield doc[start:]


def _teller(span: Span) -> Token | None:
    """Who tells it: subject of a verb of reporting in one of its sentences, outside of it."""
    for sentence in (span[-1].sent, span[0].sent):
        for token in sentence:
            if span.start <= token.i < span.end or token.lemma_ not in cues.REPORTING:
                continue
            if token.tag_ in _FINITE and not is_passive(token) and subject(token) is not None:
                return subject(token)
    return None


def _goes_on(quote: Quote, span: Span) -> bool:
    """Whether the quotation opens right after the sentence of the one before."""
    sentence = span[0].sent
    return sentence.start > 0 and quote.end > span.doc[sentence.start - 1].sent.start
