"""Every disagreement gets the cause that its table says, and one case prints in full."""

import pytest

from pipeline.errors import GoldError
from pipeline.evaluation.causes import Cause, Disagreement, find_disagreements
from pipeline.evaluation.explain import explain
from pipeline.evaluation.score import Comparison, compare_document
from pipeline.schema import ActorRef, Claim, DateRef, PlaceRef
from tests.evaluation.making import make_claim, make_document, make_record

TEXT = "Tehran's forces shelled Aleppo in May 2017. They later bombed Homs."
GOLD = {
    "actors": ("iran",),
    "actor_text": "Tehran's forces",
    "places": ("aleppo",),
    "place_text": "Aleppo",
    "date": "2017-05",
    "date_text": "May 2017",
}
FORCES = ActorRef(text="Tehran's forces", start=0, end=15, id="iran")
THEY = ActorRef(text="They", start=44, end=48, id="iran")
ISRAEL = ActorRef(text="Israel", start=0, end=6, id="israel")
ALEPPO = PlaceRef(text="Aleppo", start=24, end=30, id="aleppo")
HOMS = PlaceRef(text="Homs", start=62, end=66, id="homs")
MAY = DateRef(text="May 2017", edtf="2017-05", first_day="2017-05-01", last_day="2017-05-31")
RIGHT = {"actors": (FORCES,), "places": (ALEPPO,), "date": MAY}


def claim(trigger: str = "shelled", **fields: object) -> Claim:
    return make_claim(TEXT, trigger).model_copy(update={**RIGHT, **fields})


def compare(gold: dict[str, object], *claims: Claim) -> Comparison:
    record = make_record(TEXT, "shelled", **{**GOLD, **gold})
    return compare_document(claims, [record], make_document(TEXT))


def rows(gold: dict[str, object], *claims: Claim) -> list[Disagreement]:
    return [row for row in find_disagreements([compare(gold, *claims)]) if row.gold_id]


KNOWS_IRAN = claim("bombed")
"""A second claim, made up, that shows that the system links Iran and Aleppo elsewhere."""


@pytest.mark.parametrize(
    ("gold", "change", "field", "cause"),
    [
        ({"event_type": "AID"}, {}, "event_type", Cause.WRONG_TYPE),
        ({"polarity": "negative"}, {}, "polarity", Cause.POLARITY),
        ({"modality": "planned"}, {}, "modality", Cause.MODALITY),
        ({}, {"attribution": ISRAEL}, "attribution", Cause.ATTRIBUTION),
        ({}, {"date": None}, "date", Cause.DATE_NOT_FOUND),
        ({"date": "2017-06"}, {}, "date", Cause.DATE_VALUE),
        ({"date": "2017-05", "date_mod": "BEFORE"}, {}, "date", Cause.DATE_VALUE),
        ({"date": "2016", "date_text": "a year earlier"}, {}, "date", Cause.DATE_CLAUSE),
        ({"date": None, "date_text": ""}, {}, "date", Cause.DATE_CLAUSE),
        ({}, {"actors": ()}, "actors", Cause.ROLE_NOT_FOUND),
        ({"actors": ("pkk",)}, {"actors": ()}, "actors", Cause.NOT_RECOGNISED),
        ({}, {"actors": (ISRAEL,)}, "actors", Cause.ROLE_ATTACHMENT),
        ({}, {"actors": (FORCES, ISRAEL)}, "actors", Cause.ROLE_ATTACHMENT),
        ({"actors": ("irgc",)}, {}, "actors", Cause.LINKED_WRONGLY),
        ({}, {"actors": (FORCES.model_copy(update={"id": None}),)}, "actors", Cause.NOT_LINKED),
        ({"actor_text": "They"}, {"actors": ()}, "actors", Cause.ANTECEDENT),
        ({"actor_text": "They", "actors": ("x",)}, {"actors": (THEY,)}, "actors", Cause.ANTECEDENT),
        ({"actor_text": ""}, {"actors": ()}, "actors", Cause.ANTECEDENT),
        ({}, {"recipients": (ISRAEL,)}, "recipients", Cause.ROLE_ATTACHMENT),
        ({}, {"places": ()}, "places", Cause.PLACE_NOT_FOUND),
        ({"places": ("qom",), "place_text": "Qom"}, {"places": ()}, "places", Cause.NOT_RECOGNISED),
        ({}, {"places": (HOMS,)}, "places", Cause.PLACE_CLAUSE),
        ({"places": (), "place_text": ""}, {}, "places", Cause.PLACE_CLAUSE),
        ({"places": ("aleppo-province",)}, {}, "places", Cause.LINKED_WRONGLY),
        ({}, {"places": (ALEPPO.model_copy(update={"id": None}),)}, "places", Cause.NOT_LINKED),
    ],
)
def test_cause_of_a_field(
    gold: dict[str, object], change: dict[str, object], field: str, cause: Cause
) -> None:
    (row,) = rows(gold, claim(**change), KNOWS_IRAN)
    assert (row.field, row.cause) == (field, cause)
    assert (row.gold_id, row.claim_id, row.rule) == ("G1", "C16", "test.rule")


