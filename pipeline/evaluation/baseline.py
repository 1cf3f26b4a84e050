"""The floor: claims by the simplest means, subject-verb-object plus the nearest entity and date.

It knows no lexicon, gazetteer or date rule: what a system must beat to be worth its rules.
"""

import re
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Span, Token

from pipeline.evaluation import edtf
from pipeline.evaluation.folding import words
from pipeline.schema import (
    QUAD_CLASS,
    Action,
    ActorRef,
    Claim,
    DateRef,
    Document,
    EventType,
    Evidence,
    PlaceRef,
)

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "obj"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_DATE_LABELS = frozenset({"DATE"})
_GUESS = EventType.ASSAULT
"""The commonest type in any conflict reporting; with no lexicon there is nothing to choose by."""

_MONTHS = {
    **{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6},
    **{"july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12},
}
_MONTH_NAME = "|".join(_MONTHS)
_WRITTEN = re.compile(
    rf"(?:(?:(?P<day>\d\d?) )?(?P<month>{_MONTH_NAME}) )?(?P<year>[12]\d\d\d)", re.IGNORECASE
)


def baseline_claims(nlp: Language, document: Document) -> tuple[Claim, ...]:
    """Make a claim of every verb of the document that has a subject and an object.

    The verb is the trigger, its type the commonest one, subject and object are actor and
    recipient, place and date are the nearest other entities of the sentence. An id is the
    words of the mention joined by hyphens.
    """
    claims: list[Claim] = []
    for ordinal, sentence in enumerate(nlp(document.text).sents):
        for verb, subject, obj in _triples(sentence):
            claims.append(_claim(document, ordinal, sentence, verb, (subject, obj)))
    return tuple(claims)


def _triples(sentence: Span) -> Iterator[tuple[Token, Token, Token]]:
    for verb in sentence:
        if verb.pos_ == "VERB":
            subject = next((each for each in verb.children if each.dep_ in _SUBJECTS), None)
            obj = next((each for each in verb.children if each.dep_ in _OBJECTS), None)
            if subject is not None and obj is not None:
                yield verb, subject, obj


def _claim(
    document: Document, ordinal: int, sentence: Span, verb: Token, nouns: tuple[Token, Token]
) -> Claim:
    subject, obj = nouns
    start, end = verb.idx, verb.idx + len(verb)
    place = _nearest(verb, _free(sentence, _PLACE_LABELS, nouns))
    when = _nearest(verb, _free(sentence, _DATE_LABELS, nouns))
    return Claim(
        claim_id=f"{document.doc_id}-{start}",
        doc_id=document.doc_id,
        page=document.page_at(start),
        sentence=ordinal,
        evidence=Evidence(text=sentence.text, start=sentence.start_char, end=sentence.end_char),
        event_type=_GUESS,
        quad_class=QUAD_CLASS[_GUESS],
        action=Action(text=verb.text, start=start, end=end, lemma=verb.lemma_, phrase=verb.text),
        actors=(_actor(subject),),
        recipients=(_actor(obj),),
        places=() if place is None else (_place(place),),
        date=None if when is None else _date(when),
        rule="baseline.triple",
    )


def _free(sentence: Span, labels: frozenset[str], nouns: tuple[Token, ...]) -> list[Span]:
    """Return the entities of these labels that are neither subject nor object."""
    return [
        each
        for each in sentence.ents
        if each.label_ in labels and not any(each.start <= noun.i < each.end for noun in nouns)
    ]


def _nearest(verb: Token, entities: Sequence[Span]) -> Span | None:
    return min(
        entities,
        key=lambda each: min(abs(each.start - verb.i), abs(each.end - verb.i)),
        default=None,
    )


def _actor(noun: Token) -> ActorRef:
    span = next((each for each in noun.sent.ents if each.start <= noun.i < each.end), None)
    span = noun.doc[noun.i : noun.i + 1] if span is None else span
    return ActorRef(
        text=span.text,
        start=span.start_char,
        end=span.end_char,
        id=_slug(span.text),
        via="baseline",
    )


def _place(span: Span) -> PlaceRef:
    return PlaceRef(
        text=span.text,
        start=span.start_char,
        end=span.end_char,
        id=_slug(span.text),
        via="baseline",
    )


def _date(span: Span) -> DateRef | None:
    found = _WRITTEN.search(span.text)
    if found is None:
        return None
    value = found["year"]
    if found["month"]:
        value += f"-{_MONTHS[found['month'].lower()]:02}"
    if found["day"]:
        value += f"-{int(found['day']):02}"
    try:
        first, last = edtf.days(value)
    except ValueError:
        return None
    return DateRef(
        text=span.text,
        start=span.start_char,
        end=span.end_char,
        edtf=value,
        first_day=None if first is None else first.isoformat(),
        last_day=None if last is None else last.isoformat(),
    )


def _slug(text: str) -> str:
    """Join the words of a mention, without a leading article, by hyphens."""
    found = words(text)
    if found[:1] == ["the"]:
        found = found[1:]
    return "-".join(found) or text
