"""Case documents: short texts of the project's own, each sentence with the claims it makes.

One YAML file a document in ``gold/cases/``; its README tells the fields.

They name actors and places by their words, so that a text needs no registry. A name may list
alternatives (``M23 | the rebels``); it equals a reference whose id, name or words it says, in the
claim that it is written in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import Field, ValidationError, field_validator
from scipy.optimize import linear_sum_assignment
from spacy.language import Language

from pipeline.errors import GoldError
from pipeline.evaluation import edtf
from pipeline.evaluation.align import Alignment, align
from pipeline.evaluation.facts import Facts, facts_of_claims
from pipeline.evaluation.score import Scores, score_alignments
from pipeline.evaluation.verdicts import MISSED, verdict
from pipeline.schema import (
    ActorRef,
    Claim,
    DateMod,
    EventType,
    Modality,
    Model,
    PlaceRef,
    Polarity,
)
from pipeline.yamlfile import read_yaml

_PRONOUNS = frozenset("he him his she her hers it its they them their theirs".split())
_LITTLE = frozenset("a an the of and in its their his her some several at least about".split())


KEPT_ASIDE, WORKED_ON = "kept aside", "worked on"
"""Names of the two halves among the genres."""


class ExpectedClaim(Model):
    """A claim as its annotator wrote it; fields left out have the commonest value."""

    trigger: str = Field(min_length=1)
    type: EventType
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    date: edtf.Edtf | None = None
    date_mod: DateMod | None = None
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    attribution: str | None = None

    @field_validator("actors", "recipients", "places", "attribution")
    @classmethod
    def _are_names(cls, value: Any) -> Any:
        """A pronoun as an alternative would make one of all whom it ever stands for."""
        for name in [value] if isinstance(value, str) else value or ():
            for each in name.split("|"):
                if each.strip().lower() in _PRONOUNS:
                    raise ValueError(f"{each.strip()!r} is no name: write whom it stands for")
        return value


class CaseSentence(Model):
    """A sentence and its claims, none for one that makes none."""

    text: str
    paragraph: bool = False
    claims: tuple[ExpectedClaim, ...] = ()


class CaseDocument(Model):
    """A text of one conflict and genre; ``published`` is the day that relative dates count from.

    ``aside`` marks a text that nobody who wrote rules has worked from. ``round`` counts the times
    that texts were added: figures of one round stay comparable when there is another.
    """

    conflict: str
    genre: str
    published: str | None = None
    aside: bool = False
    round: int = Field(default=1, ge=1)
    sentences: tuple[CaseSentence, ...]

    @property
    def text(self) -> str:
        """The sentences as running text, paragraphs apart by a blank line."""
        return "".join(
            (("\n\n" if each.paragraph else " ") if at else "") + each.text
            for at, each in enumerate(self.sentences)
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A case document, the claims found in it, and their alignment with those expected."""

    name: str
    document: CaseDocument
    claims: tuple[Claim, ...]
    alignment: Alignment


def read_cases(folder: Path) -> dict[str, CaseDocument]:
    """Read every case document of a folder, by file name; none where there is no such folder.

    Raises:
        GoldError: a file is no case document; the file and the field are named.
    """
    return {path.stem: read_case(path) for path in sorted(folder.glob("*.yaml"))}


def read_case(path: Path) -> CaseDocument:
    """Read one case document.

    Raises:
        GoldError: the file is no case document, or a trigger is not in its sentence.
    """
    try:
        document = CaseDocument.model_validate(_as_strings(read_yaml(path)))
        list(_expected(document))
    except (ValidationError, ValueError) as error:
        problem = " ".join(str(error).split("\n")[:3])
        raise GoldError(f"is no case document: {problem}", path=path) from error
    return document


def run_cases(documents: Mapping[str, CaseDocument], nlp: Language) -> list[Case]:
    """Find the claims of each case document and align them with what is expected."""
    texts = [document.text for document in documents.values()]
    days = [document.published for document in documents.values()]
    found = extract(texts, days, nlp)
    return [
        compare_case(name, document, claims)
        for (name, document), claims in zip(documents.items(), found, strict=True)
    ]


def extract(
    texts: Iterable[str], published: Iterable[str | None], nlp: Language
) -> list[list[Claim]]:
    """The claims of each text; ``nlp`` has the claim components."""
    docs = []
    for text, day in zip(texts, published, strict=True):
        doc = nlp.make_doc(text)
        doc._.published = day
        docs.append(doc)
    return [list(doc._.claims) for doc in nlp.pipe(docs)]


def compare_case(name: str, document: CaseDocument, claims: Sequence[Claim]) -> Case:
    """Align what a document is expected to claim with what was found in it."""
    expected = dict(_expected(document))
    found = dict(zip(facts_of_claims(claims), claims, strict=True))
    alignment = align(tuple(expected), tuple(found))
    pairs = [(gold, _named(facts, found[facts], expected[gold])) for gold, facts in alignment.pairs]
    invented = [_named(facts, found[facts], None) for facts in alignment.invented]
    return Case(
        name,
        document,
        tuple(claims),
        replace(alignment, pairs=tuple(pairs), invented=tuple(invented)),
    )


