"""The body that resolves: "The Security Council, / 1. Demands ...; / 2. Calls upon ...".

The entries of a resolution or communiqué have no subject of their own: it opens the text.
"""

from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from pipeline.components.events.implicit import implicit
from pipeline.components.events.mentions import Mentions
from pipeline.components.events.patterns import NOMINAL_POS, SUBJECT_DEPS
from pipeline.components.events.refs import but, unlinked
from pipeline.components.events.roles import Roles
from pipeline.components.events.syntax import children
from pipeline.components.events.trigger import Trigger
from pipeline.components.resolutions import resolving_verb
from pipeline.schema import ActorRef

Refs = tuple[ActorRef, ...]
Bodies = Mapping[int, Refs]
"""Who resolves, by the index of the verb that opens an entry."""

_SHARING = frozenset({"conj", "xcomp", "parataxis"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def find_bodies(doc: Doc, mentions: Mentions) -> Bodies:
    """Find who resolves, for each entry whose verb has no subject."""
    found: dict[int, Refs] = {}
    body: Refs = ()
    for sentence in doc.sents:
        verb = resolving_verb(sentence)
        if verb is not None:
            if body and not children(verb, *SUBJECT_DEPS):
                found[verb.i] = body
            continue
        end = sentence.text.rstrip()[-1:]
        head = _head(sentence, end)
        if head is not None:
            body = mentions.actors_of(head) or _by_its_words(head)
        elif end not in ",;":
            body = ()
    return found


def _head(sentence: Span, end: str) -> Token | None:
    """The noun of a line that only names a body, or the subject of one that ends with a colon."""
    root = sentence.root
    if end == ":":
        subjects = children(root, *SUBJECT_DEPS)
        return subjects[-1] if subjects else root
    if end in ".;!?" or root.pos_ not in NOMINAL_POS:
        return None
    return None if any(token.tag_ in _FINITE for token in sentence) else root


def _by_its_words(head: Token) -> Refs:
    """``The Summit,``: a name that no table holds."""
    named = head.tag_ in {"NNP", "NNPS"} and any(c.lower_ == "the" for c in head.children)
    return (unlinked(head),) if named else ()


def with_body(roles: Roles, trigger: Trigger, bodies: Bodies) -> Roles:
    """Give an act without actors the body whose entry tells it."""
    if roles.actors or not bodies:
        return roles
    passive = trigger.frame is not None and trigger.frame.passive
    if passive or (trigger.is_noun and trigger.carrier is None):
        return roles
    verb = trigger.anchor
    while verb.dep_ in _SHARING and not children(verb, *SUBJECT_DEPS):
        verb = verb.head
        if children(verb, "dobj"):
            break
    refs = but(bodies.get(verb.i, ()), roles.recipients)
    # Only an id can stand for words that are left out.
    known = all(ref.id for ref in refs)
    return replace(roles, actors=implicit(refs) if known else refs)
