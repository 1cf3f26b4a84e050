"""What a noun is: of a class that ``classes.yaml`` lists, of a computed class, or a given word.

The classes are what the senses of the event lexicon ask for (``lexicon/README.md``). A listed class
holds its lemmas and whatever counts as one of them here: a pronoun or a known army among forces, a
person's name among officials.
"""

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from pipeline.components.base import ActorMention
from pipeline.components.events.mention_index import MentionIndex
from pipeline.components.events.refs import is_headcount, is_person
from pipeline.components.events.syntax import children
from pipeline.schema import ActorType

PEOPLE = ("official", "civilian", "force", "institution", "collective")
"""Classes of nouns that are participants of an event also where nothing more is known of them."""
_ACTOR_LABELS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_ARMED = frozenset(
    {ActorType.STATE, ActorType.MILITARY, ActorType.REBEL, ActorType.MILITIA, ActorType.POLICE}
)


class NounClasses(MentionIndex):
    """The mentions of a document, and the classes that its tokens are of.

    Args:
        doc: a document whose ``places``, ``actors`` and ``dates`` are set.
        classes: noun class to its lemmas.
    """

    def __init__(self, doc: Doc, classes: Mapping[str, frozenset[str]]) -> None:
        super().__init__(doc)
        self._classes = classes

    def is_a(self, token: Token, word: str) -> bool:
        """Whether a token is of a noun class, a computed class or the lemma ``word``."""
        if word == "any":
            return True
        if word == "actor":
            mention = self.actor(token)
            known = bool(mention.refs) if mention else token.ent_type_ in _ACTOR_LABELS
            return known or self._is_proper(token) or any(self.is_a(token, name) for name in PEOPLE)
        if word == "place":
            return self.place(token) is not None or token.ent_type_ in _PLACE_LABELS
        if word == "date":
            return self.is_date(token)
        if word == "number":
            return token.like_num or token.ent_type_ == "CARDINAL"
        if word == "headcount":
            return is_headcount(token)
        if word == "clause":
            return token.pos_ in {"VERB", "AUX"}
        if self._counts_as(token, word):
            return True
        lemma = token.lemma_.lower()
        if " " in word:
            return token.i > 0 and word == f"{token.nbor(-1).lower_} {lemma}"
        if word in self._classes and word != lemma:
            # The lemmatizer takes "bases" for the plural of "basis".
            forms = (lemma, token.lower_, token.lower_.removesuffix("s"))
            return any(form in self._classes[word] for form in forms)
        return word in (lemma, token.lower_)

    def _counts_as(self, token: Token, word: str) -> bool:
        """What is of a listed class without being listed: pronouns, known actors, named ones."""
        if word == "force":
            return self._can_fight(token)
        if word in {"official", "civilian"}:
            return is_person(token)
        if word == "organisation":
            return self._is_body(token)
        if word == "own_force":
            return self._is_own_force(token)
        return word == "operation" and any(c.lower_ == word for c in children(token, "compound"))

    def _is_own_force(self, token: Token) -> bool:
        """``ordered his troops to attack``, ``ordered the army to``: one's own side."""
        before = [child for child in token.lefts if child.dep_ != "det"]
        if not self.is_a(token, "force"):
            return False
        owned = any(child.tag_ == "PRP$" for child in before)
        return owned or (not before and token.lower_ in {"army", "military", "navy"})

    def _is_body(self, token: Token) -> bool:
        mention = self.actor(token)
        kind = ActorType.INTERNATIONAL_ORGANISATION
        return mention is not None and any(ref.type is kind for ref in mention.refs)

    def _is_proper(self, token: Token) -> bool:
        """A name of nothing else that is known: of an actor that tables and model both lack."""
        known = self.actor(token) is not None or self.place(token) is not None
        return (
            token.pos_ == "PROPN" and not known and not token.ent_type_ and not self.is_date(token)
        )

    def _can_fight(self, token: Token) -> bool:
        """A pronoun, or an actor that has forces: "it entered", "Hezbollah withdrew".

        So does a craft of such an actor: "Chinese ships". Not a state's civil servants: who
        withdraws its ambassador withdraws no force.
        """
        mention = self.actor(token)
        if token.lower_ in {"they", "it", "them", "he", "she", "who"}:
            refs = () if mention is None else mention.refs
            return not refs or any(ref.type is not ActorType.CIVILIAN for ref in refs)
        if mention is None:
            return (self.is_a(token, "vehicle") or self.is_a(token, "craft")) and any(
                self._is_armed(self.actor(owner))
                for owner in children(token, "amod", "compound", "poss", "nmod")
            )
        named = mention.kind != "modifier" and not self.is_a(token, "unarmed")
        return named and self._is_armed(mention)

    @staticmethod
    def _is_armed(mention: ActorMention | None) -> bool:
        return mention is not None and any(ref.type in _ARMED for ref in mention.refs)

    def is_unlisted(self, token: Token) -> bool:
        """Whether no class has a noun."""
        lemma = token.lemma_.lower()
        listed = (lemma in nouns for name, nouns in self._classes.items() if name != "person")
        return token.tag_ in {"NN", "NNS"} and not any(listed)
