"""The model's named entities, decoded for all tokens at once.

spaCy's entity recogniser takes its actions one after the other, in a small model the dearest step
of all. But it chooses by three tokens only: the next one, and the first and the last of the entity
that is open. Where none is open an action depends on its own token alone: all of these are scored
in one go. Then all entities that may begin grow together, a token at a time. What is found stays
the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from spacy.util import minibatch

from pipeline.components.shown import as_shown

_FEATURES = 3
_NO_TOKEN = -1

Numbers = npt.NDArray[np.integer[Any]]
Flags = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float32]
"""A row for each state, a column for each action."""


class _Actions:
    """The recogniser's actions by column: O, and B-, I-, L- and U- with each label."""

    def __init__(self, names: Sequence[str]) -> None:
        columns = {name: column for column, name in enumerate(names)}
        self.labels = [name[2:] for name in names]
        self.begins = np.array([name.startswith("B-") for name in names])
        # "U-" without a label is kept for tokens on which a component forbids entities.
        self.units = np.array([name.startswith("U-") and name != "U-" for name in names])
        self.closed = ~self.begins & ~self.units & (np.array(names) != "O")
        self.inside = np.array([columns.get(f"I-{label}", 0) for label in self.labels])
        self.last = np.array([columns.get(f"L-{label}", 0) for label in self.labels])


class Entities:
    """Finds what ``recognizer`` finds."""

    def __init__(self, recognizer: EntityRecognizer) -> None:
        self._recognizer: Any = recognizer

    @cached_property
    def _actions(self) -> _Actions:
        # Not before it is used: a pipeline read from disk fills the recogniser last.
        moves = self._recognizer.moves
        return _Actions([moves.get_class_name(action) for action in range(moves.n_moves)])

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities; what another component has set is left to the recogniser."""
        self._set([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Set the entities of documents, ``batch_size`` of them at once."""
        for batch in minibatch(stream, size=batch_size):  # type: ignore[no-untyped-call]
            self._set(batch)
            yield from batch

    def _set(self, docs: Iterable[Doc]) -> None:
        fresh = []
        for doc in docs:
            if not len(doc) or doc.has_annotation("ENT_IOB"):
                self._recognizer(doc)
            else:
                fresh.append(doc)
        if fresh:
            chosen, lengths = self._decode(fresh)
            first = 0
            for doc in fresh:
                here = slice(first, first + len(doc))
                doc.set_ents(list(self._spans(doc, chosen[here], lengths[here])))
                first += len(doc)

    def _decode(self, docs: Sequence[Doc]) -> tuple[Numbers, Numbers]:
        """The action on each token of all documents, and the tokens of an entity begun there."""
        actions = self._actions
        scorer = self._recognizer.model.predict([as_shown(doc) for doc in docs])
        flags = np.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs])
        starts, spaces = flags.T == 1
        final = np.append(starts[1:], True)
        final[np.cumsum([len(doc) for doc in docs]) - 1] = True
        chosen = _choose_outside(actions, scorer, final, spaces)
        lengths = np.where(actions.units[chosen], 1, 0)
        first = np.flatnonzero(actions.begins[chosen])
        token = first + 1
        while len(first):
            scores = _score(scorer, token, first, token - 1)
            rows, begun = np.arange(len(first)), chosen[first]
            ended = scores[rows, actions.last[begun]] > scores[rows, actions.inside[begun]]
            ended |= final[token]
            lengths[first[ended]] = token[ended] + 1 - first[ended]
            first, token = first[~ended], token[~ended] + 1
        return chosen, lengths

    def _spans(self, doc: Doc, chosen: Numbers, lengths: Numbers) -> Iterator[Span]:
        """The entities of a document, without those that would begin inside another."""
        free = 0
        for start in np.flatnonzero(lengths).tolist():
            if start >= free:
                free = start + int(lengths[start])
                yield Span(doc, start, free, self._actions.labels[chosen[start]])


def _choose_outside(actions: _Actions, scorer: Any, final: Flags, spaces: Flags) -> Numbers:
    """The action on each token if no entity is open; none crosses the end of a sentence."""
    nothing = np.full(len(final), _NO_TOKEN)
    scores = _score(scorer, np.arange(len(final)), nothing, nothing)
    scores[:, actions.closed] = -np.inf
    scores[np.ix_(final, actions.begins)] = -np.inf
    scores[np.ix_(spaces, actions.begins | actions.units)] = -np.inf
    best: Numbers = scores.argmax(axis=1)
    return best


def _score(scorer: Any, token: Numbers, first: Numbers, last: Numbers) -> Scores:
    """Scores of all actions by the next token and the ends of the open entity."""
    states = np.stack([token, first, last], axis=1).astype(np.int32)
    scores: Scores = scorer.vec2scores.predict(scorer.state2vec.predict(states))
    return scores


def decode_at_once(nlp: Language) -> None:
    """Let the pipeline find its entities so, if its recogniser is of the kind described."""
    if nlp.has_pipe("ner") and _is_decodable(nlp.get_pipe("ner")):
        nlp.add_pipe("entities", after="ner")
        nlp.disable_pipe("ner")


def _is_decodable(recognizer: Any) -> bool:
    if not isinstance(recognizer, EntityRecognizer) or recognizer.cfg["beam_width"] != 1:
        return False
    model = recognizer.model
    features = model.get_ref("lower").get_dim("nF")
    return features == _FEATURES and model.attrs["has_upper"] and not model.attrs["unseen_classes"]
