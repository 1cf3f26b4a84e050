"""The tables that event-data users build first: actors, and events by actor pair and month."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field

from pipeline.schema import ActorRef, Claim, Model, QuadClass
from pipeline.writers.rows import Values, actor_name
from pipeline.writers.table import write_records


class ActorRow(Model):
    """One actor of ``actors.csv``, the most frequent first."""

    actor_id: str | None = Field(
        default=None, description="identifier, empty when not known", examples=["turkey"]
    )
    actor: str = Field(description="known name, else as written", examples=["Turkey"])
    actor_type: str | None = Field(default=None, description="kind of actor", examples=["state"])
    actor_country: str | None = Field(
        default=None, description="ISO 3166-1 alpha-2 code", examples=["TR"]
    )
    claims: int = Field(description="claims that name the actor in any role", examples=["41"])
    as_actor: int = Field(description="claims in which it acts", examples=["30"])
    as_recipient: int = Field(description="claims in which it is acted upon", examples=["9"])
    as_source: int = Field(description="claims that are attributed to it", examples=["2"])
    documents: int = Field(description="documents that name it", examples=["3"])
    first_day: str | None = Field(
        default=None, description="first day of any of its claims", examples=["2015-11-24"]
    )
    last_day: str | None = Field(
        default=None, description="last day of any of its claims", examples=["2017-06-18"]
    )
    written: Values = Field(
        default=(), description="as written, most frequent first", examples=["Ankara; Turkey"]
    )


class MonthRow(Model):
    """Events of one kind between one pair of actors in one month."""

    actor_id: str | None = Field(default=None, description="who acted", examples=["turkey"])
    actor: str | None = Field(default=None, description="its name", examples=["Turkey"])
    recipient_id: str | None = Field(
        default=None, description="who was acted upon", examples=["ypg"]
    )
    recipient: str | None = Field(default=None, description="its name", examples=["YPG"])
    quad_class: QuadClass = Field(
        description="PLOVER quad category", examples=["material_conflict"]
    )
    month: str | None = Field(
        default=None,
        description="ISO month; empty when the date is open, unknown or longer than a month",
        examples=["2016-08"],
    )
    count: int = Field(description="claims", examples=["4"])
    asserted: int = Field(description="of these, told as facts that happened", examples=["3"])


@dataclass
class _Tally:
    ref: ActorRef
    roles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    documents: set[str] = field(default_factory=set)
    days: list[str] = field(default_factory=list)
    written: Counter[str] = field(default_factory=Counter)


def to_actor_rows(claims: Iterable[Claim]) -> list[ActorRow]:
    """Count each actor's claims. An actor without id is known by its text; an implicit one
    without either is left out.
    """
    tallies: dict[tuple[str | None, str], _Tally] = {}
    for claim in claims:
        source = () if claim.attribution is None else (claim.attribution,)
        roles = (("actor", claim.actors), ("recipient", claim.recipients), ("source", source))
        for role, refs in roles:
            for ref in refs:
                _count(tallies, claim, role, ref)
    rows = [_actor_row(tally) for tally in tallies.values()]
    return sorted(rows, key=lambda row: (-row.claims, row.actor, row.actor_id or ""))


def _count(
    tallies: dict[tuple[str | None, str], _Tally], claim: Claim, role: str, ref: ActorRef
) -> None:
    name = actor_name(ref)
    if name is None:
        return
    tally = tallies.setdefault((ref.id, "" if ref.id else name), _Tally(ref))
    tally.roles[role].add(claim.claim_id)
    tally.documents.add(claim.doc_id)
    if claim.date is not None:
        days = (claim.date.first_day, claim.date.last_day)
        tally.days.extend(day for day in days if day is not None)
    if ref.text:
        tally.written[ref.text] += 1


def _actor_row(tally: _Tally) -> ActorRow:
    written = sorted(tally.written, key=lambda text: (-tally.written[text], text))
    return ActorRow(
        actor_id=tally.ref.id,
        actor=actor_name(tally.ref) or "",
        actor_type=tally.ref.type,
        actor_country=tally.ref.country,
        claims=len(set().union(*tally.roles.values())),
        as_actor=len(tally.roles["actor"]),
        as_recipient=len(tally.roles["recipient"]),
        as_source=len(tally.roles["source"]),
        documents=len(tally.documents),
        first_day=min(tally.days, default=None),
        last_day=max(tally.days, default=None),
        written=tuple(written),
    )


def to_month_rows(claims: Iterable[Claim]) -> list[MonthRow]:
    """Count claims by actor, recipient, quad category and month.

    A claim counts once for each pair of its actors and recipients; a missing side is empty.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    facts: Counter[tuple[str, ...]] = Counter()
    names: dict[str, str] = {}
    for claim in claims:
        happened = claim.polarity == "positive" and claim.modality == "asserted"
        for actor in _keys(claim.actors, names):
            for recipient in _keys(claim.recipients, names):
                key = (actor, recipient, claim.quad_class, claim_month(claim) or "")
                counts[key] += 1
                facts[key] += happened
    return [_month_row(key, counts[key], facts[key], names) for key in sorted(counts)]


def _keys(refs: tuple[ActorRef, ...], names: dict[str, str]) -> list[str]:
    found: dict[str, None] = {}
    for ref in refs:
        name = actor_name(ref)
        if name is not None:
            # A leading space keeps what is only text apart from identifiers, which have none.
            key = ref.id or f" {name}"
            names.setdefault(key, name)
            found[key] = None
    return list(found) or [""]


def _month_row(key: tuple[str, ...], count: int, asserted: int, names: dict[str, str]) -> MonthRow:
    actor, recipient, quad_class, month = key
    return MonthRow(
        actor_id=_identifier(actor),
        actor=names.get(actor),
        recipient_id=_identifier(recipient),
        recipient=names.get(recipient),
        quad_class=QuadClass(quad_class),
        month=month or None,
        count=count,
        asserted=asserted,
    )


def _identifier(key: str) -> str | None:
    return None if not key or key.startswith(" ") else key


def claim_month(claim: Claim) -> str | None:
    """The ISO month in which the whole date of a claim lies, None where there is no such one."""
    date = claim.date
    if date is None or date.first_day is None or date.last_day is None:
        return None
    return date.first_day[:7] if date.first_day[:7] == date.last_day[:7] else None


def write_actors(claims: Iterable[Claim], path: str | Path) -> None:
    """Write ``actors.csv``."""
    write_records(to_actor_rows(claims), ActorRow, path)


def write_months(claims: Iterable[Claim], path: str | Path) -> None:
    """Write ``events_by_actor_month.csv``."""
    write_records(to_month_rows(claims), MonthRow, path)
