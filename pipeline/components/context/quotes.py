"""Direct speech: the quotation that an event stands in, and what its speaker does by saying it."""

from spacy.tokens import Token

from pipeline.components.speech import REPORTING, Quote, subject

_FIRST_PERSON = frozenset({"i", "we"})


def quote_of(event: Token, quotes: list[Quote]) -> Quote | None:
    """The quotation that the event's whole clause stands in, if any."""
    for quote in quotes:
        if quote.start <= event.i < quote.end:
            top = event
            while top.head.i != top.i and quote.start <= top.head.i < quote.end:
                top = top.head
            told = top.head.i == top.i or top.head.lemma_ in REPORTING
            return quote if told else None
    return None


def performs(verb: Token) -> bool:
    """``"We condemn the attack"``: who says so does it, here and now."""
    speaker = subject(verb)
    first = speaker is not None and speaker.lower_ in _FIRST_PERSON
    return first and verb.tag_ == "VBP"
