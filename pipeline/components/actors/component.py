"""The ``actors`` component."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from pipeline.components.actors.first_person import first_persons
from pipeline.components.actors.introductions import Introductions, spelled_out
from pipeline.components.actors.lexicon import ActorLexicon
from pipeline.components.actors.lists import listed_groups
from pipeline.components.actors.names import OPEN, NameFinder, demonym_end, unknown_names
from pipeline.components.actors.officials import OfficialFinder
from pipeline.components.actors.pronouns import PronounResolver
from pipeline.components.actors.records import Found, is_state, premodifies, to_mention
from pipeline.components.actors.roles import RoleFinder
from pipeline.components.base import ActorKind, PlaceMention, set_extensions
from pipeline.components.countries import INSIDE, NAMED, SITED, Countries, Evidence, weigh
from pipeline.components.tokens import Tokens, read_tokens
from pipeline.resources import Knowledge


class Actors:
    """Finds every phrase that can name an actor and links it; sets ``Doc._.actors``.

    Needs ``Doc._.places`` and ``Doc._.dates``, tags, a dependency parse, entities and sentence
    boundaries. Places that are part of an actor's name ("Yarmouk Martyrs Brigade") are taken out of
    ``Doc._.places``.

    Example: in "Turkish troops shelled rebels near Manbij" the mentions are "Turkish troops"
    (``turkey``), "Turkish" inside it, and "rebels" (``syrian-rebels``, from the country).
    """

    def __init__(self, *, knowledge: Knowledge, lexicon: ActorLexicon) -> None:
        set_extensions()
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._names = NameFinder(knowledge, lexicon)
        self._roles = RoleFinder(knowledge, lexicon)
        self._officials = OfficialFinder(knowledge, lexicon)
        self._pronouns = PronounResolver(lexicon, knowledge)
        self._introductions = Introductions(lexicon)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.actors``, sorted by (start, -end)."""
        tokens = read_tokens(doc)
        evidence = self._evidence(doc, tokens)
        countries = weigh(evidence, tokens.sentence)
        days = _days(doc, tokens)
        names = self._names.find(tokens, countries, days)
        names = self._with_spelled_out(tokens, names, countries)
        self._drop_places(doc, names)
        heard = list(_named_countries(names, tokens))
        seen = {item.at for item in evidence}
        if any(name.via == OPEN for name in names):
            told = [item for item in heard if item.at not in seen]
            countries = weigh([*evidence, *told], tokens.sentence)
            names = self._names.settled(tokens, names, countries, days)
        names = self._without_hidden(doc, tokens, names)
        unknown = self._unknown(doc, tokens, names, countries)
        inside = {at for name in unknown for at in range(name.start, name.end)}
        names = [name for name in names if name.start not in inside] + unknown
        # Towns and agencies of datelines tell the country, but act nowhere.
        filed = {at for start, end in doc._.datelines for at in range(start, end)}
        names = [name for name in names if name.start not in filed]
        names = self._learned(tokens, names)
        heard += [item for item in _named_countries(names, tokens) if item not in heard]
        evidence += [item for item in heard if item.at not in seen]
        countries = weigh(evidence, tokens.sentence)
        groups = {group.root: group for group in listed_groups(tokens, names)}
        roles = self._roles.find(tokens, names, countries)
        roles = [*(role for role in roles if role.root not in groups), *groups.values()]
        found = sorted([*names, *roles], key=lambda item: (item.start, -item.end))
        said = first_persons(doc, tokens, found)
        pronouns = self._pronouns.find(tokens, found, countries, said)
        replaced = {item.root for item in pronouns}
        found = [item for item in found if item.kind != "role" or item.root not in replaced]
        found = sorted([*found, *pronouns], key=lambda item: (item.start, -item.end))
        doc._.actors = tuple(to_mention(item, tokens) for item in found)
        return doc

    def _with_spelled_out(
        self, tokens: Tokens, names: list[Found], countries: Countries
    ) -> list[Found]:
        """Names whose initials follow them, instead of what is known inside of them."""
        spelled = spelled_out(tokens, names, self._lexicon.things)
        within = {at for name in spelled for at in range(name.start, name.end)}
        known = [name for name in names if name.start not in within]
        return [*known, *(self._identified(tokens, name, countries) for name in spelled)]

    def _evidence(self, doc: Doc, tokens: Tokens) -> list[Evidence]:
        evidence = []
        for at in range(len(tokens)):
            end = demonym_end(self._knowledge, tokens, at)
            if end is not None:
                codes = self._knowledge.demonyms[tokens.surface(at, end)]
                evidence.append(Evidence(at, codes[0], NAMED))
        for mention in doc._.places:
            ref = mention.ref
            if ref.country is None or ref.via.startswith("description"):
                continue
            capital = self._knowledge.countries[ref.country].capital
            before = tokens.lower[mention.start - 1] if mention.start else ""
            town = ref.text != capital or before in SITED
            if ref.precision not in ("country", "border") and town:
                evidence.append(Evidence(mention.start, ref.country, INSIDE))
        return evidence

    def _drop_places(self, doc: Doc, names: list[Found]) -> None:
        """Take out places within an actor's longer name, and unknown ones that are an actor's."""
        holder = {at: name for name in names for at in range(name.start, name.end)}

        def stays(place: PlaceMention) -> bool:
            name = holder.get(place.root)
            if name is None:
                return True
            if (name.start, name.end) == (place.start, place.end):
                return place.ref.id is not None  # "South Ossetia", who governs it and where
            longer = name.end - name.start > place.end - place.start
            apart = name.end - name.start > 1 and not self._is_state(name)
            return place.ref.id is not None and not longer and not apart

        doc._.places = tuple(place for place in doc._.places if stays(place))

    def _without_hidden(self, doc: Doc, tokens: Tokens, names: list[Found]) -> list[Found]:
        """Without states within borders and longer names of places: "Chad" in "Lake Chad"."""
        hidden = _inside_places(doc)
        return [
            name
            for name in names
            if name.end - 1 not in hidden
            or tokens.surface(name.start, name.end) == hidden.get(name.start, "")
            or not self._is_state(name)
        ]

    def _is_state(self, name: Found) -> bool:
        return any(is_state(who, self._knowledge) for who in name.who)

    def _unknown(
        self, doc: Doc, tokens: Tokens, names: list[Found], countries: Countries
    ) -> list[Found]:
        covered = {at for name in names for at in range(name.start, name.end)}
        taken = {
            at
            for name in names
            if name.kind != "modifier" or not self._is_state(name)
            for at in range(name.start, name.end)
        }
        taken |= {at for place in doc._.places for at in range(place.start, place.end)}
        found = []
        for name in unknown_names(
            doc, tokens, taken, self._lexicon.is_common, self._lexicon.things
        ):
            own = [at for at in range(name.start, name.end) if at not in covered]
            if not any(tokens.words[at][0].isupper() for at in own):
                continue
            alike = self._identified(tokens, name, countries)
            known = None
            if alike.via == name.via:
                known = self._officials.identify(tokens, name, names, countries)
            if known is not None:
                via = "composed" if known.id in self._officials.states else "alias"
                alike = replace(name, who=(known,), via=via)
            found.append(alike)
        return found

    def _identified(self, tokens: Tokens, name: Found, countries: Countries) -> Found:
        """A name as the tables have it, if they have one much like it."""
        surface = tokens.surface(name.start, name.end)
        known = self._names.similar(surface, countries) if " " in surface else None
        return name if known is None else replace(name, who=(known,), via="alias")

    def _learned(self, tokens: Tokens, names: list[Found]) -> list[Found]:
        """Names with what the document itself says about them."""
        learned = self._introductions.learn(tokens, names)
        if not learned:
            return names
        result = []
        for name in names:
            since, other = learned.get(tokens.surface(name.start, name.end), (len(tokens), name))
            # "The Popular Resistance Committees (PRC)": from here on no PRC that tables know.
            unknown = name.via == "model" or (other.via == "model" and not other.person)
            if unknown and name.start >= since:
                name = Found(
                    name.start, name.end, name.root, name.kind, other.who, "alias", other.person
                )
            result.append(name)
        taken = {at for name in result for at in range(name.start, name.end)}
        singles = {alias: value for alias, value in learned.items() if " " not in alias}
        for at, word in enumerate(tokens.words):
            if word in singles and at not in taken and at >= singles[word][0]:
                kind: ActorKind = "modifier" if premodifies(tokens, at, at + 1) else "name"
                result.append(
                    Found(
                        at, at + 1, at, kind, singles[word][1].who, "alias", singles[word][1].person
                    )
                )
        return sorted(result, key=lambda name: name.start)


def _inside_places(doc: Doc) -> dict[int, str]:
    """Tokens of borders and of longer place names, "Chad" in "Lake Chad", with that name."""
    hidden: dict[int, str] = {}
    for place in doc._.places:
        name = place.ref.name or ""
        border = place.ref.precision == "border"
        if border or (" " in name and name in place.ref.text and place.ref.precision != "country"):
            hidden.update(dict.fromkeys(range(place.start, place.end), name))
    return hidden


def _named_countries(names: list[Found], tokens: Tokens) -> Iterator[Evidence]:
    for name in names:
        if name.via == OPEN:
            continue
        before = tokens.lower[name.start - 1] if name.start else ""
        weight = INSIDE if before in SITED else NAMED
        for who in name.who[:1]:
            if who.country is not None and name.kind == "name":
                yield Evidence(name.start, who.country, weight)


def _days(doc: Doc, tokens: Tokens) -> Callable[[int], str | None]:
    """The day that a token's sentence speaks of: its first date, else the publication's."""
    days: dict[int, str] = {}
    for date in doc._.dates:
        if date.ref.first_day is not None:
            days.setdefault(tokens.sentence[date.start], date.ref.first_day)
    published = doc._.published
    return lambda at: days.get(tokens.sentence[at], published)
