"""Speech: the verbs that report it, who speaks, and what stands between quotation marks."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from pipeline.components.relatives import antecedent

REPORTING = frozenset(
    """say report claim allege state accuse announce declare assert maintain insist tell
    estimate argue acknowledge admit confirm warn suggest believe contend note add write explain
    recount complain blame charge describe deny reveal indicate testify suspect denounce cite
    concede attribute conclude document record find retort condemn criticise criticize observe
    claim disclose stress recall put""".split()
)
_OPENING = frozenset({'"', "“", "``", "«"})
_CLOSING = frozenset({'"', "”", "''", "»"})
LABEL = "meta"
"""How a source, or a matter, that a headline sets apart hangs on its sentence."""
_VOICES = frozenset(
    """police army military ministry minister ministries government authorities officials official
    officers officer monitors monitor monitoring observers media report reports reporter source
    sources witnesses witness residents resident governor mayor medics doctors hospital hospitals
    activists group groups agency agencies ngo ngos president spokesman spokeswoman spokesperson
    prosecutor prosecutors court commander general rebels survivors relatives union charity tv
    radio watchdog envoy embassy leader leaders elders lawmaker lawmakers""".split()
)
_LONGEST_INITIALS = 8
_OFFICES = frozenset(
    """spokesman spokeswoman spokesperson official officer minister commander leader chief head
    general colonel major president ambassador envoy representative delegate secretary adviser
    advisor governor""".split()
)
_FOR = frozenset({"for", "of", "from"})
_PARTS = frozenset({"compound", "amod", "nmod", "poss"})
_SHORTEST = 4
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MAX_STEPS = 8
_NOMINAL = frozenset({"NOUN", "PROPN"})
_REACH = 2
"""Sentences looked back for who spoke last."""


def is_voice(token: Token) -> bool:
    """Whether a word can name a source by itself: "police", "officials", "UN"."""
    initials = token.text.isupper() and 1 < len(token) <= _LONGEST_INITIALS
    return initials or token.lower_ in _VOICES


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


def _between_marks(doc: Doc) -> Iterator[Span]:
    """What stands between marks; a mark left open ends with its paragraph."""
    start: int | None = None
    for token in doc:
        paragraph_ends = token.is_space and token.text.count("\n") > 1
        if start is None:
            if token.text in _OPENING:
                start = token.i + 1
        elif token.text in _CLOSING or paragraph_ends:
            yield doc[start : token.i]
            start = None
    if start is not None:
        yield doc[start:]


def _teller(span: Span) -> Token | None:
    """Who tells it: subject of a verb of reporting in one of its sentences, outside of it."""
    for sentence in (span[-1].sent, span[0].sent):
        for token in sentence:
            if span.start <= token.i < span.end or token.lemma_ not in REPORTING:
                continue
            if token.tag_ in _FINITE and not is_passive(token) and subject(token) is not None:
                return subject(token)
    return None


def _goes_on(quote: Quote, span: Span) -> bool:
    """Whether the quotation opens right after the sentence of the one before."""
    sentence = span[0].sent
    return sentence.start > 0 and quote.end > span.doc[sentence.start - 1].sent.start


def is_passive(verb: Token) -> bool:
    """Whether the subject is who undergoes the act."""
    return any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)


def subject(verb: Token) -> Token | None:
    """The subject of a verb, or the one that it shares with a verb above it."""
    for _ in range(_MAX_STEPS):
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                return child
        if verb.dep_ not in {"conj", "advcl", "xcomp"} or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def spoken_for(speaker: Token) -> Iterator[Token]:
    """What may name whom an official speaks for: "X, a spokesman for Y", "Y's minister"."""
    for noun in (speaker, *(child for child in speaker.children if child.dep_ == "appos")):
        if noun.lemma_.lower() not in _OFFICES:
            continue
        yield noun
        for child in noun.children:
            if child.dep_ in _PARTS:
                yield child
            elif child.lower_ in _FOR:
                yield from (token for token in child.children if token.dep_ == "pobj")


def earlier_speaker(pronoun: Token) -> Token | None:
    """Whom a pronoun that reports goes on from: the last speaker named in the sentences before."""
    sentence = pronoun.sent
    for _ in range(_REACH):
        if sentence.start == 0:
            return None
        sentence = pronoun.doc[sentence.start - 1].sent
        for token in reversed(list(sentence)):
            if token.lemma_ in REPORTING and token.pos_ == "VERB" and not is_passive(token):
                speaker = subject(token)
                named = None if speaker is None else antecedent(speaker) or speaker
                if named is not None and named.pos_ in _NOMINAL:
                    return named
    return None