def score_cases(cases: Iterable[Case], *, samples: int = 0, seed: int = 0) -> Scores:
    """Score the case documents together, and each round by genre and by half.

    ``Scores.documents`` holds the groups.
    """
    groups: dict[str, list[Case]] = {}
    for case in cases:
        document = case.document
        added = f", round {document.round}" if document.round > 1 else ""
        kept = KEPT_ASIDE if document.aside else WORKED_ON
        for name in ("", document.genre + added, kept + added):
            groups.setdefault(name, []).append(case)
    scopes = {
        name: score_alignments(
            {case.name: case.alignment for case in group}, samples=samples, seed=seed
        )
        for name, group in sorted(groups.items())
    }
    overall = scopes.pop("", None) or score_alignments({})
    return Scores(overall=overall, documents=scopes, skipped={})


def case_verdicts(case: Case) -> Iterator[str]:
    """One line an expected claim: right, missed, or the fields that differ; and what is extra."""
    verdicts = [(gold, verdict(gold, other)) for gold, other in case.alignment.pairs]
    verdicts += [(gold, MISSED) for gold in case.alignment.missed]
    for gold, told in sorted(verdicts, key=lambda each: each[0].span or (0, 0)):
        yield f"{case.name}/{gold.key} {gold.event_type} {gold.trigger}: {told}"
    if case.alignment.invented:
        yield f"{case.name}: not expected: {len(case.alignment.invented)}"


class _Says:
    """Whether a reference that was found says a name as its annotator wrote it."""

    def __init__(self, name: str) -> None:
        self._alternatives = [_fold(each) for each in name.split("|")]

    def __call__(self, ref: ActorRef | PlaceRef) -> int:
        """2 by its words, name or id; 1 by most of the words of one; else 0."""
        said = _words_of(ref)
        if any(each in self._alternatives for each in said):
            return 2
        mine = [set(each.split()) for each in said]
        theirs = [set(each.split()) for each in self._alternatives]
        close = any(
            one and other and (one <= other or other <= one) for one in mine for other in theirs
        )
        return int(close)


def _words_of(ref: ActorRef | PlaceRef) -> list[str]:
    return [_fold(text) for text in (ref.text, ref.name, ref.id) if text]


def _keys(refs: Sequence[ActorRef | PlaceRef], names: Sequence[str]) -> frozenset[str]:
    """The references as keys: that of the name a reference says, else its own words.

    Names that share an alternative are given out so that as many as possible are said.
    """
    says = [_Says(name) for name in names]
    fits = [[each(ref) for each in says] for ref in refs]
    found: dict[int, int] = {}
    if names and refs:
        rows, columns = linear_sum_assignment(np.array(fits), maximize=True)
        found.update(zip(rows.tolist(), columns.tolist(), strict=True))
    keys = []
    for at, (ref, row) in enumerate(zip(refs, fits, strict=True)):
        # One more than the names that were asked for still says the name that it says best.
        order = sorted(range(len(names)), key=lambda name: (name != found.get(at), -row[name]))
        best = next((name for name in order if row[name]), None)
        keys.append(f"? {next(iter(_words_of(ref)), '')}" if best is None else key_of(names[best]))
    return frozenset(keys)


def key_of(name: str) -> str:
    """The key of a name as an annotator wrote it: its first alternative."""
    return _fold(name.split("|")[0])


def _expected(document: CaseDocument) -> Iterator[tuple[Facts, ExpectedClaim]]:
    start = 0
    for number, sentence in enumerate(document.sentences, 1):
        start = document.text.index(sentence.text, start)
        taken: set[int] = set()
        for at, claim in enumerate(sentence.claims):
            span = _span(sentence.text, claim.trigger, taken)
            facts = Facts(
                key=f"{number}.{at}",
                sentence=f"s{number}",
                span=(start + span[0], start + span[1]),
                trigger=claim.trigger,
                event_type=claim.type,
                actors=frozenset(map(key_of, claim.actors)),
                recipients=frozenset(map(key_of, claim.recipients)),
                places=frozenset(map(key_of, claim.places)),
                date=claim.date,
                days=None if claim.date is None else edtf.days(claim.date),
                date_mod=claim.date_mod,
                polarity=claim.polarity,
                modality=claim.modality,
                attribution=key_of(claim.attribution) if claim.attribution else None,
            )
            yield facts, claim


def _span(sentence: str, trigger: str, taken: set[int]) -> tuple[int, int]:
    """Where a trigger stands; the last place again for a verb that tells two events."""
    spans = [found.span() for found in re.finditer(rf"\b{re.escape(trigger)}\b", sentence)]
    if not spans:
        raise ValueError(f"{trigger!r} does not stand in {sentence!r}")
    span = next((each for each in spans if each[0] not in taken), spans[-1])
    taken.add(span[0])
    return span


def _named(facts: Facts, claim: Claim, expected: ExpectedClaim | None) -> Facts:
    """The facts of a claim that was found, in the words of the one expected in its place."""
    sources = [claim.attribution] if claim.attribution else []
    told = [expected.attribution] if expected and expected.attribution else []
    return replace(
        facts,
        actors=_keys(claim.actors, expected.actors if expected else ()),
        recipients=_keys(claim.recipients, expected.recipients if expected else ()),
        places=_keys(claim.places, expected.places if expected else ()),
        attribution=next(iter(_keys(sources, told)), None),
    )


def _fold(text: str) -> str:
    words = re.findall(r"[^\W_]+", text.casefold().replace("’s", "").replace("'s", ""))
    return " ".join(word for word in words if word not in _LITTLE) or text.casefold()


def _as_strings(value: Any) -> Any:
    """YAML reads a bare day as a date or a year as a number; the schema wants them as written."""
    if isinstance(value, dict):
        return {key: _as_strings(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_strings(each) for each in value]
    return value if isinstance(value, str | bool | None) else str(value)
