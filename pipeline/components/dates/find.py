"""Finds date expressions in text and gives them their values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import spacy
from spacy.language import Language

from pipeline.components.dates.expressions import Expression, Near, Range, Shift, Then, When, Within
from pipeline.components.dates.guards import Around, Guards
from pipeline.components.dates.lexicon import Lexicon
from pipeline.components.dates.patterns import (
    Shape,
    build_before,
    build_onwards,
    build_prefilter,
    build_shapes,
)
from pipeline.components.dates.reading import Groups, Reader
from pipeline.components.dates.resolve import Reach, Resolved, Resolver, Scene
from pipeline.components.dates.values import Interval, Value, are_adjacent, end_of, start_of
from pipeline.components.sentences.patterns import EMPTY_LINE
from pipeline.schema import DateAnchor, DateMod, DateRef

Span = tuple[int, int]

_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2[12]\d{3}(?!\d)")
# So the summaries of the Global Terrorism Database begin, month first: its record of the killings
# at Camp Speicher, 12 June 2014, opens with "06/12/2014: ".
_MONTH_FIRST_ENTRY = re.compile(r"^\s*\d\d/\d\d/[12]\d{3}:\s", re.MULTILINE)
_NOT_UNTIL = re.compile(r"(?:\b(?:not|never|nor)\b|n['’]t\b)[^.;:,]*\Z")
_HAD = re.compile(r"\bhad\b[^,;:.]*\Z")
_JOIN = re.compile(r"\s+(?:and|or|&)\s+")
_ATTRIBUTE = re.compile(
    r"(?:\b(?:the|an?|its|his|her|their|our|this)|['’]s|s['’])\s+\Z", re.IGNORECASE
)
_DATELINE = re.compile(r"\s*[A-Z][^\n]{0,80}\([A-Z][\w. ]+\)\s+[-–—]+\s")  # "ADEN (Reuters) - "
_REPORTED = re.compile(r"\b(?:said|told|reported|announced|confirmed|added)\b(?:\s+\w+){0,4}\s*\Z")
_LOOK_BACK = 24
_AHEAD = (" for ", " until ")  # "called a summit for Wednesday"
_OPENERS = "bBfF"  # of "between" and "from"
_WEEKDAYS = ("date.weekday", "range.weekdays")
_INITIAL = 12  # characters: "In early ", "But "


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression with its value, and the name of the rule that found it."""

    ref: DateRef
    rule: str


