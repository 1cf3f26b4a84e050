"""What relative pronouns stand for, also where the parser hangs their clause on the wrong noun."""

from spacy.tokens import Token

ACT_NOUNS = frozenset(
    """
    decision policy campaign offensive attack move effort strategy task project operation aim bid
    attempt plan initiative drive push advance assault raid strike action response reaction mission
    intervention behaviour behavior proposal scheme ambition goal purpose objective programme
    program step measure intention statement announcement announcement tactic manoeuvre onslaught
    airstrike bombing bombardment shelling invasion war siege blockade crackdown role ability right
    clash
    """.split()
)
"""Abstract nouns that an actor does or has: what they do, their owner does."""


def antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for, None for any other token."""
    if pronoun.tag_ not in {"WDT", "WP", "WP$"} and pronoun.lower_ != "that":
        return None
    for ancestor in pronoun.ancestors:
        if ancestor.dep_ in {"relcl", "acl"}:
            head = ancestor.head
            # "of Iraqi militias that": the parser at times hangs the clause on the preposition.
            if pronoun.lower_ == "who" and head.lemma_ in ACT_NOUNS:
                return _before_the_comma(pronoun) or head  # "clashes with rebels, who"
            objects = [t for t in head.children if t.dep_ == "pobj"] if head.pos_ == "ADP" else []
            return objects[-1] if objects and objects[-1].i < pronoun.i else head
        if ancestor.dep_ in {"ROOT", "ccomp"}:
            break
    return _before_the_comma(pronoun) if pronoun.tag_ == "WP$" else None


def _before_the_comma(pronoun: Token) -> Token | None:
    """``the rebels, whose task``: the noun that the comma closes, whatever the parse says."""
    if pronoun.i < 2 or pronoun.nbor(-1).text != ",":
        return None
    noun = pronoun.nbor(-2)
    if noun.text == ")" and noun.i > 2:
        noun = noun.nbor(-1)  # "the movement (ABC), who"
    return noun if noun.pos_ in {"NOUN", "PROPN"} else None
