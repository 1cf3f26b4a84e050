"""First persons in direct speech: "we", "our" and "I" are who speaks, or whom they speak for."""

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from pipeline.components.actors.records import Found
from pipeline.components.speech import earlier_speaker, find_quotes, spoken_for
from pipeline.components.tokens import Tokens

_FIRST = frozenset({"we", "us", "our", "ours", "ourselves", "i", "me", "my", "myself"})


def first_persons(doc: Doc, tokens: Tokens, mentions: Sequence[Found]) -> dict[int, Found]:
    """The pronouns of the first person that stand in quotations, by their token.

    Left out where nobody is known to speak: "We heard shots," a trader said.

    Args:
        mentions: names and roles.
    """
    if _FIRST.isdisjoint(tokens.lower):
        return {}
    roots = {one.root: one for one in reversed(mentions) if one.who}
    said: dict[int, Found] = {}
    for quote in find_quotes(doc):
        teller = quote.speaker
        if teller is not None and teller.pos_ == "PRON":
            teller = earlier_speaker(teller)
        speaker = None if teller is None else _identified(teller, roots)
        if speaker is None:
            continue
        for at in range(quote.start, quote.end):
            if tokens.lower[at] in _FIRST:
                said[at] = Found(at, at + 1, at, "pronoun", speaker.who, "pronoun")
    return said


def _identified(speaker: Token, roots: Mapping[int, Found]) -> Found | None:
    """The actor that a speaker is or speaks for; nobody for a person that no table knows."""
    for token in (speaker, *spoken_for(speaker)):
        found = roots.get(token.i)
        if found is not None and found.who[0].id:
            return found
    own = roots.get(speaker.i)
    return None if own is None or own.person else own