_NOWHERE = Scene(0, 0)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A match that passed the guards, not yet resolved."""

    start: int
    end: int
    rule: str
    expression: Expression
    before: str
    scene: Scene = _NOWHERE
    mod: DateMod | None = None
    bound: str | None = None
    is_first: bool = False

    @property
    def is_bracketed(self) -> bool:
        """Whether it stands in round brackets."""
        return self.before.count("(") > self.before.count(")")

    @property
    def is_of_event(self) -> bool:
        """Whether it is the distance between two events of its sentence."""
        return isinstance(self.expression, Shift) and self.expression.of_event


class DateFinder:
    """Finds every date expression of a text, in order.

    Found: days, months, seasons, years, decades, their parts ("late May", "the end of 2016"),
    ranges, open spans ("since 2011"), weekdays, and expressions relative to the date before them
    ("two days later", "that spring") or to the publication ("last month"). Not found: ages,
    counts, durations ("for two weeks"), centuries, feasts, fiscal and academic years, times of
    day, vague words ("recently"), and impossible dates such as 31 June, which are never repaired.

    A date without a year takes it from the text before it, else from the publication, else has
    it unspecified: ``XXXX-04-04``. 04/05/2017 is 4 May, unless another such date of the text
    (``04/25/2017``) shows that the month comes first, or its entries open so. A relative
    expression that nothing gives a value is left out.

    Args:
        lexicon: the words.
    """

    def __init__(self, *, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.shapes = build_shapes(lexicon)
        self.prefilter = build_prefilter(lexicon)
        self.before = build_before(lexicon)
        self.onwards = build_onwards(lexicon)
        self.guards = Guards(lexicon)
        cues = "|".join(re.escape(cue) for cue in lexicon.future_cues)
        ends = "|".join(re.escape(word) for word in lexicon.future_ends)
        self.future = re.compile(rf"\b(?:{cues})\b(?!.*\b(?:{ends})\b)", re.DOTALL)

    def find(
        self, text: str, sentences: Sequence[Span], *, published: date | None
    ) -> list[FoundDate]:
        """Find the dates of ``text``, cut into ``sentences`` (character spans, in order)."""
        reader = Reader(self.lexicon, month_first=_is_month_first(text))
        candidates = list(self._candidates(text, sentences, reader))
        resolver = Resolver(
            published=published,
            horizon=published or _latest_explicit(candidates),
            is_news=bool(_DATELINE.match(text)) or any(map(_is_deictic, candidates)),
            is_current=_has_undated_weekday(candidates),
        )
        found: list[FoundDate] = []
        held: _Candidate | None = None
        for candidate in candidates:
            resolved = list(_resolve(candidate, text, resolver))
            if held is not None and resolved and held.scene.sentence == candidate.scene.sentence:
                resolved = [*_resolve(_ahead(held), text, resolver), *resolved]
            found.extend(resolved)
            held = candidate if not resolved and candidate.is_of_event else None
        return found

    def _candidates(
        self, text: str, sentences: Sequence[Span], reader: Reader
    ) -> Iterator[_Candidate]:
        paragraph, last = 0, 0
        for number, (low, high) in enumerate(sentences):
            # From the last sentence's start: white space after it may be counted as its own.
            paragraph += EMPTY_LINE.search(text, last, low) is not None
            last = low
            for candidate in self._in_sentence(text, low, high, reader):
                ahead = self.future.search(text, low, candidate.start) is not None
                is_weekday = candidate.rule == "date.weekday"
                is_future = ahead or (is_weekday and candidate.before.endswith(_AHEAD))
                is_back = _HAD.search(candidate.before) is not None
                yield replace(candidate, scene=Scene(number, paragraph, is_future, is_back))

    def _in_sentence(self, text: str, low: int, high: int, reader: Reader) -> Iterator[_Candidate]:
        at = low
        while (hit := self.prefilter.search(text, at, high)) is not None:
            start, at = hit.start(), hit.end()
            match = self._match(text, start, high)
            if match is None:
                continue
            shape, end, groups = match
            around = Around.of(text, start, end, low, high)
            name = shape.name
            if self.guards.refuse(name, groups, text[start:end], around):
                if name != "shift" or not self.guards.counts_from_event(groups, around):
                    continue
                name = "shift.event"
            at = end
            try:
                expression = reader.read(name, groups)
            except ValueError:
                continue  # "31 June" is passed over whole, so that no "June" is made of it
            candidate = _Candidate(
                start, end, name, expression, around.before, is_first=start - low < _INITIAL
            )
            yield self._bounded(candidate, text, high, groups)

    def _match(self, text: str, start: int, high: int) -> tuple[Shape, int, Groups] | None:
        """The longest shape that matches at ``start``; a range is tried where a date begins."""
        best: tuple[Shape, int, Groups] | None = None
        for shape in self.shapes:
            if shape.name == "range" and best is None and text[start] not in _OPENERS:
                continue
            match = shape.match(text, start, high)
            if match is not None and (best is None or match[0] > best[1]):
                best = (shape, *match)
        return best

    def _bounded(self, found: _Candidate, text: str, high: int, groups: Groups) -> _Candidate:
        """Take in the bound or modifier beside a date: "since", "by", "from ... onwards"."""
        lexicon = self.lexicon
        if found.rule == "within-year":
            return replace(found, mod="ON_OR_BEFORE")
        words = groups["then"].lower() if found.rule == "then" else ""
        start = found.start
        before = self.before.search(found.before[-_LOOK_BACK:])
        if before is not None and not words:
            words = " ".join((before["bound"] or before["modifier"]).lower().split())
            start -= len(before.group())
        onwards = self.onwards.match(text, found.end, high)
        if onwards and (words == "from" or "onward" in onwards.group().lower()):
            begin = start if words == "from" else found.start
            return replace(found, start=begin, end=onwards.end(), bound="since")
        if words == "from" and text.startswith(",", found.end):
            return replace(found, start=start, bound="since")  # "From late 2015, they fired"
        if words in lexicon.modifiers:
            return replace(found, mod=lexicon.modifiers[words])
        bound = lexicon.bounds.get(words)
        if bound == "until" and _NOT_UNTIL.search(found.before):
            return found  # "did not leave until 27 September": left on that day
        if bound in ("since", "until"):
            return replace(found, start=start, bound=bound)
        return found


def _resolve(candidate: _Candidate, text: str, resolver: Resolver) -> Iterator[FoundDate]:
    """Give a candidate its value and note it as a reference; two dates joined by "and" are two."""
    for part in _split(candidate, text, resolver):
        try:
            resolved = resolver.resolve(part.expression, part.scene)
        except ValueError:
            continue
        if resolved is None:
            continue
        resolver.note(resolved.value, part.scene, _reach(part, resolved.value, resolver))
        yield _record(part, text, resolved)


def _ahead(held: _Candidate) -> _Candidate:
    """``Two days after gunmen killed him on 5 May``: the date leads to the clause around it."""
    shift = held.expression
    turned = replace(shift, count=-shift.count) if isinstance(shift, Shift) else shift
    return replace(held, rule="shift.from-event", expression=turned)


def _split(candidate: _Candidate, text: str, resolver: Resolver) -> list[_Candidate]:
    """Cut "March and August 2016" in two; leave "March and April 2016" as one span of time."""
    span = candidate.expression
    if not isinstance(span, Range) or not span.loose:
        return [candidate]
    try:
        resolved = resolver.resolve(span, candidate.scene)
    except ValueError:
        resolved = None
    if resolved is not None and isinstance(resolved.value, Interval):
        first, last = resolved.value.start, resolved.value.end
        if first and last and are_adjacent(first, last):
            return [candidate]
    joins = list(_JOIN.finditer(text, candidate.start, candidate.end))
    if not joins:
        return [candidate]
    join = joins[-1]
    return [
        replace(candidate, end=join.start(), expression=span.start),
        replace(candidate, start=join.end(), expression=span.end),
    ]


def _reach(candidate: _Candidate, value: Value, resolver: Resolver) -> Reach:
    """How far a date serves later ones as reference.

    Background ("since 2011", a date in brackets, "the 2015 agreement") does not move the story
    on, nor what is planned or only reported then, behind a date of the same sentence ("on Sunday,
    police said on Monday"). Years counted from another date ("a year later") do where the
    sentence opens with them and they go forward; so do mere years, unless they look back in
    mid-sentence.
    """
    expression = candidate.expression
    if candidate.bound or isinstance(expression, Then | Within) or candidate.is_bracketed:
        return "none"
    if candidate.is_of_event:
        return "none"
    if candidate.rule in ("date.year", "date.month") and _ATTRIBUTE.search(candidate.before):
        return "none"
    follows = bool(resolver.anchors) and resolver.anchors[-1].sentence == candidate.scene.sentence
    if follows and (candidate.scene.is_future or _REPORTED.search(candidate.before)):
        return "sentence"
    years = _counted_years(expression)
    if years and (years < 0 or not candidate.is_first):
        return "sentence"
    if candidate.rule == "date.year" and not candidate.is_first:
        return "sentence" if resolver.is_behind(value) else "text"
    return "text"


def _counted_years(expression: Expression) -> int:
    """How many years an expression goes from its reference, where years are what it counts."""
    if isinstance(expression, When):
        return expression.year_step.by if expression.year_step else 0
    if isinstance(expression, Near):
        return expression.step.by if expression.unit == "year" else 0
    counts = isinstance(expression, Shift) and expression.unit in ("year", "decade")
    return expression.count if counts and isinstance(expression, Shift) else 0


def _record(candidate: _Candidate, text: str, resolved: Resolved) -> FoundDate:
    value = resolved.value
    if candidate.bound == "since":
        value = Interval(start_of(value), None) if start_of(value) else value
    elif candidate.bound == "until":
        value = Interval(None, end_of(value)) if end_of(value) else value
    anchor: DateAnchor = "explicit" if resolved.reference is None else "relative"
    first, last = value.first_day(), value.last_day()
    ref = DateRef(
        text=text[candidate.start : candidate.end],
        start=candidate.start,
        end=candidate.end,
        edtf=value.edtf,
        first_day=None if first is None else first.isoformat(),
        last_day=None if last is None else last.isoformat(),
        mod=candidate.mod,
        precision=value.precision,
        anchor="explicit" if value.edtf.startswith("XXXX") else anchor,
        reference=None if resolved.reference is None else resolved.reference.edtf,
    )
    return FoundDate(ref, candidate.rule)


def _is_deictic(candidate: _Candidate) -> bool:
    expression = candidate.expression
    if isinstance(expression, Near):
        return expression.step.deictic
    if isinstance(expression, Shift):
        return expression.deictic
    return candidate.rule in _WEEKDAYS


def _has_undated_weekday(candidates: Sequence[_Candidate]) -> bool:
    """Whether a weekday stands in a paragraph that names no day of a month before it."""
    dated = -1
    for candidate in candidates:
        expression = candidate.expression
        if isinstance(expression, When) and expression.month and expression.day:
            dated = candidate.scene.paragraph
        if candidate.rule in _WEEKDAYS and candidate.scene.paragraph != dated:
            return True
    return False


def _latest_explicit(candidates: Sequence[_Candidate]) -> date | None:
    """The last day that a text without a publication date gives in full, planned dates apart."""
    days = []
    plain = Resolver(published=None, horizon=None)
    for candidate in candidates:
        expression = candidate.expression
        sides = (
            (expression.start, expression.end) if isinstance(expression, Range) else (expression,)
        )
        for side in sides:
            if isinstance(side, When) and side.has_year and not candidate.scene.is_future:
                days.append(_reached(plain.resolve(side, candidate.scene)))
    return max((day for day in days if day is not None), default=None)


def _reached(resolved: Resolved | None) -> date | None:
    """The day a date shows the text to have reached: of a mere year only its first."""
    if resolved is None:
        return None
    coarse = resolved.value.precision in ("year", "decade")
    return resolved.value.first_day() if coarse else resolved.value.last_day()


def _is_month_first(text: str) -> bool:
    """Tell the order of a text's numeric dates: what a day above the twelfth shows decides.

    Days above the twelfth in both places decide nothing, nor does a text without them, unless
    its entries open like "04/05/2017: ".
    """
    pairs = [(int(first), int(second)) for first, _, second in _NUMERIC.findall(text)]
    day_first = any(first > 12 for first, _ in pairs)
    if day_first or any(second > 12 for _, second in pairs):
        return not day_first
    return _MONTH_FIRST_ENTRY.search(text) is not None


@cache
def _pipeline() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentences")
    nlp.add_pipe("dates")
    return nlp


def find_dates(text: str, published: str | None = None) -> list[DateRef]:
    """Find the date expressions of a text, without a spaCy model.

    Args:
        text: any text; an empty line ends a paragraph.
        published: ISO day that relative dates count from; None where it is not known.

    Raises:
        ValueError: ``published`` is no ISO day.
    """
    nlp = _pipeline()
    doc = nlp.make_doc(text)
    doc._.published = published
    for _, component in nlp.pipeline:
        doc = component(doc)
    return [mention.ref for mention in doc._.dates]
