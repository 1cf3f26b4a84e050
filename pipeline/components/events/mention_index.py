"""The mentions of one document by their tokens: which actor, place or date a token belongs to."""

from collections.abc import Iterable
from typing import TypeVar

from spacy.tokens import Doc, Token

from pipeline.components.base import ActorMention, DateMention, PlaceMention

M = TypeVar("M", ActorMention, PlaceMention)


class MentionIndex:
    """The actors, places and dates of a document, found by the token they hang on.

    Args:
        doc: a document whose ``places``, ``actors`` and ``dates`` are set.
    """

    def __init__(self, doc: Doc) -> None:
        self._actors = _by_root(doc._.actors)
        self._places = _by_root(doc._.places)
        self._inside = {
            token: mention
            for mention in doc._.actors
            if mention.kind != "modifier"
            for token in range(mention.start, mention.end)
            if token not in self._actors
        }
        self._inside_place = {
            token: mention
            for mention in doc._.places
            for token in range(mention.start, mention.end)
        }
        filed = {i for start, end in doc._.datelines for i in range(start, end)}
        self.dates: tuple[DateMention, ...] = tuple(d for d in doc._.dates if d.start not in filed)
        self._date_tokens = {i for date in self.dates for i in range(date.start, date.end)}

    def actor(self, token: Token) -> ActorMention | None:
        """The actor mention headed by a token, or the name the token is inside of."""
        return self._actors.get(token.i) or self._inside.get(token.i)

    def place(self, token: Token) -> PlaceMention | None:
        """The place mention headed by a token, or the one the token is inside of."""
        return self._places.get(token.i) or self._inside_place.get(token.i)

    def is_date(self, token: Token) -> bool:
        """Whether the token belongs to a date expression."""
        return token.i in self._date_tokens


def _by_root(mentions: Iterable[M]) -> dict[int, M]:
    found: dict[int, M] = {}
    for mention in mentions:
        known = found.get(mention.root)
        if known is None or mention.end - mention.start > known.end - known.start:
            found[mention.root] = mention
    return found
