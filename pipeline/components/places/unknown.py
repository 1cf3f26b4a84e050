"""Names of places that the knowledge base lacks: by their kind, their surroundings, the model."""

from collections.abc import Collection, Iterator

from spacy.tokens import Doc

from pipeline.components.base import PlaceMention
from pipeline.components.places.lexicon import PlaceLexicon
from pipeline.components.places.mentions import names_of_next
from pipeline.components.tokens import Tokens
from pipeline.knowledge.keys import strict_key
from pipeline.resources import Knowledge
from pipeline.schema import PlaceRef

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_OTHER_LABELS = frozenset(
    "DATE TIME NORP LANGUAGE MONEY PERCENT QUANTITY CARDINAL ORDINAL LAW EVENT".split()
)
_LONGEST = 4
"""Tokens in a name that only the words around it call a place."""
_ACRONYM = 5
_HEADED = frozenset({"pobj", "dobj", "conj", "appos", "ROOT", "nsubjpass", "npadvmod", "attr"})
"""What a name is to its clause where it is not part of another name or a modifier."""

_ACTING = frozenset({"nsubj", "poss", "compound"})
_LONGEST_KIND = 3
"""Words of what a name's kind is called: "nuclear power plant"."""
_JOINING = frozenset({"and", "of", "the", "e", "y"})

Span = tuple[int, int, str]


