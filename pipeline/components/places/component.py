"""The ``places`` component."""

from spacy.tokens import Doc

from pipeline.components.base import PlaceMention, set_extensions
from pipeline.components.countries import INSIDE, NAMED, SITED, Countries, Evidence, weigh
from pipeline.components.places.borders import BorderFinder
from pipeline.components.places.candidates import Candidate, Gazetteer
from pipeline.components.places.choose import LOCATIVE, Chooser, has_rival
from pipeline.components.places.descriptions import DescriptionFinder
from pipeline.components.places.lexicon import PlaceLexicon
from pipeline.components.places.mentions import Extender, make_ref
from pipeline.components.places.unknown import UnknownFinder
from pipeline.components.tokens import Tokens, read_tokens
from pipeline.knowledge.keys import strict_key
from pipeline.resources import Knowledge, Place

Named = list[tuple[PlaceMention, Place | None]]


class Places:
    """Finds every place named or described and links it; sets ``Doc._.places``.

    Needs tags, a dependency parse, entities and sentence boundaries. Names are looked up in the
    gazetteer, judged against the countries the document is about, and widened by the words around
    them; what only the model calls a place keeps a null id.

    Example: in "They shelled the outskirts of Deir ez-Zor" the mention is "outskirts of Deir
    ez-Zor", its id ``deir-ez-zor``, its precision ``area``.
    """

    def __init__(self, *, knowledge: Knowledge, lexicon: PlaceLexicon) -> None:
        set_extensions()
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._gazetteer = Gazetteer(knowledge, lexicon)
        self._chooser = Chooser(knowledge, lexicon)
        self._extender = Extender(lexicon)
        self._unknown = UnknownFinder(knowledge, lexicon)
        self._borders = BorderFinder(knowledge, lexicon)
        self._descriptions = DescriptionFinder(knowledge, lexicon)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.places``, sorted by (start, -end)."""
        tokens = read_tokens(doc)
        candidates = list(self._gazetteer.find(tokens))
        countries = weigh(self._evidence(tokens, candidates), tokens.sentence)
        candidates = [one for one in candidates if not _is_surname(one, doc, tokens)]
        named = self._named(tokens, candidates, countries)
        named += self._grounds(tokens)
        unknown = self._unknown.find(doc, tokens, [mention for mention, _ in named])
        named += [(mention, None) for mention in unknown]
        borders = list(self._borders.find(tokens, countries))
        covered = {at for border in borders for at in range(border.start, border.end)}
        named = [pair for pair in named if pair[0].root not in covered]
        named.sort(key=lambda pair: (pair[0].start, -pair[0].end))
        named = [pair for pair in named if not self._is_metonym(tokens, pair[0])]
        mentions = [mention for mention, _ in named]
        taken = sorted([*named, *((border, None) for border in borders)], key=lambda p: p[0].start)
        described = self._descriptions.find(tokens, taken, countries)
        found = [*mentions, *borders, *described]
        doc._.places = tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))
        return doc

    def _evidence(self, tokens: Tokens, candidates: list[Candidate]) -> list[Evidence]:
        evidence = []
        demonyms = self._knowledge.demonyms
        for at, word in enumerate(tokens.words):
            if not word[0].isupper():
                continue
            codes = demonyms.get(tokens.surface(at, min(at + 2, len(tokens)))) or demonyms.get(word)
            if codes is not None and not (at and tokens.surface(at - 1, at + 1) in demonyms):
                evidence.append(Evidence(at, codes[0], NAMED))
        for candidate in candidates:
            code = self._country_of(candidate)
            if code is None or has_rival(candidate, code):
                continue
            state = candidate.places[0].kind == "country"
            capital = candidate.surface == self._knowledge.countries[code].capital
            before = tokens.lower[candidate.start - 1] if candidate.start else ""
            named = state or (capital and before not in SITED)
            evidence.append(Evidence(candidate.start, code, NAMED if named else INSIDE))
        return evidence

    def _country_of(self, candidate: Candidate) -> str | None:
        """The one country that a well-known name points to: a hand-kept place or a capital."""
        if candidate.loose or candidate.is_shared:
            return None
        known = {place.country for place in candidate.places if place.curated}
        capital = self._knowledge.country_of_capital.get(strict_key(candidate.surface))
        if not known and any(place.country == capital for place in candidate.places):
            return capital
        return known.pop() if len(known) == 1 else None

    def _named(self, tokens: Tokens, candidates: list[Candidate], countries: Countries) -> Named:
        found: Named = []
        for candidate in candidates:
            choice = self._chooser.choose(candidate, tokens, countries)
            if choice is not None:
                mention = self._extender.mention(tokens, candidate.start, candidate.end, choice)
                found.append((mention, choice.place))
        return found

    def _is_metonym(self, tokens: Tokens, mention: PlaceMention) -> bool:
        """ "Moscow's acquiescence": a capital that owns something is a government."""
        at = mention.root
        if tokens.deps[at] != "poss" or mention.end - mention.start > 2:
            return False
        words = self._lexicon
        owned = tokens.lower[tokens.heads[at]]
        place = owned in words.parts or owned in words.divisions or owned in words.sites
        capital = strict_key(mention.ref.text) in self._knowledge.country_of_capital
        return capital and not place and owned not in words.facilities

    def _grounds(self, tokens: Tokens) -> Named:
        """ "Syrian soil", "Ukrainian territory": a country named by its adjective."""
        found: Named = []
        for at in range(1, len(tokens)):
            codes = self._knowledge.demonyms.get(tokens.words[at - 1])
            compound = tokens.deps[at] == "compound"  # "Chinese coast guard"
            if codes is None or compound or tokens.lower[at] not in self._lexicon.ground:
                continue
            country = self._knowledge.countries[codes[0]]
            place = self._knowledge.places[strict_key(country.name)][0]
            reason = "adjective of the country"
            ref = make_ref(tokens, at - 1, at + 1, place, place.id, "area", reason)
            found.append((PlaceMention(at - 1, at + 1, at, ref), place))
        return found


def _is_surname(candidate: Candidate, doc: Doc, tokens: Tokens) -> bool:
    """``Pedro Castillo fled. Police held Castillo``: a person of the text, no town of that name."""
    if candidate.end - candidate.start > 1 or any(one.curated for one in candidate.places):
        return False
    before = tokens.lower[candidate.start - 1] if candidate.start else ""
    return before not in LOCATIVE and any(
        ent.label_ == "PERSON" and ent.end - ent.start > 1 and ent[-1].text == candidate.surface
        for ent in doc.ents
        if ent.start < candidate.start
    )
