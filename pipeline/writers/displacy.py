"""A claim's sentence as spaCy's displaCy draws it."""

from typing import TypedDict

from pipeline.schema import Claim, Mention


class Entity(TypedDict):
    """A marked part of the text, as displaCy wants it."""

    start: int
    end: int
    label: str


class Drawing(TypedDict):
    """One text with its marked parts: an input of ``displacy.render(..., manual=True)``."""

    text: str
    ents: list[Entity]
    title: str | None


COLOURS = {
    "ACTION": "#f0e442",
    "ACTOR": "#56b4e9",
    "RECIPIENT": "#e69f00",
    "PLACE": "#009e73",
    "DATE": "#cc79a7",
}
"""Okabe and Ito's, which colour-blind readers tell apart: ``options={"colors": COLOURS}``."""


def to_displacy(claim: Claim) -> Drawing:
    """Mark action, actors, recipients, places and date in a claim's sentence.

    displaCy cannot nest: of parts that overlap, the first in that order is kept.

    >>> from spacy import displacy
    >>> displacy.render(to_displacy(claim), style="ent", manual=True)  # doctest: +SKIP
    """
    shift = claim.evidence.start or 0
    kept: list[Entity] = []
    for label, mention in _mentions(claim):
        if mention.start is None or mention.end is None:
            continue
        start, end = mention.start - shift, mention.end - shift
        inside = 0 <= start < end <= len(claim.evidence.text)
        if inside and all(end <= each["start"] or start >= each["end"] for each in kept):
            kept.append(Entity(start=start, end=end, label=label))
    ents = sorted(kept, key=lambda each: each["start"])
    return Drawing(text=claim.evidence.text, ents=ents, title=None)


def _mentions(claim: Claim) -> list[tuple[str, Mention]]:
    found: list[tuple[str, Mention]] = [("ACTION", claim.action)]
    found += [("ACTOR", ref) for ref in claim.actors]
    found += [("RECIPIENT", ref) for ref in claim.recipients]
    found += [("PLACE", ref) for ref in claim.places]
    return found + ([] if claim.date is None else [("DATE", claim.date)])
