"""Names that no table has: which they are, in which order, and what is only a description."""

import pytest

from pipeline.stages.unknown import find_unknown, render
from tests.report.made import make_document


def claim_of(actor: str, sentence: str = "{} bombed the town.", doc_id: str = "d"):
    """A claim by an actor without an id, in a sentence of its own."""
    _, (claim,) = make_document(doc_id, 1, 1)
    text = sentence.format(actor)
    start = text.index(actor)
    ref = claim.actors[0].model_copy(
        update={"id": None, "name": None, "text": actor, "start": start, "end": start + len(actor)}
    )
    evidence = claim.evidence.model_copy(update={"text": text, "start": 0, "end": len(text)})
    update = {"actors": (ref,), "recipients": (), "places": (), "evidence": evidence}
    return claim.model_copy(update=update)


def test_names_stand_before_descriptions_however_common():
    claims = [
        *(claim_of("rebels", "The {} bombed the town.") for _ in range(3)),
        *(claim_of("army", "The {} bombed the town.") for _ in range(2)),
        claim_of("Gumuz Liberation Guard", "The {} bombed the town."),
    ]
    found = [(one.text, one.claims, one.named) for one in find_unknown(claims)]
    assert found == [("Gumuz Liberation Guard", 1, True), ("rebels", 3, False), ("army", 2, False)]
    lines = [line.split() for line in render(find_unknown(claims)).splitlines()]
    assert [line[:2] for line in lines[1:]] == [
        ["actor", "Gumuz"],
        ["only", "described:"],
        ["actor", "rebels"],
        ["actor", "army"],
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Zarqania",
        "Suqour al-Nahr",
        "Front for Renewal",
        "Movement of the North, the largest",
        "GLG",
    ],
)
def test_names(name):
    assert [one.named for one in find_unknown([claim_of(name)])] == [True]


@pytest.mark.parametrize(
    "words",
    ["two European missions", "IS-held villages", "his lawyers", "rebels from Azawad", "300"],
)
def test_descriptions(words):
    claims = [claim_of(words, "Then {} bombed the town.")]
    assert [one.named for one in find_unknown(claims)] == [False]


def test_a_capital_that_the_sentence_gives_makes_no_name():
    elsewhere = claim_of("Zarqania", "{} bombed the rebels.")
    found = {one.text: one.named for one in find_unknown([claim_of("Rebels"), elsewhere])}
    assert found == {"Zarqania": True, "Rebels": False}


def test_case_does_not_part_a_name_and_one_claim_counts_once():
    claims = [claim_of("Zarqania"), claim_of("ZARQANIA", "Then {} bombed it.", "e")]
    (one,) = find_unknown(claims)
    assert (one.text, one.claims, one.documents) == ("Zarqania", 2, ("d", "e"))
