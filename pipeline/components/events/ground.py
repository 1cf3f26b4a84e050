"""Which places a phrase names: lists, the more specific of nested ones, what stands for ground."""

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from pipeline.components.base import SETTLEMENTS, PlaceMention
from pipeline.components.events.mentions import Mentions
from pipeline.components.events.syntax import children, prep_phrases, spread
from pipeline.schema import PlaceRef

Refs = tuple[PlaceRef, ...]
Located = tuple[str, Refs]
"""A preposition and the places behind it."""

PLACING = frozenset({"of", "in", "at", "on", "near", "outside"})
"""Prepositions by which a noun phrase says where its head is."""
COARSENESS = {"point": 0, "border": 1, "area": 1, "unknown": 0, "country": 3}
"""What lies in what: a place encloses those of a smaller figure."""
_AMOUNTS = frozenset(
    """
    much most more part half rest some several many all one two three number dozen hundred majority
    bulk remainder direction vicinity area outskirt surrounding quarter swath swathe stretch
    county community commune locality ward state municipality township parish
    """.split()
)
"""Heads that stand for the ground after "of": "much of the east", "in five counties of X"."""
_PREMISES = frozenset(
    """
    office branch bureau newsroom shop store bar cafe café nightclub theatre theater stadium court
    courthouse street park bank synagogue temple cathedral church gallery museum factory laboratory
    parliament cinema bakery school shelter morgue cemetery
    """.split()
)
"""Buildings that a town before them places: "the Minsk offices of a charity"."""
_ENTRANCES = frozenset("entrance entry exit approach gate gateway outskirt edge".split())
_NOT_LISTED = frozenset({"nsubj", "nsubjpass", "poss", "compound", "nmod"})
_JOINTS = frozenset({",", "and", "or", "&", "/", "(", "the", "both"})
_LOCATOR = re.compile(
    r"[,(\s]*(?:(?:about|some|around|just|roughly|only)\s+)?(?:[\d.,]+\s*\w+|\w+\s+\w+)?\s*"
    r"(?:to\s+the\s+)?(?:north|south|east|west)\w*\s+(?:of|from)\s+|,\s*(?:near|outside|off)\s+",
    re.IGNORECASE,
)
_NESTING = re.compile(
    r"\s*,\s*(?:(?:a|an|the)\s+(?:[\w-]+\s+){0,5}|(?:[A-Z][\w'’-]*[\s,]+(?:[a-z]+\s*,\s*)?)*)"
)
"""``X, Y``; ``X, Lower Y, Z``; ``X, the capital of Y``."""
_BRACKETED = re.compile(r"[^()]{0,30}\([^()]*")
"""``X (Y, Z)``: district and province behind the place, as in event notes."""
_ADDRESS = re.compile(r"[^()]*,[^()]*\)")
"""What follows the district in ``X (district, province)``."""
_ENCLOSING = re.compile(
    r"\s*,?\s*(?:in|on|near|of|off|outside|inside|within|above|below|close\s+to)\s+(?:[\w-]+\s+){0,3}"
)
_CONJUNCTION = re.compile(r"(?:\b(?:and|or|as well as)\b|&|;)")
_DIVISIONS = frozenset(
    """
    district province region governorate county prefecture oblast canton municipality commune
    subdistrict woreda cercle wilaya regency raion territory state division zone area areas
    """.split()
)
_DIRECTED = re.compile(r"(?:the\s+)?(?:north|south|east|west)\w*(?:-\w+)?\s+of\b", re.IGNORECASE)


def places_of(token: Token, mentions: Mentions) -> Refs:
    """The places that a noun phrase names, its head given: none for an actor's name.

    A head that is no place itself is placed by what it contains: "the headquarters of the
    16th Division in Nyala", "a quarter of Omdurman", "much of the east".
    """
    mention = mentions.place(token)
    if mention is not None:
        return specific(_listed(mention, mentions, token), token)
    if ground := _stood_for(token, mentions):
        return ground
    standing = mentions.is_a(token, "position")
    if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}:
        return ()
    inner = (part for child in children(token, "compound") for part in children(child, "compound"))
    for child in (*children(token, "compound", "nmod", "appos"), *inner):
        if (found := mentions.place(child)) is not None:
            if standing:
                return _named_behind(token, found.ref, mentions) or (found.ref,)
            return (found.ref,) if token.lemma_ in _PREMISES and child.i < token.i else ()
    if not standing:
        return ()
    for phrase in prep_phrases(token):
        if phrase.word in PLACING:
            groups = [places_of(o, mentions) or _placed(o, mentions) for o in phrase.objects]
            if any(groups):
                return tuple(ref for group in groups for ref in group)
    return ()


def _named_behind(token: Token, before: PlaceRef, mentions: Mentions) -> Refs:
    """``the West Java town of Garut``; not "the Kabul embassy of Pakistan"."""
    known = before.precision == "area"
    for phrase in prep_phrases(token) if known or token.lemma_ in SETTLEMENTS else ():
        for obj in phrase.objects if phrase.word == "of" else ():
            mention = mentions.place(obj)
            if mention is not None and rank(mention.ref) <= rank(before):
                return places_of(obj, mentions)
    return ()


