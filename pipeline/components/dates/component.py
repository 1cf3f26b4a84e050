"""The ``dates`` component."""

from datetime import date

from spacy.tokens import Doc

from pipeline.components.base import DateMention, set_extensions
from pipeline.components.dates.find import DateFinder, FoundDate
from pipeline.components.dates.values import Interval, parse_edtf, start_of
from pipeline.schema import DateRef


class Dates:
    """Sets ``doc._.dates``; needs sentence boundaries, reads ``doc._.published``.

    Example: in "On 26 July 2023 guards seized the president. Two days later their chief took
    power." it finds ``2023-07-26`` and ``2023-07-28``.
    """

    def __init__(self, *, finder: DateFinder) -> None:
        set_extensions()
        self.finder = finder

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of ``doc``."""
        published = date.fromisoformat(doc._.published) if doc._.published else None
        sentences = [(sent.start_char, sent.end_char) for sent in doc.sents]
        found = self.finder.find(doc.text, sentences, published=published)
        doc._.dates = tuple(_mention(doc, date_) for date_ in found)
        return doc


def _mention(doc: Doc, found: FoundDate) -> DateMention:
    """Index a date by tokens; a token that it shares ("post-May") counts whole."""
    span = doc.char_span(found.ref.start or 0, found.ref.end or 0, alignment_mode="expand")
    if span is None:  # the finder's offsets are the document's
        raise IndexError(f"no tokens at {found.ref.start}..{found.ref.end}")
    return DateMention(
        start=span.start, end=span.end, ref=found.ref, rule=found.rule, turned=_turned(found.ref)
    )


def _turned(ref: DateRef) -> DateRef | None:
    """The date alone for "since June", "since June" for a date."""
    value = parse_edtf(ref.edtf)
    start = start_of(value)
    if start is None:
        return None
    is_open = isinstance(value, Interval) and value.end is None
    other = start if is_open else Interval(start, None)
    last = other.last_day()
    return ref.model_copy(
        update={
            "edtf": other.edtf,
            "last_day": None if last is None else last.isoformat(),
            "precision": other.precision,
        }
    )
