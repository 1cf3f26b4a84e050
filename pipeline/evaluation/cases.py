"""Case documents: short texts of the project's own, each sentence with the claims it makes.

One YAML file a document in ``gold/cases/``; its README tells the fields.

They name actors and places by their words, so that a text needs no registry. A name may list
alternatives (``M23 | the rebels``); it equals a reference whose id, name or words it says.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator
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
    date: str | None = None
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

    @field_validator("date")
    @classmethod
    def _is_edtf(cls, value: str | None) -> str | None:
        if value is not None:
            edtf.days(value)
        return value


class CaseSentence(Model):
    """A sentence and its claims, none for one that makes none."""

    text: str
    paragraph: bool = False
    claims: tuple[ExpectedClaim, ...] = ()


class CaseDocument(Model):
    """A text of one conflict and genre; ``published`` is the day that relative dates count from.

    ``aside`` marks a text that nobody who wrote rules has worked from.
    """

    conflict: str
    genre: str
    published: str | None = None
    aside: bool = False
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
        list(_expected(document, _Names(_names_in(document))))
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
    names = _Names(_names_in(document))
    expected = tuple(_expected(document, names))
    found = tuple(
        _named(facts, claim, names)
        for facts, claim in zip(facts_of_claims(claims), claims, strict=True)
    )
    return Case(name, document, tuple(claims), align(expected, found))


def score_cases(cases: Iterable[Case], *, samples: int = 0, seed: int = 0) -> Scores:
    """Score the case documents together, by genre, and those kept aside apart from the others.

    ``Scores.documents`` holds the groups.
    """
    groups: dict[str, list[Case]] = {}
    for case in cases:
        kept = KEPT_ASIDE if case.document.aside else WORKED_ON
        for name in ("", case.document.genre, kept):
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


def _names_in(document: CaseDocument) -> list[str]:
    return [
        name
        for sentence in document.sentences
        for claim in sentence.claims
        for name in (*claim.actors, *claim.recipients, *claim.places, claim.attribution or "")
        if name
    ]


class _Names:
    """Which names of a document mean the same: those that share an alternative."""

    def __init__(self, names: Iterable[str]) -> None:
        self._class: dict[str, str] = {}
        for name in names:
            words = [_fold(each) for each in name.split("|")]
            known = {self._class[each] for each in words if each in self._class} or {words[0]}
            key = min(known)
            for each, old in list(self._class.items()):
                if old in known:
                    self._class[each] = key
            self._class.update(dict.fromkeys(words, key))

    def key(self, name: str) -> str:
        """The key of a name as an annotator wrote it."""
        return self._class[_fold(name.split("|")[0])]

    def key_of(self, ref: ActorRef | PlaceRef) -> str:
        """The key of a reference: by its words or name, else by most of the words of one."""
        said = [_fold(text) for text in (ref.text, ref.name, ref.id) if text]
        for each in said:
            if each in self._class:
                return self._class[each]
        for each in said:
            for name, key in self._class.items():
                words, wanted = set(each.split()), set(name.split())
                if words and wanted and (words <= wanted or wanted <= words):
                    return key
        return f"? {said[0] if said else ''}"


def _expected(document: CaseDocument, names: _Names) -> Iterable[Facts]:
    start = 0
    for number, sentence in enumerate(document.sentences, 1):
        start = document.text.index(sentence.text, start)
        taken: set[int] = set()
        for at, claim in enumerate(sentence.claims):
            span = _span(sentence.text, claim.trigger, taken)
            yield Facts(
                key=f"{number}.{at}",
                sentence=f"s{number}",
                span=(start + span[0], start + span[1]),
                trigger=claim.trigger,
                event_type=claim.type,
                actors=frozenset(map(names.key, claim.actors)),
                recipients=frozenset(map(names.key, claim.recipients)),
                places=frozenset(map(names.key, claim.places)),
                date=claim.date,
                days=None if claim.date is None else edtf.days(claim.date),
                date_mod=claim.date_mod,
                polarity=claim.polarity,
                modality=claim.modality,
                attribution=names.key(claim.attribution) if claim.attribution else None,
            )


def _span(sentence: str, trigger: str, taken: set[int]) -> tuple[int, int]:
    for found in re.finditer(rf"\b{re.escape(trigger)}\b", sentence):
        if found.start() not in taken:
            taken.add(found.start())
            return found.span()
    raise ValueError(f"{trigger!r} does not stand (often enough) in {sentence!r}")


def _named(facts: Facts, claim: Claim, names: _Names) -> Facts:
    return replace(
        facts,
        actors=frozenset(map(names.key_of, claim.actors)),
        recipients=frozenset(map(names.key_of, claim.recipients)),
        places=frozenset(map(names.key_of, claim.places)),
        attribution=names.key_of(claim.attribution) if claim.attribution else None,
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