class UnknownFinder:
    """Finds place names by the words around them.

    Found: "the village of X", "X district", "X, Lower Shabelle", "in X" and "near X", the ground
    that is taken or left ("recaptured X", "withdrew from X"), names listed with another place,
    and what the model calls a place. Not found: names of known actors, peoples and persons.

    Example: in "Gunmen raided Tongomayel, Soum province" the mention is "Tongomayel", its id null.

    Args:
        knowledge: names that are actors' or peoples'.
        lexicon: the words that say what is a place.
    """

    def __init__(self, knowledge: Knowledge, lexicon: PlaceLexicon) -> None:
        self._knowledge = knowledge
        self._words = lexicon
        self._kinds = lexicon.sites | lexicon.divisions | lexicon.parts | lexicon.grounds

    def find(
        self, doc: Doc, tokens: Tokens, known: Collection[PlaceMention]
    ) -> Iterator[PlaceMention]:
        """Mentions without an id, clear of the ``known`` ones."""
        taken = {at for mention in known for at in range(mention.start, mention.end)}
        starts = {mention.start for mention in known}
        for start, end, reason in self._spans(doc, tokens, taken, starts):
            inside = range(start, end)
            if inside and taken.isdisjoint(inside):
                taken.update(inside)
                yield _mention(tokens, start, end, reason)

    def _spans(self, doc: Doc, tokens: Tokens, taken: set[int], starts: set[int]) -> Iterator[Span]:
        for at in range(len(tokens)):
            if not tokens.starts_name(at) or at in taken:
                continue
            if at and tokens.words[at - 1][0].isupper() and at - 1 not in taken:
                continue
            end = self._name_end(tokens, at, taken)
            reason = None if end is None else self._reason(tokens, at, end, taken, starts)
            if end is not None and reason is not None:
                yield at, self._kind_end(tokens, at, end) or end, reason
        for entity in doc.ents:
            start = entity.start + (tokens.lower[entity.start] == "the")
            if entity.label_ in PLACE_LABELS and self._is_tagged(tokens, start, entity.end):
                yield start, entity.end, "model"

    def _is_tagged(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether a word is tagged as a name, or as a noun in spite of its capital."""
        opens = not start or tokens.sentence[start - 1] != tokens.sentence[start]
        tags = ("NNP",) if opens else ("NNP", "NN")
        return any(
            tokens.words[at][0].isupper() and tokens.tags[at].startswith(tags)
            for at in range(start, end)
        )

    def _name_end(self, tokens: Tokens, start: int, taken: set[int]) -> int | None:
        """Where the name that starts here ends, None where it is known to be something else."""
        ends = [
            end
            for end in tokens.name_ends(start, _LONGEST)
            if taken.isdisjoint(range(start, end)) and _JOINING.isdisjoint(tokens.lower[start:end])
        ]
        if not ends or not self._is_tagged(tokens, start, ends[0]):
            return None
        end = ends[0]
        if not _OTHER_LABELS.isdisjoint(tokens.entities[start:end]):
            return None
        surface = tokens.surface(start, end)
        key = strict_key(surface)
        words = self._words
        if key in words.never or key in self._knowledge.aliases:
            return None
        if surface in self._knowledge.demonyms or (surface.isupper() and len(surface) <= _ACRONYM):
            return None
        if tokens.lower[end - 1] in words.organisation_heads or tokens.lower[start] in words.titles:
            return None
        if start and tokens.lower[start - 1] in words.titles:
            return None
        return end

    def _kind_end(self, tokens: Tokens, start: int, end: int) -> int | None:
        """Where the word for a name's kind ends: "X district", "the X oil refinery", "X Hotel"."""
        words = self._words
        if end < len(tokens) and tokens.lower[end] in words.kinds_after:
            return end if names_of_next(tokens, end) else end + 1
        if start and tokens.lower[start - 1] in ("a", "an"):
            return None
        if end - start > 1 and tokens.lower[end - 1] in words.named_sites:
            return None if tokens.deps[end - 1] in _ACTING else end
        for at in range(end, min(end + _LONGEST_KIND, len(tokens))):
            if not tokens.tags[at].startswith("NN") or tokens.words[at][0].isupper():
                return None
            if tokens.lower[at] in words.named_sites | words.kinds_after:
                head = tokens.heads[end - 1]
                owned = at in (head, tokens.heads[head]) and tokens.deps[at] not in _ACTING
                return at + 1 if owned and not names_of_next(tokens, at) else None
        return None

    def _reason(
        self, tokens: Tokens, start: int, end: int, taken: set[int], starts: set[int]
    ) -> str | None:
        if (kind := self._kind_end(tokens, start, end)) is not None:
            return f"named as a {tokens.lower[kind - 1]}"
        following = tokens.lower[end] if end < len(tokens) else ""
        before = tokens.lower[start - 1] if start else ""
        if before == "of" and start > 1 and tokens.lower[start - 2] in self._kinds:
            return f"named as a {tokens.lower[start - 2]}"
        if tokens.deps[end - 1] not in _HEADED:
            return None
        head = tokens.heads[end - 1]
        if tokens.deps[end - 1] == "conj" and head in taken and before in ("and", "or", ","):
            return "listed with a place"
        if following in (",", "(") and end + 1 in starts and before in self._words.locatives:
            return "in a place named behind it"
        if before in self._words.located:
            aimed = before == "at" and tokens.tags[head - 1 if head else 0].startswith("VB")
            return None if aimed and tokens.entities[start] == "PERSON" else "preposition of place"
        return self._by_verb(tokens, start, end, before)

    def _by_verb(self, tokens: Tokens, start: int, end: int, before: str) -> str | None:
        """``recaptured X``, ``withdrew from X``, ``retreated to X``."""
        head = tokens.heads[end - 1]
        if tokens.deps[end - 1] == "dobj" and tokens.lower[head] in self._words.taking:
            return "ground taken or left"
        if before in ("from", "to", "into", "for", "on", "through"):
            verb = tokens.heads[tokens.heads[end - 1]] if tokens.deps[end - 1] == "pobj" else head
            if tokens.lower[verb] in self._words.moving:
                return "end of a movement"
        return None


def _mention(tokens: Tokens, start: int, end: int, reason: str) -> PlaceMention:
    ref = PlaceRef(
        text=tokens.surface(start, end),
        start=tokens.starts[start],
        end=tokens.ends[end - 1],
        via=reason,
    )
    return PlaceMention(start, end, tokens.root(start, end), ref)