def test_nothing_to_tell_when_all_is_right() -> None:
    assert rows({}, claim(), KNOWS_IRAN) == []


@pytest.mark.parametrize(
    ("gold", "predicted", "cause"),
    [
        ({}, "bombed", Cause.TRIGGER_MISSING),
        ({}, "Homs", Cause.TRIGGER_MISSING),
        ({"trigger": "vanished"}, "bombed", Cause.TRIGGER_NOT_IN_TEXT),
    ],
)
def test_missed_claim(gold: dict[str, object], predicted: str, cause: Cause) -> None:
    record = make_record(TEXT, "shelled", **GOLD).model_copy(update=gold)
    compared = compare_document([claim(predicted)], [record], make_document(TEXT))
    (missed,) = [row for row in find_disagreements([compared]) if row.claim_id is None]
    assert (missed.field, missed.cause, missed.predicted) == ("detection", cause, "")


def test_known_trigger_that_did_not_fire() -> None:
    other = compare_document([claim()], [], make_document(TEXT, "other"))
    found = find_disagreements([compare({}), other])
    assert [row.cause for row in found] == [Cause.TRIGGER_NOT_FIRED, Cause.NOT_ANNOTATED]


@pytest.mark.parametrize("lemma", ["shell", "bomb"])
def test_the_lexicon_tells_what_is_known(lemma: str) -> None:
    (missed,) = find_disagreements([compare({})], [lemma])
    known = lemma == "shell"
    assert missed.cause == (Cause.TRIGGER_NOT_FIRED if known else Cause.TRIGGER_MISSING)


def test_rows_stand_in_the_order_of_the_text_with_their_sentence() -> None:
    found = find_disagreements([compare({}, claim("bombed"))])
    assert [row.trigger for row in found] == ["shelled", "bombed"]
    first = found[0]
    assert TEXT[first.sentence_start : first.sentence_end] == TEXT, "as the claim there has it"
    alone = rows({})[0]
    assert TEXT[alone.sentence_start : alone.sentence_end] == TEXT[:43]


def test_explain_prints_one_case() -> None:
    page = explain("G1", [compare({"note": "see 4"}, claim(actors=(ISRAEL,), places=()))])
    assert page.splitlines()[0] == "G1 · paper, page 1, sentence 1"
    assert "forces [shelled] Aleppo" in page
    assert "claim  C16, rule test.rule" in page
    assert '"Tehran\'s forces"' in page
    lines = {line.split()[0]: line for line in page.splitlines() if line}
    assert lines["actors"].endswith("israel   <- role wrong attachment")
    assert lines["places"].endswith("-   <- entity not recognised")
    assert lines["date"].endswith("2017-05")
    assert page.endswith("note: see 4")


def test_explain_tells_why_a_claim_was_missed() -> None:
    page = explain("G1", [compare({})])
    assert "claim  none\ncause  trigger missing in lexicon" in page


def test_explain_of_an_unknown_record() -> None:
    with pytest.raises(GoldError, match=r"no gold record 'D999'.*present: paper"):
        explain("D999", [compare({})])