def _stood_for(token: Token, mentions: Mentions) -> Refs:
    """The ground behind a head that only measures or enters it: "the northern entrance to X"."""
    words = {"of"} if token.lemma_.lower() in _AMOUNTS or token.pos_ == "NUM" else frozenset()
    words = {"to", "of"} if token.lemma_ in _ENTRANCES else words
    for phrase in prep_phrases(token):
        if phrase.word in words:
            return places_of_all(phrase.objects, mentions)
    if token.lemma_ in _DIVISIONS:
        named = [one for child in children(token, "nmod", "compound") for one in spread(child)]
        if len(named) > 1 and (listed := places_of_all(named, mentions)):
            return listed  # "Chin and Kayah states"
        # "seven of Ecuador's 24 provinces"
        for owner in children(token, "poss"):
            if (found := mentions.place(owner)) is not None:
                return (found.ref,)
    return ()


def places_of_all(tokens: Sequence[Token], mentions: Mentions) -> Refs:
    """:func:`places_of` coordinated heads, in text order."""
    refs = [ref for token in tokens for ref in places_of(token, mentions)]
    return specific(refs, tokens[0]) if refs else ()


def _placed(token: Token, mentions: Mentions) -> Refs:
    for phrase in prep_phrases(token):
        if phrase.word in PLACING:
            return places_of_all(phrase.objects, mentions)
    return ()


def _listed(mention: PlaceMention, mentions: Mentions, token: Token) -> list[PlaceRef]:
    """A place and those that the text lists right behind it, however the parser joins them."""
    doc, found = token.doc, [mention.ref]
    last = mention
    while True:
        at = last.end
        while at < min(last.end + 4, len(doc)) and doc[at].lower_ in _JOINTS:
            at += 1
        if at == last.end or at >= len(doc) or doc[at].is_sent_start:
            return found
        if doc[at - 1].lower_ == "the" and at == last.end + 1:
            return found
        following = mentions.place(doc[at])
        if following is None or following.start < last.end or following.start != at:
            return found
        if doc[following.root].dep_ in _NOT_LISTED:
            return found
        found.append(following.ref)
        last = following


def specific(refs: Iterable[PlaceRef], token: Token) -> Refs:
    """Leave out what only says where the place before it is: "Kabkabiya, North Darfur"."""
    seen: dict[object, PlaceRef] = {}
    for ref in refs:
        seen.setdefault(ref.id or ref.start, ref)
    if len(seen) < 2:
        return tuple(seen.values())
    sentence = token.sent  # Doc.text would be put together anew
    text, first = sentence.text, sentence.start_char
    ordered = sorted(seen.values(), key=lambda ref: ref.start or 0)
    joined = _is_list(ordered, text, first)
    kept = ordered[:1]
    for ref in ordered[1:]:
        between = _between(kept[-1], ref, text, first)
        if between.strip() == "(" and _ADDRESS.match(text, (ref.end or 0) - first):
            return tuple(kept)
        if _is_locator(kept[-1], ref, between, joined=joined):
            continue
        if _is_spelt_out(kept[-1], ref, between):
            kept.pop()
        kept.append(ref)
    return tuple(kept)


def innermost(groups: Sequence[Located], token: Token) -> list[Located]:
    """Leave out phrases that say where the place right before them is: "in Arauca, near Y"."""
    if len(groups) < 2:
        return list(groups)
    sentence = token.sent
    text, first = sentence.text, sentence.start_char
    kept: list[Located] = []
    for group in sorted(groups, key=lambda group: group[1][0].start or 0):
        before = kept[-1][1][-1] if kept else None
        if before is not None and rank(group[1][0]) >= rank(before):
            between = _between(before, group[1][0], text, first)
            if _ENCLOSING.fullmatch(between):
                continue
        kept.append(group)
    return kept


def rank(ref: PlaceRef) -> int:
    """How much ground a place is: by the word for its kind where no table knows it."""
    divided = ref.precision == "unknown" and not _DIVISIONS.isdisjoint(ref.text.lower().split())
    return 1 if divided else COARSENESS[ref.precision]


def _is_list(refs: Sequence[PlaceRef], text: str, first: int) -> bool:
    """Whether a conjunction, or their number, tells places side by side from nested ones."""
    start, end = (refs[0].end or 0) - first, (refs[-1].end or 0) - first
    if _CONJUNCTION.search(text[start:end]) or _CONJUNCTION.match(text[end:].lstrip(" ,")):
        return True
    return len(refs) > 2 and all(ref.precision == "point" for ref in refs)


def _between(previous: PlaceRef, ref: PlaceRef, text: str, first: int) -> str:
    """The words between two places of a sentence that starts at character ``first``."""
    if previous.end is None or ref.start is None or ref.start < previous.end:
        return "-"
    return text[previous.end - first : ref.start - first]


def _is_locator(previous: PlaceRef, ref: PlaceRef, between: str, *, joined: bool) -> bool:
    coarser = rank(ref) > rank(previous)
    if between.strip() in {",", "("}:
        if ref.id is not None and ref.id == previous.id:
            return True
        if _DIRECTED.match(ref.text):
            return True
        abroad = None not in (ref.country, previous.country) and ref.country != previous.country
        if coarser and not abroad:
            return True
    if _LOCATOR.fullmatch(between) is not None:
        return True
    if _BRACKETED.fullmatch(between) and rank(previous) == 0:
        return True
    nested = rank(ref) >= rank(previous) and ref.precision != "country"
    return not joined and (nested or coarser) and _NESTING.fullmatch(between) is not None


def _is_spelt_out(previous: PlaceRef, ref: PlaceRef, between: str) -> bool:
    """``along the Lebanese border (Barada valley)``: the brackets tell where."""
    if previous.precision not in {"area", "border"} or between.strip() != "(":
        return False
    return COARSENESS[ref.precision] <= COARSENESS[previous.precision]
