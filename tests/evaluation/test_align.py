"""Alignment is one to one, by overlap, with the greatest total agreement."""

import pytest

from pipeline.evaluation.align import align
from pipeline.evaluation.facts import Facts, facts_of_claims, facts_of_gold, shared_words
from pipeline.evaluation.locate import locate_records
from tests.evaluation.making import make_claim, make_document, make_record

TEXT = "Troops shot down a jet and then shot at the base."


def gold(*triggers: str, **fields: object) -> tuple[Facts, ...]:
    records = [make_record(TEXT, each, id=f"G{n}", **fields) for n, each in enumerate(triggers)]
    return facts_of_gold(locate_records(records, make_document(TEXT)), ())


def test_pairs_by_overlap_only() -> None:
    found = align(gold("shot down", "base"), facts_of_claims([make_claim(TEXT, "down")]))
    assert [(one.trigger, other.trigger) for one, other in found.pairs] == [("shot down", "down")]
    assert [one.trigger for one in found.missed] == ["base"]
    assert found.invented == ()


def test_touching_triggers_do_not_overlap() -> None:
    found = align(gold("shot"), facts_of_claims([make_claim(TEXT, " down")]))
    assert not found.pairs


def test_one_to_one() -> None:
    claims = [
        make_claim(TEXT, "shot", claim_id="one"),
        make_claim(TEXT, "down", claim_id="two"),
        make_claim(TEXT, "shot down", claim_id="three"),
    ]
    found = align(gold("shot down"), facts_of_claims(claims))
    assert len(found.pairs) == 1
    assert len(found.invented) == 2


def test_agreement_decides_before_overlap() -> None:
    claims = [
        make_claim(TEXT, "shot down", claim_id="long", event_type="AID"),
        make_claim(TEXT, "down", claim_id="right"),
    ]
    ((_, other),) = align(gold("shot down"), facts_of_claims(claims)).pairs
    assert other.key == "right"


@pytest.mark.parametrize("order", [1, -1])
def test_overlap_decides_between_equals(order: int) -> None:
    claims = [
        make_claim(TEXT, "down", claim_id="part"),
        make_claim(TEXT, "shot down", claim_id="whole"),
    ][::order]
    ((_, other),) = align(gold("shot down"), facts_of_claims(claims)).pairs
    assert other.key == "whole"


def test_total_agreement_not_greedy() -> None:
    # The first gold agrees with both claims, the second with the first claim only: a greedy
    # choice of (first, first) would leave the second gold with a poor partner.
    one = gold("shot down", actors=("a",))[0]
    two = gold("shot down", actors=("a",), recipients=("b",), places=("c",), date="2017")[0]
    claims = facts_of_claims(
        [
            make_claim(TEXT, "shot down", claim_id="rich", actors=["a"], recipients=["b"],
                       places=["c"], date=("2017", "2017-01-01", "2017-12-31")),
            make_claim(TEXT, "shot down", claim_id="poor", actors=["a"]),
        ]
    )  # fmt: skip
    found = align((one, two), claims)
    assert [other.key for _, other in found.pairs] == ["poor", "rich"]


def test_words_stand_in_for_offsets() -> None:
    one = gold("shot down")[0]
    claims = facts_of_claims([make_claim(TEXT, "shot")])
    assert shared_words(one, one) == 2
    assert shared_words(one, claims[0]) == 0, "another sentence"


def test_empty_sides() -> None:
    assert align((), ()).pairs == ()
    assert len(align(gold("shot down"), ()).missed) == 1
