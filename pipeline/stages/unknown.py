"""What the knowledge tables lack: actors and places of claims that have no id."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rich.table import Table

from pipeline.config import Params
from pipeline.schema import ActorRef, Claim, PlaceRef
from pipeline.stages.console import to_text
from pipeline.writers import read_jsonl

Kind = Literal["actor", "place"]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name without an id: how many claims have it, and in which documents.

    ``named`` is false for what is described and not named ("rebels", "his lawyers", "a supply
    convoy"): nothing that a table of names would have.
    """

    kind: Kind
    text: str
    claims: int
    documents: tuple[str, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class _Mention:
    """One claim's mention; ``opens``: it opens its sentence, where a capital says nothing."""

    kind: Kind
    text: str
    doc_id: str
    opens: bool


def run(params: Params, root: Path) -> list[Unknown]:
    """List the unknown names of the last run, commonest first, then by the alphabet.

    Raises:
        PipelineError: there are no claims yet.
    """
    return find_unknown(read_jsonl(root / params.claims.output / "claims.jsonl"))


def find_unknown(claims: Iterable[Claim]) -> list[Unknown]:
    """Count the claims of each name without an id; case does not tell names apart.

    Names come before descriptions.
    """
    found: defaultdict[tuple[Kind, str], list[_Mention]] = defaultdict(list)
    written_small: set[str] = set()
    for claim in claims:
        written_small.update(re.findall(r"\b[a-z]\w+", claim.evidence.text))
        once = {(each.kind, each.text.casefold()): each for each in _mentions(claim)}
        for key, mention in once.items():
            found[key].append(mention)
    unknown = [_unknown(mentions, written_small) for mentions in found.values()]
    return sorted(unknown, key=lambda one: (not one.named, -one.claims, one.kind, one.text))


def render(names: Iterable[Unknown]) -> str:
    """Return the list as a table of text, descriptions after a line that says so."""
    table = Table("", "name", "claims", "documents", box=None, pad_edge=False)
    described = False
    for one in names:
        if not (one.named or described):
            described = True
            table.add_row("", "only described:", "", "")
        table.add_row(one.kind, one.text, str(one.claims), ", ".join(one.documents))
    return to_text(table)


def _mentions(claim: Claim) -> Iterator[_Mention]:
    attribution = [] if claim.attribution is None else [claim.attribution]
    actors = (*claim.actors, *claim.recipients, *attribution)
    refs: list[tuple[Kind, ActorRef | PlaceRef]] = [("actor", ref) for ref in actors]
    refs += [("place", ref) for ref in claim.places]
    for kind, ref in refs:
        if ref.id is None and ref.text.strip():
            yield _Mention(kind, ref.text, claim.doc_id, ref.start == claim.evidence.start)


def _unknown(mentions: Sequence[_Mention], written_small: Set[str]) -> Unknown:
    first = mentions[0]
    return Unknown(
        first.kind,
        first.text,
        len(mentions),
        tuple(sorted({each.doc_id for each in mentions})),
        named=any(_is_named(each, written_small) for each in mentions),
    )


def _is_named(mention: _Mention, written_small: Set[str]) -> bool:
    """Whether the noun that the words turn on has a capital of its own.

    That noun is the last word before "of", "for" and the like: "Movement for Change", "rebels
    from Azawad". One word that opens a sentence is a name unless it is elsewhere written small.
    """
    words = (_LINK.split(mention.text)[0] or mention.text).split()
    if not any(letter.isupper() for letter in words[-1]):
        return False
    return not (mention.opens and len(words) == 1 and words[0].lower() in written_small)


_LINK = re.compile(r"\s(?:of|for|in|from|against|and)\s|,\s|\s\(")
