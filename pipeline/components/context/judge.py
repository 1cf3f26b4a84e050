"""How real an event is: polarity, modality and who says so, over the parse.

The clauses above an event are walked from the inside out; each step is one construction that the
annotation guidelines name (section 6), and the first that applies decides.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.components.context import patterns as cues
from pipeline.components.context.plans import is_hypothetical, is_planned
from pipeline.components.context.polarity import is_negative, prevention
from pipeline.components.context.sources import accusation, source
from pipeline.schema import Modality, Polarity


@dataclass(frozen=True, slots=True)
class Judgement:
    """The context of an event; ``speaker`` is the head of the phrase that names the source."""

    polarity: Polarity
    modality: Modality
    speaker: Token | None = None


def judge(root: Token, anchor: Token, *, forceful: bool) -> Judgement:
    """Polarity, modality and source of the event at ``root``, carried by the verb ``anchor``.

    ``forceful``: the event is a use of force; who announces the capture of a town reports it,
    who announces a withdrawal plans it.
    """
    prevented = prevention(root, anchor)
    if prevented == "aim":
        return Judgement("positive", "hypothetical")
    negative = prevented == "done" or is_negative(root, anchor)
    polarity: Polarity = "negative" if negative else "positive"
    accused, accuser = accusation(anchor)
    if accused:
        return Judgement(polarity, "alleged", accuser)
    if prevented is None:
        if is_hypothetical(root, anchor):
            return Judgement(polarity, "hypothetical")
        reported = forceful and anchor.lemma_ in cues.SELF_REPORT
        if not reported and is_planned(root, anchor):
            return Judgement(polarity, "planned")
    alleged, speaker = source(root, anchor)
    return Judgement(polarity, "alleged" if alleged else "asserted", speaker)
